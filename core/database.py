"""What a statement may ask of the database beyond the ordinary."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

ROOM = "64MB"  # a quarter of a million people hashed beside everything kept about them; PostgreSQL's own 4 MB goes to disk in 16 turns


@contextmanager
def room_for_joins() -> Iterator[None]:
    """Statements inside may keep more in memory before they turn to disk: for the few pages that look at everybody at once."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL work_mem = %s", [ROOM])
        yield
