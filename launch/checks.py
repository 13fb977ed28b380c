"""`make test`: all that CI runs. Every check runs, whatever the ones before it said; the summary tells what each took."""

import os
import re
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from launch import assets, journeys, packages, services, venv
from launch.places import CHECKOUT, VENV, LaunchError

BIN = VENV / "bin"
BESIDE_APPS = ("launch", "benchmarks")
BESIDE_UNITS = {"processes": "tests/processes", "walks": "tests/walks"}  # checks of their own
COMPILED = {"PYTHONDONTWRITEBYTECODE": ""}  # kept, whatever the shell says: rewriting every test anew takes each process seconds
LOCKS = tuple(f"requirements/{name}.txt" for name in ("base", "test", "mutation", "openfisca"))

# What a real server would say, for `check --deploy`. Nothing here is connected to.
PRODUCTION = {
    "MERITPLAN_MODE": "production",
    "SECRET_KEY": "not-a-secret-only-long-enough-and-varied-0123456789-abcdefghijklm",
    "AUDIT_KEY": "not-a-key-only-long-enough-and-varied-9876543210-nmlkjihgfedcba",
    "IDENTITY_KEYS": "not-a-key-only-long-enough-and-varied-1029384756-qpwoeirutyalskd",
    "IDENTITY_DIGEST_KEY": "not-a-key-only-long-enough-and-varied-5647382910-mznxbcvlaksjdhf",
    "DATABASE_URL": "postgresql://meritplan:secret@database.example.se/meritplan?sslmode=require",
    "REDIS_URL": "redis://queue.example.se:6379/0",
    "ALLOWED_HOSTS": "meritplan.example.se",
    "CSRF_TRUSTED_ORIGINS": "https://meritplan.example.se",
    "MEDIA_ROOT": "/srv/media",
    "EMAIL_URL": "smtp://mail.example.se:587",
    "DEFAULT_FROM_EMAIL": "meritplan@example.se",
    "MALWARE_SCANNING": "clamd",
    "CLAMD_ADDRESS": "tcp://scanner.example.se:3310",
    "SECURE_PROXY": "on",
}


@dataclass(frozen=True)
class Check:
    name: str
    command: Sequence[str]
    environ: Mapping[str, str] | None = None


@dataclass(frozen=True)
class Outcome:
    name: str
    passed: bool
    seconds: float


def static_checks() -> list[Check]:
    """What needs no database."""
    tool = {name: str(BIN / name) for name in ("ruff", "mypy", "lint-imports", "djlint", "python")}
    return [
        Check("ruff", [tool["ruff"], "check", "."]),
        Check("ruff format", [tool["ruff"], "format", "--check", "."]),
        Check("mypy", [tool["mypy"], *apps(), *BESIDE_APPS, "manage.py"]),
        Check("import contracts", [tool["lint-imports"]]),
        Check("djlint", [tool["djlint"], "templates", "--lint", "--quiet"]),
        Check("check --deploy", [tool["python"], "manage.py", "check", "--deploy", "--fail-level=WARNING"], environ=PRODUCTION),
    ]


def apps() -> list[str]:
    """The packages that pyproject.toml holds to one direction of imports: all of them."""
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
    return list(project["tool"]["importlinter"]["root_packages"])


def migration_check() -> Check:
    return Check("migrations", [str(VENV / "bin" / "python"), "manage.py", "makemigrations", "--check", "--dry-run"])


def unit_checks() -> list[Check]:
    """The tests that are run all day; what starts and kills processes; the walks: every page and every file as every kind of person."""
    pytest = [str(BIN / "pytest"), "-q", "-n", "2", "--dist=loadfile", "--durations=5"]
    all_day = Check("pytest", [*pytest, *(f"--ignore={folder}" for folder in BESIDE_UNITS.values())])
    return [all_day, *(Check(name, [*pytest, folder]) for name, folder in BESIDE_UNITS.items())]


def run(parts: Sequence[str]) -> int:
    """Run the parts asked for: static, unit, browser. Returns 0 when all passed."""
    packages.ensure(packages.TO_TEST if "browser" in parts else packages.TO_RUN)
    venv.ensure("test")
    outcomes = []
    if "static" in parts:
        outcomes += [_run(check, os.environ) for check in static_checks()]
        outcomes += [_timed("lock files", lock_files), _timed("translations compile", translations)]
    if "unit" in parts:
        assets.compile_translations()
        with services.environment() as environ:
            outcomes += [_run(check, environ) for check in (migration_check(), *unit_checks())]
    if "browser" in parts:
        outcomes.append(_timed("browser journeys", journeys.run))
    return summarise(outcomes)


def _run(check: Check, environ: Mapping[str, str]) -> Outcome:
    def status() -> int:
        return subprocess.run(check.command, cwd=CHECKOUT, env={**environ, **COMPILED, **(check.environ or {})}).returncode

    return _timed(check.name, status)


def _timed(name: str, work: Callable[[], int]) -> Outcome:
    """Do it and keep what came of it; a reason why it could not be done is printed and counts as a failure."""
    print(f"\n── {name}", flush=True)
    began = time.monotonic()
    try:
        status = work()
    except LaunchError as error:
        print(error, flush=True)
        status = 1
    return Outcome(name, status == 0, time.monotonic() - began)


def lock_files() -> int:
    """A lock must work with any package index: it names no host."""
    faults = 0
    for lock in LOCKS:
        for number, line in enumerate((CHECKOUT / lock).read_text(encoding="utf-8").splitlines(), 1):
            if re.search(r"https?://|^--", line):
                print(f"{lock}:{number} names a host: {line}", flush=True)
                faults += 1
    return faults


def translations() -> int:
    """The catalogues compile. Whether they are complete is a test (tests/test_translations.py)."""
    assets.compile_translations()
    return 0


def summarise(outcomes: Sequence[Outcome]) -> int:
    print("\n── summary")
    for outcome in outcomes:
        print(f"  {'passed' if outcome.passed else 'FAILED':<8}{outcome.seconds:7.1f} s  {outcome.name}")
    failed = [outcome.name for outcome in outcomes if not outcome.passed]
    print(f"\n{'All checks passed.' if not failed else 'Failed: ' + ', '.join(failed)}", flush=True)
    sys.stdout.flush()
    return 1 if failed else 0
