"""The database itself killed between two statements of a service: SIGKILL to all of PostgreSQL. When it is up again there is all of it or none.

On a server of its own with a copy of what the service needs, since nobody else's tests should lose theirs.
"""

import os
import signal
import subprocess
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from django.db import connection, transaction

from launch.postgres import ROLE, Cluster
from tests.access.abroad import state
from tests.launch.conftest import checkout, place
from tests.walks.test_all_or_nothing import FINISHED, STOPPED, WRITES, a_decision, stopped_before

__all__ = ["checkout", "place"]  # a folder of its own
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.filterwarnings("ignore:.*multi-threaded.*:DeprecationWarning")]
NAME = "killed"


@pytest.fixture
def cluster(place):
    """As in production: what is committed is on the disk."""
    return Cluster(place)


@contextmanager
def over_there(cluster):
    """The default connection leads there, in this process and in those it forks."""
    here = dict(connection.settings_dict)
    connection.close()
    connection.settings_dict |= {"HOST": str(cluster.place.sockets), "PORT": "", "NAME": NAME, "USER": ROLE, "PASSWORD": ""}
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict |= here


def copy_to(cluster):
    """All of this database: tables, rows and triggers."""
    of = {name: str(value) for name, value in connection.settings_dict.items()}
    here = ["-h", of["HOST"], "-U", of["USER"], *(["-p", of["PORT"]] if of["PORT"] else []), of["NAME"]]
    environ = {**os.environ, "PGPASSWORD": of["PASSWORD"]}
    dumped = subprocess.run([cluster.bin / "pg_dump", "--no-owner", *here], check=True, capture_output=True, env=environ)
    cluster.create_database(NAME)
    there = ["-h", str(cluster.place.sockets), "-U", ROLE, "-d", NAME, "-qX", "-v", "ON_ERROR_STOP=1"]
    subprocess.run([cluster.bin / "psql", *there], input=dumped.stdout, check=True, capture_output=True)


def kill(server):
    """The server before its sessions, so that it starts no new ones; they are children of it and in sessions of their own."""
    pid = server.process.pid
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    for each in (pid, *map(int, children)):
        with suppress(ProcessLookupError):
            os.kill(each, signal.SIGKILL)


def writes_of(verb):
    """How many statements it writes with, as stopped_before counts them, without the commit. Undone."""
    count = 0

    def before(execute, sql, *rest):
        nonlocal count
        count += sql.startswith(WRITES)
        return execute(sql, *rest)

    with transaction.atomic():
        with connection.execute_wrapper(before):
            verb()
        transaction.set_rollback(True)
    return count - 2  # the savepoint around it and its release, since it was inside another transaction here


def ended(number, verb, server):
    return os.WEXITSTATUS(stopped_before(number, verb, lambda: kill(server)))


def test_all_of_it_or_none_when_the_database_is_killed(cluster):
    verb, is_done = a_decision()
    last = writes_of(verb)
    server = cluster.start()
    try:
        copy_to(cluster)
        with over_there(cluster):
            was = state()
        for number in (1, last // 2, last, last + 1):  # the first write, one in the midst, the last, and the commit
            with over_there(cluster):
                assert ended(number, verb, server) == STOPPED, number
            assert server.process.wait(10) == -signal.SIGKILL
            server = cluster.start()
            with over_there(cluster):
                assert state() == was, number
        with over_there(cluster):
            assert ended(last + 2, verb, server) == FINISHED
            kill(server)
        server.process.wait(10)
        server = cluster.start()
        with over_there(cluster):
            assert is_done()
    finally:
        server.stop()
