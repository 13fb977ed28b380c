"""Sealing: closing what has been committed into the next link of the chain. No write waits for it, and it waits for no write.

An entry is sealed by being named in a seal, not by its id or its time lying in a range: a transaction that took its id early and
committed late is simply in a later seal (ADR 6).
"""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from django.db import connection, transaction

from audit import digests, witness
from audit.models import Entry, Seal

ENTRIES_A_SEAL = 5_000
LOOKED_BACK = 10_000  # ids; how far behind the newest a hole is asked about
LOCK = 0x6D65726974706C61  # "meritpla"; one sealer at a time, and none while old entries are being removed
SEAL_SHAPE = "seal 1"
SEAL_FIELDS = ("number", "previous", "spans", "count", "content", "missing", "first_at", "last_at", "sealed_at", "key_id")


@transaction.atomic
def seal_next(*, at: datetime) -> Seal | None:
    """Seal what waits, at most ENTRIES_A_SEAL. None when nothing waits or somebody else is sealing."""
    if not take_lock():
        return None
    waiting = _take_waiting()
    rows = list(Entry.objects.filter(pk__in=waiting).order_by("pk").values_list("pk", "digest", "at"))
    ids = [pk for pk, _digest, _at in rows]
    missing = untold({*waiting} - {*ids} | {*gone(holes())})
    if not ids and not missing:
        return None
    latest = Seal.objects.order_by("-number").first()
    moments = [moment for _pk, _digest, moment in rows]
    seal = Seal(
        number=latest.number + 1 if latest else 1,
        previous=latest.digest if latest else "",
        spans=digests.spans_of(ids),
        count=len(ids),
        content=digests.content_of((pk, digest) for pk, digest, _at in rows),
        missing=missing,
        first_at=min(moments, default=None),
        last_at=max(moments, default=None),
        sealed_at=at,
        key_id=digests.key_id(),
    )
    seal.digest = digests.make(text_of(seal))
    seal.save(force_insert=True)
    transaction.on_commit(partial(witness.remember_seal, seal.number, seal.digest), robust=True)
    return seal


def seal_all(*, at: datetime) -> int:
    """Seal until nothing waits. Returns how many entries were sealed; each seal stands by itself when the work is cut short."""
    sealed = 0
    while (seal := seal_next(at=at)) is not None:
        sealed += seal.count
    return sealed


def text_of(seal: Seal) -> bytes:
    """What a seal's digest is over."""
    return digests.canonical(SEAL_SHAPE, (getattr(seal, name) for name in SEAL_FIELDS))


def take_lock(*, wait: bool = False) -> bool:
    """Held to the end of the transaction. A killed worker lets go of it at once."""
    with connection.cursor() as cursor:
        if wait:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
            return True
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        return bool(cursor.fetchone()[0])


def gone(numbers: Sequence[int]) -> list[int]:
    """Of these ids, those a witness saw committed and that are not there. The table is asked after the witness, so no new one is missed."""
    seen = witness.entries(numbers)
    there = set(Entry.objects.filter(pk__in=seen).values_list("pk", flat=True))
    return sorted(seen.keys() - there)


def holes() -> list[int]:
    """Ids among the newest that no entry has. Most were rolled back; which were not, a witness may know."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            WITH newest AS (SELECT last_value AS id FROM audit_entry_id_seq WHERE is_called)
            SELECT number FROM newest, generate_series(greatest(newest.id - %s, 1), newest.id) AS number
            WHERE NOT EXISTS (SELECT 1 FROM audit_entry WHERE audit_entry.id = number) ORDER BY number
            """,
            [LOOKED_BACK],
        )
        return [number for (number,) in cursor.fetchall()]


def untold(numbers: set[int]) -> list[int]:
    """Of these ids, those that no seal tells of yet, as one of its own or as missing."""
    if numbers:
        for spans, missing in Seal.objects.values_list("spans", "missing").order_by("-number").iterator():
            told = numbers & {*missing} | {number for number in numbers if any(first <= number <= last for first, last in spans)}
            numbers -= told
    return sorted(numbers)


def _take_waiting() -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM audit_waiting WHERE entry_id IN (SELECT entry_id FROM audit_waiting ORDER BY 1 LIMIT %s) RETURNING entry_id",
            [ENTRIES_A_SEAL],
        )
        return [number for (number,) in cursor.fetchall()]
