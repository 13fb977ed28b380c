"""May this person do this? No queries beyond what is given."""

from inventory.models import LevelDecision, Record, RecordStatus
from organisation.http import Scope
from organisation.models import Person


def can_take_part(scope: Scope) -> bool:
    """The inventory is for everybody who is employed, inside the merit system or not (001-06, 001-07)."""
    return scope.is_staff


def can_edit(person: Person, record: Record) -> bool:
    """Only one's own, and only what is a draft or has been returned. Nobody edits on somebody else's behalf."""
    return record.belongs_to(person) and record.can_be_edited


def can_take_back(person: Person, record: Record) -> bool:
    """What is sent can be taken back until a reviewer has judged it."""
    return record.belongs_to(person) and record.status == RecordStatus.SENT


def can_follow_up(person: Person, record: Record) -> bool:
    """What has happened to one's own decision since it was accepted; before that it is changed in its own form."""
    return isinstance(record, LevelDecision) and record.belongs_to(person) and record.status == RecordStatus.ACCEPTED
