"""Rows that every test of a module or a class begins with: made once, in a transaction around those of its tests, and gone after the last."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from django.db import connection, transaction
from pytest_django import DjangoDbBlocker

Built = TypeVar("Built")


@contextmanager
def kept(blocker: DjangoDbBlocker, build: Callable[[], Built]) -> Iterator[Built]:
    """For a fixture of a module or a class. Tests get a copy (deepcopy, or read anew), so that what one of them changes is its own.

    Only building and undoing may reach the database outside a test. Fails where a row is left behind that was not there before.
    """
    around = transaction.atomic()
    with blocker.unblock():
        before = _tables_with_rows()
        around.__enter__()
    try:
        with blocker.unblock():
            built = build()
        yield built
    finally:
        with blocker.unblock():
            transaction.set_rollback(True)
            around.__exit__(None, None, None)
            left = _tables_with_rows() - before
    assert not left, f"Rows are left behind in {sorted(left)}"


def _tables_with_rows() -> set[str]:
    tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(f"SELECT '{table}' WHERE EXISTS (SELECT FROM {table})" for table in sorted(tables)))
        return {table for (table,) in cursor.fetchall()}
