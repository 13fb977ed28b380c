"""What a finding says, in the active language. The rules give a message id and values; the words are in `merit.sentence_texts`."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import ROUND_DOWN, Decimal
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from django.utils.dates import MONTHS
from django.utils.translation import get_language, gettext_lazy, gettext_noop, ngettext, override
from django.utils.translation import gettext as _

from core.formats import decimal_comma
from merit.rules.durations import Duration
from merit.rules.facts import LicenceKind
from merit.rules.findings import Condition, Counted, Doubt, Finding, Outcome, Value
from merit.rules.messages import Phrase, Remedy
from merit.sentence_texts import MESSAGES, PHRASES, REMEDIES

FINEST = Decimal("0.01")
PLACE = re.compile(r"%\((\w+)\)s")


def explain(finding: Finding) -> str:
    """What is: one sentence with the number and the requirement."""
    return _sentence(MESSAGES[finding.message], finding, dict(finding.values), get_language() or "")


def what_to_do(finding: Finding) -> str:
    """What to do about it: one sentence, never empty; where nothing is needed it says so."""
    return _sentence(REMEDIES[finding.remedy], finding, dict(finding.values), get_language() or "")


def explanation(finding: Finding, *, language: str | None = None) -> str:
    """The explanation of the contract: what is, and what to do unless that is nothing. One or two sentences.

    language: the active one unless told otherwise.
    """
    language, values = language or get_language() or "", dict(finding.values)
    what_is = _sentence(MESSAGES[finding.message], finding, values, language)
    if finding.remedy is Remedy.NOTHING:
        return what_is
    return f"{what_is} {_sentence(REMEDIES[finding.remedy], finding, values, language)}"


def _sentence(msgid: str, finding: Finding, values: Mapping[str, Value], language: str) -> str:
    """Filled in from the values of the finding, and from its own numbers. An empty language: none is active."""
    text, names = _parted(msgid, language)
    words = []
    for name in names:
        value = values[name] if name in values else getattr(finding, name)
        if isinstance(value, Phrase):
            words.append(_sentence(PHRASES[value], finding, values, language))
        else:
            words.append(_number(value) if type(value) is Decimal else _WRITERS[type(value)](value, language))
    return text % tuple(words)


def _day(value: date, language: str) -> str:
    return f"{value.day} {_month(value.month, language)} {value.year}"


# The words are the same time after time, and looking one up takes longer than filling in a sentence. Kept per language.


@lru_cache(maxsize=1024)
def _translated(msgid: str, language: str) -> str:
    with override(language or None):
        return _(msgid)


@lru_cache(maxsize=1024)
def _parted(msgid: str, language: str) -> tuple[str, tuple[str, ...]]:
    """A sentence with its places open, and the names of what fills them, in the order of that language."""
    text = _translated(msgid, language)
    return PLACE.sub("%s", text), tuple(PLACE.findall(text))


@lru_cache(maxsize=64)
def _month(month: int, language: str) -> str:
    with override(language or None):
        return str(MONTHS[month])


@lru_cache(maxsize=1024)
def _number(value: Decimal) -> str:
    """At most two decimals, never rounded up: 49,999 percent must not read as the 50 that is asked."""
    shown = value.quantize(FINEST, ROUND_DOWN)
    return decimal_comma(value if value == shown else shown)


def duration(value: Duration) -> str:
    """A length of time in words: "6 år", "5 år, 11 månader och 30 dagar", "0 dagar"."""
    return _duration(value.years, value.months, value.days, get_language() or "")


@lru_cache(maxsize=4096)
def _duration(years: int, months: int, days: int, language: str) -> str:
    parts = []
    with override(language or None):
        if years:
            parts.append(ngettext("%(number)s år", "%(number)s år", years) % {"number": years})
        if months:
            parts.append(ngettext("%(number)s månad", "%(number)s månader", months) % {"number": months})
        if days or not parts:
            parts.append(ngettext("%(number)s dag", "%(number)s dagar", days) % {"number": days})
        if len(parts) == 1:
            return parts[0]
        return _("%(first)s och %(last)s") % {"first": ", ".join(parts[:-1]), "last": parts[-1]}


_WRITERS: Mapping[type, Callable[[Any, str], str]] = MappingProxyType(
    {
        Duration: lambda value, language: _duration(value.years, value.months, value.days, language),
        date: _day,
        int: lambda value, _language: str(value),
        str: lambda value, _language: value,
        LicenceKind: lambda value, language: _translated(LICENCES[value], language),
    }
)


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
        Counted.REJECTED: gettext_lazy("Underlaget godkändes inte, räknas inte"),
        Counted.DUPLICATE: gettext_lazy("Samma kurs två gånger, räknas en gång"),
        Counted.NO_DEGREE: gettext_lazy("Behörighetsgivande examen saknas, räknas inte än"),
        Counted.BEFORE_DEGREE: gettext_lazy("Före examen, räknas inte"),
        Counted.AFTER_REFERENCE_DATE: gettext_lazy("Efter bedömningsdagen, räknas inte än"),
        Counted.NOT_PASSED: gettext_lazy("Inte godkänt resultat, räknas inte"),
        Counted.FIRST_CYCLE: gettext_lazy("Grundnivå, räknas inte här"),
        Counted.THIRD_CYCLE: gettext_lazy("Forskarnivå, räknas inte"),
        Counted.NOT_MERITING: gettext_lazy("Inte meriterande, räknas inte"),
        Counted.AREA_NOT_SETTLED: gettext_lazy("Meriteringsgrunden är inte fastställd, räknas inte"),
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
        Doubt.UNKNOWN_PROFESSION: gettext_lazy("Skolverket avgör om arbetet räknas"),
        Doubt.UNKNOWN_SCHOOL_SYSTEM: gettext_lazy("Okänt om arbetet är inom skolväsendet"),
        Doubt.UNKNOWN_MERITING_SHARE: gettext_lazy("Okänt hur många poäng som är meriterande"),
    }
)
