"""Locks that die with the session that holds them, so that nothing is held by a process that is gone."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def session_lock(key: int) -> Iterator[bool]:
    """Hold a PostgreSQL advisory lock on a signed 64-bit key; yields False if another session holds it.

    A killed process loses it at once. It needs a session of its own, so no transaction-pooling proxy may stand between process and
    database.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [key])
        taken = bool(cursor.fetchone()[0])
    try:
        yield taken
    finally:
        if taken:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [key])
