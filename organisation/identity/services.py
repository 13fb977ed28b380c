"""Giving somebody a number, finding somebody by one, and encrypting anew. No entry and no error holds a number."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from audit.services import record
from organisation.identity import crypto
from organisation.identity.numbers import IdentityNumber, Kind, NumberError, parse
from organisation.models import Person, PersonIdentifier

BATCH = 500


class NumberTakenError(Exception):
    """Another account of the same school provider has the number. Whose is not said."""


@dataclass
class Rotated:
    """changed: encrypted anew or given a new digest. missing: how many wait for which key. damaged, clashing: keys of rows."""

    looked_at: int = 0
    changed: int = 0
    missing: dict[str, int] = field(default_factory=dict)
    damaged: list[int] = field(default_factory=list)
    clashing: list[int] = field(default_factory=list)


def identifier_of(person: Person, number: IdentityNumber, *, at: datetime) -> PersonIdentifier:
    """The row to store, not stored yet. Raises crypto.KeyMissingError."""
    return PersonIdentifier(
        person=person,
        provider_id=person.provider_id,
        kind=number.kind,
        ciphertext=crypto.encrypt(number.value),
        digest=crypto.digest_of(number.value, provider=person.provider_id),
        added_at=at,
    )


@transaction.atomic
def set_number(person: Person, text: str, *, by: Person | None, at: datetime, allow_interim: bool = False) -> PersonIdentifier:
    """Give the person this number; the one they had is kept with the moment it ended. The same number again changes nothing.

    by: None for an import. Raises numbers.NumberError, NumberTakenError and crypto.KeyMissingError.
    """
    number = parse(text, on=timezone.localdate(at), allow_interim=allow_interim)
    Person.objects.select_for_update(of=("self",), no_key=True).get(pk=person.pk)
    new = identifier_of(person, number, at=at)
    known = PersonIdentifier.objects.filter(provider=person.provider_id, digest=new.digest).first()
    if known is not None and known.person_id != person.pk:
        raise NumberTakenError
    if known is not None and known.ended_at is None:
        return known
    PersonIdentifier.objects.filter(person=person, ended_at=None).update(ended_at=at)
    stored = _renew(known, new) if known is not None else _store(new)
    details: dict[str, str | int | bool | None] = {"kind": stored.kind, "is_former": known is not None}
    record("organisation.identifier.set", actor=by, subject=person, target=stored, at=at, details=details)
    return stored


def _renew(known: PersonIdentifier, new: PersonIdentifier) -> PersonIdentifier:
    """A number that had ended holds again."""
    known.ciphertext, known.added_at, known.ended_at = new.ciphertext, new.added_at, None
    known.save(update_fields=["ciphertext", "added_at", "ended_at"])
    return known


def _store(new: PersonIdentifier) -> PersonIdentifier:
    try:
        with transaction.atomic():
            new.save(force_insert=True)
    except IntegrityError:  # somebody gave it to another account at this moment
        raise NumberTakenError from None
    return new


@transaction.atomic
def remove_number(person: Person, *, by: Person, at: datetime) -> bool:
    """End the number the person has, without a new one. Whether there was one."""
    Person.objects.select_for_update(of=("self",), no_key=True).get(pk=person.pk)
    current = PersonIdentifier.objects.filter(person=person, ended_at=None).order_by("-added_at", "pk").first()
    if current is None:
        return False
    PersonIdentifier.objects.filter(person=person, ended_at=None).update(ended_at=at)
    record("organisation.identifier.ended", actor=by, subject=person, target=current, at=at, details={"kind": current.kind})
    return True


def person_with(text: str, *, provider: int, at: datetime) -> Person | None:
    """Who has or had exactly this number at the school provider. A text that is no number is nobody's. Raises crypto.KeyMissingError."""
    try:
        number = parse(text, on=timezone.localdate(at), allow_interim=True)
    except NumberError:
        return None
    digest = crypto.digest_of(number.value, provider=provider)
    return Person.objects.filter(provider=provider, identifiers__digest=digest, identifiers__provider=provider).first()


def number_of(identifier: PersonIdentifier) -> IdentityNumber:
    """What is stored, in the clear; show only its masked form. Raises crypto.KeyMissingError and crypto.DamagedError."""
    return IdentityNumber(Kind(identifier.kind), crypto.decrypt(identifier.ciphertext))


def rotate() -> Rotated:
    """Encrypt every number with the first key and match it with the key of today. Stops nowhere half-way: each batch is all or none.

    May be run again, also after it was cut short. What cannot be read stays as it is and is told of. Raises crypto.KeyMissingError
    where there is no key to write with.
    """
    crypto.first_key()
    found = Rotated()
    for keys in _batches():
        with transaction.atomic():
            for identifier in PersonIdentifier.objects.filter(pk__in=keys).select_for_update(of=("self",)).order_by("pk"):
                found.looked_at += 1
                _rotate_one(identifier, found)
    return found


def _batches() -> Iterator[list[int]]:
    last = 0
    while keys := list(PersonIdentifier.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH]):
        yield keys
        last = keys[-1]


def _rotate_one(identifier: PersonIdentifier, found: Rotated) -> None:
    try:
        value = crypto.decrypt(identifier.ciphertext)
    except crypto.KeyMissingError as error:
        found.missing[error.name] = found.missing.get(error.name, 0) + 1
        return
    except crypto.DamagedError:
        found.damaged.append(identifier.pk)
        return
    digest = crypto.digest_of(value, provider=identifier.provider_id)
    if crypto.key_of(identifier.ciphertext) == crypto.first_key() and digest == identifier.digest:
        return
    try:
        with transaction.atomic():
            PersonIdentifier.objects.filter(pk=identifier.pk).update(ciphertext=crypto.encrypt(value), digest=digest)
    except IntegrityError:  # the same number was given again under the new digest key: two accounts to merge
        found.clashing.append(identifier.pk)
    else:
        found.changed += 1
