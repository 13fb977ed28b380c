"""What can be chosen and when: candidates, the periods they are given in, and how much fits."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from merit.rules.facts import CourseFact, CourseKind, Cycle, Evidence, MeritBasis


@dataclass(frozen=True, slots=True)
class Period:
    """A term in which courses are begun and done: its first day and the day on which its courses are taken to be passed."""

    starts_on: date
    ends_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A course that may be chosen, given in every period from number `first`, counted from 0. Credits in högskolepoäng.

    group: where it is on offer, for `Limits.rooms`.
    """

    ref: str
    title: str
    institution: str
    credits: Decimal
    cycle: Cycle
    merit_basis: MeritBasis
    kind: CourseKind
    group: str
    first: int

    def passed(self, day: date) -> CourseFact:
        """The fact it becomes when it is done."""
        return CourseFact(
            title=self.title,
            code=None,
            institution=self.institution,
            credits=self.credits,
            cycle=self.cycle,
            completed_on=day,
            passed=True,
            merit_basis=self.merit_basis,
            kind=self.kind,
            evidence=Evidence.ACCEPTED,
            ref=self.ref,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """most: högskolepoäng in one period. rooms: how many courses of a group may be chosen; a group that is not named has no limit."""

    most: Decimal
    rooms: Mapping[str, int] = field(default_factory=dict)
