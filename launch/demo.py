"""`make demo`: everything from a bare Debian to a served page, in the foreground until Ctrl-C."""

import contextlib
import fcntl
import os
import shutil
import signal
import socket
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import FrameType

from launch import assets, packages, stamps, town, venv
from launch.children import Child
from launch.places import CHECKOUT, LaunchError, Place, prepare
from launch.postgres import Cluster
from launch.redis import Redis

PURPOSE = "demo"
DATABASE = "meritplan"
PASSWORD = "sjostad"
PERSONAS = {
    "larare": "lärare",
    "forskollarare": "förskollärare",
    "rektor": "rektor",
    "granskare": "granskare",
    "strateg": "utvecklingsledare",
    "namnd": "nämndledamot",
    "administrator": "systemförvaltare",
}


class Stopped(BaseException):
    """Somebody asked the launcher to end. Not an Exception: nothing on the way may swallow it."""


def run(*, port: int) -> int:
    """Start everything and wait. Returns the exit status: 0 after a wish to stop, 1 when something ended by itself."""
    with _stopping_orderly(), contextlib.ExitStack() as stack:
        place = None
        try:
            _refuse_taken(port)
            packages.ensure(packages.TO_RUN)
            place = prepare(PURPOSE)
            stack.enter_context(only_one(place))
            venv.ensure("base")
            assets.compile_translations()
            environ, services = _start_services(stack, place)
            assets.collect_static(environ)
            _load(place, environ)
            started = town.serve(stack, place, environ, port)
            _greet(port, place)
            ended = _wait([*services, *started])
        except Stopped:
            print("\nStopping …", flush=True)
            return 0
        raise LaunchError(f"{ended.name} ended by itself. The end of {ended.log}:\n{ended.last_words()}")


def reset() -> None:
    """Drop the demo's data and nothing else. Raises LaunchError while the demo runs, or where the database is not the demo's own."""
    if os.environ.get("DATABASE_URL"):
        raise LaunchError("DATABASE_URL is set: the demo then uses a database of yours, which only you may drop.")
    place = prepare(PURPOSE)
    with only_one(place):
        shutil.rmtree(place.data, ignore_errors=True)
        for name in ("media", "beat"):
            shutil.rmtree(place.own / name, ignore_errors=True)
    print("The demo's data is gone. The next `make demo` starts with a new Sjöstad.")


@contextlib.contextmanager
def _stopping_orderly() -> Iterator[None]:
    """Turn Ctrl-C, SIGTERM and a closed terminal into Stopped, once; what comes while stopping is not heard."""

    def stop(number: int, frame: FrameType | None) -> None:
        for other in heard:
            signal.signal(other, signal.SIG_IGN)
        raise Stopped

    heard = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    for number in heard:
        signal.signal(number, stop)
    yield


@contextlib.contextmanager
def only_one(place: Place) -> Iterator[None]:
    with (place.own / "running.lock").open("ab") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise LaunchError("The demo of this checkout is running already. Stop it with Ctrl-C where it runs.") from None
        yield


def _refuse_taken(port: int) -> None:
    with socket.socket() as attempt:
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            attempt.bind(("127.0.0.1", port))
        except OSError as error:
            raise LaunchError(f"Port {port} cannot be used ({error.strerror}). Choose another one: make demo PORT={port + 1}") from None


def _start_services(stack: contextlib.ExitStack, place: Place) -> tuple[dict[str, str], list[Child]]:
    """The environment of the demo, with PostgreSQL and Redis running: those of DATABASE_URL and REDIS_URL, else private ones, returned."""
    children = []
    given = {name: os.environ[name] for name in ("DATABASE_URL", "REDIS_URL") if os.environ.get(name)}
    environ = town.environment(place) | given
    if "DATABASE_URL" not in given:
        cluster = Cluster(place, options=("synchronous_commit=off",))
        children.append(town.until_the_end(stack, cluster.start()))
        cluster.create_database(DATABASE)
        environ["DATABASE_URL"] = cluster.url(DATABASE)
    if "REDIS_URL" not in given:
        redis = Redis(place)
        children.append(town.until_the_end(stack, redis.start()))
        environ["REDIS_URL"] = redis.url()
    return environ, children


def _load(place: Place, environ: Mapping[str, str]) -> None:
    """Make the town once. The stamp lies with the data and goes with it; of a database of somebody else's we know nothing."""
    stamp, made_from = place.data / "loaded", town.made_from(environ)
    if os.environ.get("DATABASE_URL") or not stamps.is_current(stamp, made_from):
        town.load(environ)
        stamps.write(stamp, made_from)


def _greet(port: int, place: Place) -> None:
    people = "\n".join(f"    {name:<15}{role}" for name, role in PERSONAS.items())
    print(
        f"\nMeritplan runs at http://127.0.0.1:{port}/\n\n  Sign in with one click, or by name with the password {PASSWORD}:\n\n{people}\n"
        f"\n  Logs: {place.logs.relative_to(CHECKOUT)}/   Stop: Ctrl-C   Start over: make demo-reset\n",
        flush=True,
    )


def _wait(children: list[Child]) -> Child:
    """Wait until a process ends by itself, and return it. Ends too when the `make` that started us is gone."""
    starter = os.getppid()
    by_make = _name_of(starter).endswith("make")
    while True:
        for child in children:
            if not child.is_running():
                return child
        if by_make and os.getppid() != starter:
            raise Stopped
        time.sleep(0.5)


def _name_of(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/comm").read_text().strip()
    except OSError:
        return ""
