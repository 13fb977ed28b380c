from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from notices.models import Mail, Notice, Reminder
    from organisation.models import Person


class NoticeQuerySet(models.QuerySet["Notice"]):
    def visible_to(self, viewer: Person) -> Self:
        """What one has been told is one's own; nobody reads another's."""
        return self.filter(person=viewer)

    def unread(self) -> Self:
        return self.filter(read_at__isnull=True)


class MailQuerySet(models.QuerySet["Mail"]):
    def due(self, at: datetime) -> Self:
        """What waits and whose time has come."""
        return self.filter(state="waiting", next_attempt_at__lte=at)

    def gathering(self, kind: str, people: Collection[Person], *, at: datetime) -> Self:
        """Mails of the kind to these people that no worker has begun to send, and that may still take up more."""
        return self.filter(kind=kind, person__in=people, state="waiting", attempts=0, next_attempt_at__gt=at)


class ReminderQuerySet(models.QuerySet["Reminder"]):
    def running(self) -> Self:
        return self.filter(ended_on__isnull=True)

    def due(self, on: date) -> Self:
        return self.running().filter(next_on__lte=on)

    def about(self, thing: models.Model) -> Self:
        return self.filter(about_model=thing._meta.label_lower, about_key=str(thing.pk))
