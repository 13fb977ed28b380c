"""Debian's packages: what is missing is found by use, not by name, and installed without starting anything of Debian's."""

import ctypes
import os
import shutil
import signal
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import IO

from launch.places import VAR, LaunchError
from launch.postgres import server_folders
from launch.venv import interpreter

# Installing postgresql would make and start a cluster on port 5432, and redis-server a server on 6379. Neither is wanted:
# for as long as apt runs, no cluster is made and no service started; afterwards the machine is as free as before.
SCRIPT = """
set -eu
cluster=/etc/postgresql-common/createcluster.d/meritplan.conf
policy=/usr/sbin/policy-rc.d
made=
tidy() { rm -f "$cluster"; if [ -n "$made" ]; then rm -f "$policy"; fi; }
trap tidy EXIT
trap 'exit 130' HUP INT TERM
mkdir -p "${cluster%/*}"
echo "create_main_cluster = false" >"$cluster"
if [ ! -e "$policy" ]; then
    made=yes
    printf '#!/bin/sh\\nexit 101\\n' >"$policy"
    chmod 755 "$policy"
fi
export DEBIAN_FRONTEND=noninteractive
install() { apt-get -o DPkg::Lock::Timeout=120 install -y -qq --no-install-recommends "$@"; }
install "$@" || { apt-get -o DPkg::Lock::Timeout=120 update -qq; install "$@"; }
for package; do
    if [ "$package" = redis-server ] && [ -d /run/systemd/system ]; then
        systemctl disable --quiet redis-server.service
    fi
done
"""


@dataclass(frozen=True)
class Need:
    """A Debian package, and how to tell that what it brings is there already."""

    package: str
    is_met: Callable[[], bool]


def _program(name: str) -> Callable[[], bool]:
    return lambda: shutil.which(name) is not None


def _library(name: str) -> Callable[[], bool]:
    def loads() -> bool:
        try:
            ctypes.CDLL(name)
        except OSError:
            return False
        return True

    return loads


def _private_database() -> bool:
    return bool(os.environ.get("DATABASE_URL")) or bool(server_folders())


def _private_redis() -> bool:
    return bool(os.environ.get("REDIS_URL")) or shutil.which("redis-server") is not None


TO_RUN = (
    Need("python3-venv", lambda: interpreter() is not None),
    Need("postgresql", _private_database),
    Need("redis-server", _private_redis),
    Need("libpango-1.0-0", _library("libpango-1.0.so.0")),
    Need("libpangoft2-1.0-0", _library("libpangoft2-1.0.so.0")),
    Need("libharfbuzz-subset0", _library("libharfbuzz-subset.so.0")),
    Need("gettext", _program("msgfmt")),
)
TO_TEST = (*TO_RUN, Need("chromium", _program("chromium")))


def missing(needs: Sequence[Need]) -> list[str]:
    return [need.package for need in needs if not need.is_met()]


def how_to_install(packages: Sequence[str], *, is_root: bool, has_apt: bool, has_sudo: bool) -> list[str]:
    """The words before `sh -c SCRIPT` that make it run as root. Raises LaunchError where a person has to do it."""
    if not has_apt:
        raise LaunchError(f"This is not Debian, and something is missing. Install what corresponds to Debian 12's: {' '.join(packages)}")
    if is_root:
        return []
    if has_sudo:
        return ["sudo", "--"]
    raise LaunchError(f"Debian packages are missing, and there is no sudo. As root, then again:\n  apt-get install {' '.join(packages)}")


def ensure(needs: Sequence[Need]) -> None:
    """Install what is missing. Raises LaunchError, saying what to install, where that is not possible."""
    packages = missing(needs)
    if not packages:
        return
    is_root = os.geteuid() == 0
    before = how_to_install(packages, is_root=is_root, has_apt=_program("apt-get")(), has_sudo=_program("sudo")())
    print(f"Debian packages are being installed: {' '.join(packages)}", flush=True)
    VAR.mkdir(exist_ok=True)
    with (VAR / "packages.log").open("w") as log:
        status = _run_to_its_end([*before, "sh", "-c", SCRIPT, "sh", *packages], log)
    still = missing(needs)
    if status or still:
        said = "\n".join((VAR / "packages.log").read_text(errors="replace").splitlines()[-10:])
        todo = f"As root, then again:\n  apt-get install {' '.join(still or packages)}"
        raise LaunchError(f"{said}\n\nDebian packages could not be installed. {todo}")


def _run_to_its_end(command: Sequence[str], log: IO[str]) -> int:
    """Run it, and hear a wish to stop only afterwards: a script that is killed cannot tidy up. Ctrl-C still reaches the script itself."""
    ours = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM, signal.SIGHUP})
    try:
        unblock = partial(signal.pthread_sigmask, signal.SIG_SETMASK, ours)
        return subprocess.run(command, stdout=log, stderr=log, preexec_fn=unblock).returncode
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, ours)
