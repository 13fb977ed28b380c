"""Making two accounts one, undoing it, and saying that they are two people: one verb, one transaction, one audit entry each."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from audit.services import record
from organisation.identity.protection import Reason, protect_merged, set_protection
from organisation.merging import changes, moving
from organisation.models import NotTheSamePerson, Person, PersonIdentifier, PersonMerge, Protection

UNDO_WITHIN = timedelta(days=30)
CLOSED: moving.Entry = {"model": "organisation.person", "field": "is_active"}


class MergeError(Exception):
    """The two accounts cannot be made one, or two again. The subclasses say why."""


class OwnAccountError(MergeError):
    """Nobody merges themselves."""


class AlreadyMergedError(MergeError):
    """One of the accounts was merged meanwhile."""


class DifferentProvidersError(MergeError):
    """The accounts belong to two school providers."""


class NumbersDifferError(MergeError):
    """Each account has a number in force, so they are two people unless somebody has looked into it."""


class TooLateError(MergeError):
    """The days in which it could be undone are over."""


class UndoneError(MergeError):
    """Somebody has undone it already."""


def numbers_differ(one: Person, other: Person) -> bool:
    """Whether both have a number in force. No two accounts have the same one, so such numbers always differ."""
    with_number = PersonIdentifier.objects.filter(person__in=(one, other), ended_at=None)
    return with_number.order_by().values("person").distinct().count() == 2


def may_undo(merge: PersonMerge, *, at: datetime) -> bool:
    return merge.undone_at is None and at < merge.merged_at + UNDO_WITHIN


@transaction.atomic
def merge(kept: Person, merged: Person, *, reason: str, by: Person, at: datetime, numbers_checked: bool = False) -> PersonMerge:
    """Move merged's own rows to kept and close merged's account. Raises a MergeError.

    numbers_checked: that somebody has looked into two different numbers. Those who listen compute again what follows from the rows.
    The stronger protection of the two holds for both, and stays with both if it is undone: to lift it takes a decision.
    """
    kept, merged = _locked(kept, merged)
    if by.pk in {kept.pk, merged.pk}:
        raise OwnAccountError
    if kept.provider_id != merged.provider_id or by.provider_id != kept.provider_id:
        raise DifferentProvidersError
    if kept.merged_into_id or merged.merged_into_id or kept.pk == merged.pk:
        raise AlreadyMergedError
    if numbers_differ(kept, merged) and not numbers_checked:
        raise NumbersDifferError
    on = timezone.localdate(at)
    moves = moving.move(kept=kept, merged=merged, on=on)
    closed = [{**CLOSED, "keys": [str(merged.pk)]}] if merged.is_active else []
    done = PersonMerge.objects.create(kept=kept, merged=merged, merged_by=by, merged_at=at, reason=reason, moved=[*closed, *moves.entries])
    merged.merged_into, merged.is_active = kept, False
    merged.session_epoch += 1
    merged.save(update_fields=["merged_into", "is_active", "session_epoch"])
    _protect(kept, merged, by=by, at=at)
    _tell("organisation.person.merged", done, by=by, at=at, rows=sum(moves.moved.values()))
    return done


@transaction.atomic
def undo(done: PersonMerge, *, by: Person, at: datetime) -> moving.Moves:
    """Two accounts again: the rows that were moved go back where they are still kept's. Raises a MergeError."""
    done = PersonMerge.objects.select_for_update(of=("self",)).select_related("kept", "merged").get(pk=done.pk)
    kept, merged = _locked(done.kept, done.merged)
    if by.pk in {kept.pk, merged.pk}:
        raise OwnAccountError
    if done.undone_at is not None:
        raise UndoneError
    if not may_undo(done, at=at):
        raise TooLateError
    if merged.merged_into_id != kept.pk or kept.merged_into_id:
        raise AlreadyMergedError
    was_open = any(entry["model"] == CLOSED["model"] for entry in done.moved)
    moves = moving.move_back((entry for entry in done.moved if entry["model"] != CLOSED["model"]), kept=kept, merged=merged)
    merged.merged_into, merged.is_active = None, was_open
    merged.save(update_fields=["merged_into", "is_active"])
    done.undone_at, done.undone_by = at, by
    done.save(update_fields=["undone_at", "undone_by"])
    _tell("organisation.person.merge_undone", done, by=by, at=at, rows=sum(moves.moved.values()))
    return moves


@transaction.atomic
def say_two_people(one: Person, other: Person, *, by: Person, at: datetime) -> None:
    """Remember that the accounts are two people, so that they are not suggested again. Said twice is said once."""
    first, second = sorted((one, other), key=lambda person: person.pk)
    said, is_new = NotTheSamePerson.objects.get_or_create(first=first, second=second, defaults={"said_by": by, "said_at": at})
    if is_new:
        record("organisation.person.not_the_same", actor=by, target=said, at=at, details={"one": str(first.pk), "other": str(second.pk)})


def _locked(kept: Person, merged: Person) -> tuple[Person, Person]:
    """Both rows, locked in one order whoever asks."""
    people = {person.pk: person for person in Person.objects.select_for_update().filter(pk__in=(kept.pk, merged.pk)).order_by("pk")}
    return people[kept.pk], people[merged.pk]


def _protect(kept: Person, merged: Person, *, by: Person, at: datetime) -> None:
    stronger = max(kept.protection, merged.protection, key=Protection.values.index)
    if not set_protection(kept, stronger, reason=Reason.MEANWHILE, by=by, at=at):
        protect_merged(kept)


def _tell(action: str, done: PersonMerge, *, by: Person, at: datetime, rows: int) -> None:
    """An entry for each of the two, who each may read it; and whoever listens."""
    for person, other in ((done.kept, done.merged), (done.merged, done.kept)):
        record(action, actor=by, target=done, subject=person, at=at, details={"other": str(other.pk), "rows": rows})
        changes.announce(person, on=timezone.localdate(at), at=at)
