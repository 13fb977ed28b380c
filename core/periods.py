"""Periods of days. ends_on is the last day, as HR files have it; only this module turns it half-open."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

DAY = timedelta(days=1)


class PeriodError(ValueError):
    """The last day lies before the first."""


@dataclass(frozen=True, order=False)
class Period:
    """Days from starts_on to ends_on, both included. ends_on None means: still running. Raises PeriodError."""

    starts_on: date
    ends_on: date | None = None

    def __post_init__(self) -> None:
        validate(self.starts_on, self.ends_on)

    @classmethod
    def from_half_open(cls, first: date, until: date | None) -> "Period":
        """until is the first day after the period, as PostgreSQL's ranges and most calendars have it."""
        return cls(first, None if until is None else until - DAY)

    @property
    def until(self) -> date | None:
        """The first day after the period, None while it runs. None too where the calendar ends with it."""
        return None if self.ends_on is None or self.ends_on == date.max else self.ends_on + DAY

    @property
    def last(self) -> date:
        """The last day for comparing: the end of the calendar while it runs."""
        return date.max if self.ends_on is None else self.ends_on

    def __contains__(self, day: date) -> bool:
        return self.contains(day)

    def contains(self, day: date) -> bool:
        return self.starts_on <= day <= self.last

    def overlaps(self, other: "Period") -> bool:
        """Whether some day belongs to both."""
        return self.starts_on <= other.last and other.starts_on <= self.last

    def touches(self, other: "Period") -> bool:
        """Whether they overlap or follow each other without a day between."""
        return self.overlaps(other) or self.until == other.starts_on or other.until == self.starts_on

    def clipped(self, *, on: date) -> "Period | None":
        """The part up to and with that day, None if it had not begun."""
        return None if self.starts_on > on else Period(self.starts_on, min(self.last, on))

    def days(self, *, on: date) -> int:
        """Number of days up to and with that day."""
        part = self.clipped(on=on)
        return 0 if part is None else (part.last - part.starts_on).days + 1


def validate(starts_on: date, ends_on: date | None) -> None:
    """Raise PeriodError if the last day lies before the first."""
    if ends_on is not None and ends_on < starts_on:
        raise PeriodError(f"{ends_on} before {starts_on}")


def merge(periods: Iterable[Period]) -> list[Period]:
    """The same days as fewest periods, in order. What overlaps or follows day upon day becomes one."""
    merged: list[Period] = []
    for period in sorted(periods, key=lambda each: (each.starts_on, each.last)):
        if merged and merged[-1].touches(period):
            before = merged.pop()
            ends_on = None if before.ends_on is None or period.ends_on is None else max(before.ends_on, period.ends_on)
            merged.append(Period(before.starts_on, ends_on))
        else:
            merged.append(period)
    return merged
