"""PostgreSQL and Redis for tests and development: shared by all who use them at the moment, gone when the last one leaves.

One detached keeper per checkout runs the servers. Whoever uses them holds a shared lock; a killed user's lock is freed by the kernel,
so nothing has to be counted. Each user gets a slot, and with it a test database of its own that the next user of the slot finds again.
"""

import contextlib
import fcntl
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import IO

from launch.children import tied_to_me
from launch.places import CHECKOUT, LaunchError, Place, prepare
from launch.postgres import QUICK, Cluster
from launch.redis import DATABASES, Redis

PURPOSE = "test"
GIVEN = ("DATABASE_URL", "REDIS_URL")  # where set, that server is used and none started


def run(command: Sequence[str], *, mode: str = "test", database: str = "") -> int:
    """Run a command beside the services and return its exit status."""
    with environment(mode=mode, database=database) as environ:
        process = subprocess.Popen(command, env=environ, preexec_fn=tied_to_me(signal.SIGTERM))  # noqa: PLW1509  # no threads
        return wait_passing_signals(process)


def wait_passing_signals(process: "subprocess.Popen[bytes]") -> int:
    """Wait for a process in our own foreground group: Ctrl-C reaches it by itself, SIGTERM is handed on."""
    signal.signal(signal.SIGINT, lambda *_: None)
    signal.signal(signal.SIGTERM, lambda *_: process.terminate())
    status = process.wait()
    return status if status >= 0 else 128 - status


@contextlib.contextmanager
def environment(*, mode: str = "test", database: str = "", is_fresh: bool = False) -> Iterator[dict[str, str]]:
    """The variables a command needs, while the services run. DATABASE_URL and REDIS_URL that are already set are left as they are."""
    place = prepare(PURPOSE)
    with _slot(place) as number, contextlib.ExitStack() as stack:
        environ = dict(os.environ)
        if not all(environ.get(name) for name in GIVEN):
            stack.enter_context(_in_use(place))
        suffix = f"{number}_{migrations_hash(CHECKOUT)}"
        if not environ.get("DATABASE_URL"):
            cluster, name = Cluster(place), database or "meritplan"
            with _locked(place, "start.lock"):
                if is_fresh:
                    cluster.drop_database(name)
                cluster.create_database(name)
            environ["DATABASE_URL"] = cluster.url(name)
            stack.enter_context(_clean_slot(place, cluster, number, suffix))
        if not environ.get("REDIS_URL"):
            environ["REDIS_URL"] = Redis(place).url(number)
        environ.setdefault("TEST_DB_SUFFIX", suffix)
        environ.setdefault("MERITPLAN_MODE", mode)
        environ.setdefault("SECRET_KEY", "only-for-tests-and-development")
        environ.setdefault("MEDIA_ROOT", str(_media(place, number, database)))
        environ["PYTEST_ADDOPTS"] = f"{environ.get('PYTEST_ADDOPTS', '')} --reuse-db".strip()
        yield environ


def migrations_hash(checkout: Path) -> str:
    """Changes when any migration or the lock file does, so that a test database made by others is not reused."""
    digest = hashlib.sha256()
    for file in [*sorted(checkout.glob("*/migrations/*.py")), checkout / "requirements" / "base.txt"]:
        digest.update(os.fsencode(file.relative_to(checkout)) + b"\0" + file.read_bytes())
    return digest.hexdigest()[:8]


def keep() -> None:
    """The keeper: run the services until nobody uses them."""
    place = prepare(PURPOSE)
    keeper = _open(place, "keeper.lock")
    users = _open(place, "users.lock")
    fcntl.flock(keeper, fcntl.LOCK_EX)
    children = []
    if not os.environ.get("REDIS_URL"):
        children.append(Redis(place).start())
    if not os.environ.get("DATABASE_URL"):
        children.append(Cluster(place, options=(*QUICK, "max_connections=300")).start())
    (place.own / "ready").touch()
    try:
        while all(child.is_running() for child in children) and not _try_lock(users):
            time.sleep(0.3)
    finally:
        (place.own / "ready").unlink(missing_ok=True)
        for child in reversed(children):
            child.stop()
        keeper.close()
        users.close()


@contextlib.contextmanager
def _in_use(place: Place) -> Iterator[None]:
    with _open(place, "users.lock") as users:
        fcntl.flock(users, fcntl.LOCK_SH)  # waits while a keeper is stopping
        with _locked(place, "start.lock"):
            _ensure_keeper(place)
        yield


def _ensure_keeper(place: Place) -> None:
    ready = place.own / "ready"
    with _open(place, "keeper.lock") as keeper:
        if not _try_lock(keeper):
            _wait_for(ready, place, lambda: False)
            return
    ready.unlink(missing_ok=True)
    with (place.logs / "keeper.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "launch", "keep"],
            cwd=CHECKOUT,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    _wait_for(ready, place, lambda: process.poll() is not None)


def _wait_for(ready: Path, place: Place, failed: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not ready.exists():
        if failed() or time.monotonic() > deadline:
            said = (place.logs / "keeper.log").read_text(errors="replace")
            raise LaunchError(f"PostgreSQL and Redis for tests did not start:\n{said}")
        time.sleep(0.05)


@contextlib.contextmanager
def _slot(place: Place) -> Iterator[int]:
    """The lowest number nobody else in this checkout uses."""
    for number in range(DATABASES):
        with _open(place, f"slot-{number}.lock") as lock:
            if _try_lock(lock):
                yield number
                return
    raise LaunchError(f"All {DATABASES} places for tests in this checkout are taken.")


@contextlib.contextmanager
def _clean_slot(place: Place, cluster: Cluster, number: int, suffix: str) -> Iterator[None]:
    """Drop the slot's test databases of older migrations, and all of them after a run that was cut short and may have left rows."""
    running = place.own / f"slot-{number}.running"
    current = f"test_meritplan_{suffix}"
    for name in cluster.databases():
        if name.startswith(f"test_meritplan_{number}_") and (running.exists() or not name.startswith(current)):
            cluster.drop_database(name)
    running.touch()
    yield
    running.unlink(missing_ok=True)


def _media(place: Place, number: int, database: str) -> Path:
    folder = place.own / (f"media-{database}" if database else f"media-{number}")
    if not database:
        shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(exist_ok=True)
    return folder


@contextlib.contextmanager
def _locked(place: Place, name: str) -> Iterator[None]:
    with _open(place, name) as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _open(place: Place, name: str) -> IO[bytes]:
    return (place.own / name).open("ab")


def _try_lock(file: IO[bytes]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
