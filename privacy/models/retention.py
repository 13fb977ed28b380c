"""What each school provider has decided about how long each kind of record is kept, and what the nightly task has done."""

from datetime import date
from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from organisation.models import Person, SchoolProvider


class Action(models.TextChoices):
    KEEP = "keep", _("Bevaras")
    DELETE_AFTER = "delete_after", _("Gallras efter ett antal år")
    DELETE_INACTUAL = "delete_inactual", _("Gallras vid inaktualitet")


class CountsFrom(models.TextChoices):
    """The day years are counted from. Each kind of record allows some of them."""

    MADE = "made", _("när uppgiften kom in")
    CHANGED = "changed", _("när uppgiften senast ändrades")
    ENDED = "ended", _("när den tog slut")
    LEFT = "left", _("när personens sista anställning och uppdrag tog slut")


class RetentionRule(models.Model):
    """One line of a nämnd's dokumenthanteringsplan, for one kind of record at one school provider.

    A rule without a decision is a proposal: nothing is destroyed by it. confidentiality, correctness and availability are KLASSA's
    konfidentialitet, riktighet and tillgänglighet, 0 (none) to 3 (serious harm).
    """

    provider = models.ForeignKey(SchoolProvider, on_delete=models.CASCADE, related_name="retention_rules")
    kind = models.CharField(max_length=40)
    action = models.CharField(_("vad som händer"), max_length=20, choices=Action, default=Action.KEEP)
    years = models.PositiveSmallIntegerField(
        _("antal år"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    counts_from = models.CharField(_("räknas från"), max_length=10, choices=CountsFrom, blank=True)
    legal_ground = models.CharField(_("rättslig grund"), max_length=300, blank=True)
    decision_reference = models.CharField(_("beslut, med diarienummer"), max_length=120, blank=True)
    decided_on = models.DateField(_("beslutsdag"), null=True, blank=True)
    confidentiality = models.PositiveSmallIntegerField(_("konfidentialitet"), default=0, validators=[MaxValueValidator(3)])
    correctness = models.PositiveSmallIntegerField(_("riktighet"), default=0, validators=[MaxValueValidator(3)])
    availability = models.PositiveSmallIntegerField(_("tillgänglighet"), default=0, validators=[MaxValueValidator(3)])
    changed_at = models.DateTimeField(null=True)
    changed_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["provider", "kind"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["provider", "kind"], name="retention_rule_once_per_kind"),
            models.CheckConstraint(
                condition=~models.Q(action="delete_after") | models.Q(years__gte=1) & ~models.Q(counts_from=""),
                name="retention_after_years_from_a_day",
            ),
            models.CheckConstraint(
                condition=models.Q(confidentiality__lte=3, correctness__lte=3, availability__lte=3), name="retention_klassa_0_to_3"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.get_action_display()}"

    def deletes(self, on: date) -> bool:
        """Whether anything may be destroyed by it that day: only what somebody has decided may."""
        return self.action != Action.KEEP and self.is_decided(on)

    def is_decided(self, on: date) -> bool:
        return self.decided_on is not None and self.decided_on <= on and bool(self.decision_reference.strip())


class RetentionRun(models.Model):
    """One night's work at one school provider. counts: {kind: rows deleted}, committed with the rows; files: how many went with them."""

    provider = models.ForeignKey(SchoolProvider, on_delete=models.CASCADE, related_name="retention_runs")
    on = models.DateField()
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    counts = models.JSONField(default=dict)
    files = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-on", "-id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["provider", "on"], name="retention_run_once_a_night")]

    def __str__(self) -> str:
        return f"RetentionRun {self.on} {self.provider_id}"

    @property
    def total(self) -> int:
        return sum(self.counts.values())
