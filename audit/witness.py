"""A witness outside the database: the cache remembers for a while what was committed, so that a row removed before it was sealed is missed.

It only ever adds to what the database proves. Without it (an emptied cache, a process killed right after its commit) nothing is claimed.
"""

from collections.abc import Callable, Iterable
from datetime import timedelta

from django.core.cache import cache

ENTRY_REMEMBERED = timedelta(days=1)  # a seal is made within minutes
SEAL_REMEMBERED = timedelta(days=30)
AT_ONCE = 1_000


def remember_entry(number: int, digest: str) -> None:
    """Call after commit. What was remembered first stays, so a second row under the same id shows too."""
    cache.add(_entry(number), digest, timeout=int(ENTRY_REMEMBERED.total_seconds()))


def remember_seal(number: int, digest: str) -> None:
    """Call after commit."""
    cache.add(_seal(number), digest, timeout=int(SEAL_REMEMBERED.total_seconds()))


def entries(numbers: Iterable[int]) -> dict[int, str]:
    """The digests of those remembered."""
    return _many(numbers, _entry)


def seals(numbers: Iterable[int]) -> dict[int, str]:
    return _many(numbers, _seal)


def forget(entry_ids: Iterable[int], seal_numbers: Iterable[int]) -> None:
    """After the database was restored to an earlier moment on purpose: what is gone is gone."""
    for number in entry_ids:
        cache.delete(_entry(number))
    for number in seal_numbers:
        cache.delete(_seal(number))


def _many(numbers: Iterable[int], key: Callable[[int], str]) -> dict[int, str]:
    keys = {key(number): number for number in numbers}
    asked = list(keys)
    found: dict[str, str] = {}
    for start in range(0, len(asked), AT_ONCE):
        found |= cache.get_many(asked[start : start + AT_ONCE])
    return {keys[name]: digest for name, digest in found.items()}


def _entry(number: int) -> str:
    return f"audit:entry:{number}"


def _seal(number: int) -> str:
    return f"audit:seal:{number}"
