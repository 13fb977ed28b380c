"""One worker at a time on one job, and no lock left behind by a worker that died."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from jobs.models import Job


@contextmanager
def claim(job: Job) -> Iterator[bool]:
    """Hold a PostgreSQL advisory lock for the job while the work goes on; yields False if another worker holds it.

    The lock lives with the database connection: a killed worker loses it at once, so the job can be taken up again. It needs a session of
    its own, so no transaction-pooling proxy may stand between worker and database.
    """
    key = int.from_bytes(job.pk.bytes[:8], signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [key])
        taken = bool(cursor.fetchone()[0])
    try:
        yield taken
    finally:
        if taken:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [key])
