"""The qualifying degree (behörighetsgivande examen): its issue date starts the clock of four conditions."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from merit.rules.facts import DegreeFact, Evidence, Facts
from merit.rules.findings import Condition, Finding, LegalSource, Measure, Outcome, Row, Unit
from merit.rules.messages import Message, Remedy
from merit.rules.readings import WhichDegree

_MISSING: Mapping[Condition, Message] = {
    Condition.YEARS_OF_SERVICE: Message.YEARS_NO_DEGREE,
    Condition.MERIT_CREDITS: Message.MERIT_NO_DEGREE,
    Condition.ADVANCED_CREDITS: Message.ADVANCED_NO_DEGREE,
    Condition.SECOND_CYCLE_DEGREE: Message.SECOND_CYCLE_NO_DEGREE,
}
_REJECTED: Mapping[Condition, Message] = {
    Condition.YEARS_OF_SERVICE: Message.YEARS_DEGREE_REJECTED,
    Condition.MERIT_CREDITS: Message.MERIT_DEGREE_REJECTED,
    Condition.ADVANCED_CREDITS: Message.ADVANCED_DEGREE_REJECTED,
    Condition.SECOND_CYCLE_DEGREE: Message.SECOND_CYCLE_DEGREE_REJECTED,
}
_LATER: Mapping[Condition, Message] = {
    Condition.YEARS_OF_SERVICE: Message.YEARS_DEGREE_LATER,
    Condition.MERIT_CREDITS: Message.MERIT_DEGREE_LATER,
    Condition.ADVANCED_CREDITS: Message.ADVANCED_DEGREE_LATER,
    Condition.SECOND_CYCLE_DEGREE: Message.SECOND_CYCLE_DEGREE_LATER,
}


def usable(degree: DegreeFact | None) -> DegreeFact | None:
    """The degree if it can count at all: a rejected one is as none."""
    return None if degree is None or degree.evidence is Evidence.REJECTED else degree


def read_as(facts: Facts, reading: WhichDegree) -> Facts:
    """The facts with the qualifying degree that starts the clock in that reading. Done again it changes nothing.

    LATEST: of the qualifying degree and the later ones that qualify too, those awarded not later than the reference date, the latest
    accepted one. One that waits for a reviewer does not move the clock. Where none is accepted, the one that was entered stays.
    """
    if reading is WhichDegree.FIRST or not any(later.is_qualifying for later in facts.degrees):
        return facts
    entered = [] if facts.qualifying_degree is None else [facts.qualifying_degree]
    others = [
        DegreeFact(issued_on=later.awarded_on, evidence=later.evidence, title=later.title, ref=later.ref)
        for later in facts.degrees
        if later.is_qualifying
    ]
    there = [each for each in (*entered, *others) if each.evidence is Evidence.ACCEPTED and each.issued_on <= facts.reference_date]
    return replace(facts, qualifying_degree=max(there, key=lambda each: each.issued_on)) if there else facts


def without_degree(
    condition: Condition,
    degree: DegreeFact | None,
    *,
    on: date,
    required: Measure | None,
    zero: Measure | None,
    unit: Unit | None,
    rows: tuple[Row, ...],
    source: LegalSource,
) -> Finding | None:
    """The finding of a condition that counts from the degree, where no degree has been issued; None where one has.

    Missing or rejected: UNDETERMINED, nothing sure and nothing known to be possible. Issued after the reference date: NOT_MET, for
    nothing can follow it. required, zero and unit: the condition's own measure, None where it has no number.
    """
    there = usable(degree)
    if there is not None and there.issued_on <= on:
        return None
    if there is not None:
        outcome, message, remedy = Outcome.NOT_MET, _LATER[condition], Remedy.DEGREE_LATER
    elif degree is not None:
        outcome, message, remedy = Outcome.UNDETERMINED, _REJECTED[condition], Remedy.DEGREE_RESUBMIT
    else:
        outcome, message, remedy = Outcome.UNDETERMINED, _MISSING[condition], Remedy.DEGREE_ADD
    return Finding(
        condition=condition,
        outcome=outcome,
        source=source,
        message=message,
        remedy=remedy,
        required=required,
        sure=zero,
        possible=None if there is None else zero,
        unit=unit,
        missing=required if isinstance(required, Decimal) else None,
        values=() if there is None else (("degree_on", there.issued_on),),
        rows=rows,
    )
