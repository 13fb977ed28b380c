import sys

from launch import venv


def test_a_command_that_exists_and_fails_is_no_interpreter(tmp_path):
    shim = tmp_path / "python3.13"
    shim.write_text("#!/bin/sh\necho not installed >&2\nexit 127\n")
    shim.chmod(0o755)
    assert not venv.suits(str(shim))
    assert not venv.suits(str(tmp_path / "missing"))


def test_an_interpreter_that_cannot_make_environments_is_passed_over(tmp_path, monkeypatch):
    bare = tmp_path / "python3"
    bare.write_text("#!/bin/sh\nexit 1\n")
    bare.chmod(0o755)
    monkeypatch.setattr(venv, "CANDIDATES", (str(bare), sys.executable))
    assert venv.interpreter() == sys.executable


def test_nothing_is_installed_while_the_lock_is_unchanged(tmp_path, monkeypatch):
    locked = tmp_path / "checkout"
    (locked / "requirements").mkdir(parents=True)
    for name in ("base", "test"):
        (locked / "requirements" / f"{name}.txt").write_text(f"# {name}\n")
    installs = []
    monkeypatch.setattr(venv, "CHECKOUT", locked)
    monkeypatch.setattr(venv, "VENV", tmp_path)
    monkeypatch.setattr(venv, "_runs", lambda python: True)
    monkeypatch.setattr(venv.subprocess, "run", lambda command, **_: installs.append(command[-1]) or type("Done", (), {"returncode": 0}))
    venv.ensure("test")
    venv.ensure("test")
    venv.ensure("base")  # the test lock holds the base lock
    assert [name.rsplit("/", 1)[1] for name in installs] == ["test.txt"]
    (locked / "requirements" / "base.txt").write_text("# newer\n")
    venv.ensure("base")
    assert [name.rsplit("/", 1)[1] for name in installs] == ["test.txt", "base.txt"]


def test_an_environment_beside_is_filled_from_its_own_lock_once(tmp_path, monkeypatch):
    (tmp_path / "requirements").mkdir()
    lock = tmp_path / "requirements" / "openfisca.txt"
    lock.write_text("# one\n")
    installs = []
    monkeypatch.setattr(venv, "CHECKOUT", tmp_path)
    monkeypatch.setattr(venv, "_runs", lambda python: True)
    monkeypatch.setattr(venv.subprocess, "run", lambda command, **_: installs.append(command) or type("Done", (), {"returncode": 0}))
    assert venv.beside("openfisca") == venv.beside("openfisca") == tmp_path / "var" / "openfisca" / "venv" / "bin" / "python"
    assert [(command[0], command[-1]) for command in installs] == [(str(venv.beside("openfisca")), str(lock))]
    lock.write_text("# two\n")
    venv.beside("openfisca")
    assert len(installs) == 2
