"""The virtual environment: made by an interpreter that was run, filled from a lock with hashes, skipped while nothing changed."""

import shutil
import subprocess
import sys
from pathlib import Path

from launch import stamps
from launch.places import CHECKOUT, VENV, LaunchError

PYTHON = VENV / "bin" / "python"
# The system's own comes first: Debian builds it with optimisations that version managers leave out, and it runs a third faster for them.
CANDIDATES = ("/usr/bin/python3", sys.executable, "python3", "python3.13", "python3.12", "python3.11")
SUITS = "import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info < (3, 14))"


def suits(command: str) -> bool:
    """Whether this interpreter runs, is of a version we support, and can make virtual environments (Debian's needs python3-venv)."""
    found = shutil.which(command)
    return found is not None and subprocess.run([found, "-c", SUITS], capture_output=True).returncode == 0


def interpreter() -> str | None:
    """The interpreter to make the environment with; None where there is none yet."""
    return next((command for command in CANDIDATES if suits(command)), None)


def ensure(lock: str) -> None:
    """Bring the environment to requirements/<lock>.txt. The test lock holds everything of the base lock, at the same versions."""
    made_from = {name: stamps.content_hash([_file(name)], base=CHECKOUT) for name in ("base", "test")}
    stamp = VENV / f"meritplan-{lock}"
    if _runs(PYTHON) and stamps.is_current(stamp, made_from[lock]):
        return
    if not _runs(PYTHON):
        _make(VENV)
    _install(PYTHON, lock)
    for name in {"base", lock}:
        stamps.write(VENV / f"meritplan-{name}", made_from[name])


def _install(python: Path, lock: str) -> None:
    print("Python packages are being installed from the lock …", flush=True)
    command = [str(python), "-m", "pip", "install", "--quiet", "--quiet", "--disable-pip-version-check", "--no-input", "--require-hashes"]
    if subprocess.run([*command, "-r", str(_file(lock))], cwd=CHECKOUT).returncode:
        raise LaunchError("The Python packages could not be installed; the lines above say why.")


def beside(lock: str) -> Path:
    """An environment of its own under var/, filled from requirements/<lock>.txt alone. Returns the path of its Python."""
    folder = CHECKOUT / "var" / lock / "venv"
    made_from = stamps.content_hash([_file(lock)], base=CHECKOUT)
    python, stamp = folder / "bin" / "python", folder / "meritplan-lock"
    if not _runs(python):
        _make(folder)
    if not stamps.is_current(stamp, made_from):
        _install(python, lock)
        stamps.write(stamp, made_from)
    return python


def _file(lock: str) -> Path:
    return CHECKOUT / "requirements" / f"{lock}.txt"


def _runs(python: Path) -> bool:
    """Whether the environment's own Python works: it does not after the system's Python went away."""
    return python.exists() and subprocess.run([str(python), "-c", "import pip"], capture_output=True).returncode == 0


def _make(folder: Path) -> None:
    python = interpreter()
    if python is None:
        raise LaunchError("No Python 3.11, 3.12 or 3.13 that can make virtual environments: apt-get install python3 python3-venv")
    if subprocess.run([python, "-m", "venv", "--clear", str(folder)]).returncode:
        raise LaunchError(f"The virtual environment could not be made in {folder}.")
