"""A teacher sends a course of the unit while the principal takes it away: one of the two is told, and nothing is sent that is gone."""

import threading

import pytest
from django.db import connection, transaction

from plans.choices import services
from plans.models import CourseChoice
from plans.units import services as units
from tests.factories import NOW, TODAY

pytestmark = pytest.mark.django_db(transaction=True)
A_CHANGE_TAKES_LESS = 0.5  # seconds


@pytest.fixture
def taken(school):
    """The course the teacher has chosen and the principal takes away."""
    services.save_choices(school.teacher, school.picks(), seen=school.seen(TODAY), on=TODAY, at=NOW)
    return school.unit_plan.courses.get(offer=school.unit_offers[0])


def take_away(school, course):
    """Open the decided plan, remove the course and decide again."""
    plan, by = school.unit_plan, school.principal
    units.reopen(plan.pk, version=plan.version, by=by, at=NOW)
    units.remove_course(plan.pk, course.pk, version=plan.version + 1, by=by, on=TODAY, at=NOW)
    units.decide(plan.pk, version=plan.version + 2, by=by, on=TODAY, at=NOW)


def in_a_thread(action):
    """The action in a thread with a connection of its own, and the list where what it gives or raises will be."""
    outcomes = []

    def run():
        try:
            outcomes.append(action())
        except Exception as error:
            outcomes.append(error)
        finally:
            connection.close()

    return threading.Thread(target=run), outcomes


def test_a_course_is_not_taken_away_in_the_middle_of_sending_it(school, taken, monkeypatch):
    removal, outcomes = in_a_thread(lambda: take_away(school, taken))
    read = services.situation_of

    def read_and_be_overtaken(person, *, on):
        situation = read(person, on=on)
        removal.start()
        removal.join(A_CHANGE_TAKES_LESS)
        return situation

    monkeypatch.setattr(services, "situation_of", read_and_be_overtaken)
    assert services.send(school.teacher, on=TODAY, at=NOW) == 6
    removal.join()
    assert [type(outcome) for outcome in outcomes] == [units.CourseChosenError]
    assert school.unit_plan.courses.filter(pk=taken.pk).exists()


def test_what_is_being_taken_away_is_not_sent(school, taken):
    sending, outcomes = in_a_thread(lambda: services.send(school.teacher, on=TODAY, at=NOW))
    with transaction.atomic():
        take_away(school, taken)
        sending.start()
        sending.join(A_CHANGE_TAKES_LESS)
    sending.join()
    assert [type(outcome) for outcome in outcomes] == [services.NotOfferedError]
    assert not CourseChoice.objects.filter(status="proposed").exists()


def test_two_teachers_of_a_unit_do_not_wait_for_each_other(school, taken):
    with transaction.atomic():
        services.send(school.teacher, on=TODAY, at=NOW)
        other, outcomes = in_a_thread(lambda: services.send(school.principal, on=TODAY, at=NOW))
        other.start()
        other.join(10)
        assert [type(outcome) for outcome in outcomes] == [services.TooFewChosenError]
