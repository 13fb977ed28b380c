"""What has been done already: a stamp is a file holding the hash of what a step was made from."""

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path


def content_hash(files: Iterable[Path], *, base: Path, also: str = "") -> str:
    """Changes when a file is added, removed, renamed or edited. The order given does not matter."""
    digest = hashlib.sha256(also.encode())
    for file in sorted(files):
        content = hashlib.sha256(file.read_bytes()).digest()
        digest.update(os.fsencode(file.relative_to(base)) + b"\0" + content)
    return digest.hexdigest()[:16]


def is_current(stamp: Path, made_from: str) -> bool:
    try:
        return stamp.read_text() == made_from
    except OSError:
        return False


def write(stamp: Path, made_from: str) -> None:
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(made_from)
