"""Whoever has left: since which day, how long they may still read, and closing the account after that."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce

from audit.services import record
from organisation.models import Employment, Person, RoleAssignment, SchoolProvider
from privacy.models import ProviderPrivacy

BATCH = 200
MERGED_INTO = tuple("__".join(["merged_into"] * times) for times in (4, 3, 2, 1))  # merged again and again: the last one of a chain


def months_later(day: date, months: int) -> date:
    """The same day so many months on, or before where months is negative; the last of a month that is too short."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= date.max.year:
        return date.max if months > 0 else date.min
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


def years_before(day: date, years: int) -> date:
    return months_later(day, -12 * years)


def left_before(provider: SchoolProvider, limit: date) -> models.QuerySet[Person]:
    """People whose every employment and role had ended before the limit. Whoever never had any has not left.

    An account that was merged into another has left when that one has: its employments and roles are there.
    """
    work, roles = Employment.objects.filter(person=OuterRef("stands_for")), RoleAssignment.objects.filter(person=OuterRef("stands_for"))
    goes_on = Q(ends_on__isnull=True) | Q(ends_on__gte=limit)
    been = Q(Exists(work)) | Q(Exists(roles))
    people: models.QuerySet[Person] = Person.objects.filter(provider=provider).annotate(stands_for=Coalesce(*MERGED_INTO, "pk"))
    return people.filter(been, ~Exists(work.filter(goes_on)), ~Exists(roles.filter(goes_on)))


def last_day_of(person: Person) -> date | None:
    """The last day of the last employment or role; None where one is open, or where there never was any."""
    periods = [*Employment.objects.filter(person=person).order_by("pk").values_list("ends_on", flat=True)]
    periods += RoleAssignment.objects.filter(person=person).order_by("pk").values_list("ends_on", flat=True)
    ends = [day for day in periods if day is not None]
    return max(ends) if ends and len(ends) == len(periods) else None


def reading_until(person: Person, *, on: date) -> date | None:
    """The last day somebody who has left may sign in and read; None for whoever has not left."""
    last = last_day_of(person)
    if last is None or last >= on:
        return None
    return months_later(last, ProviderPrivacy.of(person.provider).reading_months)


def close_accounts(provider: SchoolProvider, *, on: date, at: datetime) -> int:
    """Close every account whose reading period is over. In batches, so that a killed task leaves each account as it was or closed."""
    limit = months_later(on, -ProviderPrivacy.of(provider).reading_months)
    return sum(_batches(provider, limit, at=at))


def _batches(provider: SchoolProvider, limit: date, *, at: datetime) -> Iterator[int]:
    while closed := _close_some(provider, limit, at=at):
        yield closed


@transaction.atomic
def _close_some(provider: SchoolProvider, limit: date, *, at: datetime) -> int:
    over = left_before(provider, limit).filter(is_active=True).order_by("pk")
    people = list(over.select_for_update(of=("self",), skip_locked=True)[:BATCH])
    for person in people:
        person.is_active = False
        person.session_epoch += 1
        person.save(update_fields=["is_active", "session_epoch"])
        record("privacy.account.closed", actor=None, target=person, subject=person, at=at)
    return len(people)
