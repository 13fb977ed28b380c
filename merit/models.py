"""The stored outcome of each teacher's assessment, and those it has replaced. Pages derive findings and sentences again from the facts."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from merit.querysets import AssessmentQuerySet, ReassessmentQuerySet
from merit.rule_sets import models as rule_sets  # noqa: F401  # so that Django finds them


class OutcomeChoice(models.TextChoices):
    MET = "met", _("Uppfyllt")
    NOT_MET = "not_met", _("Inte uppfyllt")
    UNDETERMINED = "undetermined", _("Går inte att avgöra än")


class AssessmentContent(models.Model):
    """Abstract. What was asked and answered, and by which rules: enough to prove it again.

    facts: the record of contracts/assessment.md. outcomes: a letter for each condition, as merit.outcomes writes them. answer_digest: of
    the answer without its sentences (merit.contract.proof). Both are empty in rows from before they were kept, until the next night.
    """

    reference_date = models.DateField()
    rule_set = models.CharField(max_length=60)
    facts = models.JSONField()
    facts_digest = models.CharField(max_length=64)
    answer_digest = models.CharField(max_length=64, blank=True, default="")
    outcomes = models.CharField(max_length=60, blank=True, default="")
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

    class Meta:
        abstract = True


class StoredAssessment(AssessmentContent):
    """The current assessment of one person. It holds until changes_on, also where reference_date lies far back.

    changes_on: the first day on which the outcome, or the credits, of the same facts could be other by the date alone; None for never.
    """

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="assessment")
    changes_on = models.DateField(null=True, blank=True, db_index=True)
    shared_at = models.DateTimeField(_("delad med rektor"), null=True, blank=True)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        ordering = ["person_id"]
        indexes: ClassVar = [models.Index(fields=["level_1", "level_2"])]

    def __str__(self) -> str:
        return f"StoredAssessment of {self.person_id}"


class EarlierAssessment(AssessmentContent):
    """An assessment as it was when another outcome, or other rules, took its place. The database refuses to change it; whose it is may
    move with a merged account. Only the person reads it.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="earlier_assessments")
    replaced_at = models.DateTimeField()

    class Meta:
        ordering = ["-replaced_at", "-id"]
        indexes: ClassVar = [models.Index(fields=["person", "-replaced_at"])]

    def __str__(self) -> str:
        return f"EarlierAssessment {self.pk} of {self.person_id}"


class Reassessment(models.Model):
    """Everybody of a school provider assessed again under a rule set, in chunks that several workers share.

    job: the work that somebody ordered and follows; None where the night began it.
    """

    provider = models.ForeignKey("organisation.SchoolProvider", on_delete=models.CASCADE, related_name="reassessments")
    rule_set = models.CharField(max_length=60)
    on = models.DateField()
    job = models.OneToOneField("jobs.Job", on_delete=models.SET_NULL, null=True, blank=True, related_name="reassessment")
    ordered_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = ReassessmentQuerySet.as_manager()

    class Meta:
        ordering = ["-ordered_at", "-id"]
        indexes: ClassVar = [models.Index(fields=["provider", "rule_set"])]

    def __str__(self) -> str:
        return f"Reassessment {self.pk} of provider {self.provider_id}"


class ReassessmentChunk(models.Model):
    """People by their keys, first to last. Done in the same transaction as what it changed, so never half and never twice.

    changed: how many of them have another outcome.
    """

    reassessment = models.ForeignKey(Reassessment, on_delete=models.CASCADE, related_name="chunks")
    first = models.UUIDField()
    last = models.UUIDField()
    people = models.PositiveIntegerField()
    changed = models.PositiveIntegerField(default=0)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        indexes: ClassVar = [models.Index(fields=["reassessment"], condition=models.Q(done_at__isnull=True), name="chunk_not_done")]

    def __str__(self) -> str:
        return f"ReassessmentChunk {self.pk}"
