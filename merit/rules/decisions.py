"""Skolverket's decisions on merit levels."""

from collections.abc import Sequence
from datetime import date

from merit.rules.facts import DecisionFact, Evidence
from merit.rules.findings import Condition, Counted, Doubt, DoubtfulRow, Finding, LegalSource, Outcome, Row, Value
from merit.rules.messages import Message, Remedy

LEVEL_1 = 1


def decided_levels(decisions: Sequence[DecisionFact], *, on: date, revoked: date | None) -> frozenset[int]:
    """The levels Skolverket has decided by the reference date, accepted here; none once the licence is revoked.

    Source: lapse, skollagen 2 kap. 34 c §.
    """
    if revoked is not None:
        return frozenset()
    return frozenset([d.level for d in decisions if d.evidence is Evidence.ACCEPTED and d.decided_on <= on])


def decision_level_1(decisions: Sequence[DecisionFact], *, on: date, revoked: date | None, source: LegalSource) -> Finding:
    """Whether there is a decision on level 1, made not later than the reference date.

    No number. An accepted one is MET, only pending ones UNDETERMINED, none or rejected NOT_MET. `revoked` is the day a revocation of
    the licence gained legal force, if it has: then every decision has lapsed, NOT_MET.
    Source: SFS 2025:280, 7 § första stycket 1 (level 2, and 3 through it) and 9 § 1; lapse: skollagen 2 kap. 34 c §.
    """
    rows = tuple([Row(d.ref, _counted(d, on, revoked)) for d in decisions if d.level == LEVEL_1])
    message, remedy, told = _story([d for d in decisions if d.level == LEVEL_1], on, revoked)
    values: list[tuple[str, Value]] = [("on", on)]
    if told is not None:
        values.append(("decided_on", told.decided_on))
        values.append(("day", told.decided_on))
    if revoked is not None:
        values.append(("revoked_on", revoked))
    return Finding(
        condition=Condition.DECISION_LEVEL_1,
        outcome=_OUTCOMES.get(message, Outcome.NOT_MET),
        source=source,
        message=message,
        remedy=remedy if revoked is None else Remedy.DECISION_RENEW,
        values=tuple(values),
        rows=rows,
        doubts=tuple([DoubtfulRow(ref, Doubt.PENDING) for ref, counted in rows if counted is Counted.POSSIBLE]),
    )


_OUTCOMES = {Message.DECISION_MADE: Outcome.MET, Message.DECISION_PENDING: Outcome.UNDETERMINED}


def _counted(decision: DecisionFact, on: date, revoked: date | None) -> Counted:
    if decision.evidence is Evidence.REJECTED:
        return Counted.REJECTED
    if decision.decided_on > on:
        return Counted.AFTER_REFERENCE_DATE
    if revoked is not None:
        return Counted.REVOKED
    return Counted.SURE if decision.evidence is Evidence.ACCEPTED else Counted.POSSIBLE


def _story(decisions: list[DecisionFact], on: date, revoked: date | None) -> tuple[Message, Remedy, DecisionFact | None]:
    """The strongest thing to say, and the earliest decision it is said of."""
    for counted, (message, remedy) in _STORIES.items():
        fitting = [d for d in decisions if _counted(d, on, revoked) is counted]
        if fitting:
            return message, remedy, min(fitting, key=lambda d: d.decided_on)
    return Message.DECISION_MISSING, Remedy.DECISION_APPLY, None


_STORIES = {
    Counted.SURE: (Message.DECISION_MADE, Remedy.NOTHING),
    Counted.POSSIBLE: (Message.DECISION_PENDING, Remedy.REVIEW),
    Counted.REVOKED: (Message.DECISION_LAPSED, Remedy.DECISION_RENEW),
    Counted.AFTER_REFERENCE_DATE: (Message.DECISION_LATER, Remedy.WAIT_UNTIL),
    Counted.REJECTED: (Message.DECISION_REJECTED, Remedy.RESUBMIT),
}
