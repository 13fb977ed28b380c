"""One authority in numbers, reckoned by the database: one statement a subject, however many units and people.

Each statement gives the whole and its parts in one go (GROUPING SETS), since telling a sum safely takes both: see portal.overview.telling.
Nothing here is a person. The names in the statements are those of our own tables; what differs from time to time are parameters.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from django.db import connection, models
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from inventory.models import Campaign, Course, Cycle, QualifyingDegree, RecordStatus, Submission
from merit.models import StoredAssessment
from organisation.models import Authority, Employment, SchoolUnit
from plans.models import AuthorityPlan, CourseChoice

LEVELS = (1, 2, 3, 4)
ON_RECORD = (CourseChoice.Status.PROPOSED.value, CourseChoice.Status.AGREED.value)


@dataclass(frozen=True)
class UnitStaff:
    """staff and sent are people: everybody employed in the unit that day, and those of them who have sent in the campaign."""

    pk: int
    name: str
    staff: int
    sent: int


@dataclass(frozen=True)
class Staff:
    """Units in order of name, also those where nobody works; the totals count each person once."""

    units: tuple[UnitStaff, ...]
    total: int
    sent: int


@dataclass
class People:
    """How many people a number belongs to: in all, each once, and in each unit."""

    total: int = 0
    by_unit: Counter[int] = field(default_factory=Counter)

    def put(self, unit: int | None, count: int) -> None:
        if unit is None:
            self.total = count
        else:
            self.by_unit[unit] = count


@dataclass
class Credits:
    """Sums in högskolepoäng by unit, with how many people they belong to."""

    people: People = field(default_factory=People)
    total: Decimal = Decimal(0)
    by_unit: dict[int, Decimal] = field(default_factory=dict)


@dataclass(frozen=True)
class Levels:
    """People who meet a level preliminarily, and who have a decision on it, by level."""

    met: Mapping[int, People]
    decided: Mapping[int, People]


@dataclass(frozen=True)
class Choices:
    """One course on one tier: people who have chosen it, by unit."""

    offer: int
    tier: str
    people: People


def campaign_of(authority: Authority, *, on: date) -> Campaign | None:
    running = Campaign.objects.running(on).filter(provider=authority.provider_id, authorities=authority)
    return running.order_by("-opens_on", "pk").first()


def totals_of(authorities: QuerySet[Authority], *, on: date) -> dict[int, tuple[int, int]]:
    """Authority → how many are employed there and how many of them have sent in a running campaign. Each person once."""
    sent = Submission.objects.filter(
        person=OuterRef("person"),
        campaign__opens_on__lte=on,
        campaign__closes_on__gte=on,
        campaign__authorities=OuterRef("unit__authority"),
    )
    work = Employment.objects.active(on).filter(unit__authority__in=authorities.order_by().values("pk")).order_by()
    rows = work.values("unit__authority").annotate(
        staff=Count("person", distinct=True), sent=Count("person", distinct=True, filter=Q(Exists(sent)))
    )
    return {row["unit__authority"]: (row["staff"], row["sent"]) for row in rows.order_by("unit__authority")}


def staff_of(authority: Authority, campaign: Campaign | None, *, on: date) -> Staff:
    """Two queries: the units, and their people."""
    counts: dict[int | None, tuple[int, int]] = {
        unit: (staff, sent) for unit, staff, sent in _rows(_staff(), authority, on, campaign=campaign.pk if campaign else 0)
    }
    names = authority.units.in_use(on).order_by("name", "pk").values_list("pk", "name")
    return Staff(tuple(UnitStaff(pk, name, *counts.get(pk, (0, 0))) for pk, name in names), *counts.get(None, (0, 0)))


def levels_of(authority: Authority, *, on: date) -> Levels:
    """The stored outcomes. One query."""
    met, decided = {n: People() for n in LEVELS}, {n: People() for n in LEVELS}
    for unit, *counts in _rows(_levels(), authority, on):
        for n in LEVELS:
            met[n].put(unit, counts[2 * n - 2])
            decided[n].put(unit, counts[2 * n - 1])
    return Levels(met, decided)


def credits_of(authority: Authority, *, on: date) -> dict[tuple[str, str], Credits]:
    """(merit basis, cycle) → accepted and passed credits of courses completed after an accepted qualifying degree. One query."""
    found: dict[tuple[str, str], Credits] = {}
    cycles = [Cycle.FIRST.value, Cycle.SECOND.value]
    for basis, cycle, unit, people, each_once, sum_ in _rows(
        _credits(), authority, on, accepted=RecordStatus.ACCEPTED.value, cycles=cycles
    ):
        each = found.setdefault((basis, cycle), Credits())
        each.people.put(unit, people)
        if unit is None:
            each.total = each_once
        else:
            each.by_unit[unit] = sum_
    return found


def choices_of(authority: Authority, plan: AuthorityPlan, *, on: date) -> list[Choices]:
    """What has been sent or agreed by those who work in the authority that day, the most chosen first. One query."""
    found: dict[tuple[int, str], Choices] = {}
    for offer, tier, unit, people in _rows(_choices(), authority, on, plan=plan.pk, states=list(ON_RECORD)):
        found.setdefault((offer, tier), Choices(offer, tier, People())).people.put(unit, people)
    return sorted(found.values(), key=lambda each: (-each.people.total, each.offer))


def _rows(statement: str, authority: Authority, on: date, **more: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, {"authority": authority.pk, "on": on, **more})
        return list(cursor.fetchall())


def _table(model: type[models.Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)


@cache
def _work() -> str:
    """Who works in which of the authority's units, each pair once. is_first marks one row a person, for sums over all units."""
    return f"""
        WITH work AS (
            SELECT person_id, unit_id, row_number() OVER (PARTITION BY person_id ORDER BY unit_id) = 1 AS is_first
            FROM (
                SELECT DISTINCT person_id, unit_id FROM {_table(Employment)}
                WHERE starts_on <= %(on)s AND (ends_on IS NULL OR ends_on >= %(on)s)
                AND unit_id IN (SELECT id FROM {_table(SchoolUnit)} WHERE authority_id = %(authority)s)
            ) AS pairs
        )"""  # noqa: S608


@cache
def _staff() -> str:
    has_sent = f"EXISTS (SELECT FROM {_table(Submission)} WHERE person_id = work.person_id AND campaign_id = %(campaign)s)"
    return f"""{_work()}
        SELECT unit_id, count(DISTINCT person_id), count(DISTINCT person_id) FILTER (WHERE {has_sent})
        FROM work GROUP BY GROUPING SETS ((unit_id), ())"""  # noqa: S608


@cache
def _levels() -> str:
    counts = ", ".join(
        f"count(DISTINCT person_id) FILTER (WHERE level_{n} = 'met'), count(DISTINCT person_id) FILTER (WHERE decided_level_{n})"
        for n in LEVELS
    )
    return f"""{_work()}
        SELECT unit_id, {counts} FROM work JOIN {_table(StoredAssessment)} USING (person_id)
        GROUP BY GROUPING SETS ((unit_id), ())"""  # noqa: S608


@cache
def _credits() -> str:
    after_degree = f"""EXISTS (
        SELECT FROM {_table(QualifyingDegree)} AS degree
        WHERE degree.person_id = course.person_id AND degree.status = %(accepted)s AND degree.issued_on <= course.completed_on)"""
    return f"""{_work()}
        SELECT merit_basis, cycle, unit_id, count(DISTINCT work.person_id), sum(credits) FILTER (WHERE is_first), sum(credits)
        FROM {_table(Course)} AS course JOIN work USING (person_id)
        WHERE status = %(accepted)s AND passed AND cycle = ANY(%(cycles)s) AND {after_degree}
        GROUP BY GROUPING SETS ((merit_basis, cycle, unit_id), (merit_basis, cycle)) ORDER BY 1, 2, 3"""  # noqa: S608


@cache
def _choices() -> str:
    return f"""{_work()}
        SELECT offer_id, tier, unit_id, count(DISTINCT work.person_id) FROM {_table(CourseChoice)} JOIN work USING (person_id)
        WHERE plan_id = %(plan)s AND status = ANY(%(states)s)
        GROUP BY GROUPING SETS ((offer_id, tier, unit_id), (offer_id, tier)) ORDER BY 1, 2, 3"""  # noqa: S608
