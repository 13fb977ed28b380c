"""Which accounts are suggested as one person's, and which never are."""

import pytest

from organisation.merging import services, suspects
from organisation.models import Employment, Person, Profession, Protection
from tests.factories import NOW, EmploymentFactory, PersonFactory, SchoolUnitFactory

pytestmark = pytest.mark.django_db
NAME = {"given_name": "José", "family_name": "Öberg"}
SAME = {"given_name": "jose", "family_name": "ÖBERG"}


@pytest.fixture
def unit():
    return SchoolUnitFactory()


def pairs(unit, **more):
    found, total = suspects.of_provider(unit.authority.provider_id, **{"limit": 25, **more})
    assert total >= len(found)
    return {frozenset((each.first, each.second)): each for each in found}


def test_the_same_name_with_or_without_accents_and_the_same_unit(unit):
    one, other = PersonFactory(teaches_at=unit, **NAME), PersonFactory(teaches_at=unit, **SAME)
    (found,) = pairs(unit).values()
    assert {found.first, found.second} == {one.pk, other.pk}
    assert (found.same_unit, found.same_email) == (True, False)


def test_the_same_name_and_e_mail_come_first(unit):
    for address in ("Sara@example.se", "sara@EXAMPLE.se"):
        PersonFactory(provider=unit.authority.provider, email=address, given_name="Ö", family_name="Ö")
    PersonFactory.create_batch(2, teaches_at=unit, given_name="A", family_name="A")
    assert [each.same_email for each in pairs(unit).values()] == [True, False]


def test_who_is_not_suggested(unit):
    elsewhere = SchoolUnitFactory(authority=unit.authority)
    one = PersonFactory(teaches_at=unit, **NAME)
    PersonFactory(teaches_at=elsewhere, **NAME)  # same name alone
    PersonFactory(teaches_at=unit, given_name="José", family_name="Åberg")  # same unit alone
    PersonFactory(teaches_at=SchoolUnitFactory(), email=one.email, **NAME)  # another school provider
    PersonFactory(teaches_at=unit, email="", **{**NAME, "family_name": "Ek"})
    PersonFactory(teaches_at=elsewhere, email="", **{**NAME, "family_name": "Ek"})  # no e-mail is not the same e-mail
    PersonFactory(teaches_at=unit, protection=Protection.CONFIDENTIAL, **NAME)
    assert pairs(unit) == {}


def test_what_somebody_has_looked_at_is_not_suggested_again(unit):
    admin = PersonFactory(provider=unit.authority.provider, administrator=True)
    one, other, third = PersonFactory.create_batch(3, teaches_at=unit, **NAME)
    assert len(pairs(unit)) == 3
    services.say_two_people(other, one, by=admin, at=NOW)
    assert frozenset((one.pk, other.pk)) not in pairs(unit)
    services.merge(one, third, reason="x", by=admin, at=NOW)
    assert len(pairs(unit)) == 0


def test_a_page_is_one_statement_whatever_the_number(unit, django_assert_num_queries):
    people = PersonFactory.build_batch(120, provider=unit.authority.provider, given_name="Anna", family_name="Ek")
    Person.objects.bulk_create(people)
    Employment.objects.bulk_create(EmploymentFactory.build(person=person, unit=unit, profession=Profession.TEACHER) for person in people)
    with django_assert_num_queries(1):
        found, total = suspects.of_provider(unit.authority.provider_id, limit=25, offset=25)
    assert (len(found), total) == (25, 120 * 119 // 2)
