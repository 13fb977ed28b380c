"""Professionally active now: how much the running employments are, together or the largest alone."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal

from merit.rules.counting import EXACT
from merit.rules.facts import EmploymentFact, Evidence, Profession
from merit.rules.findings import Condition, Counted, Doubt, DoubtfulRow, Finding, LegalSource, Outcome, Row, Unit, Value
from merit.rules.messages import Message, Phrase, Remedy
from merit.rules.readings import HalfTime
from merit.rules.rulesets import Teaching

ZERO = Decimal(0)
PRINCIPALS = (Profession.PRINCIPAL, Profession.DEPUTY_PRINCIPAL)


def active_half_time(
    employments: Sequence[EmploymentFact],
    *,
    on: date,
    required: Decimal,
    teaching: Teaching,
    reading: HalfTime = HalfTime.SUM,
    source: LegalSource,
) -> Finding:
    """Whether teaching in the school system on the reference date is at least half time.

    employments: any order; reading: whether the posts that run on the day add up, or one has to be enough. Percent of full time,
    required 50. Pending evidence, a special educator and an unknown school system count as possible.
    Source: SFS 2025:280, 6 § 1, 7 § 1, 8 § 1, 9 § 1.
    """
    together = EXACT.add if reading is HalfTime.SUM else max
    sure, unsure, rows, doubts = _weighed(employments, on, teaching, together)
    possible = together(sure, unsure)
    outcome = Outcome.between(sure=sure >= required, possible=possible >= required)
    values: tuple[tuple[str, Value], ...] = (
        ("open", unsure),
        ("least", EXACT.subtract(required, possible)),
        ("posts", Phrase.POSTS if reading is HalfTime.SUM else Phrase.ONE_POST),
    )
    message = _message(outcome, sure, possible, employments, rows)
    return Finding(
        condition=Condition.ACTIVE_HALF_TIME,
        outcome=outcome,
        source=source,
        message=message,
        remedy=Remedy.ACTIVE_ADD if message is Message.ACTIVE_NONE else _remedy(outcome, sure, possible, doubts),
        required=required,
        sure=sure,
        possible=possible,
        unit=Unit.PERCENT,
        missing=ZERO if sure >= required else EXACT.subtract(required, sure),
        values=values,
        rows=tuple(rows),
        doubts=tuple(doubts),
    )


def _weighed(
    employments: Sequence[EmploymentFact], on: date, teaching: Teaching, together: Callable[[Decimal, Decimal], Decimal]
) -> tuple[Decimal, Decimal, list[Row], list[DoubtfulRow]]:
    """What is sure, what is only possible, and how each employment counted."""
    sure = unsure = ZERO
    rows: list[Row] = []
    doubts: list[DoubtfulRow] = []
    for employment in employments:
        counted = _counted(employment, on, teaching)
        if counted is Counted.SURE:
            sure = together(sure, employment.extent_percent)
        elif counted is Counted.POSSIBLE:
            unsure = together(unsure, employment.extent_percent)
            doubts.append(DoubtfulRow(employment.ref, _doubt(employment)))
        rows.append(Row(employment.ref, counted))
    return sure, unsure, rows, doubts


def _counted(employment: EmploymentFact, on: date, teaching: Teaching) -> Counted:
    if employment.starts_on > on:
        return Counted.NOT_STARTED
    if employment.ends_on is not None and employment.ends_on < on:
        return Counted.ENDED
    if employment.evidence is Evidence.REJECTED:
        return Counted.REJECTED
    known = employment.profession in teaching.sure
    if not known and employment.profession not in teaching.unknown:
        return Counted.NOT_TEACHING
    if employment.in_school_system is False:
        return Counted.OUTSIDE_SCHOOL_SYSTEM
    sure = known and employment.in_school_system is True and employment.evidence is Evidence.ACCEPTED
    return Counted.SURE if sure else Counted.POSSIBLE


def _doubt(employment: EmploymentFact) -> Doubt:
    if employment.evidence is Evidence.PENDING:
        return Doubt.PENDING
    return Doubt.UNKNOWN_SCHOOL_SYSTEM if employment.in_school_system is None else Doubt.UNKNOWN_PROFESSION


def _message(outcome: Outcome, sure: Decimal, possible: Decimal, employments: Sequence[EmploymentFact], rows: list[Row]) -> Message:
    if outcome is Outcome.MET:
        return Message.ACTIVE_ENOUGH
    if possible > sure:
        return Message.ACTIVE_OPEN
    if sure:
        return Message.ACTIVE_SHORT
    counted = [row.counted for row in rows]
    if Counted.OUTSIDE_SCHOOL_SYSTEM in counted:
        return Message.ACTIVE_OUTSIDE
    if Counted.NOT_TEACHING not in counted:
        return Message.ACTIVE_NONE
    running = [e.profession for e, row in zip(employments, rows, strict=True) if row.counted is Counted.NOT_TEACHING]
    return Message.ACTIVE_PRINCIPAL if any(p in PRINCIPALS for p in running) else Message.ACTIVE_OTHER


def _remedy(outcome: Outcome, sure: Decimal, possible: Decimal, doubts: list[DoubtfulRow]) -> Remedy:
    if outcome is Outcome.MET:
        return Remedy.NOTHING
    if outcome is Outcome.NOT_MET:
        if possible > sure:
            return Remedy.ACTIVE_MORE_ANYWAY
        return Remedy.ACTIVE_MORE if sure else Remedy.ACTIVE_TEACH
    kinds = {doubt for _, doubt in doubts}
    if Doubt.PENDING in kinds:
        return Remedy.ACTIVE_REVIEW
    return Remedy.ACTIVE_SCHOOL_SYSTEM if Doubt.UNKNOWN_SCHOOL_SYSTEM in kinds else Remedy.ACTIVE_PROFESSION
