import contextlib
import os
import subprocess
import sys

import pytest

from launch import services
from launch.places import CHECKOUT


class FakeCluster:
    def __init__(self, *names):
        self.names = list(names)

    def databases(self):
        return list(self.names)

    def drop_database(self, name):
        self.names.remove(name)


def test_runs_at_the_same_time_get_different_slots_and_the_next_run_the_lowest_again(place):
    with services._slot(place) as first, services._slot(place) as second:
        assert (first, second) == (0, 1)
    with services._slot(place) as again:
        assert again == 0


def test_a_test_database_is_kept_while_the_migrations_are_the_same(place):
    cluster = FakeCluster("meritplan", "test_meritplan_0_new", "test_meritplan_0_new_gw1", "test_meritplan_0_old", "test_meritplan_1_old")
    with services._clean_slot(place, cluster, 0, "0_new"):
        pass
    assert cluster.names == ["meritplan", "test_meritplan_0_new", "test_meritplan_0_new_gw1", "test_meritplan_1_old"]


def test_an_interrupted_run_leaves_no_rows_to_the_next(place):
    cluster = FakeCluster("test_meritplan_0_new", "test_meritplan_1_new")
    interrupted = contextlib.ExitStack()
    interrupted.enter_context(services._clean_slot(place, cluster, 0, "0_new"))
    interrupted.pop_all()  # killed: nothing is tidied
    with services._clean_slot(place, cluster, 0, "0_new"):
        pass
    assert cluster.names == ["test_meritplan_1_new"]


def test_the_name_of_the_test_database_follows_the_migrations(tmp_path):
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements" / "base.txt").touch()
    (tmp_path / "inventory" / "migrations").mkdir(parents=True)
    before = services.migrations_hash(tmp_path)
    (tmp_path / "inventory" / "migrations" / "0001_initial.py").write_text("operations = []")
    assert services.migrations_hash(tmp_path) != before


@pytest.mark.filterwarnings("ignore:.*multi-threaded.*:DeprecationWarning")
def test_a_command_reaches_servers_of_its_own_and_its_exit_status_is_handed_on():
    script = 'psql "$DATABASE_URL" -Atc "SELECT current_database()"; redis-cli -s "${REDIS_SOCKET%\\?*}" ping; exit 7'
    bare = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "REDIS_URL", "TEST_DB_SUFFIX", "MEDIA_ROOT"}}
    command = [sys.executable, "-m", "launch", "services", "--", "sh", "-c", f'REDIS_SOCKET="${{REDIS_URL#unix://}}"; {script}']
    done = subprocess.run(command, cwd=CHECKOUT, env=bare, capture_output=True, text=True, check=False)
    assert (done.stdout.split(), done.returncode) == (["meritplan", "PONG"], 7), done.stderr
