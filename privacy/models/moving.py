"""Everything about one person on its way out, and what came in from another installation."""

import uuid
from datetime import datetime
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from jobs.models import Job
from organisation.models import Person, SchoolProvider
from privacy.querysets import PersonExportQuerySet


def export_path(export: "PersonExport", filename: str) -> str:
    return f"exports/{export.pk}.zip"


def import_path(taken: "PersonImport", filename: str) -> str:
    return f"imports/{taken.pk}.zip"


class PersonExport(models.Model):
    """One ordered copy of everything about a person. reason: why, where somebody else than the person ordered it. Gone after expires_at."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="exports")
    ordered_by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(_("skäl"), max_length=500, blank=True)
    ordered_at = models.DateTimeField()
    job = models.OneToOneField(Job, on_delete=models.PROTECT, related_name="person_export")
    file = models.FileField(upload_to=export_path, blank=True, max_length=100)
    size = models.PositiveBigIntegerField(default=0)
    expires_at = models.DateTimeField(null=True, blank=True)

    objects = PersonExportQuerySet.as_manager()

    class Meta:
        ordering = ["-ordered_at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(ordered_by=models.F("person")) | ~models.Q(reason=""), name="export_of_another_has_a_reason"
            )
        ]

    def __str__(self) -> str:
        return f"PersonExport {self.pk}"

    @property
    def is_own(self) -> bool:
        return self.ordered_by_id == self.person_id

    def can_be_fetched(self, at: datetime) -> bool:
        return bool(self.file) and self.expires_at is not None and at < self.expires_at


class BroughtAlong(models.Model):
    """One thing from a person's earlier school provider that has no row of its own here: an employment there, a role, a decision, a choice.

    content: as the export had it, so that it goes out again the same. external_id: its id there, so that it comes in once.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="brought_along")
    section = models.CharField(max_length=40)
    external_id = models.CharField(max_length=120)
    content = models.JSONField()
    from_provider = models.CharField(max_length=120)
    taken_in_at = models.DateTimeField()

    class Meta:
        ordering = ["section", "id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["person", "section", "external_id"], name="brought_along_once")]

    def __str__(self) -> str:
        return f"{self.section} {self.external_id}"


class PersonImport(models.Model):
    """A file an administrator has uploaded: looked through, and taken in when they say so. The file goes then, or after a day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    provider = models.ForeignKey(SchoolProvider, on_delete=models.CASCADE, related_name="+")
    uploaded_by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    uploaded_at = models.DateTimeField()
    file = models.FileField(upload_to=import_path, blank=True, max_length=100)
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    taken_in_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-uploaded_at", "id"]

    def __str__(self) -> str:
        return f"PersonImport {self.pk}"
