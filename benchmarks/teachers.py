"""Teachers with their records and their stored assessments: a school provider of its own beside the demo, the same each time."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import connection

from inventory.models import Course, Degree, Licence, QualifyingDegree, Record, RecordStatus, StatedEmployment
from merit.services import reassess_many
from organisation.models import Authority, Employment, Person, Profession, SchoolProvider, SchoolUnit

NAME = "Lärarstad"
BATCH = 1_000
COURSES = 8  # of each: 250,000 teachers have two million
FIRST_DAY = date(2005, 1, 20)
ACCEPTED, SENT = RecordStatus.ACCEPTED, RecordStatus.SENT


def gather(people: int, *, on: date, at: datetime) -> SchoolProvider:
    """Make the provider with so many teachers, assessed on that day. One in a dozen posts and one in seven courses wait for review."""
    provider = SchoolProvider.objects.create(name=NAME, kind=SchoolProvider.Kind.MUNICIPALITY)
    unit = SchoolUnit.objects.create(
        authority=Authority.objects.create(provider=provider, name="Skolorna"), name="Skolan", kind=SchoolUnit.Kind.SCHOOL
    )
    for start in range(0, people, BATCH):
        _settle(range(start, min(start + BATCH, people)), unit, on=on, at=at)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")  # as the database does by itself in a night
    return provider


def _settle(numbers: range, unit: SchoolUnit, *, on: date, at: datetime) -> None:
    people = [
        Person(provider=unit.authority.provider, username=f"teacher-{n}", given_name=f"Förnamn{n % 90}", family_name=f"Efternamn{n % 5000}")
        for n in numbers
    ]
    Person.objects.bulk_create(people)
    Employment.objects.bulk_create(
        Employment(person=person, unit=unit, profession=Profession.TEACHER, extent_percent=100, starts_on=FIRST_DAY) for person in people
    )
    for model, rows in KINDS:
        stamps = {"created_at": at, "changed_at": at, "sent_at": at}
        made = [model(person=person, **row, **stamps) for n, person in zip(numbers, people, strict=True) for row in rows(n)]
        model._default_manager.bulk_create(made, batch_size=BATCH)
    ids: list[UUID] = [person.pk for person in people]
    reassess_many(ids, on=on, at=at)


def _issued(n: int) -> date:
    return FIRST_DAY + timedelta(days=n * 37 % 6600)


def _licence(n: int) -> Iterator[dict[str, Any]]:
    yield {"licence_kind": "teacher", "issued_on": _issued(n), "status": ACCEPTED}


def _degree(n: int) -> Iterator[dict[str, Any]]:
    yield {"title": "Lärarexamen", "institution": "Malmö universitet", "issued_on": _issued(n), "status": ACCEPTED}


def _work(n: int) -> Iterator[dict[str, Any]]:
    for k in range(3):
        starts_on = _issued(n) + timedelta(days=10 + 400 * k)
        yield {
            "profession": "teacher",
            "employer": "Lärarstad",
            "in_school_system": True,
            "extent_percent": Decimal(100 - 25 * (n * k % 3)),
            "starts_on": starts_on,
            "ends_on": None if k == 2 else starts_on + timedelta(days=399 - n % 40),
            "status": SENT if n * k % 11 == 10 else ACCEPTED,
        }


def _courses(n: int) -> Iterator[dict[str, Any]]:
    for k in range(COURSES):
        yield {
            "title": f"Kurs {n * 7 + k}",
            "code": f"KU{(n * 7 + k) % 900}",
            "institution": "Malmö universitet",
            "credits": Decimal("7.5") if (n + k) % 3 else Decimal(15),
            "cycle": "second" if (n + k) % 2 else "first",
            "completed_on": FIRST_DAY + timedelta(days=(n * 37 + k * 613) % 7900),
            "passed": True,
            "merit_basis": "" if (n + k) % 9 == 0 else "subject",
            "course_kind": "vak" if k == 7 and n % 3 == 0 else "regular",
            "status": SENT if (n * k) % 7 == 6 else ACCEPTED,
        }


def _later(n: int) -> Iterator[dict[str, Any]]:
    if n % 10 == 0:
        yield {
            "title": "Magisterexamen",
            "cycle": "second",
            "credits": Decimal(60),
            "merit_credits": Decimal(45),
            "awarded_on": date(2020, 6, 5) + timedelta(days=n % 900),
            "status": ACCEPTED,
        }


KINDS: tuple[tuple[type[Record], Callable[[int], Iterator[dict[str, Any]]]], ...] = (
    (Licence, _licence),
    (QualifyingDegree, _degree),
    (StatedEmployment, _work),
    (Course, _courses),
    (Degree, _later),
)
