"""When a session ends: so long after the last sign of life, and at the latest so long after signing in. Pure: the moment is passed in.

A session keeps two moments, in whole seconds. The last sign of life is written at most once a minute, and the end is always reckoned from
what is written, so that nobody is signed out before the moment the page named.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase

BEGAN, SEEN = "session_began", "session_seen"
BETWEEN_WRITES = timedelta(minutes=1)
WARNING = timedelta(minutes=5)


@dataclass(frozen=True)
class Lasts:
    """began: when somebody signed in. seen: the last sign of life. idle and longest: the two limits."""

    began: datetime
    seen: datetime
    idle: timedelta
    longest: timedelta

    @property
    def ends_at(self) -> datetime:
        return min(self.seen + self.idle, self.began + self.longest)

    @property
    def is_final(self) -> bool:
        """Whether the end is the absolute one, which no sign of life moves."""
        return self.began + self.longest <= self.seen + self.idle

    def is_over(self, at: datetime) -> bool:
        return at >= self.ends_at

    def seconds_left(self, at: datetime) -> int:
        return max(0, int((self.ends_at - at).total_seconds()))


def begin(session: SessionBase, *, at: datetime) -> None:
    """Somebody has signed in."""
    session[BEGAN] = session[SEEN] = int(at.timestamp())


def read(session: SessionBase, *, at: datetime) -> Lasts:
    """How long the session lasts. One from before there were limits begins now."""
    if BEGAN not in session or SEEN not in session:
        begin(session, at=at)
    return _lasts(session[BEGAN], session[SEEN])


def lasts_of(data: Mapping[str, Any]) -> Lasts | None:
    """The same of what a stored session holds; None where it has no times."""
    return _lasts(data[BEGAN], data[SEEN]) if BEGAN in data and SEEN in data else None


def _lasts(began: int, seen: int) -> Lasts:
    return Lasts(
        began=datetime.fromtimestamp(began, UTC),
        seen=datetime.fromtimestamp(seen, UTC),
        idle=timedelta(minutes=settings.SESSION_IDLE_MINUTES),
        longest=timedelta(hours=settings.SESSION_HOURS),
    )


def note_life(session: SessionBase, lasts: Lasts, *, at: datetime) -> Lasts:
    """Somebody did something: the idle limit is reckoned from now on, where a minute has passed since it last was."""
    if at - lasts.seen < BETWEEN_WRITES:
        return lasts
    session[SEEN] = int(at.timestamp())
    return read(session, at=at)
