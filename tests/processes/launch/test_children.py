import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from launch import children
from launch.places import CHECKOUT, LaunchError

pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded.*:DeprecationWarning")

LAUNCHER = """
import sys, time
from pathlib import Path
from launch.children import start
child = start("sleep", ["sleep", "60"], log=Path(sys.argv[1]))
print(child.process.pid, flush=True)
time.sleep(60)
"""


def is_gone(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"
    except OSError:
        return True


def test_a_child_ends_with_its_launcher_even_when_that_one_is_killed(tmp_path):
    launcher = subprocess.Popen([sys.executable, "-c", LAUNCHER, str(tmp_path / "log")], cwd=CHECKOUT, stdout=subprocess.PIPE)
    with launcher:
        pid = int(launcher.stdout.readline())
        assert not is_gone(pid)
        launcher.kill()
    deadline = time.monotonic() + 5
    while not is_gone(pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert is_gone(pid)


def test_a_child_has_a_session_of_its_own_so_that_ctrl_c_does_not_reach_it(tmp_path):
    child = children.start("sleep", ["sleep", "60"], log=tmp_path / "log")
    assert os.getsid(child.process.pid) == child.process.pid != os.getsid(0)
    child.stop()
    assert child.process.returncode == -signal.SIGTERM


def test_a_child_that_does_not_listen_is_ended_with_all_its_own(tmp_path):
    child = children.start("deaf", ["sh", "-c", "trap '' TERM; echo ready; sleep 60 & wait; sleep 60"], log=tmp_path / "log")
    children.wait_until(lambda: "ready" in child.last_words(), child)
    child.stop(patience=0.2)
    assert child.process.returncode == -signal.SIGKILL


def test_a_child_that_dies_at_the_start_is_quoted(tmp_path):
    child = children.start("The server", ["sh", "-c", "echo no room on the disk; exit 1"], log=tmp_path / "log")
    with pytest.raises(LaunchError, match=r"(?s)The server did not start.*no room on the disk"):
        children.wait_until(lambda: False, child)


def test_a_child_is_asked_once_however_often_it_is_told(tmp_path):
    child = children.start(
        "counter", ["sh", "-c", "trap 'echo asked' TERM; echo ready; sleep 0.5 & wait; wait; exit 0"], log=tmp_path / "log"
    )
    children.wait_until(lambda: "ready" in child.last_words(), child)
    child.ask_to_stop()
    child.ask_to_stop()
    child.stop()
    assert child.last_words().split() == ["ready", "asked"]
