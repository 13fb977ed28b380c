"""How days of work become a length of service: employed at all, at half time or more, or as full-time equivalents."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Context, Decimal
from itertools import pairwise
from typing import NamedTuple

from merit.rules.durations import Duration, distance, reaches, years_later
from merit.rules.readings import Years

EXACT = Context(prec=1000)  # extents may have many decimals: a sum that rounds up to half time would be a wrong verdict
ZERO, WHOLE = Decimal(0), Decimal(100)

# Full-time equivalents lie on no days of their own. Laid out from a day that no post can move, more of them is never less; from this one
# six years are as short as they can be (2,191 days), so that full time never falls short of the calendar.
LAID_OUT_FROM = date(2001, 3, 1)


class Service(NamedTuple):
    """An amount of working days laid out from one day on: `start`, and `end`, which is that day plus the days. Both None without any.

    `percent`: how much of one more day there is; always 0 unless days are full-time equivalents.
    """

    start: date | None = None
    end: date | None = None
    percent: Decimal = ZERO

    @property
    def duration(self) -> Duration:
        return Duration() if self.start is None or self.end is None else distance(self.start, self.end)

    def reaches(self, years: int) -> bool:
        """Whether the first day plus the days is not earlier than the first day plus that many years."""
        return self.start is not None and self.end is not None and reaches(self.start, self.end, years)

    def days_left_to(self, years: int) -> int | None:
        """How many more days it takes; None without a first day, or beyond the calendar."""
        goal = None if self.start is None else years_later(self.start, years)
        return None if goal is None or self.end is None else max(0, (goal - self.end).days)


class Stretch(NamedTuple):
    """One employment clipped to the days that can count, `first` to the day before `end`, both as ordinals. Percent of full time."""

    first: int
    end: int
    extent: Decimal
    sure: bool
    in_school_system: bool | None


class Counting(NamedTuple):
    """One way to count. half_time: the percent that HALF_TIME asks of a day, all posts together."""

    reading: Years
    half_time: Decimal

    def service_of(self, stretches: Sequence[Stretch]) -> Service:
        """The length of the work in the stretches, in any order; a day counts once, or as a whole one at most."""
        if self.reading is Years.EMPLOYED:
            return _union([(stretch.first, stretch.end) for stretch in stretches])
        if self.reading is Years.HALF_TIME:
            return _union([(first, end) for first, end, extent in _steps(stretches) if extent >= self.half_time])
        return _full_time(stretches)

    def days_to_come(self, days_left: int, done: Service, going_on: Sequence[Decimal]) -> int | None:
        """How many calendar days it takes to fill the days left while posts of these extents go on together; None where it never ends.

        Rounded up: that many days on, all is worked.
        """
        pace = self._pace(going_on)
        if not pace:
            return None
        days, rest = EXACT.divmod(EXACT.subtract(days_left * WHOLE, done.percent), pace)
        return int(days) + (rest > ZERO)

    def _pace(self, going_on: Sequence[Decimal]) -> Decimal:
        """How many percent of a day each day adds."""
        if self.reading is Years.EMPLOYED:
            return WHOLE if going_on else ZERO
        total = ZERO
        for extent in going_on:
            total = EXACT.add(total, extent)
        if self.reading is Years.HALF_TIME:
            return WHOLE if total >= self.half_time else ZERO
        return min(total, WHOLE)


def _union(periods: list[tuple[int, int]]) -> Service:
    """The days that at least one period covers, each once."""
    if not periods:
        return Service()
    periods.sort()
    start = reached = periods[0][0]
    days = 0
    for first, end in periods:
        if end > reached:
            days += end - (first if first > reached else reached)
            reached = end
    return Service(date.fromordinal(start), date.fromordinal(start + days))


def _full_time(stretches: Sequence[Stretch]) -> Service:
    percent = ZERO
    for first, end, extent in _steps(stretches):
        percent = EXACT.add(percent, EXACT.multiply(min(extent, WHOLE), end - first))
    if not percent:
        return Service()
    days, rest = EXACT.divmod(percent, WHOLE)
    return Service(LAID_OUT_FROM, LAID_OUT_FROM + timedelta(days=int(days)), rest)


def _steps(stretches: Sequence[Stretch]) -> Iterator[tuple[int, int, Decimal]]:
    """The periods between two changes, from the first day to the day before the next, with the extents of all that goes on added up."""
    changes: defaultdict[int, Decimal] = defaultdict(Decimal)
    for stretch in stretches:
        changes[stretch.first] = EXACT.add(changes[stretch.first], stretch.extent)
        changes[stretch.end] = EXACT.subtract(changes[stretch.end], stretch.extent)
    extent = ZERO
    days = sorted(changes)
    for first, end in pairwise(days):
        extent = EXACT.add(extent, changes[first])
        yield first, end, extent
