"""What is handed over while somebody is away: for a time, never more than it says, and never further."""

from datetime import date, timedelta

import pytest

from audit.models import Entry
from organisation.http import Scope
from organisation.leaders import leaders_of, leaders_over
from organisation.models import Delegation, Leave, Person, Profession, Role, RoleAssignment
from organisation.services import people_errors as errors
from organisation.services.delegations import delegate, end_delegation, latest_day
from organisation.services.people import end_account
from organisation.services.roles import end_role
from tests.factories import NOW, TODAY, EmploymentFactory, PersonFactory, SchoolUnitFactory

pytestmark = pytest.mark.django_db
YESTERDAY, TOMORROW, LATER = TODAY - timedelta(days=1), TODAY + timedelta(days=1), TODAY + timedelta(days=30)
REVIEW, LEAD = Delegation.Scope.REVIEW, Delegation.Scope.LEAD


@pytest.fixture
def unit():
    return SchoolUnitFactory(name="Strandgymnasiet")


@pytest.fixture
def principal(unit):
    return PersonFactory(teaches_at=unit, profession=Profession.PRINCIPAL, principal_of=unit)


@pytest.fixture
def teacher(unit):
    return PersonFactory(teaches_at=unit)


@pytest.fixture
def hand(principal, teacher, unit):
    def handed(scope=LEAD, *, starts_on=TODAY, ends_on=LATER, giver=principal, receiver=teacher, by=None, where=unit):
        return delegate(giver, receiver, where, scope, starts_on=starts_on, ends_on=ends_on, by=by or giver, at=NOW)

    return handed


@pytest.mark.parametrize(("scope", "role"), [(REVIEW, Role.REVIEWER), (LEAD, Role.DEPUTY_PRINCIPAL)])
def test_it_acts_through_a_role_for_the_same_days(hand, teacher, unit, scope, role):
    handed = hand(scope)
    given = teacher.role_assignments.get()
    assert (given.role, given.unit, given.delegation, given.starts_on, given.ends_on) == (role, unit, handed, TODAY, LATER)
    assert Entry.objects.get(action="organisation.delegation.given").subject == teacher


def test_review_shows_what_colleagues_send_and_leads_nothing(hand, teacher, unit):
    colleague = PersonFactory(teaches_at=unit)
    hand(REVIEW)
    assert colleague in Person.objects.reviewable_by(teacher, on=TODAY)
    assert not Scope.of(teacher, on=TODAY).leads


def test_a_delegate_handles_no_matters_of_their_own(hand, teacher):
    hand(LEAD)
    assert teacher not in Person.objects.led_by(teacher, on=TODAY)
    assert teacher not in Person.objects.reviewable_by(teacher, on=TODAY)


def test_it_ends_on_its_last_day(hand, teacher):
    hand()
    assert Scope.of(teacher, on=LATER).leads
    assert not Scope.of(teacher, on=LATER + timedelta(days=1)).leads


def test_it_is_ended_before_its_time_with_its_role(hand, teacher, principal):
    handed = hand()
    end_delegation(handed.pk, last_day=TODAY, by=principal, at=NOW)
    handed.refresh_from_db()
    assert handed.ends_on == teacher.role_assignments.get().ends_on == TODAY


def test_one_that_has_not_begun_is_taken_back(hand, teacher, principal):
    handed = hand(starts_on=TOMORROW)
    end_delegation(handed.pk, last_day=TODAY, by=principal, at=NOW)
    assert not Delegation.objects.exists()
    assert not teacher.role_assignments.exists()


def test_it_ends_when_the_giver_leads_no_more(hand, teacher, principal):
    administrator = PersonFactory(provider=principal.provider, administrator=True)
    hand()
    end_role(principal.role_assignments.get().pk, last_day=TOMORROW, by=administrator, at=NOW)
    assert Delegation.objects.get().ends_on == teacher.role_assignments.get().ends_on == TOMORROW


@pytest.mark.parametrize("who", ["giver", "receiver"])
def test_it_ends_when_either_leaves(hand, teacher, principal, who):
    administrator = PersonFactory(provider=principal.provider, administrator=True)
    hand()
    end_account(principal if who == "giver" else teacher, by=administrator, at=NOW)
    assert Delegation.objects.get().ends_on == teacher.role_assignments.get().ends_on == TODAY


def test_the_role_is_not_ended_apart_from_the_delegation(hand, teacher, principal):
    hand()
    with pytest.raises(errors.FromDelegationError):
        end_role(teacher.role_assignments.get().pk, last_day=TODAY, by=principal, at=NOW)


@pytest.mark.parametrize(("first", "last"), [(date(2026, 11, 20), date(2027, 11, 19)), (date(2028, 2, 29), date(2029, 2, 27))])
def test_the_longest_is_a_year(first, last):
    assert latest_day(first) == last


def test_longer_than_a_year_is_refused_with_the_day_it_may_be(hand):
    with pytest.raises(errors.TooLongError, match=r"19\snovember\s2027"):
        hand(ends_on=date(2027, 11, 20))
    assert hand(ends_on=date(2027, 11, 19))


def test_nothing_is_handed_over_for_days_gone_by(hand):
    with pytest.raises(errors.PastError):
        hand(starts_on=YESTERDAY)


def test_nobody_hands_over_longer_than_they_lead(hand, principal):
    principal.role_assignments.update(ends_on=TOMORROW)
    with pytest.raises(errors.NotTheirsToGiveError):
        hand()
    assert hand(ends_on=TOMORROW)


def test_a_delegate_hands_nothing_further(hand, teacher, unit):
    hand()
    with pytest.raises(errors.NotTheirsToGiveError):
        hand(giver=teacher, receiver=PersonFactory(teaches_at=unit))


def test_a_deputy_hands_nothing_over(hand, unit):
    deputy = PersonFactory(deputy_of=unit)
    with pytest.raises(errors.NotTheirsToGiveError):
        hand(giver=deputy)


def test_an_administrator_hands_over_for_the_principal_but_not_to_themselves(hand, principal, teacher):
    administrator = PersonFactory(provider=principal.provider, administrator=True)
    assert hand(by=administrator).given_by == administrator
    with pytest.raises(errors.ToOneselfError):
        hand(by=administrator, receiver=administrator)
    with pytest.raises(errors.ToOneselfError):
        hand(receiver=principal)


def test_the_same_twice_and_to_who_leads_already_is_refused(hand, unit):
    hand()
    with pytest.raises(errors.DelegationThereError):
        hand()
    with pytest.raises(errors.LeadsAlreadyError):
        hand(REVIEW, receiver=PersonFactory(deputy_of=unit))


def test_people_and_units_of_another_provider_are_refused(hand):
    for wrong in ({"receiver": PersonFactory()}, {"where": SchoolUnitFactory()}, {"by": PersonFactory()}):
        with pytest.raises(ValueError, match="elsewhere"):
            hand(**wrong)


class TestLeaders:
    def test_principal_and_delegates_marked(self, hand, unit, principal, teacher):
        hand(REVIEW)
        assert [(each.person, each.is_delegate) for each in leaders_of(unit, on=TODAY)] == [(principal, False), (teacher, True)]

    def test_whoever_is_away_is_left_out_where_somebody_stands_in(self, hand, unit, principal, teacher):
        Leave.objects.create(employment=principal.employments.get(), kind="parental", extent_percent=100, starts_on=TODAY, ends_on=LATER)
        assert [(each.person, each.is_away) for each in leaders_of(unit, on=TODAY)] == [(principal, True)]
        hand()
        assert [each.person for each in leaders_of(unit, on=TODAY)] == [teacher]
        assert principal in [each.person for each in leaders_of(unit, on=LATER + timedelta(days=1))]

    def test_nobody_hears_of_their_own_matters_and_the_one_away_does_instead(self, hand, unit, principal, teacher):
        Leave.objects.create(employment=principal.employments.get(), kind="parental", extent_percent=100, starts_on=TODAY, ends_on=LATER)
        hand()
        assert [each.person for each in leaders_of(unit, on=TODAY, besides=teacher)] == [principal]

    def test_they_are_those_of_each_unit_where_the_person_works_that_day(self, unit, principal, teacher):
        other = SchoolUnitFactory(authority=unit.authority)
        deputy = PersonFactory(deputy_of=other)
        EmploymentFactory(person=teacher, unit=other, starts_on=TOMORROW)
        assert [(each, leader.person) for each, leader in leaders_over(teacher, on=TODAY)] == [(unit, principal)]
        assert [leader.person for _, leader in leaders_over(teacher, on=TOMORROW)] == [principal, deputy]

    def test_ordinary_reviewers_and_ended_accounts_are_none(self, unit, principal):
        RoleAssignment.objects.create(person=PersonFactory(provider=principal.provider), role=Role.REVIEWER, unit=unit, starts_on=TODAY)
        gone = PersonFactory(deputy_of=unit, is_active=False)
        assert gone not in [each.person for each in leaders_of(unit, on=TODAY)]
        assert len(leaders_of(unit, on=TODAY)) == 1
