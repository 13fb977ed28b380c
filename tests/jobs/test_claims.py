"""One worker at a time, and nothing held by a worker that is gone."""

import pytest
from django.db import connection, connections

from jobs.claims import claim
from tests.factories import JobFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def other_worker():
    """A second session with the same database, as another worker has."""
    other = connections.create_connection("default")
    yield other
    other.close()


def try_lock(other, job):
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [int.from_bytes(job.pk.bytes[:8], signed=True)])
        return cursor.fetchone()[0]


def test_a_job_is_held_while_the_work_goes_on(other_worker):
    job = JobFactory()
    with claim(job) as mine:
        assert mine
        assert not try_lock(other_worker, job)
    assert try_lock(other_worker, job)


def test_a_second_worker_is_told_that_the_job_is_taken(other_worker):
    job = JobFactory()
    assert try_lock(other_worker, job)
    with claim(job) as mine:
        assert not mine


def test_a_killed_worker_leaves_no_lock(other_worker):
    job = JobFactory()
    try_lock(other_worker, job)
    with other_worker.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        backend = cursor.fetchone()[0]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [backend])
    with claim(job) as mine:
        assert mine


def test_the_lock_is_given_back_when_the_work_fails(other_worker):
    job = JobFactory()
    with pytest.raises(ZeroDivisionError), claim(job):
        raise ZeroDivisionError
    assert try_lock(other_worker, job)
