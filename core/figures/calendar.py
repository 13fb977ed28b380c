"""Days on a line: whole months from the first day to the last, named as closely as there is room for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.dates import MONTHS_3

from core.formats import first_upper


@dataclass(frozen=True)
class Column:
    x: float
    name: str
    is_first_of_year: bool


@dataclass(frozen=True)
class Calendar:
    """Columns begin on the first of a month. Every month is equally wide, and so are the days within it."""

    first: date  # the first of a month
    months: int
    width: float
    step: int  # months in a column: 1, 3, 12, 60 …

    @classmethod
    def around(cls, days: Sequence[date], width: float, *, narrowest: float, extra: int = 0) -> "Calendar":
        """Holds all days with columns no narrower than that, and so many months more."""
        start, end = min(days).replace(day=1), max(days)
        months = (end.year - start.year) * 12 + end.month - start.month + 1 + extra
        step = next((size for size in (1, 3, 12, 60, 120) if months <= size * max(width // narrowest, 1)), 600)
        return cls(start, max(months, 1), width, step)

    @property
    def month_width(self) -> float:
        return self.width / self.months

    @property
    def spans_years(self) -> bool:
        """Whether a day without its year could be two days."""
        return self.months > 12

    def x(self, day: date) -> float:
        """The start of the day."""
        whole = (day.year - self.first.year) * 12 + day.month - self.first.month
        return (whole + (day.day - 1) / _days_in_month(day)) * self.month_width

    def x_after(self, day: date) -> float:
        """The end of the day."""
        return self.x(day) + self.month_width / _days_in_month(day)

    def holds(self, day: date) -> bool:
        return 0 <= self.x(day) < self.width

    def columns(self) -> list[Column]:
        """Where columns begin. Quarters begin in January, April, July and October; the first column at the first month."""
        columns = []
        for index in range(self.months):
            year, month = divmod(self.first.year * 12 + self.first.month - 1 + index, 12)
            if index and (year * 12 + month) % self.step:
                continue
            is_first = index == 0 or month == 0
            columns.append(Column(index * self.month_width, self._name(year, month + 1, with_year=is_first), is_first))
        return columns

    def _name(self, year: int, month: int, *, with_year: bool) -> str:
        if self.step >= 12:
            return str(year)
        name = first_upper(str(MONTHS_3[month]).rstrip("."))
        return f"{name} {year}" if with_year else name


def _days_in_month(day: date) -> int:
    following = (day.replace(day=28) + timedelta(days=4)).replace(day=1) if (day.year, day.month) != (9999, 12) else date.max
    return (following - timedelta(days=1)).day if following is not date.max else 31
