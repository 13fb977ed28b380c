"""Reminders stop by themselves, rest between, and remember each time."""

from datetime import timedelta

import pytest
from django.db import transaction

from notices import reminders
from notices.models import Notice, Reminder, ReminderSent
from tests.factories import NOW, TODAY, PersonFactory, SchoolProviderFactory

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def need(kind, monkeypatch):
    """The ids of those who still need it; tests take people out of it."""
    need = set()
    monkeypatch.setattr(reminders, "_checks", {})
    reminders.register(kind("prov.paminnelse"), lambda key, people, on: need & set(people))
    return need


@pytest.fixture
def order(need):
    provider, by = SchoolProviderFactory(), PersonFactory()

    def order(*people, day=0):
        with transaction.atomic():
            return reminders.order(
                "prov.paminnelse",
                people,
                about=provider,
                url="/inventering/",
                values={"closes_on": TODAY},
                every_days=7,
                last_day=TODAY + 20 * DAY,
                by=by,
                on=TODAY + day * DAY,
                at=NOW + day * DAY,
            )

    return order


def run(day):
    return reminders.run_due(on=TODAY + day * DAY, at=NOW + day * DAY)


def test_it_is_told_at_once_and_each_week_until_it_is_no_longer_needed(order, need):
    anna, bo = PersonFactory(), PersonFactory()
    need |= {anna.pk, bo.pk}
    assert order(anna, bo) == 2
    assert [run(day) for day in (1, 6, 7, 8)] == [0, 0, 2, 0]
    need.discard(anna.pk)
    assert run(14) == 1
    assert dict(Reminder.objects.values_list("person", "end")) == {anna.pk: "not_needed", bo.pk: ""}
    assert run(21) == 0
    assert dict(Reminder.objects.values_list("person", "end")) == {anna.pk: "not_needed", bo.pk: "last_day"}
    assert Notice.objects.filter(person=anna).count() == 2
    assert ReminderSent.objects.filter(reminder__person=bo).count() == 3


def test_who_does_not_need_it_is_never_reminded(order, need):
    assert order(PersonFactory()) == 0
    assert not Notice.objects.exists()
    assert not Reminder.objects.exists()


def test_a_second_click_within_three_days_tells_nobody_again(order, need):
    anna, bo = PersonFactory(), PersonFactory()
    need |= {anna.pk, bo.pk}
    assert [order(anna), order(anna), order(anna, bo, day=2), order(anna, bo, day=3)] == [1, 0, 1, 1]
    assert Reminder.objects.count() == 2
    assert ReminderSent.objects.filter(reminder__person=anna).count() == 2


def test_three_days_hold_even_where_the_reminder_has_ended_between(order, need):
    anna = PersonFactory()
    need.add(anna.pk)
    order(anna)
    Reminder.objects.update(ended_on=TODAY, end="not_needed")
    assert order(anna, day=1) == 0
    assert order(anna, day=4) == 1


def test_an_order_moves_the_next_time_on(order, need):
    anna = PersonFactory()
    need.add(anna.pk)
    order(anna)
    order(anna, day=5)
    assert [run(day) for day in (7, 11, 12)] == [0, 0, 1]


def test_running_twice_the_same_day_tells_once(order, need):
    anna = PersonFactory()
    need.add(anna.pk)
    order(anna)
    assert [run(7), run(7)] == [1, 0]
    Reminder.objects.update(next_on=TODAY + 7 * DAY)  # as after a run that was cut off before it was written down
    run(7)
    assert Notice.objects.count() == 2


def test_what_it_was_about_is_gone_and_so_is_the_reminder(order, need):
    anna = PersonFactory()
    need.add(anna.pk)
    order(anna)
    Reminder.objects.update(about_key="0")
    assert run(7) == 0
    assert Reminder.objects.get().end == "last_day"
