"""Facts of many people without a model instance: the columns of each kind as plain tuples, seven statements for all of them."""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Field

from merit.facts import MAPPINGS, FactMapping, put_together, turns_on
from merit.rules.facts import Facts

Rows = list[tuple[Any, ...]]
"""place among the people asked about, then the columns of the mapping."""


def read(people: Sequence[UUID]) -> list[Rows]:
    """The rows of these people, a list for each of MAPPINGS, in the order in which the models stand."""
    ids = list(people)
    found: list[Rows] = []
    with connection.cursor() as cursor:
        for mapping in MAPPINGS:
            cursor.execute(_statement(mapping), [ids])
            found.append(cursor.fetchall())
    return found


def facts_in(rows: Sequence[Rows], count: int, *, on: date) -> Iterator[tuple[Facts, date | None]]:
    """The facts of each of so many people, in the order in which they were asked about, and the next day on which they are others."""
    gathered: list[list[list[Any]]] = []
    for mapping, some in zip(MAPPINGS, rows, strict=True):
        of_kind: list[list[Any]] = [[] for _ in range(count)]
        fact = mapping.fact
        for row in some:
            of_kind[row[0]].append(fact(*row[1:]))
        gathered.append(of_kind)
    for found in zip(*gathered, strict=True):
        yield put_together(on, found), turns_on(on, found)


@contextmanager
def without_collecting() -> Iterator[None]:
    """For a piece of work that makes many small things and no circles: looking through them for garbage would cost a quarter of it."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@cache
def _statement(mapping: FactMapping) -> str:
    """A place is a small number: many times quicker to read than the key of a person on every row."""
    columns = ", ".join(_column(mapping, name) for name in mapping.columns)
    order = ", ".join(_column(mapping, name) for name in mapping.model._meta.ordering or () if isinstance(name, str))
    table = connection.ops.quote_name(mapping.model._meta.db_table)
    return f"""
        SELECT who.place::int - 1, {columns}
        FROM unnest(%s::uuid[]) WITH ORDINALITY AS who (id, place) JOIN {table} AS own ON own.person_id = who.id
        ORDER BY {order}"""  # noqa: S608


def _column(mapping: FactMapping, name: str) -> str:
    field = mapping.model._meta.get_field(name)
    assert isinstance(field, Field)
    assert field.column is not None
    return f"own.{connection.ops.quote_name(field.column)}"
