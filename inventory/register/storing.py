"""What an answer's rows say becomes accepted records: many people's in one transaction and a few statements, however many they are.

Judged again on what is registered now: the same twice makes nothing twice. Each row taken in leaves an audit entry of its own.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from audit.services import record_each
from inventory import changes
from inventory.models import LevelDecision, Licence, RecordStatus, RegisterAnswer, RegisterAnswerRow
from inventory.register.columns import Said
from inventory.register.judging import Standing, judge, standing_after
from inventory.services import people
from inventory.telling import tell_from_register
from organisation.models import Person

State = RegisterAnswerRow.State
STATED = {
    Licence: ("revocation_final_on",),
    LevelDecision: ("case_number", "lapsed_on", "lapse_reason"),
}
COMMON = ("source", "status", "version", "changed_at", "reviewed_at", "reviewed_by", "review_reason", "sent_at")


@dataclass(frozen=True)
class ReadRow:
    """number: its place in the file. said: None where it cannot be read."""

    number: int
    state: State
    said: Said | None = None
    person: UUID | None = None


@transaction.atomic
def take_in_rows(answer: RegisterAnswer, rows: Sequence[ReadRow], *, by: Person, on: date, at: datetime) -> Mapping[int, State]:
    """Store what these rows say as accepted, with the register as its source; audit it, tell the people, assess them again.

    rows: those that say something of somebody. One that the database refuses stops no other. Gives the state each has come to.
    """
    held = people.lock_all({row.person for row in rows if row.person is not None})
    states = _settled([row for row in rows if row.person in held], by=by, at=at)
    taken = [held[row.person] for row in rows if row.person is not None and states.get(row.number) == State.TAKEN]
    if taken:
        once = list({person.pk: person for person in taken}.values())
        record_each("inventory.register_answer.taken_in", actor=by, subjects=taken, target=answer, at=at)
        tell_from_register(answer, once, at=at)
        changes.announce_all(once, on=on, at=at)
    _note(answer, states)
    return states


def standing_of(keys: Iterable[UUID]) -> dict[UUID, Standing]:
    """What each of these people has: two queries, however many they are."""
    found = {key: Standing() for key in keys}
    for licence in Licence.objects.filter(person__in=found.keys()).exclude(status=RecordStatus.REJECTED):
        found[licence.person_id].licence = licence
    for decision in LevelDecision.objects.filter(person__in=found.keys()).exclude(status=RecordStatus.REJECTED):
        found[decision.person_id].decisions.append(decision)
    return found


def _settled(rows: Sequence[ReadRow], *, by: Person, at: datetime) -> dict[int, State]:
    """All of them at once; where the database refuses that, one after the other, so that it is known which one it refuses."""
    try:
        with transaction.atomic():
            return _stored(rows, by=by, at=at)
    except IntegrityError:
        if len(rows) == 1:
            return {rows[0].number: State.CONFLICT}
    return {number: state for row in rows for number, state in _settled([row], by=by, at=at).items()}


def _stored(rows: Sequence[ReadRow], *, by: Person, at: datetime) -> dict[int, State]:
    standing = standing_of({row.person for row in rows if row.person is not None})
    states: dict[int, State] = {}
    kept: dict[UUID, Licence | LevelDecision] = {}
    for row in rows:
        if row.said is None or row.person is None:
            continue
        plan = judge(row.said, standing[row.person])
        states[row.number] = State.TAKEN if plan.state == State.NEW else plan.state
        if plan.state == State.NEW:
            standing[row.person] = standing_after(plan, standing[row.person])
            for one in (plan.licence, plan.decision):
                if one is not None:
                    one.person_id = row.person
                    kept[one.pk] = one
    _keep(list(kept.values()), by=by, at=at)
    return states


def _keep(rows: Sequence[Licence | LevelDecision], *, by: Person, at: datetime) -> None:
    """The rules that hold for a row stand in the database, which refuses what breaks them."""
    for row in rows:
        row.changed_at, row.reviewed_at, row.reviewed_by, row.review_reason = at, at, by, ""
        row.sent_at = row.sent_at or at
        if row._state.adding:
            row.created_at = at
        else:
            row.version += 1
    for model, stated in STATED.items():
        of_model = [row for row in rows if isinstance(row, model)]
        model.objects.bulk_create([row for row in of_model if row._state.adding])
        model.objects.bulk_update([row for row in of_model if not row._state.adding], [*stated, *COMMON])


def _note(answer: RegisterAnswer, states: Mapping[int, State]) -> None:
    numbers = defaultdict(list)
    for number, state in states.items():
        numbers[state].append(number)
    for state, some in numbers.items():
        RegisterAnswerRow.objects.filter(answer=answer, number__in=some).update(state=state)
