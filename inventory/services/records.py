"""Saving, removing and taking back one record. Running twice does once; newer work is never overwritten."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from audit.models import Entry
from audit.services import record as audit
from inventory import changes, permissions
from inventory.content import values_of
from inventory.models import Certificate, Record, RecordStatus
from inventory.services import answers, people
from organisation.models import Person


class RecordError(Exception):
    """Something about the stored record stops the change. stored is the record as it is now."""

    def __init__(self, stored: Record) -> None:
        super().__init__(type(self).__name__)
        self.stored = stored


class RecordLockedError(RecordError):
    """The record has been sent or judged, and is not the owner's to change."""


class RecordChangedError(RecordError):
    """Somebody, most likely the owner in another tab, saved something else after the form was opened."""


class RecordGoneError(Exception):
    """The record was removed after the form was opened."""


class NotOwnRecordError(Exception):
    """The id belongs to another person's record."""


@dataclass(frozen=True)
class Saved:
    """changed is False where the same was stored already, as after a double click."""

    record: Record
    changed: bool


@transaction.atomic
def save_record(said: Record, *, certificates: Sequence[Certificate], opened_version: int, by: Person, on: date, at: datetime) -> Saved:
    """Store what `said` says under its id, with these certificates of the person's own; audit it and tell who listens.

    opened_version: the version the form was opened with, 0 for a new record. Raises RecordLockedError, RecordChangedError,
    RecordGoneError, NotOwnRecordError, and ValidationError where a rule of the database would be broken.
    """
    people.lock(by)
    stored = type(said).objects.select_for_update().filter(pk=said.pk).first()
    if stored is None:
        if opened_version:
            raise RecordGoneError
        return Saved(_create(said, certificates, by=by, on=on, at=at), changed=True)
    if not stored.belongs_to(by):
        raise NotOwnRecordError
    if _says_the_same(stored, said, certificates):
        return Saved(stored, changed=False)
    if not permissions.can_edit(by, stored):
        raise RecordLockedError(stored)
    if stored.version != opened_version:
        raise RecordChangedError(stored)
    for name in stored.content_fields:
        setattr(stored, name, getattr(said, name))
    stored.version += 1
    stored.changed_at = at
    _store(stored, certificates, by=by, on=on, at=at, is_new=False)
    return Saved(stored, changed=True)


def _create(said: Record, certificates: Sequence[Certificate], *, by: Person, on: date, at: datetime) -> Record:
    said.person = by
    said.status = RecordStatus.DRAFT
    said.version = 1
    said.created_at = said.changed_at = at
    _store(said, certificates, by=by, on=on, at=at, is_new=True)
    answers.forget_nothing(by, said.kind, at=at)
    return said


def _store(record: Record, certificates: Sequence[Certificate], *, by: Person, on: date, at: datetime, is_new: bool) -> None:
    if any(certificate.person_id != by.pk for certificate in certificates):
        raise ValidationError("A certificate of another person")
    if Certificate.objects.filter(pk__in=[certificate.pk for certificate in certificates]).count() < len(set(certificates)):
        raise ValidationError(_("Ett av intygen har tagits bort i ett annat fönster. Kontrollera vilka som är valda och spara igen."))
    record.validate_constraints()
    record.save(force_insert=is_new)
    record.certificates.set(certificates)
    details: dict[str, str | int | bool | None] = {"kind": record.kind, "version": record.version, "new": is_new}
    audit("inventory.record.saved", actor=by, subject=by, target=record, at=at, details=details)
    changes.announce(by, on=on, at=at)


def _says_the_same(stored: Record, said: Record, certificates: Collection[Certificate]) -> bool:
    then: set[UUID] = {certificate.pk for certificate in stored.certificates.all()}
    return values_of(stored) == values_of(said) and then == {certificate.pk for certificate in certificates}


@transaction.atomic
def remove_record(record: Record, *, by: Person, on: date, at: datetime) -> None:
    """Remove a draft or returned record; its certificates stay with the person. Already gone is fine. Raises RecordLockedError."""
    people.lock(by)
    stored = type(record).objects.select_for_update().filter(pk=record.pk, person=by).first()
    if stored is None:
        return
    if not permissions.can_edit(by, stored):
        raise RecordLockedError(stored)
    audit("inventory.record.removed", actor=by, subject=by, target=stored, at=at, details={"kind": stored.kind})
    stored.delete()
    changes.announce(by, on=on, at=at)


def was_removed(model: type[Record], pk: UUID, *, by: Person) -> bool:
    """Whether the person has removed that record, and not saved it again since."""
    trail = Entry.objects.filter(action="inventory.record.removed", actor=by, target_key=str(pk))
    return trail.filter(target_model=model._meta.label_lower).exists() and not model.objects.filter(pk=pk).exists()


@transaction.atomic
def take_back(record: Record, *, by: Person, on: date, at: datetime) -> Record:
    """Make a sent record a draft again, so that it can be changed. Already a draft is fine. Raises RecordLockedError.

    What was sent stays in the frozen submission; the reviewer no longer sees the row until it is sent anew.
    """
    people.lock(by)
    stored = type(record).objects.select_for_update().filter(pk=record.pk, person=by).first()
    if stored is None:
        raise RecordGoneError
    if permissions.can_edit(by, stored):
        return stored
    if not permissions.can_take_back(by, stored):
        raise RecordLockedError(stored)
    stored.status = RecordStatus.DRAFT
    stored.version += 1
    stored.sent_at = None
    stored.changed_at = at
    stored.save()
    audit("inventory.record.taken_back", actor=by, subject=by, target=stored, at=at, details={"kind": stored.kind})
    changes.announce(by, on=on, at=at)
    return stored
