"""Runs child.py: without the product's secrets in its environment, with limits on memory, processor time and wall time."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

CHILD = Path(__file__).with_name("child.py")
MEMORY = 1 << 30  # bytes of address space
INSPECT_SECONDS = 10
DRAW_SECONDS = 60


class TooHeavyError(Exception):
    """The child ran out of memory or time, or was brought down by the file."""


def inspect(data: bytes) -> dict[str, Any]:
    """{"type", "pages"}, or {"refused": code, …}. Raises TooHeavyError."""
    return _run("inspect", INSPECT_SECONDS, data)


def draw(data: bytes, folder: Path) -> int:
    """Pictures 1.png, 2.png … of the first pages in the folder; how many. Raises TooHeavyError."""
    answer = _run("draw", DRAW_SECONDS, data, str(folder))
    if "drawn" not in answer:
        raise TooHeavyError(answer.get("refused", ""))
    return int(answer["drawn"])


def lay_out(data: bytes, folder: Path) -> int:
    """pages.pdf in the folder, plain and ready to print; how many pages. Raises TooHeavyError, also where it is locked or broken."""
    answer = _run("lay_out", DRAW_SECONDS, data, str(folder))
    if "pages" not in answer:
        raise TooHeavyError(answer.get("refused", ""))
    return int(answer["pages"])


def _run(job: str, seconds: int, data: bytes, *arguments: str) -> dict[str, Any]:
    command = [sys.executable, "-I", str(CHILD), job, str(MEMORY), str(seconds), *arguments]
    try:
        # Wall time twice the processor time: a busy machine is no reason to refuse a file.
        done = subprocess.run(command, input=data, capture_output=True, timeout=seconds * 2, check=False, env={}, cwd="/")  # noqa: S603  # our own program, no words from outside
    except subprocess.TimeoutExpired:
        raise TooHeavyError("time") from None
    if done.returncode != 0:
        raise TooHeavyError(f"code {done.returncode}")
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer
