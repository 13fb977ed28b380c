"""The unit's plan: the principal's analysis and the courses decided from it."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from organisation.models import SchoolUnit
from plans.models.authority_plan import AuthorityPlan
from plans.models.offer import CourseOffer
from plans.querysets import UnitPlanQuerySet


class UnitPlan(models.Model):
    """One per unit and authority plan. version guards against two people writing at once."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("Utkast")
        DECIDED = "decided", _("Beslutad av rektor")

    plan = models.ForeignKey(AuthorityPlan, on_delete=models.CASCADE, related_name="unit_plans")
    unit = models.ForeignKey(SchoolUnit, on_delete=models.PROTECT, related_name="plans")
    results = models.TextField(_("elevernas måluppfyllelse och verksamhetens resultat"), blank=True)
    needs = models.TextField(_("behov av kompetensutveckling"), blank=True)
    sources = models.CharField(_("underlag och period"), max_length=300, blank=True)
    status = models.CharField(_("läge"), max_length=10, choices=Status, default=Status.DRAFT)
    decided_on = models.DateField(_("beslutad"), null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()

    objects = UnitPlanQuerySet.as_manager()

    class Meta:
        ordering = ["unit__name"]
        verbose_name = _("enhetens plan")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "unit"], name="one_unit_plan_per_plan"),
            models.CheckConstraint(
                condition=~models.Q(status="decided") | models.Q(decided_on__isnull=False), name="decided_unit_plan_has_a_date"
            ),
        ]

    def __str__(self) -> str:
        return f"UnitPlan {self.pk}"

    @property
    def has_analysis(self) -> bool:
        """A unit course may not be decided without the analysis it answers (000-46)."""
        return bool(self.results.strip() and self.needs.strip())


class UnitCourse(models.Model):
    """A course the principal has decided for the unit tier."""

    unit_plan = models.ForeignKey(UnitPlan, on_delete=models.CASCADE, related_name="courses")
    offer = models.ForeignKey(CourseOffer, on_delete=models.PROTECT, related_name="unit_courses")
    need = models.CharField(_("behov som kursen svarar mot"), max_length=500)

    class Meta:
        ordering = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["unit_plan", "offer"],
                name="offer_once_per_unit_plan",
                violation_error_message=_("Kursen finns redan i enhetens plan."),
            )
        ]

    def __str__(self) -> str:
        return f"UnitCourse {self.pk}"
