"""What somebody has ordered: a document or a pack for an application, how far it has come, and the files when it is done."""

import uuid
from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jobs.models import Job
from plans.models import AuthorityPlan, UnitPlan
from reports.querysets import ApplicationPackQuerySet, ReportQuerySet


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


def _pack_path(pack: "ApplicationPack", filename: str) -> str:
    return f"packs/{pack.pk}/{filename}"


class ApplicationPack(models.Model):
    """What a teacher needs to apply for one level: a tagged PDF, a ZIP with it and the untouched originals, and a copy to print.

    It is the person's alone. with_number: whether the personal number stands there in full. applies_on: the day the person means to
    apply, by which control codes are judged. language: Swedish, since Skolverket reads it, whatever language it is ordered in.
    basis: a digest of all it was made from, so that a change since can be told. The files are gone after expires_at.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="application_packs")
    level = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=2, default="sv")
    with_number = models.BooleanField(default=False)
    applies_on = models.DateField()
    ordered_at = models.DateTimeField()
    job = models.OneToOneField(Job, on_delete=models.PROTECT, related_name="pack")
    basis = models.CharField(max_length=64, blank=True)
    pdf = models.FileField(upload_to=_pack_path, blank=True, max_length=100)
    archive = models.FileField(upload_to=_pack_path, blank=True, max_length=100)
    print_copy = models.FileField(upload_to=_pack_path, blank=True, max_length=100)
    pages = models.PositiveSmallIntegerField(default=0)
    print_pages = models.PositiveIntegerField(default=0)
    archive_size = models.PositiveBigIntegerField(default=0)
    originals = models.PositiveSmallIntegerField(default=0)
    expires_at = models.DateTimeField(null=True, blank=True)

    objects = ApplicationPackQuerySet.as_manager()

    class Meta:
        ordering = ["-ordered_at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(level__gte=1, level__lte=4), name="application_pack_level"),
        ]

    def __str__(self) -> str:
        return f"ApplicationPack {self.pk}"

    @property
    def files(self) -> list[models.fields.files.FieldFile]:
        return [file for file in (self.pdf, self.archive, self.print_copy) if file]

    @property
    def file_names(self) -> list[str]:
        return [str(file.name) for file in self.files]

    def can_be_fetched(self, at: datetime) -> bool:
        return bool(self.archive) and self.expires_at is not None and at < self.expires_at
