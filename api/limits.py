"""How much may be called in a minute, counted in Redis so that every process counts the same.

Minutes of the clock: a counter is a number of its own for each minute, raised in one atomic step, and gone a minute later.
"""

from datetime import datetime

from django.core.cache import cache

MINUTE = 60


def count(what: str, *, at: datetime) -> int:
    """Count one, and return how many it makes this minute."""
    key = f"api:{what}:{int(at.timestamp()) // MINUTE}"
    cache.add(key, 0, timeout=2 * MINUTE)  # longer than the minute, so that it cannot run out between the two steps
    return int(cache.incr(key))


def seconds_left(at: datetime) -> int:
    """Until the next minute, at least one."""
    return MINUTE - int(at.timestamp()) % MINUTE
