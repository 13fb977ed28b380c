"""Whoever is given something to answer for, or has it changed or ended, is told once, and never of what they did themselves."""

from datetime import timedelta

import pytest
from django.utils import translation

from notices.kinds import kind_of, read
from notices.models import Mail, Notice
from organisation import telling
from organisation.models import Delegation, Role
from organisation.services import reorganising
from organisation.services.delegations import delegate, end_delegation
from organisation.services.people import end_account
from organisation.services.roles import Place, end_role, give_role
from tests.factories import NOW, TODAY, PersonFactory, SchoolUnitFactory

pytestmark = pytest.mark.django_db
YESTERDAY, TOMORROW, LATER = TODAY - timedelta(days=1), TODAY + timedelta(days=1), TODAY + timedelta(days=30)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def unit():
    return SchoolUnitFactory()


@pytest.fixture
def administrator(unit):
    return PersonFactory(provider=unit.authority.provider, administrator=True)


@pytest.fixture
def person(unit):
    return PersonFactory(provider=unit.authority.provider, protection="confidential")


@pytest.fixture
def given(person, unit, administrator):
    """A reviewer from yesterday on, told of it."""
    return give_role(person, Role.REVIEWER, Place(unit=unit), starts_on=YESTERDAY, by=administrator, at=NOW)


def told(person):
    """Kind and values of each notice, the earliest first."""
    return list(Notice.objects.filter(person=person).order_by("told_at", "kind").values_list("kind", "values"))


def words(person):
    last = Notice.objects.filter(person=person).order_by("-told_at").first()
    with translation.override("sv"):
        return kind_of(last.kind).say(read(last.values), 1).title.replace("\N{NO-BREAK SPACE}", " ")


GIVEN = (telling.ROLE_GIVEN, {"starts_on": str(YESTERDAY)})


class TestRoles:
    def test_given(self, given, person, administrator):
        assert told(person) == [GIVEN]
        assert Notice.objects.get().url == "/konto/"
        assert Mail.objects.get().person == person
        assert words(person) == "Du har fått ett uppdrag från och med 19 november 2026"
        assert told(administrator) == []

    def test_given_another_last_day_and_then_the_same_again(self, given, person, administrator):
        end_role(given.pk, last_day=LATER, by=administrator, at=NOW + MINUTE)
        end_role(given.pk, last_day=LATER, by=administrator, at=NOW + 2 * MINUTE)
        assert told(person) == [GIVEN, (telling.ROLE_CHANGED, {"ends_on": str(LATER)})]
        end_role(given.pk, last_day=TODAY, by=administrator, at=NOW + 3 * MINUTE)
        assert words(person) == "Ett av dina uppdrag har 20 november 2026 som sista dag"

    def test_taken_back_before_it_has_begun(self, person, unit, administrator):
        given = give_role(person, Role.REVIEWER, Place(unit=unit), starts_on=TOMORROW, by=administrator, at=NOW)
        end_role(given.pk, last_day=TODAY, by=administrator, at=NOW + MINUTE)
        assert words(person) == "Ett uppdrag som du skulle ha från och med 21 november 2026 är borttaget"

    def test_ended_by_oneself_is_no_news(self, given, person):
        end_role(given.pk, last_day=TODAY, by=person, at=NOW + MINUTE)
        assert told(person) == [GIVEN]

    def test_whoever_cannot_sign_in_is_not_told(self, given, person, administrator):
        end_account(person, by=administrator, at=NOW + MINUTE)
        assert told(person) == [GIVEN]

    @pytest.mark.parametrize("starts_on", [YESTERDAY, LATER])
    def test_ended_with_its_unit(self, person, unit, administrator, starts_on):
        give_role(person, Role.PRINCIPAL, Place(unit=unit), starts_on=starts_on, by=administrator, at=NOW)
        reorganising.close(unit.pk, last_day=TOMORROW, by=administrator, at=NOW + MINUTE)
        values = {"ends_on": str(TOMORROW)} if starts_on == YESTERDAY else {"starts_on": str(LATER)}
        assert told(person)[1:] == [(telling.ROLE_CHANGED, values)]


class TestDelegations:
    @pytest.fixture
    def principal(self, unit):
        return PersonFactory(principal_of=unit)

    @pytest.fixture
    def hand(self, principal, person, unit):
        def handed(by=principal, starts_on=TODAY):
            return delegate(principal, person, unit, Delegation.Scope.LEAD, starts_on=starts_on, ends_on=LATER, by=by, at=NOW)

        return handed

    def test_given_is_told_once_and_not_as_a_role_too(self, hand, person, principal):
        hand()
        assert told(person) == [(telling.DELEGATION_GIVEN, {"starts_on": str(TODAY)})]
        assert words(person) == "Du står i rektors ställe från och med 20 november 2026"
        assert Notice.objects.get().url == "/delegeringar/"
        assert told(principal) == []

    def test_the_principal_hears_what_somebody_else_handed_over(self, hand, principal, administrator):
        hand(by=administrator)
        assert told(principal) == [(telling.HANDED_OVER, {"starts_on": str(TODAY)})]
        assert words(principal) == "Någon annan står i ditt ställe från och med 20 november 2026"

    def test_ended_and_ended_again(self, hand, person, principal, administrator):
        handed = hand()
        end_delegation(handed.pk, last_day=TOMORROW, by=administrator, at=NOW + MINUTE)
        end_delegation(handed.pk, last_day=TOMORROW, by=administrator, at=NOW + 2 * MINUTE)
        assert told(person)[1:] == told(principal) == [(telling.DELEGATION_CHANGED, {"ends_on": str(TOMORROW)})]
        assert words(person) == "Ett uppdrag i rektors ställe har 21 november 2026 som sista dag"

    def test_taken_back_before_it_has_begun(self, hand, person, principal):
        end_delegation(hand(starts_on=TOMORROW).pk, last_day=TODAY, by=principal, at=NOW + MINUTE)
        assert words(person) == "Ett uppdrag i rektors ställe, från och med 21 november 2026, är borttaget"
        assert told(principal) == []

    def test_the_giver_who_leads_no_more_hears_of_the_role_alone(self, hand, person, principal, administrator):
        hand()
        end_role(principal.role_assignments.get().pk, last_day=TOMORROW, by=administrator, at=NOW + MINUTE)
        assert told(principal) == [(telling.ROLE_CHANGED, {"ends_on": str(TOMORROW)})]
        assert told(person)[1:] == [(telling.DELEGATION_CHANGED, {"ends_on": str(TOMORROW)})]

    def test_the_giver_hears_that_the_receiver_has_left(self, hand, person, principal, administrator):
        hand()
        end_account(person, by=administrator, at=NOW + MINUTE)
        assert told(principal) == [(telling.DELEGATION_CHANGED, {"ends_on": str(TODAY)})]
        assert len(told(person)) == 1

    @pytest.mark.parametrize("starts_on", [TODAY, LATER])
    def test_ended_with_its_unit(self, hand, person, principal, administrator, starts_on):
        reorganising.close(hand(starts_on=starts_on).unit_id, last_day=TOMORROW, by=administrator, at=NOW + MINUTE)
        values = {"ends_on": str(TOMORROW)} if starts_on == TODAY else {"starts_on": str(LATER)}
        assert told(person)[1:] == [(telling.DELEGATION_CHANGED, values)]
        assert told(principal) == [(telling.ROLE_CHANGED, {"ends_on": str(TOMORROW)})]
