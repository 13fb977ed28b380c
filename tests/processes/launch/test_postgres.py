import os
import signal
import time

import pytest

from launch import postgres
from launch.places import LaunchError
from launch.postgres import QUICK, Cluster
from launch.redis import Redis

pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded.*:DeprecationWarning")


@pytest.fixture
def cluster(place):
    return Cluster(place, options=QUICK)


def test_servers_older_than_15_are_passed_over(tmp_path):
    for version in ("13", "15", "16", "current"):
        (tmp_path / version / "bin").mkdir(parents=True)
        (tmp_path / version / "bin" / "initdb").touch()
    (tmp_path / "17" / "bin").mkdir(parents=True)  # client programs only
    assert list(postgres.server_folders(tmp_path)) == [15, 16]


def test_data_of_a_version_that_is_gone_is_not_touched(place):
    (place.data / "postgres").mkdir()
    (place.data / "postgres" / "PG_VERSION").write_text("9\n")
    with pytest.raises(LaunchError, match="PostgreSQL 9, which is no longer installed"):
        Cluster(place)


def test_another_process_with_the_servers_old_number_is_not_taken_for_it(place):
    assert not postgres.is_server_of(os.getpid(), place.data)


def test_a_real_cluster_sorts_in_swedish_survives_a_kill_and_stops(cluster):
    child = cluster.start()
    try:
        cluster.create_database("prov")
        cluster.create_database("prov")
        assert "prov" in cluster.databases()
        assert cluster.query("SELECT x FROM unnest('{ö,z,Åsa,ä,å,a}'::text[]) x ORDER BY x") == ["a", "z", "å", "Åsa", "ä", "ö"]
        child.process.send_signal(signal.SIGKILL)
        child.process.wait()
        (cluster.data / "postmaster.pid").write_text(f"{os.getpid()}\n{cluster.data}\n")  # the number has gone to somebody else
        child = cluster.start()
        assert "prov" in cluster.databases()
    finally:
        child.stop()
    assert not child.is_running()
    assert not cluster.answers()


def test_a_server_that_its_launcher_left_behind_is_stopped_first(cluster):
    left = cluster.start()
    again = cluster.start()
    try:
        assert left.process.wait(10) == 0
        assert cluster.answers()
    finally:
        again.stop()


def test_a_server_that_cannot_start_says_why(place):
    with pytest.raises(LaunchError, match="no_such_setting"):
        Cluster(place, options=("no_such_setting=on",)).start()


def test_redis_answers_on_its_socket_only_and_keeps_nothing(place):
    redis = Redis(place)
    child = redis.start()
    try:
        assert redis.answers()
    finally:
        began = time.monotonic()
        child.stop()
    assert time.monotonic() - began < 5
    assert not redis.answers()
    assert [file.name for file in place.sockets.iterdir()] == []
