"""Whose protected name somebody sees: their own, and that of those they lead that day. Asked for once, and only where it matters."""

from datetime import date, timedelta

import pytest
from django.db import connection

from core.names import display_initials, display_name
from inventory.models import Certificate, Course
from organisation.models import Person, Protection, Role, RoleAssignment
from organisation.models.people import Person as PersonModel
from tests.factories import (
    TODAY,
    AuthorityFactory,
    CertificateFactory,
    CourseFactory,
    EmploymentFactory,
    PersonFactory,
    SchoolUnitFactory,
)
from tests.factories.crowd import gather_beside

pytestmark = pytest.mark.django_db
HIDDEN = "Skyddad identitet"


@pytest.fixture
def unit():
    return SchoolUnitFactory()


@pytest.fixture
def hidden(unit):
    return PersonFactory(teaches_at=unit, given_name="Ylva", family_name="Zetterqvist", protection=Protection.CONFIDENTIAL)


def named(person, viewer, on=TODAY):
    return display_name(person, viewer.look(on=on)) == "Ylva Zetterqvist"


@pytest.mark.parametrize("mark", [Protection.CONFIDENTIAL, Protection.PROTECTED])
def test_both_marks_hide_alike(hidden, mark, unit):
    hidden.protection = mark
    hidden.save()
    colleague = PersonFactory(teaches_at=unit).look(on=TODAY)
    assert (display_name(hidden, colleague), display_initials(hidden, colleague)) == (HIDDEN, "·")


def test_who_leads_the_unit_sees_the_name_and_nobody_else_there_does(hidden, unit):
    assert named(hidden, hidden)
    assert named(hidden, PersonFactory(principal_of=unit))
    assert named(hidden, PersonFactory(deputy_of=unit))
    for other in (
        PersonFactory(teaches_at=unit),
        PersonFactory(reviewer_of=unit.authority),
        PersonFactory(strategist_of=unit.authority),
        PersonFactory(reader_of=unit.authority),
        PersonFactory(provider=hidden.provider, administrator=True),
        PersonFactory(principal_of=SchoolUnitFactory(authority=unit.authority)),
        PersonFactory(principal_of=SchoolUnitFactory()),
    ):
        assert not named(hidden, other)


def test_sight_follows_the_periods_of_both(hidden, unit):
    principal = PersonFactory(provider=hidden.provider)
    RoleAssignment.objects.create(person=principal, role=Role.PRINCIPAL, unit=unit, starts_on=date(2026, 1, 1), ends_on=TODAY)
    assert named(hidden, principal)
    assert not named(hidden, principal, on=TODAY + timedelta(days=1))
    assert not named(hidden, principal, on=date(2025, 12, 31))
    hidden.employments.update(ends_on=TODAY - timedelta(days=1))
    assert not named(hidden, principal)


def test_setting_the_protection_takes_effect_at_once(unit):
    person = PersonFactory(teaches_at=unit, given_name="Ylva", family_name="Zetterqvist")
    colleague = PersonFactory(teaches_at=unit)
    assert named(person, colleague)
    Person.objects.filter(pk=person.pk).update(protection=Protection.PROTECTED)
    assert not named(Person.objects.get(pk=person.pk), colleague)


def test_without_a_day_no_protected_name_is_seen(hidden, unit):
    assert display_name(hidden, PersonFactory(principal_of=unit)) == HIDDEN


def test_the_database_is_asked_once_and_only_where_somebody_is_protected(hidden, unit, django_assert_num_queries):
    principal, plain = PersonFactory(principal_of=unit), PersonFactory(teaches_at=unit)
    other = PersonFactory(teaches_at=unit, protection=Protection.PROTECTED)
    principal.look(on=TODAY)
    with django_assert_num_queries(0):
        display_name(plain, principal)
    with django_assert_num_queries(2):  # the roles of the day, which a request has read already, and the protected in sight
        assert [display_name(each, principal) == HIDDEN for each in (hidden, other, hidden)] == [False, False, False]
    stranger = PersonFactory(provider=hidden.provider).look(on=TODAY)
    display_name(hidden, stranger)
    with django_assert_num_queries(0):
        assert display_name(other, stranger) == HIDDEN


def test_named_to_is_display_name_as_rows(hidden, unit):
    people = [
        hidden,
        PersonFactory(teaches_at=unit),
        PersonFactory(principal_of=unit),
        PersonFactory(teaches_at=SchoolUnitFactory(authority=unit.authority), protection=Protection.PROTECTED),
        PersonFactory(provider=hidden.provider, administrator=True),
        PersonFactory(),
    ]
    for viewer in people:
        rows = set(Person.objects.named_to(viewer, on=TODAY))
        viewer.look(on=TODAY)
        assert rows == {each for each in people if display_name(each, viewer) == f"{each.given_name} {each.family_name}"}


def test_a_reviewer_does_not_come_upon_protected_people_and_whoever_leads_does(hidden, unit):
    certificate = CertificateFactory(person=hidden)
    course = CourseFactory(person=hidden, sent=True, certificates=[certificate])
    plain = PersonFactory(teaches_at=unit)
    reviewer, principal = PersonFactory(reviewer_of=unit.authority), PersonFactory(principal_of=unit)
    assert set(Person.objects.reviewable_by(reviewer, on=TODAY)) == {plain}
    assert set(Person.objects.reviewable_by(principal, on=TODAY)) == {plain, hidden}
    for model, row in ((Course, course), (Certificate, certificate)):
        assert not model.objects.visible_to(reviewer, on=TODAY).exists()
        assert model.objects.visible_to(principal, on=TODAY).get() == row


def test_whoever_both_leads_and_reviews_reviews_the_protected_they_lead(hidden, unit):
    both = PersonFactory(principal_of=unit)
    RoleAssignment.objects.create(person=both, role=Role.REVIEWER, authority=unit.authority, starts_on=date(2020, 1, 1))
    elsewhere = SchoolUnitFactory(authority=unit.authority)
    PersonFactory(teaches_at=elsewhere, protection=Protection.PROTECTED)
    plain = PersonFactory(teaches_at=elsewhere)
    assert set(Person.objects.reviewable_by(both, on=TODAY)) == {hidden, plain}


def test_somebody_in_two_units_is_named_to_both_leaders(hidden):
    second = SchoolUnitFactory(authority=AuthorityFactory(provider=hidden.provider))
    EmploymentFactory(person=hidden, unit=second)
    assert named(hidden, PersonFactory(principal_of=second))


def test_a_person_as_text_is_no_name(hidden):
    for text in (str(hidden), repr(hidden), f"{hidden}", str(PersonModel(pk=hidden.pk))):
        assert "Ylva" not in text
        assert "Zetterqvist" not in text
        assert hidden.username not in text


def test_the_few_who_are_hidden_are_found_in_an_index_of_their_own(unit):
    reviewer = PersonFactory(reviewer_of=unit.authority)
    gather_beside(unit)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        plan = Person.objects.reviewable_by(reviewer, on=TODAY).order_by().explain()
    assert "using person_protected" in plan
