"""Seeing a named person's data: an administrator's opening of it, and an extract of public records with its secrecy check."""

import uuid
from datetime import datetime, timedelta
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from jobs.models import Job
from organisation.models import Person, SchoolProvider
from privacy.querysets import InsightQuerySet

INSIGHT_LASTS = timedelta(minutes=30)


def extract_path(extract: "PublicExtract", filename: str) -> str:
    return f"extracts/{extract.pk}.pdf"


class Insight(models.Model):
    """An administrator has opened a person's data, to read, with a reason that the person reads. It closes by itself."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="insights")
    opened_by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(_("skäl"), max_length=500)
    opened_at = models.DateTimeField()
    closes_at = models.DateTimeField()

    objects = InsightQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="insight_has_a_reason"),
            models.CheckConstraint(condition=~models.Q(person=models.F("opened_by")), name="insight_into_somebody_else"),
        ]

    def __str__(self) -> str:
        return f"Insight {self.pk}"

    def is_open(self, at: datetime) -> bool:
        return self.opened_at <= at < self.closes_at


class PublicExtract(models.Model):
    """What somebody has asked to see of public records, item by item, and what a person has decided about each.

    decided_at: every item is decided and the document ordered; nothing is changed after that.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    provider = models.ForeignKey(SchoolProvider, on_delete=models.CASCADE, related_name="+")
    made_by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    request = models.CharField(_("begäran"), max_length=500)
    created_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    job = models.OneToOneField(Job, on_delete=models.PROTECT, null=True, blank=True, related_name="public_extract")
    pdf = models.FileField(upload_to=extract_path, blank=True, max_length=100)
    pages = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["-created_at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(decided_at__isnull=True, job__isnull=True) | models.Q(decided_at__isnull=False, job__isnull=False),
                name="extract_is_ordered_when_decided",
            )
        ]

    def __str__(self) -> str:
        return f"PublicExtract {self.pk}"


class ExtractItem(models.Model):
    """One answer of one row about one person, and whether it leaves. hint: what in the secrecy act to think of."""

    class Hint(models.TextChoices):
        NONE = "none", _("Inget särskilt")
        IDENTITY = "identity", _("Skyddad identitet: 21 kap. 3 § och 22 kap. 1 § OSL")
        NUMBER = "number", _("Personnummer: behövs sällan, 21 kap. 7 § OSL")
        CONTACT = "contact", _("Kontaktuppgift: 21 kap. 3 § och 39 kap. 3 § OSL")
        HEALTH = "health", _("Frånvaro: 39 kap. 2 § OSL")
        FREE_TEXT = "free_text", _("Fri text: kan röra hälsa eller någon annan, 21 kap. 1 § och 39 kap. 2 § OSL")

    class Decision(models.TextChoices):
        RELEASE = "release", _("Lämna ut")
        MASK = "mask", _("Maska")

    extract = models.ForeignKey(PublicExtract, on_delete=models.CASCADE, related_name="items")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    order = models.PositiveIntegerField()
    part = models.PositiveIntegerField()  # items of one section of one person are decided on one page
    section = models.CharField(max_length=200)
    heading = models.CharField(max_length=400)
    label = models.CharField(max_length=400)
    text = models.TextField()
    hint = models.CharField(max_length=10, choices=Hint, default=Hint.NONE)
    decision = models.CharField(max_length=10, choices=Decision, blank=True)
    ground = models.CharField(_("grund"), max_length=300, blank=True)

    class Meta:
        ordering = ["extract", "order"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["extract", "order"], name="extract_item_once"),
            models.CheckConstraint(condition=~models.Q(decision="mask") | ~models.Q(ground=""), name="masked_with_a_ground"),
        ]

    def __str__(self) -> str:
        return f"ExtractItem {self.pk}"

    @property
    def suggestion(self) -> "ExtractItem.Decision":
        return self.Decision.RELEASE if self.hint == self.Hint.NONE else self.Decision.MASK
