"""A decision by Skolverket in words: what it was, and what became of it."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from core.formats import iso
from inventory.models import LevelDecision, RecordStatus

Appeal = LevelDecision.AppealOutcome


def told(decision: LevelDecision) -> str:
    """ "Avslag 2026-03-01, överklagat 2026-03-20" """
    first = _("Avslag %(day)s") if decision.outcome == LevelDecision.Outcome.REFUSED else _("Beviljat %(day)s")
    return ", ".join([first % {"day": iso(decision.decided_on)}, *events(decision)])


def events(decision: LevelDecision) -> list[str]:
    """What has happened since, in the order of days as far as they are told."""
    said = []
    if decision.appealed_on:
        said.append(_("överklagat %(day)s") % {"day": iso(decision.appealed_on)})
    if decision.appeal_outcome:
        words = {
            Appeal.UPHELD: _("beslutet stod fast %(day)s"),
            Appeal.CHANGED: _("beslutet ändrades %(day)s"),
            Appeal.SENT_BACK: _("Skolverket ska pröva igen sedan %(day)s"),
            Appeal.WITHDRAWN: _("överklagandet drogs tillbaka %(day)s"),
        }
        said.append(words[Appeal(decision.appeal_outcome)] % {"day": iso(decision.appeal_decided_on)})
    if decision.lapsed_on:
        reasons = {
            LevelDecision.LapseReason.LICENCE_REVOKED: _("gäller inte från %(day)s (legitimationen återkallad)"),
            LevelDecision.LapseReason.DECISION_REVOKED: _("gäller inte från %(day)s (beslutet återkallat)"),
            LevelDecision.LapseReason.OTHER: _("gäller inte från %(day)s"),
        }
        said.append(reasons[LevelDecision.LapseReason(decision.lapse_reason)] % {"day": iso(decision.lapsed_on)})
    return said


def seen(decision: LevelDecision) -> str:
    """Whether somebody who may has seen it, since only then it counts. Empty once it is accepted."""
    words = {
        RecordStatus.DRAFT: _("inte skickat än"),
        RecordStatus.SENT: _("väntar på granskning"),
        RecordStatus.COMPLETION_ASKED: _("behöver rättas"),
        RecordStatus.REJECTED: _("godkändes inte vid granskningen"),
    }
    return words.get(RecordStatus(decision.status), "")


def history(decisions: Iterable[LevelDecision], level: int, *, revoked_on: date | None) -> list[str]:
    """Every decision on the level in one line each, the oldest first. revoked_on: the day a revoked licence ended them all."""
    lines = []
    for each in sorted((each for each in decisions if each.level == level), key=lambda each: (each.decided_on, str(each.pk))):
        parts = [told(each)]
        if revoked_on is not None and each.applies_on(revoked_on) and each.decided_on <= revoked_on and not each.lapsed_on:
            parts.append(_("upphörde %(day)s när legitimationen återkallades") % {"day": iso(revoked_on)})
        lines.append(", ".join(filter(None, [*parts, seen(each)])))
    return lines
