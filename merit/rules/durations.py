"""Calendar arithmetic: a distance in years, months and days, and what it takes to reach a number of years."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, order=True)
class Duration:
    """A calendar distance. `str()` gives the form of the contract, such as ``5y 11m 30d``."""

    years: int = 0
    months: int = 0
    days: int = 0

    def __str__(self) -> str:
        return f"{self.years}y {self.months}m {self.days}d"


def _months_later(start: date, months: int) -> tuple[int, int, int]:
    """Year, month and day that many months on, the day moved back to the month's last where it has no such day.

    A tuple and no date: with tuples a year after 9999 can still be compared.
    """
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    month += 1
    day = start.day
    if day > 28:  # only then can the month be too short
        day = min(day, monthrange(year, month)[1])
    return year, month, day


def distance(start: date, end: date) -> Duration:
    """The calendar distance from `start` to `end` (not before it): whole years, then whole months, then days.

    A 29 February counts as the 28th in a year that lacks it, so that a year has passed exactly when `reaches` says so.
    """
    months = (end.year - start.year) * 12 + end.month - start.month
    if _months_later(start, months) > (end.year, end.month, end.day):
        months -= 1
    years, rest = divmod(months, 12)
    return Duration(years, rest, (end - date(*_months_later(start, months))).days)


def reaches(start: date, end: date, years: int) -> bool:
    """Whether `end` is not earlier than `start` plus that many years; a 29 February without its year counts as the 28th."""
    return (end.year, end.month, end.day) >= _months_later(start, years * 12)


def years_later(start: date, years: int) -> date | None:
    """The day that many years on, or None beyond the calendar."""
    year, month, day = _months_later(start, years * 12)
    return date(year, month, day) if year <= date.max.year else None
