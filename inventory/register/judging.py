"""What a row would do to what is registered. Changes none of the rows it is given; used alike for the dry run and for the taking in."""

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, field
from typing import TypeVar

from inventory.models import LevelDecision, Licence, RecordSource, RecordStatus, RegisterAnswerRow
from inventory.register.columns import Said, SaidDecision, SaidLicence

State = RegisterAnswerRow.State
Row = TypeVar("Row", Licence, LevelDecision)


@dataclass
class Standing:
    """What one person has that has not been set aside in a review."""

    licence: Licence | None = None
    decisions: list[LevelDecision] = field(default_factory=list)


@dataclass(frozen=True)
class Plan:
    """What is to be stored, new or a changed copy, and the state of the row. Nothing is stored where anything conflicts."""

    state: State
    licence: Licence | None = None
    decision: LevelDecision | None = None


def judge(said: Said, standing: Standing) -> Plan:
    """Does the row say something new, the same, or something that cannot stand beside what is registered?"""
    licence = _licence(said.licence, standing.licence) if said.licence else State.SAME
    decision = _decision(said.decision, standing.decisions) if said.decision else State.SAME
    if State.CONFLICT in (licence, decision):
        return Plan(State.CONFLICT)
    if said.licence is None and said.decision is None:
        return Plan(State.NOTHING)
    to_store = (licence if isinstance(licence, Licence) else None, decision if isinstance(decision, LevelDecision) else None)
    return Plan(State.NEW if any(to_store) else State.SAME, *to_store)


def standing_after(plan: Plan, before: Standing) -> Standing:
    """What there is when the plan has been carried out, so that a later row of the same file is held against it."""
    decisions = before.decisions
    if plan.decision is not None:
        decisions = [*(row for row in decisions if row.pk != plan.decision.pk), plan.decision]
    return Standing(plan.licence or before.licence, decisions)


def _seen(row: Licence | LevelDecision) -> bool:
    return row.status == RecordStatus.ACCEPTED


def _licence(said: SaidLicence, row: Licence | None) -> Licence | State:
    if row is None:
        row = Licence(licence_kind=said.kind, issued_on=said.issued_on, revocation_final_on=said.revoked_on)
        return _delivered(row)
    if (row.licence_kind, row.issued_on) != (said.kind, said.issued_on):
        return State.CONFLICT
    if row.revocation_final_on not in (None, said.revoked_on) and said.revoked_on is not None:
        return State.CONFLICT
    if _seen(row) and (said.revoked_on is None or row.revocation_final_on == said.revoked_on):
        return State.SAME
    row = copy(row)  # what the row is about may yet conflict, and then this stays as it was
    row.revocation_final_on = row.revocation_final_on or said.revoked_on
    return _delivered(row)


def _decision(said: SaidDecision, rows: Sequence[LevelDecision]) -> LevelDecision | State:
    of_level = [row for row in rows if row.level == said.level]
    same = next((row for row in of_level if row.decided_on == said.decided_on), None)
    if same is None:
        new = LevelDecision(level=said.level, outcome=said.outcome, decided_on=said.decided_on, case_number=said.case_number)
        _lapse(new, said)
        stands = new.outcome == LevelDecision.Outcome.GRANTED and new.ended_on is None
        if stands and any(row.outcome == LevelDecision.Outcome.GRANTED and row.ended_on is None for row in of_level):
            return State.CONFLICT
        return _delivered(new)
    if same.outcome != said.outcome or (said.lapsed_on and same.lapsed_on not in (None, said.lapsed_on)):
        return State.CONFLICT
    if same.case_number and said.case_number and same.case_number != said.case_number:
        return State.CONFLICT
    adds = (said.lapsed_on and not same.lapsed_on) or (said.case_number and not same.case_number)
    if _seen(same) and not adds:
        return State.SAME
    same = copy(same)
    same.case_number = same.case_number or said.case_number
    if not same.lapsed_on:
        _lapse(same, said)
    return _delivered(same)


def _lapse(row: LevelDecision, said: SaidDecision) -> None:
    if said.lapsed_on:
        row.lapsed_on, row.lapse_reason = said.lapsed_on, LevelDecision.LapseReason.OTHER


def _delivered(row: Row) -> Row:
    row.source, row.status = RecordSource.REGISTER, RecordStatus.ACCEPTED
    return row
