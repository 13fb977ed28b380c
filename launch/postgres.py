"""A private PostgreSQL: own data, unix socket only, Swedish sorting, stopped with its launcher. Debian's cluster is never touched."""

import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from launch.children import Child, start, wait_until
from launch.places import LaunchError, Place

OLDEST = 15
ROLE = "meritplan"
SERVER_FOLDERS = Path("/usr/lib/postgresql")
QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")  # for tests: what a crash loses is made anew


def server_folders(root: Path = SERVER_FOLDERS) -> dict[int, Path]:
    """The folders with server programs, by major version, from 15 on."""
    found = {int(file.parents[1].name): file.parent for file in root.glob("*/bin/initdb") if file.parents[1].name.isdigit()}
    return {version: folder for version, folder in sorted(found.items()) if version >= OLDEST}


class Cluster:
    """One data folder and the server that runs on it."""

    def __init__(self, place: Place, *, options: Sequence[str] = ()) -> None:
        self.place = place
        self.data = place.data / "postgres"
        self.options = options
        self.bin = self._programs()

    def _programs(self) -> Path:
        installed = server_folders()
        if not installed:
            raise LaunchError(f"PostgreSQL {OLDEST} or later is not installed: apt-get install postgresql")
        version = self.data / "PG_VERSION"
        if not version.exists():
            return installed[max(installed)]
        made_by = int(version.read_text().strip())
        if made_by not in installed:
            raise LaunchError(
                f"The data in {self.data} was made by PostgreSQL {made_by}, which is no longer installed. "
                f"Install postgresql-{made_by}, or remove that folder and start over."
            )
        return installed[made_by]

    def url(self, database: str) -> str:
        return f"postgresql://{ROLE}@/{quote(database)}?host={quote(str(self.place.sockets), safe='/')}"

    def start(self) -> Child:
        """Start the server and return when it answers. Makes the data on the first start."""
        if not (self.data / "PG_VERSION").exists():
            self._initialise()
        self._clear_away_a_crash()
        command = [str(self.bin / "postgres"), "-D", str(self.data)]
        own = ["listen_addresses=", "port=5432", f"unix_socket_directories={self.place.sockets}", "unix_socket_permissions=0700"]
        own += ["jit=off"]  # compiling a statement that reads a few hundred rows takes longer than reading them
        for setting in [*own, *self.options]:
            command += ["-c", setting]
        log = self.place.logs / "postgres.log"
        # SIGINT ends open sessions; SIGTERM would wait for them.
        child = start("PostgreSQL", command, log=log, stop_signal=signal.SIGINT, user=self.place.user)
        try:
            wait_until(self.answers, child)
        except LaunchError:
            child.stop()
            raise
        return child

    def answers(self) -> bool:
        return self._run("pg_isready", "-q", "-h", str(self.place.sockets), "-U", ROLE, "-d", "postgres").returncode == 0

    def databases(self) -> list[str]:
        return self.query("SELECT datname FROM pg_database WHERE NOT datistemplate")

    def create_database(self, name: str) -> None:
        if name not in self.databases():
            self.query(f'CREATE DATABASE "{name}"')

    def drop_database(self, name: str) -> None:
        self.query(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def query(self, statement: str) -> list[str]:
        where = ["-h", str(self.place.sockets), "-U", ROLE, "-d", "postgres"]
        done = self._run("psql", *where, "-qAtX", "-v", "ON_ERROR_STOP=1", "-c", statement)
        if done.returncode:
            raise LaunchError(f"PostgreSQL refused {statement!r}: {done.stderr.strip()}")
        return done.stdout.splitlines()

    def _run(self, program: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
        command = [str(self.bin / program), *arguments]
        environ = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
        return subprocess.run(command, cwd="/", env=environ, capture_output=True, text=True, check=False, **self.place.user.run_as())

    def _initialise(self) -> None:
        """Make the data aside and move it in place whole, so that an interrupted start leaves nothing half."""
        fresh = self.data.with_name("postgres.new")
        shutil.rmtree(fresh, ignore_errors=True)
        locale = ["--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=sv-SE"]
        done = self._run("initdb", "-D", str(fresh), "-U", ROLE, "-A", "trust", "-E", "UTF8", *locale, "--no-sync", "--no-instructions")
        if done.returncode:
            raise LaunchError(f"PostgreSQL could not make its data in {self.data}:\n{done.stderr.strip()}")
        fresh.rename(self.data)

    def _clear_away_a_crash(self) -> None:
        """After a kill or a power cut: stop a server that still runs on this data, and forget process numbers that now belong to others."""
        lock = self.data / "postmaster.pid"
        pid = _first_number(lock)
        if pid and is_server_of(pid, self.data):
            os.kill(pid, signal.SIGINT)
            deadline = time.monotonic() + 15
            while is_server_of(pid, self.data):
                if time.monotonic() > deadline:
                    raise LaunchError(f"Another PostgreSQL, process {pid}, runs on {self.data} and does not stop.")
                time.sleep(0.1)
        lock.unlink(missing_ok=True)
        for socket in self.place.sockets.glob(".s.PGSQL.*"):
            socket.unlink(missing_ok=True)


def _first_number(file: Path) -> int:
    try:
        found = re.match(r"\d+", file.read_text())
    except OSError:
        return 0
    return int(found[0]) if found else 0


def is_server_of(pid: int, data: Path) -> bool:
    """Whether this process is the PostgreSQL server of that data, and not somebody who got its number later."""
    try:
        words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except OSError:
        return False
    return words[0].endswith(b"postgres") and os.fsencode(data) in words
