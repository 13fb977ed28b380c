"""Roles are given and ended by day, never twice at once, and there is always an administrator."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from audit.models import Entry
from organisation.http import Scope
from organisation.models import Delegation, Person, Role, RoleAssignment
from organisation.services import people_errors as errors
from organisation.services.people import end_account
from organisation.services.roles import Place, end_role, give_role
from tests.factories import NOW, TODAY, AuthorityFactory, EmploymentFactory, PersonFactory, SchoolUnitFactory

pytestmark = pytest.mark.django_db
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


@pytest.fixture
def unit():
    return SchoolUnitFactory(name="Strandgymnasiet")


@pytest.fixture
def administrator(unit):
    return PersonFactory(provider=unit.authority.provider, administrator=True)


@pytest.fixture
def person(unit):
    return PersonFactory(provider=unit.authority.provider)


@pytest.fixture
def give(administrator, unit, person):
    def given(role=Role.PRINCIPAL, to=None, by=None, place=None, starts_on=TODAY, **more):
        place = place or Place(unit=unit)
        return give_role(to or person, role, place, starts_on=starts_on, by=by or administrator, at=NOW, **more)

    return given


def test_a_role_is_given_by_somebody_and_audited(give, person, administrator):
    given = give()
    assert (given.given_by, given.is_temporary, given.ends_on) == (administrator, False, None)
    entry = Entry.objects.get(action="organisation.role.given")
    assert (entry.actor, entry.subject) == (administrator, person)


def test_a_role_that_begins_tomorrow_counts_from_tomorrow(give, person):
    give(starts_on=TOMORROW)
    assert not Scope.of(person, on=TODAY).leads
    assert Scope.of(person, on=TOMORROW).leads


def test_the_same_role_in_the_same_place_is_refused_and_told_which_one(give):
    first = give(starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31))
    with pytest.raises(errors.RoleThereError) as refused:
        give(starts_on=date(2026, 12, 31))
    assert refused.value.other == first
    assert str(refused.value).replace("\N{NO-BREAK SPACE}", " ") == (
        "Personen är redan rektor, Strandgymnasiet, 1 januari 2026 till 31 december 2026. Avsluta den rollen först, eller välj andra dagar."
    )
    give(starts_on=date(2027, 1, 1))


def test_one_person_may_lead_two_units(give, unit):
    give()
    give(place=Place(unit=SchoolUnitFactory(authority=unit.authority)))
    assert RoleAssignment.objects.filter(role=Role.PRINCIPAL).count() == 2


def test_the_database_too_refuses_two_at_once(give, person, unit):
    give()
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleAssignment.objects.create(person=person, role=Role.PRINCIPAL, unit=unit, starts_on=TOMORROW)


def test_a_unit_has_one_principal_and_others_are_temporary(give, unit, person):
    give()
    other = PersonFactory(provider=person.provider)
    with pytest.raises(errors.SecondPrincipalError) as refused:
        give(to=other)
    assert str(refused.value).startswith("Strandgymnasiet har redan en rektor, från och med")
    assert "Öberg" not in str(refused.value)
    temporary = give(to=other, is_temporary=True, ends_on=TOMORROW)
    assert temporary.is_temporary
    assert Scope.of(other, on=TODAY).leads


def test_nobody_gives_themselves_a_role(give, administrator):
    with pytest.raises(errors.OwnRoleError):
        give(to=administrator)


@pytest.mark.parametrize(
    ("role", "where"),
    [
        (Role.PRINCIPAL, "authority"),
        (Role.DEPUTY_PRINCIPAL, "everywhere"),
        (Role.STRATEGIST, "unit"),
        (Role.READER, "unit"),
        (Role.ADMINISTRATOR, "unit"),
        (Role.ADMINISTRATOR, "authority"),
    ],
)
def test_a_role_is_given_only_where_it_means_something(give, unit, role, where):
    place = {"unit": Place(unit=unit), "authority": Place(authority=unit.authority), "everywhere": Place()}[where]
    with pytest.raises(errors.PlaceError):
        give(role, place=place)


def test_people_and_places_of_another_provider_are_refused(give):
    with pytest.raises(ValueError, match="elsewhere"):
        give(to=PersonFactory())
    with pytest.raises(ValueError, match="elsewhere"):
        give(place=Place(unit=SchoolUnitFactory()))
    with pytest.raises(ValueError, match="elsewhere"):
        give(Role.REVIEWER, place=Place(authority=AuthorityFactory()))


def test_a_role_is_not_given_past_the_last_day_of_the_unit(give, unit):
    unit.closed_on = TOMORROW
    unit.save()
    with pytest.raises(errors.UnitNotOpenError):
        give()
    assert give(ends_on=TOMORROW)


def test_a_role_ends_with_its_last_day(give, person, administrator):
    given = give(starts_on=date(2026, 8, 1))
    end_role(given.pk, last_day=YESTERDAY, by=administrator, at=NOW)
    given.refresh_from_db()
    assert given.ends_on == YESTERDAY
    assert not Scope.of(person, on=TODAY).leads


def test_a_role_that_has_not_begun_is_taken_back(give, administrator):
    given = give(starts_on=TOMORROW)
    end_role(given.pk, last_day=TODAY, by=administrator, at=NOW)
    assert not RoleAssignment.objects.filter(pk=given.pk).exists()
    assert Entry.objects.filter(action="organisation.role.withdrawn").exists()


def test_the_last_administrator_stays(give, administrator, person):
    own = administrator.role_assignments.get()
    with pytest.raises(errors.LastAdministratorError):
        end_role(own.pk, last_day=TODAY, by=administrator, at=NOW)
    give(Role.ADMINISTRATOR, place=Place(), starts_on=TOMORROW)
    end_role(own.pk, last_day=TODAY, by=administrator, at=NOW)
    own.refresh_from_db()
    assert own.ends_on == TODAY


def test_an_administrator_who_has_left_is_nobody_to_rely_on(give, administrator, person):
    give(Role.ADMINISTRATOR, place=Place())
    Person.objects.filter(pk=person.pk).update(is_active=False)
    with pytest.raises(errors.LastAdministratorError):
        end_role(administrator.role_assignments.get().pk, last_day=TODAY, by=administrator, at=NOW)


def test_the_account_of_the_last_administrator_stays(give, administrator, person):
    give(Role.ADMINISTRATOR, place=Place(), ends_on=TODAY)
    with pytest.raises(errors.LastAdministratorError):
        end_account(administrator, by=person, at=NOW)
    with pytest.raises(errors.OwnAccountError):
        end_account(administrator, by=administrator, at=NOW)


def test_whoever_leaves_has_nothing_left(give, person, administrator, unit):
    running = EmploymentFactory(person=person, unit=unit)
    EmploymentFactory(person=person, unit=unit, starts_on=date(2027, 1, 1), profession="principal")
    give(starts_on=date(2026, 1, 1))
    give(Role.REVIEWER, starts_on=date(2027, 1, 1))
    end_account(person, by=administrator, at=NOW)
    person.refresh_from_db()
    assert (person.is_active, person.session_epoch) == (False, 1)
    assert list(person.employments.values_list("pk", "ends_on")) == [(running.pk, TODAY)]
    assert list(person.role_assignments.values_list("role", "ends_on")) == [(Role.PRINCIPAL, TODAY)]
    assert not Delegation.objects.exists()
