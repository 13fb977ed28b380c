"""Processes that never outlive the one that started them."""

import contextlib
import ctypes
import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from launch.places import LaunchError, RunAs, ServiceUser

PR_SET_PDEATHSIG = 1


def tied_to_me(stop_signal: signal.Signals) -> Callable[[], None]:
    """What a child does just before it becomes its command: ask the kernel to be stopped when this process dies, however it dies."""
    libc = ctypes.CDLL(None)
    parent = os.getpid()

    def tie() -> None:
        libc.prctl(PR_SET_PDEATHSIG, int(stop_signal))
        if os.getppid() != parent:  # it died in between
            os._exit(1)

    return tie


@dataclass
class Child:
    """A running process in a session of its own, so that Ctrl-C reaches only the launcher, which then stops it in order."""

    name: str
    process: subprocess.Popen[bytes]
    stop_signal: signal.Signals
    log: Path
    is_asked: bool = False

    def is_running(self) -> bool:
        return self.process.poll() is None

    def ask_to_stop(self) -> None:
        """Send the signal once: some programs take a second one for impatience."""
        if not self.is_asked and self.is_running():
            self.process.send_signal(self.stop_signal)
        self.is_asked = True

    def stop(self, *, patience: float = 15) -> None:
        """Ask it to stop, wait, and end its whole session when it does not listen."""
        if self.is_running():
            self.ask_to_stop()
            try:
                self.process.wait(patience)
            except subprocess.TimeoutExpired:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(self.process.pid, signal.SIGKILL)
                self.process.wait()

    def last_words(self, lines: int = 15) -> str:
        try:
            text = self.log.read_text(encoding="utf-8", errors="replace")
        except OSError:
            return ""
        return "\n".join(f"    {line}" for line in text.splitlines()[-lines:])


def start(
    name: str,
    command: Sequence[str],
    *,
    log: Path,
    stop_signal: signal.Signals = signal.SIGTERM,
    user: ServiceUser | None = None,
    environ: Mapping[str, str] | None = None,
    folder: Path = Path("/"),
) -> Child:
    with log.open("wb") as out:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            cwd=folder,
            env=environ,
            start_new_session=True,
            preexec_fn=tied_to_me(stop_signal),  # noqa: PLW1509  # there are no threads here
            **(user.run_as() if user else RunAs()),
        )
    return Child(name, process, stop_signal, log)


def wait_until(ready: Callable[[], bool], child: Child, *, seconds: float = 30) -> None:
    """Return when ready. Raises LaunchError with the child's last words when it dies or takes too long."""
    deadline = time.monotonic() + seconds
    while not ready():
        if not child.is_running() or time.monotonic() > deadline:
            state = "took too long to start" if child.is_running() else "did not start"
            raise LaunchError(f"{child.name} {state}. The end of {child.log}:\n{child.last_words()}")
        time.sleep(0.05)
