"""Who waits for review, the longest first. However many wait, the database groups and sorts them and gives out one page."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet, Value

from inventory.models import KINDS
from organisation.http import PRINCIPAL_ROLES, Scope
from organisation.models import Employment, Person, Role, SchoolUnit
from organisation.querysets import SchoolUnitQuerySet

TOTALS = "SELECT count(DISTINCT person_id), count(*), min(sent_at) FROM ({rows}) waiting"
PAGE = """
    SELECT person_id, min(oldest) AS since, jsonb_object_agg(kind, number) AS counts
    FROM (SELECT person_id, kind, count(*) AS number, min(sent_at) AS oldest FROM ({rows}) waiting GROUP BY person_id, kind) by_kind
    GROUP BY person_id ORDER BY since, person_id LIMIT %s OFFSET %s
"""


@dataclass(frozen=True)
class Waiting:
    """One person's waiting rows: how many of each kind, and when the oldest was sent."""

    person_id: UUID
    since: datetime
    counts: Mapping[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return sum(self.counts.values())


@dataclass(frozen=True)
class Totals:
    people: int
    rows: int
    oldest: datetime | None


@dataclass(frozen=True)
class Selection:
    """What the list is narrowed to. Empty means everything."""

    unit: SchoolUnit | None = None
    kind: str = ""

    @property
    def is_narrowed(self) -> bool:
        return bool(self.unit or self.kind)


class WaitingPeople:
    """Everybody with rows waiting for the viewer, oldest first. A paginator counts and slices it: one query each."""

    def __init__(self, viewer: Person, selection: Selection, *, on: date) -> None:
        kinds = [selection.kind] if selection.kind in KINDS else list(KINDS)
        self._rows = _waiting_rows(viewer, kinds, selection.unit, on)

    @cached_property
    def totals(self) -> Totals:
        return Totals(*self._ask(TOTALS)[0])

    def __len__(self) -> int:
        return self.totals.people

    def __getitem__(self, place: slice) -> list[Waiting]:
        start = place.start or 0
        return [Waiting(person, since, json.loads(counts)) for person, since, counts in self._ask(PAGE, place.stop - start, start)]

    def _ask(self, question: str, *values: int) -> list[Any]:
        sql, parameters = self._rows
        with connection.cursor() as cursor:
            cursor.execute(question.format(rows=sql), [*parameters, *values])
            return list(cursor.fetchall())


def _waiting_rows(viewer: Person, kinds: Sequence[str], unit: SchoolUnit | None, on: date) -> tuple[str, Sequence[Any]]:
    """person_id, sent_at and kind of every waiting row, as one question to put inside another. Who may be reviewed is put together once."""
    people = Person.objects.reviewable_by(viewer, on=on).values("pk")
    parts = [_of_kind(kind, people, unit, on) for kind in kinds]
    return parts[0].union(*parts[1:], all=True).query.sql_with_params()


def _of_kind(kind: str, people: QuerySet[Any, Any], unit: SchoolUnit | None, on: date) -> QuerySet[Any, Any]:
    rows = KINDS[kind].objects.waiting().filter(person__in=people).order_by()
    if unit is not None:
        rows = rows.filter(person__in=Employment.objects.active(on).filter(unit=unit).order_by().values("person"))
    return rows.values("person_id", "sent_at", kind=Value(kind))


def reviewed_units(viewer: Person, scope: Scope) -> SchoolUnitQuerySet:
    """The units whose staff the viewer reviews, as principal or as reviewer."""
    roles = [role for role in scope.roles if role.role in {*PRINCIPAL_ROLES, Role.REVIEWER}]
    places = Q(pk__in=[role.unit_id for role in roles if role.unit_id])
    places |= Q(authority__in=[role.authority_id for role in roles if role.authority_id])
    if any(role.unit_id is None and role.authority_id is None for role in roles):
        places = Q()
    return SchoolUnit.objects.filter(places, authority__provider=viewer.provider_id).order_by("name", "pk")


def work_of(people: Sequence[UUID], units: QuerySet[SchoolUnit], *, on: date) -> Mapping[UUID, list[Employment]]:
    """What these people do in those units that day, the largest employment first."""
    work: dict[UUID, list[Employment]] = defaultdict(list)
    rows = Employment.objects.active(on).filter(person__in=people, unit__in=units.order_by().values("pk")).select_related("unit")
    for row in rows.order_by("-extent_percent", "starts_on", "pk"):
        work[row.person_id].append(row)
    return work
