"""One decision on one row: made once, on what the reviewer saw, and told to whoever reckons with it."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from audit.services import record as audit
from inventory import changes
from inventory.models import Course, MeritBasis, Record, RecordStatus
from inventory.review import permissions
from inventory.review.reasons import Decision, Ruling
from inventory.services import people
from inventory.telling import tell_decided, tell_reopened
from organisation.models import Person

OUTCOMES = {
    Decision.ACCEPT: RecordStatus.ACCEPTED,
    Decision.CHANGE: RecordStatus.ACCEPTED,
    Decision.RETURN: RecordStatus.COMPLETION_ASKED,
    Decision.NOT_MERITING: RecordStatus.NOT_MERITING,
    Decision.REJECT: RecordStatus.REJECTED,
}


class StaleError(Exception):
    """What the reviewer saw is not what is there. stored is the row as it is now; nothing was written."""

    def __init__(self, stored: Record) -> None:
        super().__init__(type(self).__name__)
        self.stored = stored


class AlreadyDecidedError(StaleError):
    """The row no longer waits: somebody has decided it, or its owner has taken it back."""


class ChangedError(StaleError):
    """The row waits, but says something else than when the reviewer opened it."""


class GoneError(Exception):
    """The owner has taken the row back and removed it."""


class NotAllowedError(Exception):
    """Nobody decides on their own row."""


class UndecidedBasisError(Exception):
    """A course cannot be accepted before somebody has said which area it belongs to."""


class ReplacedError(Exception):
    """The teacher has registered another one since, and there may only be one."""


@transaction.atomic
def decide(record: Record, ruling: Ruling, *, version: int, by: Person, on: date, at: datetime) -> Record:
    """Accept, return, set aside or reject what waits, in the version the reviewer saw.

    Raises GoneError, NotAllowedError, AlreadyDecidedError, ChangedError and UndecidedBasisError; then nothing is written.
    """
    stored = _locked(record)
    if stored.belongs_to(by):
        raise NotAllowedError
    if not permissions.can_decide(by, stored):
        raise AlreadyDecidedError(stored)
    if stored.version != version:
        raise ChangedError(stored)
    if needs_basis(stored) and ruling.decision in {Decision.ACCEPT, Decision.CHANGE} and "merit_basis" not in ruling.changes_to(stored):
        raise UndecidedBasisError
    changed = ruling.changes_to(stored)
    details: dict[str, str | int | bool | None] = {"kind": stored.kind, "decision": ruling.decision.value, "reason": ruling.reason}
    details |= {f"{name}_before": getattr(stored, name) for name in changed} | {f"{name}_after": value for name, value in changed.items()}
    stored.review_reason = ruling.told(stored)
    for name, value in changed.items():
        setattr(stored, name, value)
    stored.status = OUTCOMES[ruling.decision]
    _write(stored, by=by, at=at)
    audit("inventory.record.decided", actor=by, subject=stored.person, target=stored, at=at, details=details)
    tell_decided(stored, ruling.decision, at=at)
    changes.announce(stored.person, on=on, at=at)
    return stored


@transaction.atomic
def reopen(record: Record, *, version: int, reason: str, by: Person, on: date, at: datetime) -> Record:
    """Take a decision up again: the row waits once more. Raises GoneError, NotAllowedError, StaleError and ReplacedError."""
    stored = _locked(record)
    if stored.belongs_to(by):
        raise NotAllowedError
    if not permissions.can_reopen(by, stored):
        raise AlreadyDecidedError(stored)
    if stored.version != version:
        raise ChangedError(stored)
    details: dict[str, str | int | bool | None] = {"kind": stored.kind, "before": stored.status}
    stored.status = RecordStatus.SENT
    stored.review_reason = reason
    try:
        with transaction.atomic():
            _write(stored, by=by, at=at)
    except IntegrityError:
        raise ReplacedError from None
    audit("inventory.record.reopened", actor=by, subject=stored.person, target=stored, at=at, details=details)
    tell_reopened(stored, at=at)
    changes.announce(stored.person, on=on, at=at)
    return stored


def needs_basis(record: Record) -> bool:
    """Whether the teacher has left it to the reviewer to say which of the six areas the course belongs to."""
    return isinstance(record, Course) and record.merit_basis in {"", MeritBasis.UNSURE}


def _locked(record: Record) -> Record:
    """The row as it is now. Its owner's changes and other reviewers' wait, in the same order as everywhere: person, then row."""
    people.lock(record.person)
    stored = type(record).objects.select_for_update().filter(pk=record.pk).first()
    if stored is None:
        raise GoneError
    return stored


def _write(stored: Record, *, by: Person, at: datetime) -> None:
    stored.version += 1
    stored.reviewed_by = by
    stored.reviewed_at = at
    stored.save()
