"""Terms, as plans store them: "2026-1" is the spring of 2026 and "2026-2" its autumn, so that they sort as text."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from core import formats

SPRING, AUTUMN = 1, 2
FIRST_AUTUMN_MONTH = 7
BEGINS = {SPRING: (1, 15), AUTUMN: (8, 28)}  # month and day: the universities' terms begin then or some days later


@dataclass(frozen=True, order=True, slots=True)
class Term:
    year: int
    half: int

    @classmethod
    def parse(cls, code: str) -> Self:
        """The term of a stored code. Raises ValueError."""
        year, _, half = code.partition("-")
        if half not in {str(SPRING), str(AUTUMN)}:
            raise ValueError(code)
        return cls(int(year), int(half))

    @classmethod
    def of(cls, day: date) -> Self:
        return cls(day.year, SPRING if day.month < FIRST_AUTUMN_MONTH else AUTUMN)

    @classmethod
    def still_open(cls, day: date) -> "Term":
        """The first term whose courses can still be begun: the present one until the end of January or August, then the next."""
        term = cls.of(day)
        last_month = 1 if term.half == SPRING else 8
        return term if day.month <= last_month else term.following

    @classmethod
    def last_begun(cls, day: date) -> "Term":
        """The last term whose courses begin by that day."""
        year, half = (day.year, AUTUMN) if (day.month, day.day) >= BEGINS[AUTUMN] else (day.year, SPRING)
        return cls(year, half) if (day.month, day.day) >= BEGINS[half] else cls(year - 1, AUTUMN)

    @property
    def code(self) -> str:
        return f"{self.year:04}-{self.half}"

    @property
    def label(self) -> str:
        """ "ht 2027" """
        return formats.term(self.code)

    @property
    def short(self) -> str:
        """ "ht 27", for figures."""
        head, _, year = formats.term(self.code).partition(formats.NBSP)
        return f"{head} {year[-2:]}"

    @property
    def last_day(self) -> date:
        """When a course of the term is taken to be done: the universities' terms end early in June and after the middle of January."""
        return date(self.year, 6, 15) if self.half == SPRING else date(self.year + 1, 1, 20)

    @property
    def following(self) -> "Term":
        return Term(self.year, AUTUMN) if self.half == SPRING else Term(self.year + 1, SPRING)

    def ahead(self, count: int) -> list["Term"]:
        """This term and those that follow, so many in all."""
        terms = [Term(self.year, self.half)]
        while len(terms) < count:
            terms.append(terms[-1].following)
        return terms
