"""Reminders: told again at an interval until whoever registered the kind says that somebody no longer needs it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import TYPE_CHECKING
from uuid import UUID

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import models, transaction

from notices import services
from notices.kinds import Values, read, stored
from notices.models import Reminder, ReminderSent

if TYPE_CHECKING:
    from organisation.models import Person

StillNeeded = Callable[[str, Collection[UUID], date], set[UUID]]
"""(key of what it is about, ids of people, day) → the ids of those who still need to be reminded."""

REST = timedelta(days=3)  # nobody is reminded of the same thing more often
_checks: dict[str, StillNeeded] = {}


def register(kind: str, still_needed: StillNeeded) -> None:
    """In an AppConfig.ready(), beside the registration of the kind itself."""
    _checks[kind] = still_needed


@transaction.atomic
def order(
    kind: str,
    people: Iterable[Person],
    *,
    about: models.Model,
    url: str,
    values: Values,
    every_days: int,
    last_day: date,
    by: Person,
    on: date,
    at: datetime,
) -> int:
    """Remind these people now, and again every so many days to last_day, for as long as each needs it. Returns how many were told now.

    Who has been reminded of it in the last three days is not told again, and who does not need it is left out.
    """
    asked = sorted({person.pk for person in people})
    list(get_user_model()._default_manager.select_for_update(no_key=True, of=("self",)).filter(pk__in=asked).order_by("pk"))
    needed = _checks[kind](str(about.pk), asked, on)
    before = Reminder.objects.about(about).filter(kind=kind, person__in=needed)
    rested = before.filter(sent__sent_at__gt=at - REST).order_by().values_list("person", flat=True)
    due = needed - set(rested)
    running = {each.person_id: each for each in before.running().order_by("pk")}
    made = [
        Reminder(
            kind=kind,
            person_id=pk,
            about_model=about._meta.label_lower,
            about_key=str(about.pk),
            values=stored(values),
            url=url,
            every_days=every_days,
            ordered_by=by,
            ordered_at=at,
            next_on=on,
            last_day=last_day,
        )
        for pk in sorted(due - running.keys())
    ]
    Reminder.objects.bulk_create(made)
    _send([running[pk] for pk in sorted(due & running.keys())] + made, about, by=by, on=on, at=at)
    return len(due)


def run_due(*, on: date, at: datetime) -> int:
    """Tell those whose day has come and who still need it, and end the others. Returns how many were told. Safe to run twice."""
    told = 0
    for kind, model, key in Reminder.objects.due(on).order_by("kind").values_list("kind", "about_model", "about_key").distinct():
        if kind in _checks:
            told += _run(kind, model, key, on=on, at=at)
    return told


@transaction.atomic
def _run(kind: str, model: str, key: str, *, on: date, at: datetime) -> int:
    """The running reminders of one kind about one thing. Those not due yet are ended too where they are not needed."""
    running = list(
        Reminder.objects.running()
        .filter(kind=kind, about_model=model, about_key=key)
        .select_for_update(skip_locked=True, of=("self",))
        .order_by("pk")
    )
    about = apps.get_model(model)._default_manager.filter(pk=key).first()
    past = [each for each in running if about is None or on > each.last_day]
    needed = _checks[kind](key, {each.person_id for each in running}, on) if about is not None else set()
    over = [each for each in running if each not in past and each.person_id not in needed]
    _end(past, Reminder.End.LAST_DAY, on)
    _end(over, Reminder.End.NOT_NEEDED, on)
    due = [each for each in running if each not in past and each.person_id in needed and each.next_on <= on]
    if about is not None:
        _send(due, about, by=None, on=on, at=at)
    return len(due)


def _end(reminders: Sequence[Reminder], why: Reminder.End, on: date) -> None:
    Reminder.objects.filter(pk__in=[each.pk for each in reminders]).update(ended_on=on, end=why)


def _send(reminders: Sequence[Reminder], about: models.Model, *, by: Person | None, on: date, at: datetime) -> None:
    """Tell, write down that it was told, and set the next day; what is the same for many is told at once."""
    alike = sorted(reminders, key=lambda each: (each.url, str(each.values), each.every_days))
    for (url, _values, every_days), group in groupby(alike, key=lambda each: (each.url, str(each.values), each.every_days)):
        same = list(group)
        people = list(get_user_model()._default_manager.filter(pk__in=[each.person_id for each in same]).order_by("pk"))
        services.tell_all(same[0].kind, people, about=about, at=at, url=url, values=read(same[0].values), occasion=f"reminder {on}")
        keys = [each.pk for each in same]
        Reminder.objects.filter(pk__in=keys).update(next_on=on + timedelta(days=every_days))
        ReminderSent.objects.bulk_create([ReminderSent(reminder_id=key, sent_at=at, by=by) for key in keys])
