"""A worker killed at a step: another takes the job up, and it ends once."""

import time

import pytest
from django.db import connection

from jobs import services, tasks
from jobs.models import Job
from tests.factories import NOW, JobFactory
from tests.processes.killed import kill, worker

WORK = """
import time
from django.utils import timezone
from jobs import kinds, services, tasks

def run(job):
    services.start(job, total=5, at=timezone.now())
    for done in range(5):
        services.step(job, done=done, message="Arbetar")
        print("step", done)
        if done == 2:
            time.sleep(60)
    services.finish(job, at=timezone.now())

kinds.register(kinds.Kind("prov.arbete", run, failed=""))
tasks.work(job_id={job!r})
"""


@pytest.mark.django_db(transaction=True)
def test_a_job_whose_worker_was_killed_is_taken_up_and_ends_once(kind):
    ended = []

    def run(job):
        services.start(job, total=5, at=NOW)
        services.finish(job, at=NOW)
        ended.append(job.starts)

    job = JobFactory(kind=kind(run))
    with worker(WORK.format(job=str(job.pk))) as killed:
        assert [killed.stdout.readline() for _ in range(3)] == ["step 0\n", "step 1\n", "step 2\n"]
        tasks.sweep()  # nothing is taken from a worker that lives
        assert ended == []
        kill(killed)
    _until_the_database_has_noticed(job)
    job.refresh_from_db()
    assert (job.state, job.done, job.total, job.starts) == ("running", 2, 5, 1)
    for _ in range(2):
        tasks.sweep()
    job.refresh_from_db()
    assert (job.state, job.done, job.starts, ended) == ("finished", 5, 2, [2])
    assert Job.objects.count() == 1


def _until_the_database_has_noticed(job):
    """PostgreSQL ends the session of a client that is gone when it next looks at the socket: at once, but not before kill() returns."""
    key = int.from_bytes(job.pk.bytes[:8], signed=True)
    for _ in range(500):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s), pg_advisory_unlock(%s)", [key, key])
            if cursor.fetchone()[0]:
                return
        time.sleep(0.01)
    pytest.fail("the killed worker's lock is still held")
