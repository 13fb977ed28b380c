"""People enough for the database to plan as it would in a large municipality."""

from datetime import date

from django.db import connection

from organisation.models import Employment, Person, Profession, SchoolUnit


def gather_beside(unit, *, units=30, each=40):
    """So many people in other units of the same authority, and the statistics the planner goes by."""
    others = SchoolUnit.objects.bulk_create(
        SchoolUnit(authority=unit.authority, name=f"Skola {number}", kind=SchoolUnit.Kind.SCHOOL) for number in range(units)
    )
    people = Person.objects.bulk_create(
        Person(provider=unit.authority.provider, username=f"crowd-{number}", given_name="Namn", family_name=f"Namnsson {number}")
        for number in range(units * each)
    )
    Employment.objects.bulk_create(
        Employment(
            person=person, unit=others[number % units], profession=Profession.TEACHER, extent_percent=100, starts_on=date(2020, 8, 1)
        )
        for number, person in enumerate(people)
    )
    with connection.cursor() as cursor:
        for model in (SchoolUnit, Person, Employment):
            cursor.execute(f"ANALYZE {model._meta.db_table}")
