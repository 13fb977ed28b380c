"""The way to the next level in one panel, from the stored facts: one query."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.formats import hp
from merit.contract import parse_record
from merit.models import StoredAssessment
from merit.pages import MeasureView, lower_first, measure_of, numbers_of
from merit.position import position_of
from merit.rules import assess
from merit.rules.findings import Condition, Finding, Outcome
from merit.sentences import condition_name
from organisation.models import Person


@dataclass(frozen=True, slots=True)
class NextStep:
    """level: the one to aim for. amount and against: merit credits in words; measure: the same for the bar. sentence: what remains."""

    level: int
    heading: str
    amount: str
    against: str
    measure: MeasureView | None
    sentence: str


def next_step(person: Person, *, on: date) -> NextStep | None:
    """None before anything is registered, and when no level is left."""
    stored = StoredAssessment.objects.filter(person=person).only("facts").first()
    if stored is None:
        return None
    assessment = assess(replace(parse_record(stored.facts), reference_date=on))
    level = position_of(assessment).next_level
    if level is None:
        return None
    findings = assessment.level(level).findings
    credits_finding = next((finding for finding in findings if finding.condition is Condition.MERIT_CREDITS), None)
    amount, against = ("", "") if credits_finding is None else numbers_of(credits_finding)
    return NextStep(
        level=level,
        heading=_("Vägen till meriteringsnivå %(level)s") % {"level": level},
        amount=amount,
        against=against,
        measure=None if credits_finding is None else measure_of(credits_finding, f"{amount} {against}"),
        sentence=_remaining(findings),
    )


def _remaining(findings: tuple[Finding, ...]) -> str:
    lacking = [_named(finding) for finding in findings if finding.outcome is Outcome.NOT_MET]
    open_ones = sum(finding.outcome is Outcome.UNDETERMINED for finding in findings)
    if not lacking and not open_ones:
        return _("Alla villkor är uppfyllda. Du kan söka hos Skolverket.")
    waiting = ngettext("%(n)d villkor väntar på underlag.", "%(n)d villkor väntar på underlag.", open_ones) % {"n": open_ones}
    if not lacking:
        return waiting
    said = _("Det här är inte uppfyllt: %(what)s.") % {"what": ", ".join(lacking)}
    return f"{said} {waiting}" if open_ones else said


def _named(finding: Finding) -> str:
    name = lower_first(condition_name(finding.condition))
    if finding.condition is Condition.MERIT_CREDITS and isinstance(finding.missing, Decimal) and finding.missing:
        return _("%(credits)s saknas") % {"credits": hp(finding.missing)}
    return name
