"""What has happened to an accepted decision since. What takes from the teacher counts at once; what gives back waits to be seen again."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from audit.services import record as audit
from inventory import changes
from inventory.models import LevelDecision, RecordStatus
from inventory.services import people
from inventory.services.records import NotOwnRecordError, RecordChangedError, RecordGoneError, RecordLockedError
from inventory.telling import tell_reported, tell_to_review
from organisation.models import Person


@transaction.atomic
def tell_what_happened(
    decision: LevelDecision, events: Mapping[str, Any], *, version: int, by: Person, on: date, at: datetime
) -> LevelDecision:
    """The owner says that an accepted decision has been appealed or has lapsed. The same again changes nothing.

    events: appealed_on, appeal_outcome, appeal_decided_on, lapsed_on, lapse_reason, all of them. Where a level would stand longer by it
    than it does now, the row waits for a reviewer again; otherwise it stays accepted. Raises RecordGoneError, NotOwnRecordError,
    RecordLockedError, RecordChangedError, and ValidationError where a rule of the database would be broken.
    """
    people.lock(by)
    stored = LevelDecision.objects.select_for_update().filter(pk=decision.pk).first()
    if stored is None:
        raise RecordGoneError
    if not stored.belongs_to(by):
        raise NotOwnRecordError
    if stored.status != RecordStatus.ACCEPTED:
        raise RecordLockedError(stored)
    if all(getattr(stored, name) == value for name, value in events.items()):
        return stored
    if stored.version != version:
        raise RecordChangedError(stored)
    return _followed_up(stored, events, action="inventory.decision.followed_up", by=by, on=on, at=at)


@transaction.atomic
def report_what_happened(
    person: Person, events: Mapping[str, Any], *, level: int, decided_on: date, by: Person, on: date, at: datetime
) -> LevelDecision:
    """An administrator says, by Skolverket's letter, what has happened to a decision of somebody who cannot say it.

    It is named by its level and its day, so that nothing is shown to whoever does not know them. events: what the letter says; what it is
    silent of stays, so that nothing is taken back for somebody else. Else as tell_what_happened; the person is told. Raises RecordGoneError
    where no accepted decision is named so, and ValidationError.
    """
    people.lock(person)
    named = LevelDecision.objects.select_for_update().filter(person=person, level=level, decided_on=decided_on)
    stored = named.filter(status=RecordStatus.ACCEPTED).first()
    if stored is None:
        raise RecordGoneError
    said = {name: value for name, value in events.items() if value}
    if all(getattr(stored, name) == value for name, value in said.items()):
        return stored
    kept = _followed_up(stored, said, action="inventory.decision.reported", by=by, on=on, at=at)
    tell_reported(kept, at=at)
    return kept


def _followed_up(stored: LevelDecision, events: Mapping[str, Any], *, action: str, by: Person, on: date, at: datetime) -> LevelDecision:
    ended_before = stored.ended_on
    for name, value in events.items():
        setattr(stored, name, value)
    gives_back = ended_before is not None and (stored.ended_on is None or stored.ended_on > ended_before)
    if gives_back:
        stored.status, stored.sent_at = RecordStatus.SENT, at
    stored.version += 1
    stored.changed_at = at
    stored.validate_constraints()
    stored.save()
    details: dict[str, str | int | bool | None] = {"kind": stored.kind, "version": stored.version, "waits": gives_back}
    audit(action, actor=by, subject=stored.person, target=stored, at=at, details=details)
    if gives_back:
        tell_to_review(stored.person, on=on, at=at)
    changes.announce(stored.person, on=on, at=at)
    return stored
