"""Asking who may see whom costs the same at a quarter of a million people: it is answered from indexes, without reading the rows."""

import pytest
from django.db import connection

from organisation.mandates import lives_for_one_request, mandate
from organisation.models import Person
from tests.factories import TODAY, PersonFactory, SchoolUnitFactory
from tests.factories.crowd import gather_beside
from tests.kept import kept

pytestmark = pytest.mark.django_db


def plan_of(queryset):
    """The plan PostgreSQL would choose for tables too large to read through."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_bitmapscan = off")
    return queryset.order_by().values_list("pk", flat=True).explain()


@pytest.fixture(scope="module")
def principal_in_a_crowd(django_db_setup, django_db_blocker):
    def build():
        unit = SchoolUnitFactory()
        gather_beside(unit)
        return PersonFactory(principal_of=unit)

    with kept(django_db_blocker, build) as principal:
        yield principal


@pytest.mark.parametrize("question", ["led_by", "reviewable_by"])
def test_staff_are_found_in_the_indexes_alone(question, principal_in_a_crowd):
    plan = plan_of(getattr(Person.objects, question)(principal_in_a_crowd, on=TODAY))
    assert "Index Only Scan using employment_of_unit" in plan
    assert "Index Only Scan using person_of_provider" in plan
    assert "hashed SubPlan" not in plan  # which would be filled from everybody employed anywhere


def test_the_person_of_a_request_reads_the_roles_once(django_assert_num_queries):
    person = PersonFactory(principal_of=SchoolUnitFactory())
    lives_for_one_request(person)
    with django_assert_num_queries(1):
        assert mandate(person, ("principal",), on=TODAY).units == mandate(person, ("principal", "reviewer"), on=TODAY).units
    with django_assert_num_queries(1):
        mandate(person, ("principal",), on=TODAY.replace(year=TODAY.year + 1))


def test_others_see_a_role_end_at_once():
    person = PersonFactory(principal_of=SchoolUnitFactory())
    assert mandate(person, ("principal",), on=TODAY).units
    person.role_assignments.all().delete()
    assert not mandate(person, ("principal",), on=TODAY).units
