"""Sjöstad kommun as running processes: what `make demo` shows and what the browser journeys walk through."""

import contextlib
import os
import secrets
import urllib.request
from collections.abc import Mapping, Sequence
from pathlib import Path

from config.env import NAMES
from launch import assets, processes, stamps, venv
from launch.children import Child, start, wait_until
from launch.places import CHECKOUT, Place

SOURCES = ("*/migrations/*.py", "portal/demo/**/*.py", "portal/management/commands/*.py", "demo/**/*", "requirements/base.txt")


def environment(place: Place, *, media: str = "media") -> dict[str, str]:
    """The variables of a demo, all but where PostgreSQL and Redis answer. What the caller's own settings say has no say here."""
    environ = {name: value for name, value in os.environ.items() if name.removesuffix("_FILE") not in NAMES}
    return environ | {
        "MERITPLAN_MODE": "demo",
        "SECRET_KEY": _secret(place, "secret-key"),
        "AUDIT_KEY": _secret(place, "audit-key"),
        "IDENTITY_KEYS": _secret(place, "identity-key"),
        "IDENTITY_DIGEST_KEY": _secret(place, "identity-digest-key"),
        "MEDIA_ROOT": str(folder(place, media)),
        "EMAIL_URL": "console:",
        "MALWARE_SCANNING": "off",
        "DEMO": "on",
    }


def _secret(place: Place, name: str) -> str:
    """Made once and kept, so that what was signed or sealed with it holds after a restart."""
    file = place.own / name
    if not file.exists():
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
            out.write(secrets.token_urlsafe(50))
    return file.read_text()


def folder(place: Place, name: str) -> Path:
    """A folder for the web server and the worker, which run as whoever started them."""
    made = place.own / name
    made.mkdir(mode=0o700, exist_ok=True)
    return made


def until_the_end(stack: contextlib.ExitStack, child: Child) -> Child:
    stack.callback(child.stop)
    return child


def made_from(environ: Mapping[str, str]) -> str:
    """What the town in a database depends on: the migrations, its own data and the database."""
    sources = {file for pattern in SOURCES for file in CHECKOUT.glob(pattern) if file.is_file() and file.suffix != ".pyc"}
    return stamps.content_hash(sources, base=CHECKOUT, also=environ["DATABASE_URL"])


def load(environ: Mapping[str, str]) -> None:
    """Bring a database to the tree's migrations and its made-up municipality."""
    print("Sjöstad kommun is being made …", flush=True)
    assets.manage("migrate", "--no-input", "--verbosity=0", environ=environ)
    assets.manage("load_demo", environ=environ)


def serve(stack: contextlib.ExitStack, place: Place, environ: Mapping[str, str], port: int) -> list[Child]:
    """Start the web server, wait until it answers, then the others: they are ready before anybody has ordered anything."""

    def begin(name: str, log: str, command: Sequence[str]) -> Child:
        native = [str(venv.PYTHON), "-m", *command]
        return until_the_end(stack, start(name, native, log=place.logs / f"{log}.log", environ=environ, folder=CHECKOUT))

    web = begin("The web server", "web", processes.web(bind=f"127.0.0.1:{port}"))
    wait_until(lambda: _answers(port), web, seconds=60)
    worker = begin("The worker", "worker", processes.worker())
    beat = begin("The clock", "beat", processes.beat(schedule=str(folder(place, "beat") / "schedule")))
    for child in (web, worker, beat):
        stack.callback(child.ask_to_stop)  # all three before any is waited for
    return [web, worker, beat]


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/halsa/", timeout=10) as response:
            return bool(response.status == 200)
    except OSError:
        return False
