"""The stored outcome of each teacher's assessment. Lists read it; pages derive findings and sentences again from the facts."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from merit.querysets import AssessmentQuerySet


class OutcomeChoice(models.TextChoices):
    MET = "met", _("Uppfyllt")
    NOT_MET = "not_met", _("Inte uppfyllt")
    UNDETERMINED = "undetermined", _("Går inte att avgöra än")


class StoredAssessment(models.Model):
    """The current assessment of one person: facts, rule set, day and digest, and the outcome of each level."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="assessment")
    reference_date = models.DateField()
    rule_set = models.CharField(max_length=60)
    facts = models.JSONField()  # the record of contracts/assessment.md
    facts_digest = models.CharField(max_length=64)
    level_1 = models.CharField(max_length=12, choices=OutcomeChoice)
    level_2 = models.CharField(max_length=12, choices=OutcomeChoice)
    level_3 = models.CharField(max_length=12, choices=OutcomeChoice)
    level_4 = models.CharField(max_length=12, choices=OutcomeChoice)
    decided_level_1 = models.BooleanField(default=False)
    decided_level_2 = models.BooleanField(default=False)
    decided_level_3 = models.BooleanField(default=False)
    decided_level_4 = models.BooleanField(default=False)
    sure_credits = models.DecimalField(max_digits=6, decimal_places=2)
    possible_credits = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    assessed_at = models.DateTimeField()
    shared_at = models.DateTimeField(_("delad med rektor"), null=True, blank=True)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        ordering = ["person_id"]
        indexes: ClassVar = [models.Index(fields=["level_1", "level_2"])]

    def __str__(self) -> str:
        return f"StoredAssessment of {self.person_id}"
