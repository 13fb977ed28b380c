"""The qualifying degree (behörighetsgivande examen): its issue date starts the clock of four conditions."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from merit.rules.facts import DegreeFact, Evidence
from merit.rules.findings import Condition, Finding, LegalSource, Measure, Outcome, Row, Unit
from merit.rules.messages import Message, Remedy

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
