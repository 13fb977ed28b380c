"""The command as a program of its own, with bytes in and out."""

import json
import os
import subprocess
import sys
from pathlib import Path

from merit.contract import answer_record
from tests.merit.records import record
from tests.merit.test_assess_command import as_file

ROOT = Path(__file__).resolve().parents[3]


def run(*arguments, given=b"", **environment):
    """The command as a program of its own, with bytes in and out."""
    return subprocess.run(
        [sys.executable, "manage.py", "assess", *map(str, arguments)],
        input=given,
        capture_output=True,
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings.test", **environment},
        check=False,
        timeout=60,
    )


def test_standard_input_and_output_are_utf_8_whatever_the_locale_says():
    given = json.dumps(record(), ensure_ascii=False).encode() + b"\n"
    done = run("-", given=given, LC_ALL="C", PYTHONUTF8="0", PYTHONIOENCODING="ascii", PYTHONCOERCECLOCALE="0")
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout.decode("utf-8")) == answer_record(record())
    assert "lärarlegitimation".encode() in done.stdout


def test_the_exit_status_is_one_when_any_line_broke():
    done = run(given=b'{"a": 1}\n')
    assert (done.returncode, done.stderr) == (1, b"")
    assert json.loads(done.stdout)["error"]["line"] == 1


def test_a_reader_that_leaves_early_sees_no_traceback(tmp_path):
    path = as_file(tmp_path, *[record()] * 200)
    shell = f"{sys.executable} manage.py assess {path} | head -n 1"
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings.test"}
    done = subprocess.run(["/bin/sh", "-c", shell], capture_output=True, cwd=ROOT, env=environment, check=False, timeout=60)
    assert json.loads(done.stdout)["rule_set"] == "SFS 2025:280"
    assert done.stderr == b""
