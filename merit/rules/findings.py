"""What an assessment answers: findings, levels, and the law they rest on. Message ids here, sentences in `merit.sentences`."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from merit.rules.durations import Duration
from merit.rules.messages import Message, Remedy


class Outcome(StrEnum):
    MET = "met"
    NOT_MET = "not_met"
    UNDETERMINED = "undetermined"

    @classmethod
    def between(cls, *, sure: bool, possible: bool) -> "Outcome":
        """Sure reaches the requirement: met. Possible does not: not met. Between them: undetermined."""
        if sure:
            return cls.MET
        return cls.UNDETERMINED if possible else cls.NOT_MET


class Unit(StrEnum):
    HP = "hp"
    PERCENT = "percent"
    YEARS = "years"


class Condition(StrEnum):
    """The conditions of the contract."""

    LICENCE = "licence"
    DECISION_LEVEL_1 = "decision_level_1"
    ACTIVE_HALF_TIME = "active_half_time"
    YEARS_OF_SERVICE = "years_of_service"
    MERIT_CREDITS = "merit_credits"
    ADVANCED_CREDITS = "advanced_credits"
    TEACHING_PROFICIENCY = "teaching_proficiency"
    SECOND_CYCLE_DEGREE = "second_cycle_degree"
    RESEARCH_DEGREE = "research_degree"


Measure: TypeAlias = Decimal | Duration
Value: TypeAlias = Decimal | Duration | date | int | str


@dataclass(frozen=True, slots=True)
class LegalSource:
    """Where the law says it. `first_day` and `last_day` (both included) bound a rule that holds for a time only."""

    law: str
    provision: str
    first_day: date | None = None
    last_day: date | None = None

    def covers(self, day: date) -> bool:
        return (self.first_day is None or self.first_day <= day) and (self.last_day is None or day <= self.last_day)


class Counted(StrEnum):
    """How a row counted: surely, possibly, or why not."""

    SURE = "sure"
    POSSIBLE = "possible"
    REJECTED = "rejected"
    DUPLICATE = "duplicate"
    NO_DEGREE = "no_degree"
    BEFORE_DEGREE = "before_degree"
    AFTER_REFERENCE_DATE = "after_reference_date"
    NOT_PASSED = "not_passed"
    FIRST_CYCLE = "first_cycle"
    THIRD_CYCLE = "third_cycle"
    NOT_MERITING = "not_meriting"
    AREA_NOT_SETTLED = "area_not_settled"
    NOT_TEACHING = "not_teaching"
    OUTSIDE_SCHOOL_SYSTEM = "outside_school_system"
    ENDED = "ended"
    NOT_STARTED = "not_started"
    TOO_FEW_CREDITS = "too_few_credits"
    TOO_FEW_MERITING = "too_few_meriting"
    REVOKED = "revoked"


class Doubt(StrEnum):
    """Why a row counts possibly but not surely: the first reason that applies."""

    DEGREE_PENDING = "degree_pending"
    PENDING = "pending"
    UNKNOWN_GRADE = "unknown_grade"
    UNKNOWN_CYCLE = "unknown_cycle"
    UNKNOWN_AREA = "unknown_area"
    UNKNOWN_PROFESSION = "unknown_profession"
    UNKNOWN_SCHOOL_SYSTEM = "unknown_school_system"
    UNKNOWN_MERITING_SHARE = "unknown_meriting_share"


class Row(NamedTuple):
    """One fact behind a number: the fact's `ref`, and how it counted."""

    ref: str | None
    counted: Counted


class DoubtfulRow(NamedTuple):
    """One fact that counts possibly: the fact's `ref`, and why not surely."""

    ref: str | None
    doubt: Doubt


class Finding(NamedTuple):
    """One condition of one level: what was asked, what was measured, the paragraph, and which sentences say it.

    `required`, `sure` and `possible` are Decimal in `unit` (hp, percent) or Duration (years), None where the condition has no number;
    `possible` is None too where nothing can be known because the qualifying degree is missing. `missing`: what `sure` is short of
    `required`, 0 when met. `message` says what is, `remedy` what to do; both are filled from the numbers here and from `values`.
    `rows` are the facts that were weighed, in the order given; `doubts` those of them that count possibly, with the reason.
    A named tuple, since some twenty are made for each assessment: frozen dataclasses of as many fields take four times as long.
    """

    condition: Condition
    outcome: Outcome
    source: LegalSource
    message: Message
    remedy: Remedy
    required: Measure | None = None
    sure: Measure | None = None
    possible: Measure | None = None
    unit: Unit | None = None
    missing: Decimal | None = None
    values: tuple[tuple[str, Value], ...] = ()
    rows: tuple[Row, ...] = ()
    doubts: tuple[DoubtfulRow, ...] = ()

    def under(self, source: LegalSource) -> "Finding":
        """The same finding where another level asks for it under its own paragraph."""
        if source is self.source:
            return self
        return Finding(self.condition, self.outcome, source, *self[3:])  # all but the third field; _replace takes four times as long


class LevelResult(NamedTuple):
    """One level. `decided`: Skolverket has decided it, accepted here and not lapsed; it does not change `outcome`."""

    level: int
    outcome: Outcome
    decided: bool
    findings: tuple[Finding, ...]

    def finding(self, condition: str) -> Finding:
        """The finding of a condition id; KeyError if the level does not ask for it."""
        for finding in self.findings:
            if finding.condition == condition:
                return finding
        raise KeyError(condition)


@dataclass(frozen=True, slots=True)
class Assessment:
    """The preliminary answer for all four levels. Skolverket decides."""

    reference_date: date
    rule_set: str
    rules_valid_from: date
    levels: tuple[LevelResult, ...]

    def level(self, number: int) -> LevelResult:
        for result in self.levels:
            if result.level == number:
                return result
        raise KeyError(number)

    def __iter__(self) -> Iterator[LevelResult]:
        return iter(self.levels)
