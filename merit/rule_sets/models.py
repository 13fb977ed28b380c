"""How a school provider reads the law: rule sets of its own, drafts of them, and what a draft would change."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from jobs.models import Job
from organisation.models import SchoolProvider

NAME_LENGTH = 60


class CertaintyChoice(models.TextChoices):
    """How sure a reading is, as merit.rules.rulesets.Certainty."""

    TEXT = "text", _("Lagens ord")
    READING = "reading", _("Tolkning")
    SECOND_HAND = "second_hand", _("Andrahandsuppgift")


class PublishedRuleSet(models.Model):
    """A built-in rule set with its open questions answered by a school provider. The database refuses to change or remove it.

    name: no two rule sets share one, in the whole installation. base: the built-in rule set. readings: the answer to each question, as
    merit.rules.readings stores it. grounds: for each question that is answered otherwise than in base: why, source, certainty, decided_by.
    Its last day is the day before the next one begins; of two that begin the same day the later published one is in force.
    """

    provider = models.ForeignKey(SchoolProvider, on_delete=models.PROTECT, related_name="rule_sets")
    name = models.CharField(_("namn"), max_length=NAME_LENGTH)
    base = models.CharField(max_length=NAME_LENGTH)
    valid_from = models.DateField(_("första dag"))
    readings = models.JSONField()
    grounds = models.JSONField()
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField()

    class Meta:
        ordering = ["valid_from", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(Lower("name"), name="rule_set_name_is_unique"),
            models.CheckConstraint(condition=~models.Q(name=""), name="rule_set_has_a_name"),
        ]
        indexes: ClassVar = [models.Index(fields=["provider", "valid_from"])]

    def __str__(self) -> str:
        return self.name


class RuleSetDraft(models.Model):
    """A rule set that an administrator prepares. published: what became of it.

    version: raised where the answers change, and so what a dry run tells. revision: raised by each change, of the grounds too.
    """

    provider = models.ForeignKey(SchoolProvider, on_delete=models.PROTECT, related_name="rule_set_drafts")
    name = models.CharField(_("namn"), max_length=NAME_LENGTH)
    base = models.CharField(max_length=NAME_LENGTH)
    valid_from = models.DateField(_("första dag"))
    readings = models.JSONField()
    grounds = models.JSONField()
    version = models.PositiveIntegerField(default=1)
    revision = models.PositiveIntegerField(default=1)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    published = models.OneToOneField(PublishedRuleSet, on_delete=models.PROTECT, null=True, blank=True, related_name="draft")

    class Meta:
        ordering = ["-changed_at", "id"]

    def __str__(self) -> str:
        return self.name


class DryRun(models.Model):
    """What one version of a draft would change, reckoned over everybody. Counts alone: whose they are is not stored.

    on: the day it was ordered. baseline: what answers on the draft's first day without it. result: see `changes`.
    """

    draft = models.ForeignKey(RuleSetDraft, on_delete=models.CASCADE, related_name="dry_runs")
    job = models.OneToOneField(Job, on_delete=models.CASCADE, related_name="dry_run")
    draft_version = models.PositiveIntegerField()
    on = models.DateField()
    baseline = models.CharField(max_length=NAME_LENGTH)
    result = models.JSONField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"DryRun of {self.draft_id}, version {self.draft_version}"
