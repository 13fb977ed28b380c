"""Skolverket's decisions on merit levels: what was decided, and what became of it."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from inventory.models.record import Record, RecordSource, RecordStatus, kind_of

LEVELS = (1, 2, 3, 4)


@kind_of
class LevelDecision(Record):
    """A decision by Skolverket on an application for a merit level, as the teacher registers it or a register delivered it.

    appeal_outcome: empty while an appeal is not decided. lapsed_on: the first day on which the decision no longer applies.
    How it is read: docs/rules/decision-on-level-1.md.
    """

    class Outcome(models.TextChoices):
        GRANTED = "granted", _("Beviljad")
        REFUSED = "refused", _("Avslag")

    class AppealOutcome(models.TextChoices):
        UPHELD = "upheld", _("Beslutet står fast")
        CHANGED = "changed", _("Beslutet ändrades")
        SENT_BACK = "sent_back", _("Skolverket ska pröva ansökan igen")
        WITHDRAWN = "withdrawn", _("Överklagandet drogs tillbaka")

    class LapseReason(models.TextChoices):
        LICENCE_REVOKED = "licence_revoked", _("Legitimationen återkallades")
        DECISION_REVOKED = "decision_revoked", _("Skolverket återkallade beslutet")
        OTHER = "other", _("Annat")

    Source = RecordSource
    OVERTURNS = (AppealOutcome.CHANGED, AppealOutcome.SENT_BACK)

    kind = "decision"
    slug = "beslut"
    content_fields = (
        "level",
        "outcome",
        "decided_on",
        "case_number",
        "appealed_on",
        "appeal_outcome",
        "appeal_decided_on",
        "lapsed_on",
        "lapse_reason",
    )

    level = models.PositiveSmallIntegerField(_("meriteringsnivå"), choices=[(n, str(n)) for n in LEVELS])
    outcome = models.CharField(_("beslut"), max_length=10, choices=Outcome, default=Outcome.GRANTED)
    decided_on = models.DateField(_("beslutad"))
    case_number = models.CharField(_("ärendenummer"), max_length=40, blank=True)
    appealed_on = models.DateField(_("överklagat"), null=True, blank=True)
    appeal_outcome = models.CharField(_("överklagandet ledde till"), max_length=10, choices=AppealOutcome, blank=True)
    appeal_decided_on = models.DateField(_("överklagandet avgjort"), null=True, blank=True)
    lapsed_on = models.DateField(_("upphörde att gälla"), null=True, blank=True)
    lapse_reason = models.CharField(_("varför det upphörde"), max_length=20, choices=LapseReason, blank=True)
    source = models.CharField(_("källa"), max_length=10, choices=RecordSource, default=RecordSource.OWNER)

    class Meta:
        ordering = ["level", "decided_on", "id"]
        verbose_name = _("beslut från Skolverket")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "level", "decided_on"],
                condition=~Q(status=RecordStatus.REJECTED),
                name="one_decision_a_level_and_day",
                violation_error_message=_("Du har redan registrerat ett beslut om den nivån från den dagen."),
            ),
            models.UniqueConstraint(
                fields=["person", "level"],
                condition=Q(outcome="granted", lapsed_on=None)
                & ~Q(appeal_outcome__in=["changed", "sent_back"])
                & ~Q(status=RecordStatus.REJECTED),
                name="one_standing_grant_a_level",
                violation_error_message=_(
                    "Du har redan ett beviljat beslut om den nivån. Om det har upphört att gälla, skriv det vid det beslutet först."
                ),
            ),
            models.CheckConstraint(
                condition=Q(appealed_on=None) | Q(appealed_on__gte=F("decided_on")),
                name="decision_appealed_after_it_was_made",
                violation_error_message=_("Beslutet kan inte ha överklagats innan det fattades."),
            ),
            models.CheckConstraint(
                condition=Q(appeal_outcome="", appeal_decided_on=None)
                | (~Q(appeal_outcome="") & Q(appealed_on__isnull=False, appeal_decided_on__gte=F("appealed_on"))),
                name="decision_appeal_is_whole",
                violation_error_message=_("Skriv både dagen för överklagandet, vad det ledde till och när det avgjordes."),
            ),
            models.CheckConstraint(
                condition=Q(lapsed_on=None, lapse_reason="") | (~Q(lapse_reason="") & Q(outcome="granted", lapsed_on__gte=F("decided_on"))),
                name="decision_lapse_is_whole",
                violation_error_message=_("Bara ett beviljat beslut kan upphöra, tidigast den dag det fattades. Skriv dagen och varför."),
            ),
        ]

    @property
    def heading(self) -> str:
        if self.outcome == self.Outcome.REFUSED:
            return _("Avslag på ansökan om meriteringsnivå %(level)s") % {"level": self.level}
        return _("Beslut om meriteringsnivå %(level)s") % {"level": self.level}

    @property
    def is_overturned(self) -> bool:
        """Whether a court has put something else in its place, or nothing yet."""
        return self.appeal_outcome in self.OVERTURNS

    @property
    def ended_on(self) -> date | None:
        """The first day on which a granted level no longer applies by what the row itself says; a revoked licence is not asked here."""
        return self.end_of(self.appeal_outcome, self.appeal_decided_on, self.lapsed_on)

    @classmethod
    def end_of(cls, appeal_outcome: str, appeal_decided_on: date | None, lapsed_on: date | None) -> date | None:
        """The same by the columns alone."""
        ends = [lapsed_on, appeal_decided_on if appeal_outcome in cls.OVERTURNS else None]
        return min((day for day in ends if day is not None), default=None)

    def applies_on(self, day: date) -> bool:
        """Whether it is a granted level that has not ended by that day. What is decided later is for the rules to see."""
        return self.outcome == self.Outcome.GRANTED and (self.ended_on is None or day < self.ended_on)
