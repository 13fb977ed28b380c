"""A document somebody has ordered: what of, how far it has come, and the file when it is done."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jobs.models import Job
from plans.models import AuthorityPlan, UnitPlan
from reports.querysets import ReportQuerySet


def report_path(report: "Report", filename: str) -> str:
    return f"reports/{report.pk}.pdf"


class Report(models.Model):
    """One ordered PDF. It stays with whoever ordered it; the right to its content is asked again when it is fetched."""

    class Kind(models.TextChoices):
        AUTHORITY_PLAN = "authority_plan", gettext_lazy("Huvudmannaplan")
        UNIT_PLAN = "unit_plan", gettext_lazy("Enhetens plan")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=20, choices=Kind)
    authority_plan = models.ForeignKey(AuthorityPlan, on_delete=models.CASCADE, null=True, blank=True, related_name="reports")
    unit_plan = models.ForeignKey(UnitPlan, on_delete=models.CASCADE, null=True, blank=True, related_name="reports")
    language = models.CharField(max_length=2, default="sv")
    ordered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reports")
    ordered_at = models.DateTimeField()
    job = models.OneToOneField(Job, on_delete=models.PROTECT, related_name="report")
    pdf = models.FileField(upload_to=report_path, blank=True, max_length=100)
    pages = models.PositiveSmallIntegerField(default=0)

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["-ordered_at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(kind="authority_plan", authority_plan__isnull=False, unit_plan__isnull=True)
                | models.Q(kind="unit_plan", unit_plan__isnull=False, authority_plan__isnull=True),
                name="report_has_what_its_kind_needs",
            )
        ]

    def __str__(self) -> str:
        return f"Report {self.pk}"

    @property
    def title(self) -> str:
        """What a list and the file call it: the plan and whose it is."""
        if self.authority_plan is not None:
            return _("%(plan)s, %(authority)s") % {"plan": self.authority_plan.title, "authority": self.authority_plan.authority.name}
        if self.unit_plan is not None:
            return _("Kompetensplan för %(unit)s") % {"unit": self.unit_plan.unit.name}
        raise ValueError(self.kind)
