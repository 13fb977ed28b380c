"""A school provider of a quarter of a million people beside the demo, to see what asking who may see whom costs there."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db import connection

from inventory.models import Course, RecordStatus
from organisation.models import Authority, Employment, Person, Profession, Role, RoleAssignment, SchoolProvider, SchoolUnit

PEOPLE_A_UNIT = 250
WITH_A_COURSE = 60
BATCH = 5000
FIRST_DAY = date(2020, 8, 1)


def gather(people: int, *, at: datetime) -> Person:
    """Make the provider, with so many people in units of 250, sixty of each with a course. Returns the principal of one unit.

    In that unit the courses wait; in all others they are accepted, so that the queue is the same whoever may be seen.
    """
    provider = SchoolProvider.objects.create(name="Storstad", kind=SchoolProvider.Kind.MUNICIPALITY)
    authority = Authority.objects.create(provider=provider, name="Storstads skolor")
    units = SchoolUnit.objects.bulk_create(
        SchoolUnit(authority=authority, name=f"Skola {number}", kind=SchoolUnit.Kind.SCHOOL) for number in range(people // PEOPLE_A_UNIT)
    )
    for some in _batches(units):
        _settle(some, provider, at=at)
    principal = Person.objects.create(provider=provider, username="crowd-principal", given_name="Rakel", family_name="Storstad")
    RoleAssignment.objects.create(person=principal, role=Role.PRINCIPAL, unit=units[len(units) // 2], starts_on=FIRST_DAY)
    mine = Employment.objects.filter(unit=units[len(units) // 2])
    Course.objects.filter(person__in=mine.order_by().values("person")).update(status=RecordStatus.SENT)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")  # as the database does by itself in a night
    return principal


def _batches(units: list[SchoolUnit]) -> Iterator[list[SchoolUnit]]:
    size = BATCH // PEOPLE_A_UNIT
    return (units[start : start + size] for start in range(0, len(units), size))


def _settle(units: list[SchoolUnit], provider: SchoolProvider, *, at: datetime) -> None:
    """The names of a real list: few given names, many family names."""
    people = [
        Person(
            provider=provider,
            username=f"crowd-{unit.pk}-{n}",
            given_name=f"Förnamn{n % 90}",
            family_name=f"Efternamn{(unit.pk * 31 + n * 7919) % 5000}",
        )
        for unit in units
        for n in range(PEOPLE_A_UNIT)
    ]
    Person.objects.bulk_create(people)
    works = [(units[index // PEOPLE_A_UNIT], person) for index, person in enumerate(people)]
    Employment.objects.bulk_create(
        Employment(person=person, unit=unit, profession=Profession.TEACHER, extent_percent=100, starts_on=FIRST_DAY)
        for unit, person in works
    )
    Course.objects.bulk_create(
        _course(person, at=at - timedelta(minutes=index)) for index, person in enumerate(people) if index % PEOPLE_A_UNIT < WITH_A_COURSE
    )


def _course(person: Person, *, at: datetime) -> Course:
    return Course(
        person=person,
        title="Minne och lärande",
        institution="Lunds universitet",
        credits=Decimal("7.5"),
        completed_on=date(2024, 6, 2),
        status=RecordStatus.ACCEPTED,
        created_at=at,
        changed_at=at,
        sent_at=at,
    )
