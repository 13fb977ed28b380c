"""Degrees beside the qualifying one: the second-cycle degree of level 3 and the research degree of level 4."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from merit.rules.facts import Cycle, DegreeFact, Evidence, LaterDegreeFact
from merit.rules.findings import Condition, Counted, Doubt, DoubtfulRow, Finding, LegalSource, Outcome, Row, Value
from merit.rules.messages import Message, Remedy
from merit.rules.qualifying import usable, without_degree


class _Weighed(NamedTuple):
    fact: LaterDegreeFact
    counted: Counted
    doubt: Doubt | None


def second_cycle_degree(
    degrees: Sequence[LaterDegreeFact],
    *,
    degree: DegreeFact | None,
    on: date,
    size: Decimal,
    meriting_share: Decimal,
    source: LegalSource,
) -> Finding:
    """Whether a second-cycle degree of at least 60 hp, at least half of it meriting, was awarded after the qualifying degree.

    degrees: any order, any cycle. size: the 60 hp; meriting_share: the half. No number of its own. Awarded not later than the
    reference date. Unknown meriting credits are possible. Without a usable qualifying degree UNDETERMINED.
    Source: SFS 2025:280, 8 § first paragraph 2.
    """
    weighed = [_second_cycle(fact, usable(degree), on, size, meriting_share) for fact in degrees if fact.cycle is Cycle.SECOND]
    rows = tuple([Row(item.fact.ref, item.counted) for item in weighed])
    unusable = without_degree(Condition.SECOND_CYCLE_DEGREE, degree, on=on, required=None, zero=None, unit=None, rows=rows, source=source)
    if unusable is not None:
        return unusable
    best = _best(weighed)
    values: list[tuple[str, Value]] = [("credits_asked", size), ("on", on)]
    if degree is not None:
        values.append(("degree_on", degree.issued_on))
    if best is not None:
        share = best.fact.credits * meriting_share
        values += [("credits", best.fact.credits), ("awarded_on", best.fact.awarded_on), ("day", best.fact.awarded_on), ("share", share)]
        if best.fact.merit_credits is not None:
            values += [("meriting", best.fact.merit_credits), ("lack", share - best.fact.merit_credits)]
    message, remedy = _SECOND_CYCLE[(best.counted, best.doubt) if best else None]
    return _of_degree(Condition.SECOND_CYCLE_DEGREE, weighed, message=message, remedy=remedy, values=tuple(values), source=source)


def _second_cycle(fact: LaterDegreeFact, degree: DegreeFact | None, on: date, size: Decimal, meriting_share: Decimal) -> _Weighed:
    too_few_meriting = fact.merit_credits is not None and fact.merit_credits < fact.credits * meriting_share
    reasons = (
        (fact.evidence is Evidence.REJECTED, Counted.REJECTED),
        (fact.awarded_on > on, Counted.AFTER_REFERENCE_DATE),
        (fact.credits < size, Counted.TOO_FEW_CREDITS),
        (too_few_meriting, Counted.TOO_FEW_MERITING),
        (degree is None, Counted.NO_DEGREE),
        (degree is not None and fact.awarded_on <= degree.issued_on, Counted.BEFORE_DEGREE),
    )
    doubts = (
        (degree is not None and degree.evidence is Evidence.PENDING, Doubt.DEGREE_PENDING),
        (fact.evidence is Evidence.PENDING, Doubt.PENDING),
        (fact.merit_credits is None, Doubt.UNKNOWN_MERITING_SHARE),
    )
    for fails, reason in reasons:
        if fails:
            return _Weighed(fact, reason, None)
    for doubtful, doubt in doubts:
        if doubtful:
            return _Weighed(fact, Counted.POSSIBLE, doubt)
    return _Weighed(fact, Counted.SURE, None)


_SECOND_CYCLE: dict[tuple[Counted, Doubt | None] | None, tuple[Message, Remedy]] = {
    (Counted.SURE, None): (Message.SECOND_CYCLE_ENOUGH, Remedy.NOTHING),
    (Counted.POSSIBLE, Doubt.PENDING): (Message.SECOND_CYCLE_PENDING, Remedy.REVIEW),
    (Counted.POSSIBLE, Doubt.UNKNOWN_MERITING_SHARE): (Message.SECOND_CYCLE_UNKNOWN_SHARE, Remedy.SECOND_CYCLE_SHARE),
    (Counted.POSSIBLE, Doubt.DEGREE_PENDING): (Message.SECOND_CYCLE_DEGREE_PENDING, Remedy.DEGREE_REVIEW),
    (Counted.TOO_FEW_MERITING, None): (Message.SECOND_CYCLE_TOO_FEW_MERITING, Remedy.SECOND_CYCLE_MORE_MERITING),
    (Counted.AFTER_REFERENCE_DATE, None): (Message.SECOND_CYCLE_LATER, Remedy.WAIT_UNTIL),
    (Counted.BEFORE_DEGREE, None): (Message.SECOND_CYCLE_BEFORE_DEGREE, Remedy.SECOND_CYCLE_TAKE),
    (Counted.TOO_FEW_CREDITS, None): (Message.SECOND_CYCLE_TOO_SMALL, Remedy.SECOND_CYCLE_TAKE),
    (Counted.REJECTED, None): (Message.SECOND_CYCLE_REJECTED, Remedy.RESUBMIT),
    None: (Message.SECOND_CYCLE_MISSING, Remedy.SECOND_CYCLE_TAKE),
}


def research_degree(degrees: Sequence[LaterDegreeFact], *, on: date, source: LegalSource) -> Finding:
    """Whether a third-cycle degree was awarded not later than the reference date; before the qualifying degree too.

    degrees: any order, any cycle. No number; size and subject do not matter. Source: SFS 2025:280, 9 § 2.
    """
    weighed = [_third_cycle(fact, on) for fact in degrees if fact.cycle is Cycle.THIRD]
    best = _best(weighed)
    message, remedy = _THIRD_CYCLE[best.counted if best else None]
    values: list[tuple[str, Value]] = [("on", on)]
    if best is not None:
        values += [("awarded_on", best.fact.awarded_on), ("day", best.fact.awarded_on)]
    return _of_degree(Condition.RESEARCH_DEGREE, weighed, message=message, remedy=remedy, values=tuple(values), source=source)


def _third_cycle(fact: LaterDegreeFact, on: date) -> _Weighed:
    if fact.evidence is Evidence.REJECTED:
        return _Weighed(fact, Counted.REJECTED, None)
    if fact.awarded_on > on:
        return _Weighed(fact, Counted.AFTER_REFERENCE_DATE, None)
    if fact.evidence is Evidence.PENDING:
        return _Weighed(fact, Counted.POSSIBLE, Doubt.PENDING)
    return _Weighed(fact, Counted.SURE, None)


_THIRD_CYCLE: dict[Counted | None, tuple[Message, Remedy]] = {
    Counted.SURE: (Message.RESEARCH_DEGREE_ENOUGH, Remedy.NOTHING),
    Counted.POSSIBLE: (Message.RESEARCH_DEGREE_PENDING, Remedy.REVIEW),
    Counted.AFTER_REFERENCE_DATE: (Message.RESEARCH_DEGREE_LATER, Remedy.WAIT_UNTIL),
    Counted.REJECTED: (Message.RESEARCH_DEGREE_REJECTED, Remedy.RESUBMIT),
    None: (Message.RESEARCH_DEGREE_MISSING, Remedy.RESEARCH_DEGREE_TAKE),
}

_NEAREST = list(_SECOND_CYCLE)


def _best(weighed: list[_Weighed]) -> _Weighed | None:
    """The degree nearest to meeting the condition, whatever their order: told by the earliest and largest of equals."""
    if not weighed:
        return None
    return min(weighed, key=lambda item: (_NEAREST.index((item.counted, item.doubt)), item.fact.awarded_on, -item.fact.credits))


def _of_degree(
    condition: Condition,
    weighed: list[_Weighed],
    *,
    message: Message,
    remedy: Remedy,
    values: tuple[tuple[str, Value], ...],
    source: LegalSource,
) -> Finding:
    counted = {item.counted for item in weighed}
    return Finding(
        condition=condition,
        outcome=Outcome.between(sure=Counted.SURE in counted, possible=Counted.POSSIBLE in counted),
        source=source,
        message=message,
        remedy=remedy,
        values=values,
        rows=tuple([Row(item.fact.ref, item.counted) for item in weighed]),
        doubts=tuple([DoubtfulRow(item.fact.ref, item.doubt) for item in weighed if item.doubt is not None]),
    )
