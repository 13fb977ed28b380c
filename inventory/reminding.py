"""Reminding those who have not sent in a running campaign, by whoever leads their unit or plans for its authority."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.urls import reverse

from audit.services import record as audit
from inventory.models import Campaign, Submission
from inventory.telling import REMINDER
from notices import reminders
from notices.models import ReminderSent
from organisation.models import Employment, Person, SchoolUnit

EVERY_DAYS = 7


@transaction.atomic
def remind_unit(unit: SchoolUnit, campaign: Campaign, *, by: Person, on: date, at: datetime) -> int:
    """Remind the unit's staff who have not sent, now and each week until they have or the campaign closes. Never oneself.

    Returns how many were told now. Who was reminded in the last three days is not told again.
    """
    staff = Person.objects.staff_of_units(SchoolUnit.objects.filter(pk=unit.pk), on=on).filter(is_active=True).exclude(pk=by.pk)
    told = reminders.order(
        REMINDER.name,
        staff.order_by("pk"),
        about=campaign,
        url=reverse("inventory:tasks"),
        values={"closes_on": campaign.closes_on},
        every_days=EVERY_DAYS,
        last_day=campaign.closes_on,
        by=by,
        on=on,
        at=at,
    )
    audit("inventory.reminder.ordered", actor=by, target=unit, at=at, details={"campaign": campaign.pk, "told": told})
    return told


def still_needed(campaign: str, people: Collection[UUID], on: date) -> set[UUID]:
    """Those of the people who are asked by the campaign that day, and have not sent."""
    running = Campaign.objects.running(on).filter(pk=campaign)
    asked = Employment.objects.active(on).filter(person__in=people, unit__authority__in=running.values("authorities"))
    sent = Submission.objects.filter(campaign__in=running, person__in=people).values("person")
    return set(asked.exclude(person__in=sent).order_by("person").values_list("person", flat=True))


def last_reminded(campaign: Campaign, people: Collection[UUID]) -> datetime | None:
    """When somebody of these people was last reminded of the campaign."""
    about = {"reminder__about_model": campaign._meta.label_lower, "reminder__about_key": str(campaign.pk)}
    sent = ReminderSent.objects.filter(reminder__kind=REMINDER.name, reminder__person__in=people, **about)
    last: datetime | None = sent.aggregate(last=Max("sent_at"))["last"]
    return last
