"""Digests over what happened: one text for the same content everywhere, keyed with what the database does not hold.

Keys: settings.AUDIT_KEYS. The first makes; all of them are known, so that what an older key made still verifies.
"""

import hashlib
import hmac
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.conf import settings

# In this order in the text, whatever the table does. A new column is added last, under a new first word.
ENTRY_SHAPE = "entry 1"
ENTRY_FIELDS = ("at", "action", "actor_id", "subject_id", "target_model", "target_key", "details", "roles", "request_id", "job_id", "nonce")


def canonical(shape: str, values: Iterable[Any]) -> bytes:
    """JSON with one way of writing it: moments in UTC to the microsecond, keys in order, no spaces."""
    return json.dumps([shape, *values], default=_plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def make(message: bytes) -> str:
    """The keyed digest of today, 64 hexadecimal digits."""
    return _keyed(settings.AUDIT_KEYS[0], message)


def holds(digest: str, message: bytes) -> bool:
    """Whether some known key made it."""
    return any(hmac.compare_digest(digest, _keyed(key, message)) for key in settings.AUDIT_KEYS)


def key_id(key: str | None = None) -> str:
    """Names a key without giving it away; today's when none is given."""
    return hashlib.sha256(b"meritplan audit key:" + (key or settings.AUDIT_KEYS[0]).encode()).hexdigest()[:8]


def known_key_ids() -> frozenset[str]:
    return frozenset(key_id(key) for key in settings.AUDIT_KEYS)


def content_of(rows: Iterable[tuple[int, str]]) -> str:
    """rows: id and digest of entries, in the order of ids."""
    digest = hashlib.sha256()
    for number, value in rows:
        digest.update(b"%d:%s\n" % (number, value.encode()))
    return digest.hexdigest()


def spans_of(ids: Sequence[int]) -> list[list[int]]:
    """Rising ids as [[first, last], ...]: 1, 2, 3, 7 are [[1, 3], [7, 7]]."""
    spans: list[list[int]] = []
    for number in ids:
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    return spans


def ids_in(spans: Iterable[Sequence[int]]) -> Iterator[int]:
    for first, last in spans:
        yield from range(first, last + 1)


def _keyed(key: str, message: bytes) -> str:
    return hmac.digest(key.encode(), message, "sha256").hex()


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, UUID):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no place in a digest")
