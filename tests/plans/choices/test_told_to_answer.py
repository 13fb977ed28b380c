"""That choices wait is told to those who may answer them and are there that day, at most once a day."""

from datetime import timedelta

import pytest

from notices.kinds import read
from notices.models import Notice
from organisation.models import Delegation, Leave
from organisation.services.delegations import delegate
from plans.choices import services
from plans.telling import TO_ANSWER
from tests.factories import NOW, TODAY, PersonFactory

pytestmark = pytest.mark.django_db
TOMORROW = TODAY + timedelta(days=1)


def send(school, picks=None, *, on=TODAY):
    services.save_choices(school.teacher, picks or school.picks(), seen=school.seen(on), on=on, at=NOW)
    return services.send(school.teacher, on=on, at=NOW)


def told():
    return list(Notice.objects.filter(kind=TO_ANSWER.name).order_by("values__instead", "pk"))


def hand(school, receiver, scope):
    delegate(school.principal, receiver, school.unit, scope, starts_on=TODAY, ends_on=TOMORROW, by=school.principal, at=NOW)


def test_the_principal_is_told_and_led_to_the_unit(school):
    send(school)
    (notice,) = told()
    assert (notice.person, notice.url) == (school.principal, f"/enheter/{school.unit.pk}/val/")
    assert "rektors ställe" not in TO_ANSWER.say(read(notice.values), 1).text


def test_once_a_day_however_many_send(school):
    send(school)
    colleague = PersonFactory(teaches_at=school.unit)
    school.teacher = colleague
    send(school)
    assert len(told()) == 1
    services.tell_to_answer(colleague, on=TOMORROW, at=NOW)
    assert len(told()) == 2


def test_nothing_sent_is_nothing_told(school):
    send(school)
    Notice.objects.all().delete()
    assert services.send(school.teacher, on=TODAY, at=NOW) == 0
    assert told() == []


def test_whoever_stands_in_may_answer_and_is_told_why_and_who_only_reviews_is_not(school):
    lead, review = (PersonFactory(teaches_at=school.unit) for _ in range(2))
    hand(school, lead, Delegation.Scope.LEAD)
    hand(school, review, Delegation.Scope.REVIEW)
    send(school)
    assert [notice.person for notice in told()] == [school.principal, lead]
    assert "för att du står i rektors ställe" in TO_ANSWER.say(read(told()[1].values), 1).text


def test_the_principal_who_is_away_is_not_told_while_somebody_stands_in(school):
    lead = PersonFactory(teaches_at=school.unit)
    hand(school, lead, Delegation.Scope.LEAD)
    Leave.objects.create(employment=school.principal.employments.get(), kind="parental", extent_percent=100, starts_on=TODAY)
    send(school)
    assert [notice.person for notice in told()] == [lead]
