"""From the record of the contract to facts.

The checks are those of assessment-input.schema.json and the words beside it, written out: they are many times faster than a generic
validator and can say in plain Swedish what is wrong. A test holds the two to the same verdict on records good and bad.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from django.utils.translation import gettext as _

from merit.contract.errors import RecordError
from merit.contract.text import quotable
from merit.rules.facts import (
    CourseFact,
    CourseKind,
    Cycle,
    DecisionFact,
    DegreeFact,
    EmploymentFact,
    Evidence,
    Facts,
    LaterDegreeFact,
    LicenceFact,
    LicenceKind,
    MeritBasis,
    Profession,
    ResearchFact,
)

Fields = Mapping[str, object]
Fact = TypeVar("Fact")
Choice = TypeVar("Choice", bound=StrEnum)
ChoiceOrNone = TypeVar("ChoiceOrNone", bound=StrEnum | None)

TENTH = Decimal("0.1")
SMALLEST_EXPONENT = -400
DATE_LENGTH = len("2025-09-01")
HALF_CHARACTER = re.compile("[\ud800-\udfff]")  # JSON's \u escapes let lone surrogates in


class _Shape:
    """The fields an object must have, and those it may have."""

    def __init__(self, required: str, optional: str = "") -> None:
        self.required = frozenset(required.split())
        self.allowed = self.required | frozenset(optional.split())

    def fields(self, value: object) -> Fields:
        if type(value) is not dict:
            raise RecordError("", _("Här ska det stå ett objekt."))
        names = value.keys()
        if names == self.required or (names >= self.required and names <= self.allowed):
            return value
        for name in sorted(self.required):
            if name not in names:
                raise RecordError(name, _("Fältet saknas."))
        unknown = next(str(name) for name in names if name not in self.allowed)
        raise RecordError(quotable(unknown), _("Fältet är okänt."))


RECORD = _Shape("reference_date licence qualifying_degree employments courses degrees research decisions")
LICENCE = _Shape("kind issued_on revocation_final_on evidence")
DEGREE = _Shape("issued_on evidence", "title institution")
EMPLOYMENT = _Shape("profession in_school_system extent_percent starts_on ends_on evidence")
COURSE = _Shape("title code cycle completed_on passed merit_basis kind evidence institution", "credits legacy_points")
LATER_DEGREE = _Shape("cycle credits merit_credits awarded_on evidence", "title")
RESEARCH = _Shape("title starts_on ends_on evidence")
DECISION = _Shape("level decided_on evidence")


def parse_record(value: object) -> Facts:
    """The facts of a decoded JSON record. Raises RecordError at the first thing that breaks the contract.

    Numbers may be int, float or Decimal; `merit.contract.load` reads them exactly.
    """
    fields = RECORD.fields(value)
    return Facts(
        reference_date=_date(fields, "reference_date"),
        licence=_optional(fields, "licence", _licence),
        qualifying_degree=_optional(fields, "qualifying_degree", _degree),
        employments=_list(fields, "employments", _employment),
        courses=_list(fields, "courses", _course),
        degrees=_list(fields, "degrees", _later_degree),
        research=_list(fields, "research", _research),
        decisions=_list(fields, "decisions", _decision),
    )


def _licence(value: object) -> LicenceFact:
    fields = LICENCE.fields(value)
    return LicenceFact(
        kind=_choice(fields, "kind", LICENCE_KINDS),
        issued_on=_date(fields, "issued_on"),
        revocation_final_on=_date_or_none(fields, "revocation_final_on"),
        evidence=_choice(fields, "evidence", EVIDENCE),
    )


def _degree(value: object) -> DegreeFact:
    fields = DEGREE.fields(value)
    return DegreeFact(
        issued_on=_date(fields, "issued_on"),
        evidence=_choice(fields, "evidence", EVIDENCE),
        title=_text(fields, "title") if "title" in fields else None,
        institution=_text(fields, "institution") if "institution" in fields else None,
    )


def _employment(value: object) -> EmploymentFact:
    fields = EMPLOYMENT.fields(value)
    starts_on, ends_on = _period(fields)
    return EmploymentFact(
        profession=_choice(fields, "profession", PROFESSIONS),
        in_school_system=_truth_or_none(fields, "in_school_system"),
        extent_percent=_number(fields, "extent_percent", most=100),
        starts_on=starts_on,
        ends_on=ends_on,
        evidence=_choice(fields, "evidence", EVIDENCE),
    )


def _course(value: object) -> CourseFact:
    fields = COURSE.fields(value)
    if ("credits" in fields) is ("legacy_points" in fields):
        raise RecordError("credits", _("Ange antingen credits eller legacy_points, inte båda."))
    return CourseFact(
        title=_text(fields, "title", filled=True),
        code=None if fields["code"] is None else _text(fields, "code"),
        institution=_text(fields, "institution"),
        credits=_credits(fields, "credits", most=300) if "credits" in fields else None,
        legacy_points=_credits(fields, "legacy_points", most=200) if "legacy_points" in fields else None,
        cycle=_choice(fields, "cycle", CYCLES_OR_NONE),
        completed_on=_date(fields, "completed_on"),
        passed=_truth_or_none(fields, "passed"),
        merit_basis=_choice(fields, "merit_basis", MERIT_BASES_OR_NONE),
        kind=_choice(fields, "kind", COURSE_KINDS),
        evidence=_choice(fields, "evidence", EVIDENCE),
    )


def _later_degree(value: object) -> LaterDegreeFact:
    fields = LATER_DEGREE.fields(value)
    return LaterDegreeFact(
        title=_text(fields, "title") if "title" in fields else None,
        cycle=_choice(fields, "cycle", LATER_CYCLES),
        credits=_credits(fields, "credits", most=400),
        merit_credits=None if fields["merit_credits"] is None else _credits(fields, "merit_credits", most=400, positive=False),
        awarded_on=_date(fields, "awarded_on"),
        evidence=_choice(fields, "evidence", EVIDENCE),
    )


def _research(value: object) -> ResearchFact:
    fields = RESEARCH.fields(value)
    starts_on, ends_on = _period(fields)
    return ResearchFact(
        title=_text(fields, "title", filled=True),
        starts_on=starts_on,
        ends_on=ends_on,
        evidence=_choice(fields, "evidence", EVIDENCE),
    )


def _decision(value: object) -> DecisionFact:
    fields = DECISION.fields(value)
    level = fields["level"]
    if isinstance(level, bool) or not isinstance(level, NUMBERS) or level not in LEVELS:
        raise RecordError("level", _("Nivån ska vara 1, 2, 3 eller 4."))
    return DecisionFact(level=int(level), decided_on=_date(fields, "decided_on"), evidence=_choice(fields, "evidence", EVIDENCE))


LEVELS = (1, 2, 3, 4)
NUMBERS = (Decimal, int, float)


def _by_value(choices: type[Choice], without: tuple[Choice, ...] = ()) -> Mapping[object, Choice]:
    return {choice.value: choice for choice in choices if choice not in without}


EVIDENCE = _by_value(Evidence)
LICENCE_KINDS = _by_value(LicenceKind)
PROFESSIONS = _by_value(Profession)
CYCLES_OR_NONE: Mapping[object, Cycle | None] = {**_by_value(Cycle), None: None}
LATER_CYCLES = _by_value(Cycle, without=(Cycle.FIRST,))
MERIT_BASES_OR_NONE: Mapping[object, MeritBasis | None] = {**_by_value(MeritBasis), None: None}
COURSE_KINDS = _by_value(CourseKind)


def _optional(fields: Fields, name: str, parse: Callable[[object], Fact]) -> Fact | None:
    value = fields[name]
    if value is None:
        return None
    try:
        return parse(value)
    except RecordError as error:
        raise error.inside(name) from None


def _list(fields: Fields, name: str, parse: Callable[[object], Fact]) -> tuple[Fact, ...]:
    items = fields[name]
    if type(items) is not list:
        raise RecordError(name, _("Här ska det stå en lista."))
    facts: list[Fact] = []
    for item in items:
        try:
            facts.append(parse(item))
        except RecordError as error:
            raise error.inside(f"{name}[{len(facts)}]") from None
    return tuple(facts)


def _choice(fields: Fields, name: str, choices: Mapping[object, ChoiceOrNone]) -> ChoiceOrNone:
    try:
        return choices[fields[name]]
    except (KeyError, TypeError):  # the latter from what cannot be looked up: a list or an object
        pass
    listed = ", ".join(str(choice) for choice in choices if choice is not None)
    raise RecordError(name, _("Värdet ska vara ett av: %(choices)s.") % {"choices": listed})


def _truth_or_none(fields: Fields, name: str) -> bool | None:
    value = fields[name]
    if value is None or value is True or value is False:
        return value
    raise RecordError(name, _("Värdet ska vara true, false eller null."))


def _date(fields: Fields, name: str) -> date:
    value = fields[name]
    if type(value) is str and len(value) == DATE_LENGTH and value[4] == value[7] == "-":  # fromisoformat alone takes weeks too
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise RecordError(name, _("Datumet ska finnas och skrivas som 2025-09-01."))


def _date_or_none(fields: Fields, name: str) -> date | None:
    return None if fields[name] is None else _date(fields, name)


def _period(fields: Fields) -> tuple[date, date | None]:
    starts_on, ends_on = _date(fields, "starts_on"), _date_or_none(fields, "ends_on")
    if ends_on is not None and ends_on < starts_on:
        raise RecordError("ends_on", _("Sista dagen ligger före första dagen."))
    return starts_on, ends_on


def _text(fields: Fields, name: str, *, filled: bool = False) -> str:
    value = fields[name]
    if type(value) is not str:
        raise RecordError(name, _("Värdet ska vara text."))
    if filled and not value:
        raise RecordError(name, _("Texten får inte vara tom."))
    if not value.isascii() and HALF_CHARACTER.search(value):
        raise RecordError(name, _("Texten innehåller ett halvt tecken, som inte går att skriva i UTF-8."))
    return value


def _number(fields: Fields, name: str, *, most: int, positive: bool = False) -> Decimal:
    value = fields[name]
    kind = type(value)
    if isinstance(value, NUMBERS) and kind is not bool:
        number = Decimal(repr(value)) if kind is float else Decimal(value)
        if number.is_finite() and (number > 0 or (number == 0 and not positive)) and number <= most:
            if number and number.adjusted() < SMALLEST_EXPONENT:
                raise RecordError(name, _("Talet har för många decimaler."))
            return number or Decimal(0)
    if not isinstance(value, NUMBERS) or kind is bool:
        raise RecordError(name, _("Värdet ska vara ett tal, utan citattecken."))
    raise RecordError(
        name,
        _("Talet ska vara större än 0 och högst %(most)s.") % {"most": most}
        if positive
        else _("Talet ska vara minst 0 och högst %(most)s.") % {"most": most},
    )


def _credits(fields: Fields, name: str, *, most: int, positive: bool = True) -> Decimal:
    number = _number(fields, name, most=most, positive=positive)
    if number.quantize(TENTH) != number:
        raise RecordError(name, _("Poäng får ha högst en decimal."))
    return number
