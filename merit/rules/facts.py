"""What is known about one person: frozen facts, values as in the assessment contract.

Days are dates and `ends_on` is the last day, inclusive. Credits are högskolepoäng as Decimal. None means unknown, never false.
`ref` names the row a fact came from, so that a page can open it; it is no part of the contract or of the digest.
`title` and `institution` of a degree are None where the record leaves them out.

Each is a named tuple: some twenty are made for every record and every row read, and a frozen dataclass takes twice as long to make.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

HP_PER_LEGACY_POINT = Decimal("1.5")


class Evidence(StrEnum):
    ACCEPTED = "accepted"
    PENDING = "pending"
    REJECTED = "rejected"


class LicenceKind(StrEnum):
    TEACHER = "teacher"
    PRESCHOOL_TEACHER = "preschool_teacher"


class Profession(StrEnum):
    TEACHER = "teacher"
    PRESCHOOL_TEACHER = "preschool_teacher"
    SPECIAL_NEEDS_TEACHER = "special_needs_teacher"
    SPECIAL_EDUCATOR = "special_educator"
    PRINCIPAL = "principal"
    DEPUTY_PRINCIPAL = "deputy_principal"
    OTHER = "other"


class Cycle(StrEnum):
    FIRST = "first"
    SECOND = "second"
    THIRD = "third"


class MeritBasis(StrEnum):
    SUBJECT = "subject"
    SUBJECT_DIDACTICS = "subject_didactics"
    PRESCHOOL_PEDAGOGY = "preschool_pedagogy"
    COGNITIVE_SCIENCE = "cognitive_science"
    SPECIAL_NEEDS_EDUCATION = "special_needs_education"
    LEADERSHIP = "leadership"
    NOT_MERITING = "not_meriting"
    UNSURE = "unsure"


class CourseKind(StrEnum):
    REGULAR = "regular"
    COMMISSIONED = "commissioned"
    VAK = "vak"


class LicenceFact(NamedTuple):
    kind: LicenceKind
    issued_on: date
    revocation_final_on: date | None
    evidence: Evidence
    ref: str | None = None


class DegreeFact(NamedTuple):
    """The qualifying degree: the day it was issued starts the clock."""

    issued_on: date
    evidence: Evidence
    title: str | None = None
    institution: str | None = None
    ref: str | None = None


class EmploymentFact(NamedTuple):
    profession: Profession
    in_school_system: bool | None
    extent_percent: Decimal
    starts_on: date
    ends_on: date | None
    evidence: Evidence
    ref: str | None = None


class CourseFact(NamedTuple):
    """A university course. Exactly one of `credits` and `legacy_points` (poäng before 2007-07-01) is given."""

    title: str
    code: str | None
    cycle: Cycle | None
    completed_on: date
    passed: bool | None
    merit_basis: MeritBasis | None
    kind: CourseKind
    evidence: Evidence
    institution: str = ""
    credits: Decimal | None = None
    legacy_points: Decimal | None = None
    ref: str | None = None

    @property
    def hp(self) -> Decimal:
        """Its size in högskolepoäng; one old point is 1.5 hp exactly."""
        if self.credits is not None:
            return self.credits
        if self.legacy_points is not None:
            return self.legacy_points * HP_PER_LEGACY_POINT
        raise ValueError("a course has either credits or legacy points")


class LaterDegreeFact(NamedTuple):
    """A second- or third-cycle degree beside the qualifying one. `merit_credits`: how many of its hp are meriting.

    `is_qualifying`: it qualifies as a teacher too. No part of the contract or of the digest: a record holds the one
    qualifying degree that was chosen.
    """

    cycle: Cycle
    credits: Decimal
    merit_credits: Decimal | None
    awarded_on: date
    evidence: Evidence
    title: str | None = None
    is_qualifying: bool = False
    ref: str | None = None


class ResearchFact(NamedTuple):
    """Participation in practice-based research."""

    title: str
    starts_on: date
    ends_on: date | None
    evidence: Evidence
    ref: str | None = None


class DecisionFact(NamedTuple):
    """Skolverket's decision that a level has been reached."""

    level: int
    decided_on: date
    evidence: Evidence
    ref: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Everything one assessment rests on. `reference_date` is the day on which the question is asked; nothing after it counts."""

    reference_date: date
    licence: LicenceFact | None = None
    qualifying_degree: DegreeFact | None = None
    employments: tuple[EmploymentFact, ...] = ()
    courses: tuple[CourseFact, ...] = ()
    degrees: tuple[LaterDegreeFact, ...] = ()
    research: tuple[ResearchFact, ...] = ()
    decisions: tuple[DecisionFact, ...] = ()
