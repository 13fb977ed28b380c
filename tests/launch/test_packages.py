import shutil
import subprocess
import sys

import pytest

from launch import packages
from launch.packages import Need
from launch.places import CHECKOUT, LaunchError

PACKAGES = ["postgresql", "gettext"]


def test_only_what_is_not_there_is_asked_for():
    needs = [Need("postgresql", lambda: False), Need("gettext", lambda: True), Need("redis-server", lambda: False)]
    assert packages.missing(needs) == ["postgresql", "redis-server"]


def test_servers_of_ones_own_need_no_package(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://db/x")
    monkeypatch.setenv("REDIS_URL", "redis://queue")
    monkeypatch.setattr(packages, "server_folders", dict)
    monkeypatch.setattr(packages.shutil, "which", lambda name: None)
    assert {"postgresql", "redis-server"}.isdisjoint(packages.missing(packages.TO_RUN))


def test_root_installs_directly_and_others_with_sudo():
    assert packages.how_to_install(PACKAGES, is_root=True, has_apt=True, has_sudo=True) == []
    assert packages.how_to_install(PACKAGES, is_root=False, has_apt=True, has_sudo=True)[0] == "sudo"


@pytest.mark.parametrize("has_apt", [True, False])
def test_whoever_may_not_install_is_told_exactly_what_to_install(has_apt):
    with pytest.raises(LaunchError, match="postgresql gettext"):
        packages.how_to_install(PACKAGES, is_root=False, has_apt=has_apt, has_sudo=False)


def test_a_library_that_is_not_there_is_noticed():
    assert packages._library("libc.so.6")()
    assert not packages._library("libno-such-thing.so.9")()


@pytest.fixture
def machine(tmp_path):
    """The script for root, on a machine whose apt only writes down what it was asked and what it met."""
    script = (
        packages.SCRIPT.replace("/etc/", f"{tmp_path}/etc/")
        .replace("/usr/sbin/", f"{tmp_path}/sbin/")
        .replace("/run/systemd", f"{tmp_path}/no")
    )
    (tmp_path / "sbin").mkdir()
    (tmp_path / "bin").mkdir()
    apt = tmp_path / "bin" / "apt-get"
    apt.write_text(
        f'#!/bin/sh\necho "$@" >>{tmp_path}/asked\ncat {tmp_path}/etc/*/*/* {tmp_path}/sbin/* >>{tmp_path}/met\n[ ! -e {tmp_path}/broken ]\n'
    )
    apt.chmod(0o755)

    def install(*names):
        environ = {"PATH": f"{tmp_path}/bin:/usr/bin:/bin"}
        return subprocess.run(["sh", "-c", script, "sh", *names], env=environ, capture_output=True, check=False).returncode

    return tmp_path, install


def test_while_apt_runs_no_cluster_is_made_and_no_service_started(machine):
    folder, install = machine
    assert install("postgresql", "redis-server") == 0
    assert (folder / "asked").read_text() == "-o DPkg::Lock::Timeout=120 install -y -qq --no-install-recommends postgresql redis-server\n"
    assert "create_main_cluster = false" in (folder / "met").read_text()
    assert "exit 101" in (folder / "met").read_text()


@pytest.mark.parametrize("breaks", [False, True])
def test_afterwards_the_machine_is_as_free_as_before(machine, breaks):
    folder, install = machine
    if breaks:
        (folder / "broken").touch()
    assert (install("postgresql") != 0) is breaks
    assert list((folder / "sbin").iterdir()) == []
    assert list((folder / "etc").rglob("*.conf")) == []


def test_a_policy_of_the_machines_owner_is_left_alone(machine):
    folder, install = machine
    (folder / "sbin" / "policy-rc.d").write_text("the owner's")
    install("postgresql")
    assert (folder / "sbin" / "policy-rc.d").read_text() == "the owner's"


STOPPED_WHILE_INSTALLING = """
import signal, sys
from pathlib import Path
from launch import packages
signal.signal(signal.SIGTERM, lambda *_: print("heard after tidying up:", Path(sys.argv[1], "tidy").exists()))
with Path(sys.argv[1], "log").open("w") as log:
    print(packages._run_to_its_end(["sh", "-c", f"kill -TERM $PPID; sleep 0.2; touch {sys.argv[1]}/tidy; exit 3"], log))
"""


def test_a_wish_to_stop_waits_until_the_script_has_tidied_up(tmp_path):
    command = [sys.executable, "-c", STOPPED_WHILE_INSTALLING, str(tmp_path)]
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=False)
    assert done.stdout.splitlines() == ["heard after tidying up: True", "3"]


def test_without_any_python_everything_needed_is_named_at_once(tmp_path):
    for name in ("dirname", "id", "cat"):
        (tmp_path / name).symlink_to(shutil.which(name))
    sh = shutil.which("sh")
    script = (CHECKOUT / "launch" / "bootstrap.sh").read_text().replace("/usr/bin/python3", f"{tmp_path}/none")
    (tmp_path / "bootstrap.sh").write_text(script)
    done = subprocess.run([sh, tmp_path / "bootstrap.sh", "demo"], env={"PATH": str(tmp_path)}, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    command = done.stderr.splitlines()[-1].split()
    assert command == ["apt-get", "install", "python3", *(need.package for need in packages.TO_RUN)]
