"""That something waits for review is told to those who answer for the unit and are there that day, at most once a day."""

from datetime import timedelta

import pytest

from inventory.services import answers, sending
from inventory.telling import TO_REVIEW, tell_to_review
from notices.models import Notice
from organisation.models import Delegation, Profession
from organisation.services.delegations import delegate
from tests.factories import NOW, TODAY, EmploymentFactory, PersonFactory, SchoolUnitFactory
from tests.inventory.conftest import EVERY_REQUIRED_KIND

pytestmark = pytest.mark.django_db
TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def principal(unit):
    return PersonFactory(teaches_at=unit, profession=Profession.PRINCIPAL, principal_of=unit)


def told():
    notices = Notice.objects.filter(kind=TO_REVIEW.name).order_by("values__instead", "pk")
    return [(notice.person, notice.url, notice.values["instead"]) for notice in notices]


def test_whoever_leads_where_the_person_works_is_told_once_a_day(teacher, ready, principal):
    sending.send(teacher, ready, with_merit=True, on=TODAY, at=NOW)
    assert told() == [(principal, "/granskning/", 0)]
    tell_to_review(teacher, on=TODAY, at=NOW + timedelta(hours=1))
    assert len(told()) == 1
    tell_to_review(teacher, on=TOMORROW, at=NOW)
    assert len(told()) == 2


def test_both_units_of_somebody_who_works_in_two(teacher, ready, principal, unit):
    other = SchoolUnitFactory(authority=unit.authority)
    second = PersonFactory(principal_of=other)
    EmploymentFactory(person=teacher, unit=other, extent_percent=20)
    sending.send(teacher, ready, with_merit=True, on=TODAY, at=NOW)
    assert {person for person, _url, _instead in told()} == {principal, second}


def test_with_nothing_to_review_nothing_is_told(teacher, campaign, principal):
    answers.answer_with_nothing(campaign, teacher, kinds=EVERY_REQUIRED_KIND, interest="no", at=NOW)
    sending.send(teacher, campaign, with_merit=True, on=TODAY, at=NOW)
    assert told() == []


@pytest.mark.parametrize("protection", ["none", "confidential"])
def test_a_delegate_who_only_reviews_is_told_of_those_in_their_sight(teacher, ready, principal, unit, protection):
    delegate_ = PersonFactory(teaches_at=unit)
    scope = Delegation.Scope.REVIEW
    delegate(principal, delegate_, unit, scope, starts_on=TODAY, ends_on=TOMORROW, by=principal, at=NOW)
    teacher.protection = protection
    teacher.save()
    sending.send(teacher, ready, with_merit=True, on=TODAY, at=NOW)
    assert [(person, instead) for person, _url, instead in told()] == [(principal, 0), (delegate_, 1)][: 2 if protection == "none" else 1]
