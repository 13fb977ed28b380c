"""Whose assessments one may read: one's own; as principal only where the teacher has shared it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from merit.models import Reassessment, StoredAssessment
    from organisation.models import Person


class AssessmentQuerySet(models.QuerySet["StoredAssessment"]):
    def visible_to(self, viewer: Person, *, on: date) -> Self:
        from organisation.models import Person as PersonModel

        led = PersonModel.objects.led_by(viewer, on=on)
        return self.filter(Q(person=viewer) | Q(person__in=led.values("pk"), shared_at__isnull=False))

    def due(self, on: date) -> Self:
        """Those whose outcome can be another that day than the one stored, by the date alone."""
        return self.filter(changes_on__lte=on)


class ReassessmentQuerySet(models.QuerySet["Reassessment"]):
    def unfinished(self) -> Self:
        return self.filter(finished_at__isnull=True)
