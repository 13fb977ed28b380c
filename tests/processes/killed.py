"""A process of its own on the test's database, to be killed in the middle: SIGKILL, as the kernel does, and no sleep that hopes."""

import contextlib
import signal
import subprocess
import sys
from pathlib import Path

from django.db import connection

ROOT = Path(__file__).resolve().parents[2]
BEFORE = """
import django
django.setup()
from django.db import connection
connection.settings_dict["NAME"] = {name!r}
"""


@contextlib.contextmanager
def worker(code):
    """Runs code, whose prints come line by line through stdout. What still runs when the block ends is killed."""
    source = BEFORE.format(name=connection.settings_dict["NAME"]) + code
    process = subprocess.Popen([sys.executable, "-u", "-c", source], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def kill(process):
    """Gone when this returns, and so is its session with the database."""
    process.send_signal(signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL
