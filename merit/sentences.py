"""What a finding says, in the active language. The rules give a message id and values; the words are in `merit.sentence_texts`."""

from collections.abc import Mapping
from datetime import date
from decimal import ROUND_DOWN, Decimal
from types import MappingProxyType

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop, ngettext

from core.formats import decimal_comma
from merit.rules.durations import Duration
from merit.rules.facts import LicenceKind
from merit.rules.findings import Condition, Counted, Doubt, Finding, Outcome, Value
from merit.rules.messages import Remedy
from merit.sentence_texts import MESSAGES, REMEDIES

FINEST = Decimal("0.01")


def explain(finding: Finding) -> str:
    """What is: one sentence with the number and the requirement."""
    return _(MESSAGES[finding.message]) % _values(finding)


def what_to_do(finding: Finding) -> str:
    """What to do about it: one sentence, never empty; where nothing is needed it says so."""
    return _(REMEDIES[finding.remedy]) % _values(finding)


def explanation(finding: Finding) -> str:
    """The explanation of the contract: what is, and what to do unless that is nothing. One or two sentences."""
    if finding.remedy is Remedy.NOTHING:
        return explain(finding)
    values = _values(finding)
    return f"{_(MESSAGES[finding.message]) % values} {_(REMEDIES[finding.remedy]) % values}"


class _Words(dict[str, str]):
    """The values of one finding as text, made when a sentence asks for them."""

    def __init__(self, finding: Finding) -> None:
        super().__init__()
        self.finding = finding

    def __missing__(self, name: str) -> str:
        for key, value in self.finding.values:
            if key == name:
                return in_words(value, name)
        measure = getattr(self.finding, name)
        return in_words(measure, name)


def _values(finding: Finding) -> Mapping[str, str]:
    return _Words(finding)


def in_words(value: Value, name: str = "") -> str:
    """One value as a sentence shows it: "7,5", "12 mars 2026", "5 år, 11 månader och 30 dagar", "lärarlegitimation"."""
    if isinstance(value, Decimal):
        return _number(value)
    if isinstance(value, date):
        return format_date(value, "j F Y")
    if isinstance(value, Duration):
        return duration(value)
    if name == "licence":
        return _(LICENCES[LicenceKind(str(value))])
    return str(value)


def _number(value: Decimal) -> str:
    """At most two decimals, never rounded up: 49,999 percent must not read as the 50 that is asked."""
    return decimal_comma(value if value.quantize(FINEST, ROUND_DOWN) == value else value.quantize(FINEST, ROUND_DOWN))


def duration(value: Duration) -> str:
    """The length of time in words: "6 år", "5 år, 11 månader och 30 dagar", "0 dagar"."""
    parts = [
        text % {"number": number}
        for text, number in (
            (ngettext("%(number)s år", "%(number)s år", value.years), value.years),
            (ngettext("%(number)s månad", "%(number)s månader", value.months), value.months),
            (ngettext("%(number)s dag", "%(number)s dagar", value.days), value.days),
        )
        if number
    ]
    if not parts:
        return ngettext("%(number)s dag", "%(number)s dagar", 0) % {"number": 0}
    if len(parts) == 1:
        return parts[0]
    return _("%(first)s och %(last)s") % {"first": ", ".join(parts[:-1]), "last": parts[-1]}


def condition_name(condition: str) -> str:
    """What a condition is called, by its id."""
    return str(CONDITIONS[Condition(condition)])


def outcome_word(outcome: str) -> str:
    """The word of an outcome: "Uppfyllt", "Inte uppfyllt", "Går inte att avgöra än"."""
    return str(OUTCOMES[Outcome(outcome)])


def row_word(reason: str) -> str:
    """How a row counted, or why not, or why not surely: a value of Counted or Doubt."""
    return str(ROWS[reason])


def level_name(level: int) -> str:
    """What the law calls the level."""
    return _("Meriteringsnivå %(level)s") % {"level": level}


LICENCES: Mapping[LicenceKind, str] = MappingProxyType(
    {
        LicenceKind.TEACHER: gettext_noop("lärarlegitimation"),
        LicenceKind.PRESCHOOL_TEACHER: gettext_noop("förskollärarlegitimation"),
    }
)
CONDITIONS = MappingProxyType(
    {
        Condition.LICENCE: gettext_lazy("Legitimation"),
        Condition.DECISION_LEVEL_1: gettext_lazy("Beslut om nivå 1"),
        Condition.ACTIVE_HALF_TIME: gettext_lazy("Yrkesverksam på minst halvtid"),
        Condition.YEARS_OF_SERVICE: gettext_lazy("Sex års arbete efter examen"),
        Condition.MERIT_CREDITS: gettext_lazy("Meriterande poäng"),
        Condition.ADVANCED_CREDITS: gettext_lazy("Poäng på avancerad nivå"),
        Condition.TEACHING_PROFICIENCY: gettext_lazy("Undervisningsskicklighet, kursen VAK"),
        Condition.SECOND_CYCLE_DEGREE: gettext_lazy("Examen på avancerad nivå"),
        Condition.RESEARCH_DEGREE: gettext_lazy("Examen på forskarnivå"),
    }
)
OUTCOMES = MappingProxyType(
    {
        Outcome.MET: gettext_lazy("Uppfyllt"),
        Outcome.NOT_MET: gettext_lazy("Inte uppfyllt"),
        Outcome.UNDETERMINED: gettext_lazy("Går inte att avgöra än"),
    }
)
ROWS: Mapping[str, object] = MappingProxyType(
    {
        Counted.SURE: gettext_lazy("Räknas"),
        Counted.POSSIBLE: gettext_lazy("Kan räknas"),
        Counted.REJECTED: gettext_lazy("Underkänt underlag, räknas inte"),
        Counted.DUPLICATE: gettext_lazy("Samma kurs två gånger, räknas en gång"),
        Counted.NO_DEGREE: gettext_lazy("Behörighetsgivande examen saknas, räknas inte än"),
        Counted.BEFORE_DEGREE: gettext_lazy("Före examen, räknas inte"),
        Counted.AFTER_REFERENCE_DATE: gettext_lazy("Efter bedömningsdagen, räknas inte än"),
        Counted.NOT_PASSED: gettext_lazy("Inte godkänt resultat, räknas inte"),
        Counted.FIRST_CYCLE: gettext_lazy("Grundnivå, räknas inte här"),
        Counted.THIRD_CYCLE: gettext_lazy("Forskarnivå, räknas inte"),
        Counted.NOT_MERITING: gettext_lazy("Inte meriterande, räknas inte"),
        Counted.NOT_TEACHING: gettext_lazy("Inte arbete som lärare eller förskollärare, räknas inte"),
        Counted.OUTSIDE_SCHOOL_SYSTEM: gettext_lazy("Utanför skolväsendet, räknas inte"),
        Counted.ENDED: gettext_lazy("Har upphört, räknas inte"),
        Counted.NOT_STARTED: gettext_lazy("Har inte börjat, räknas inte än"),
        Counted.TOO_FEW_CREDITS: gettext_lazy("För få poäng, räknas inte"),
        Counted.TOO_FEW_MERITING: gettext_lazy("För få meriterande poäng, räknas inte"),
        Counted.REVOKED: gettext_lazy("Legitimationen är återkallad, räknas inte"),
        Doubt.DEGREE_PENDING: gettext_lazy("Väntar på att behörighetsgivande examen godkänns"),
        Doubt.PENDING: gettext_lazy("Väntar på granskning"),
        Doubt.UNKNOWN_GRADE: gettext_lazy("Okänt om resultatet är godkänt"),
        Doubt.UNKNOWN_CYCLE: gettext_lazy("Nivån är inte fastställd"),
        Doubt.UNKNOWN_AREA: gettext_lazy("Meriteringsgrunden är inte fastställd"),
        Doubt.UNKNOWN_PROFESSION: gettext_lazy("Skolverket prövar om arbetet räknas"),
        Doubt.UNKNOWN_SCHOOL_SYSTEM: gettext_lazy("Okänt om arbetet är inom skolväsendet"),
        Doubt.UNKNOWN_MERITING_SHARE: gettext_lazy("Okänt hur många poäng som är meriterande"),
    }
)
