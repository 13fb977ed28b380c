"""The licence, and what its revocation does to decisions."""

from datetime import date

from merit.rules.facts import Evidence, LicenceFact
from merit.rules.findings import Condition, Counted, Doubt, DoubtfulRow, Finding, LegalSource, Outcome, Row, Value
from merit.rules.messages import Message, Remedy


def revoked_on(licence: LicenceFact | None, *, on: date) -> date | None:
    """The day the revocation gained legal force, if that day has come; from it no decision on a merit level counts.

    A revocation date counts unless the licence is rejected, also while the evidence is pending. Source: skollagen 2 kap. 34 c §.
    """
    if licence is None or licence.evidence is Evidence.REJECTED or licence.revocation_final_on is None:
        return None
    return licence.revocation_final_on if licence.revocation_final_on <= on else None


def licence(fact: LicenceFact | None, *, on: date, source: LegalSource, revoked_source: LegalSource) -> Finding:
    """Whether the person holds a teaching licence on the reference date: issued by then and not revoked with legal force.

    No number. NOT_MET without a licence, with a rejected one, one not yet issued or one revoked; UNDETERMINED while pending.
    Source: skollagen (2010:800), 2 kap. 34 b §; once revoked 34 c §.
    """
    if fact is None:
        return Finding(
            condition=Condition.LICENCE,
            outcome=Outcome.NOT_MET,
            source=source,
            message=Message.LICENCE_MISSING,
            remedy=Remedy.LICENCE_APPLY,
        )
    outcome, counted, message, remedy = _state(fact, on)
    values: list[tuple[str, Value]] = [("licence", fact.kind), ("issued_on", fact.issued_on), ("on", on)]
    if fact.revocation_final_on is not None:
        values.append(("revoked_on", fact.revocation_final_on))
    return Finding(
        condition=Condition.LICENCE,
        outcome=outcome,
        source=revoked_source if message is Message.LICENCE_REVOKED else source,
        message=message,
        remedy=remedy,
        values=(*values, ("day", fact.issued_on)) if remedy is Remedy.WAIT_UNTIL else tuple(values),
        rows=(Row(fact.ref, counted),),
        doubts=(DoubtfulRow(fact.ref, Doubt.PENDING),) if counted is Counted.POSSIBLE else (),
    )


def _state(fact: LicenceFact, on: date) -> tuple[Outcome, Counted, Message, Remedy]:
    if fact.evidence is Evidence.REJECTED:
        return Outcome.NOT_MET, Counted.REJECTED, Message.LICENCE_REJECTED, Remedy.RESUBMIT
    if revoked_on(fact, on=on) is not None:
        return Outcome.NOT_MET, Counted.REVOKED, Message.LICENCE_REVOKED, Remedy.LICENCE_RENEW
    if fact.issued_on > on:
        return Outcome.NOT_MET, Counted.AFTER_REFERENCE_DATE, Message.LICENCE_NOT_ISSUED, Remedy.WAIT_UNTIL
    if fact.evidence is Evidence.PENDING:
        return Outcome.UNDETERMINED, Counted.POSSIBLE, Message.LICENCE_PENDING, Remedy.REVIEW
    if fact.revocation_final_on is not None:
        return Outcome.MET, Counted.SURE, Message.LICENCE_REVOKED_LATER, Remedy.LICENCE_LOST_LATER
    return Outcome.MET, Counted.SURE, Message.LICENCE_VALID, Remedy.NOTHING
