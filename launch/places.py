"""Where things lie: under `var/` of the checkout where that works, else in a short folder of their own."""

import hashlib
import os
import pwd
import re
import stat
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

CHECKOUT = Path(__file__).resolve().parents[1]
VAR = CHECKOUT / "var"
VENV = CHECKOUT / ".venv"
LONGEST_SOCKET = 100  # a unix socket's path ends at 107 bytes in Linux; PostgreSQL and Redis fail with a riddle beyond it
SOCKET_NAMES = ("s.PGSQL.5432.lock", "redis.sock")
PLAIN = re.compile(r"[A-Za-z0-9/._-]+")  # a comma means several hosts to PostgreSQL; å, blanks and % need quoting that clients differ about


class LaunchError(Exception):
    """Something a person has to do or know; the text is all they see."""


class RunAs(TypedDict, total=False):
    """Arguments of subprocess that make a command run as somebody else."""

    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True)
class ServiceUser:
    """Whom PostgreSQL and Redis run as: root may not run PostgreSQL, anybody else runs it as themselves."""

    name: str
    uid: int
    gid: int
    is_other: bool

    def run_as(self) -> RunAs:
        return {"user": self.uid, "group": self.gid, "extra_groups": []} if self.is_other else {}

    def can_use(self, folder: Path) -> bool:
        """Whether this user reaches the folder through every folder above it, and may write in it."""
        command = ["test", "-w", str(folder), "-a", "-x", str(folder)]
        return subprocess.run(command, cwd="/", check=False, **self.run_as()).returncode == 0


def service_user() -> ServiceUser:
    if os.geteuid() != 0:
        return ServiceUser(pwd.getpwuid(os.geteuid()).pw_name, os.geteuid(), os.getegid(), is_other=False)
    for name in ("postgres", "nobody"):
        try:
            found = pwd.getpwnam(name)
        except KeyError:
            continue
        return ServiceUser(name, found.pw_uid, found.pw_gid, is_other=True)
    raise LaunchError("PostgreSQL refuses to run as root, and there is neither a user postgres nor a user nobody to run it as.")


@dataclass(frozen=True)
class Place:
    """The folders of one purpose (demo, test): `own` holds locks, logs and stamps, `data` the clusters, `sockets` the sockets."""

    purpose: str
    own: Path
    data: Path
    sockets: Path
    user: ServiceUser

    @property
    def logs(self) -> Path:
        return self.own / "log"


def is_plain_and_short(folder: Path) -> bool:
    """Whether sockets in this folder can be named in every client's address."""
    longest = max(len(os.fsencode(folder / f".{name}")) for name in SOCKET_NAMES)
    return longest <= LONGEST_SOCKET and PLAIN.fullmatch(str(folder)) is not None


def short_name(checkout: Path) -> str:
    """A name that differs between two checkouts and stays the same for one."""
    return "meritplan-" + hashlib.sha256(os.fsencode(checkout)).hexdigest()[:10]


def data_candidates(own: Path, purpose: str, checkout: Path, *, is_root: bool, home: Path) -> list[Path]:
    outside = Path("/var/lib") if is_root else home / ".local" / "share"
    return [own / "data", outside / short_name(checkout) / purpose]


def socket_candidates(own: Path, purpose: str, checkout: Path, *, is_root: bool, uid: int) -> list[Path]:
    shared = [Path("/run")] if is_root else [Path(f"/run/user/{uid}"), Path("/tmp")]  # the folder is made private and checked
    return [own / "run", *(base / f"{short_name(checkout)}-{purpose}" for base in shared if base.is_dir())]


def prepare(purpose: str, *, checkout: Path = CHECKOUT) -> Place:
    """Make the folders of a purpose, private to the user the services run as, and say where they are."""
    user = service_user()
    own = checkout / "var" / purpose
    (own / "log").mkdir(parents=True, exist_ok=True)
    is_root = os.geteuid() == 0
    data = data_candidates(own, purpose, checkout, is_root=is_root, home=Path.home())
    sockets = socket_candidates(own, purpose, checkout, is_root=is_root, uid=os.geteuid())
    data.sort(key=lambda folder: not (folder / "postgres" / "PG_VERSION").exists())  # data once made stays where it is
    return Place(
        purpose=purpose,
        own=own,
        data=_first_private(data, user, "data"),
        sockets=_first_private([folder for folder in sockets if is_plain_and_short(folder)], user, "sockets"),
        user=user,
    )


def _first_private(folders: list[Path], user: ServiceUser, what: str) -> Path:
    for folder in folders:
        if _make_private(folder, user):
            return folder
    tried = ", ".join(str(folder) for folder in folders) or "none is short enough"
    raise LaunchError(f"There is no folder that the user {user.name} can keep its {what} in. Tried: {tried}.")


def _make_private(folder: Path, user: ServiceUser) -> bool:
    """Whether the folder exists afterwards, belongs to the user alone and can be reached by that user."""
    try:
        folder.mkdir(parents=True, mode=0o755, exist_ok=True)
        if folder.is_symlink() or (user.is_other is False and folder.lstat().st_uid != user.uid):
            return False
        if user.is_other:
            os.chown(folder, user.uid, user.gid)
        folder.chmod(0o700)
        found = folder.lstat()
    except OSError:
        return False
    return found.st_uid == user.uid and stat.S_IMODE(found.st_mode) == 0o700 and user.can_use(folder)
