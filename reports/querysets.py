from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from organisation.models import Person
from plans.models import AuthorityPlan, UnitPlan

if TYPE_CHECKING:
    from reports.models import ApplicationPack, Report


class ReportQuerySet(models.QuerySet["Report"]):
    def visible_to(self, viewer: Person, *, on: date) -> Self:
        """Ordered by the viewer, and of something the viewer may still read that day."""
        plans = AuthorityPlan.objects.visible_to(viewer, on=on).values("pk")
        unit_plans = UnitPlan.objects.visible_to(viewer, on=on).values("pk")
        return self.filter(ordered_by=viewer).filter(Q(authority_plan__in=plans) | Q(unit_plan__in=unit_plans))


class ApplicationPackQuerySet(models.QuerySet["ApplicationPack"]):
    def visible_to(self, viewer: Person) -> Self:
        """One's own; nobody leads or administers anybody into another's."""
        return self.filter(person=viewer)

    def over(self, at: datetime) -> Self:
        """Whose files have had their time."""
        return self.filter(expires_at__lte=at).exclude(archive="")
