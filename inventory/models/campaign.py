"""A campaign asks; an answer gathers; a submission is the frozen copy of what was sent."""

import uuid
from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from inventory.querysets import CampaignQuerySet, SubmissionQuerySet
from organisation.models import Authority, SchoolProvider, SchoolUnit


class Campaign(models.Model):
    """An inventeringsomgång. closes_on is its last day. Staff of its authorities are expected; their employments say who."""

    provider = models.ForeignKey(SchoolProvider, on_delete=models.PROTECT, related_name="campaigns")
    name = models.CharField(_("namn"), max_length=120)
    opens_on = models.DateField(_("öppnar"))
    closes_on = models.DateField(_("stänger"))
    target_percent = models.PositiveSmallIntegerField(_("mål för andelen som svarar, procent"), default=90)
    authorities = models.ManyToManyField(Authority, related_name="campaigns")

    objects = CampaignQuerySet.as_manager()

    class Meta:
        ordering = ["-opens_on", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(closes_on__gte=models.F("opens_on")), name="campaign_closes_after_opening"),
            models.UniqueConstraint(fields=["provider", "name"], name="campaign_name_once_per_provider"),
        ]

    def __str__(self) -> str:
        return self.name

    def is_open(self, on: date) -> bool:
        return self.opens_on <= on <= self.closes_on


class Interest(models.TextChoices):
    YES = "yes", _("Ja, jag vill meritera mig")
    LATER = "later", _("Kanske senare")
    NO = "no", _("Nej, inte nu")


class InventoryAnswer(models.Model):
    """One person's work with one campaign: what is not a record of its own."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="answers")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="inventory_answers")
    interest = models.CharField(_("intresse för meritering"), max_length=10, choices=Interest, blank=True)
    about_confirmed_at = models.DateTimeField(null=True, blank=True)
    nothing_to_add = models.JSONField(default=list)  # kinds of record the person has said there are none of
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["campaign", "person"], name="one_answer_per_person_and_campaign")]

    def __str__(self) -> str:
        return f"InventoryAnswer {self.pk}"


class Submission(models.Model):
    """What one person sent in one campaign at one moment, frozen. content is the whole of it; digest is SHA-256 over it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="submissions")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="submissions")
    unit = models.ForeignKey(SchoolUnit, on_delete=models.PROTECT, null=True, related_name="submissions")
    number = models.PositiveSmallIntegerField()
    sent_at = models.DateTimeField()
    content = models.JSONField()
    digest = models.CharField(max_length=64)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at", "id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["campaign", "person", "number"], name="submission_numbered_per_person")]

    def __str__(self) -> str:
        return f"Submission {self.pk}"
