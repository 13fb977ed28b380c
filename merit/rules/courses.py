"""Which courses count, and how surely. Every sum of credits is made here, in one walk through the courses."""

from collections.abc import Sequence, Set
from datetime import date
from decimal import Decimal
from typing import NamedTuple, TypeAlias

from merit.rules.facts import CourseFact, CourseKind, Cycle, DegreeFact, Evidence, MeritBasis
from merit.rules.findings import Counted, Doubt, DoubtfulRow, Row

ZERO = Decimal(0)
_STRENGTH = {Evidence.ACCEPTED: 0, Evidence.PENDING: 1, Evidence.REJECTED: 2}

# Looked up once here: this module runs some ten times a record, and members are slow to reach through their class in Python 3.11.
ACCEPTED, PENDING, REJECTED = Evidence.ACCEPTED, Evidence.PENDING, Evidence.REJECTED
SURE, POSSIBLE = Counted.SURE, Counted.POSSIBLE
FIRST, SECOND, THIRD = Cycle.FIRST, Cycle.SECOND, Cycle.THIRD
NOT_MERITING, VAK = MeritBasis.NOT_MERITING, CourseKind.VAK

Weight: TypeAlias = tuple[Counted, Doubt | None]
"""How a course counts; where it is possible, why not surely."""


class Credits(NamedTuple):
    """A sum in högskolepoäng made twice, and the courses behind it: the sure one, and the possible one that includes it."""

    sure: Decimal
    possible: Decimal
    rows: tuple[Row, ...]
    doubts: tuple[DoubtfulRow, ...]


class CourseRecord(NamedTuple):
    """The three sums of credits. They are cumulative: what counts in one counts again in another, and at every level.

    `meriting`: all counting courses. `advanced`: those of them in the second cycle, possibly those of unknown cycle; the others stay as
    rows. `proficiency`: the passed VAK courses.
    """

    meriting: Credits
    advanced: Credits
    proficiency: Credits


def weigh_courses(
    courses: Sequence[CourseFact],
    *,
    degree: DegreeFact | None,
    on: date,
    areas: Set[MeritBasis],
    outside: Set[MeritBasis | None] = frozenset({NOT_MERITING}),
) -> CourseRecord:
    """Add up the credits of the courses, each same course once.

    degree: the qualifying degree unless rejected. areas: the six of 5 §; outside: what surely is none of them, the rest may be.
    Rows keep the order given.
    Source: SFS 2025:280, 5 §, 6 § 3, 7 § first paragraph 2 and 3.
    """
    dropped = duplicates(courses)
    meriting: list[tuple[CourseFact, Weight]] = []
    proficiency: list[tuple[CourseFact, Weight]] = []
    for place, course in enumerate(courses):
        if place in dropped:
            weight = vak_weight = DUPLICATE
        else:
            reason = _common_reason(course, on)
            weight = _meriting_weight(course, reason, degree, areas, outside)
            vak_weight = _proficiency_weight(course, reason) if course.kind is VAK else weight
        meriting.append((course, weight))
        if course.kind is VAK:
            proficiency.append((course, vak_weight))
    advanced = [(course, FIRST_CYCLE if course.cycle is FIRST and weight[0] in COUNTING else weight) for course, weight in meriting]
    return CourseRecord(_total(meriting), _total(advanced), _total(proficiency))


def _total(weighed: Sequence[tuple[CourseFact, Weight]]) -> Credits:
    sure = unsure = ZERO
    doubts: list[DoubtfulRow] = []
    for course, (counted, doubt) in weighed:
        if counted is SURE:
            sure += course.hp
        elif doubt is not None:
            unsure += course.hp
            doubts.append(DoubtfulRow(course.ref, doubt))
    rows = tuple([Row(course.ref, weight[0]) for course, weight in weighed])
    return Credits(sure, sure + unsure, rows, tuple(doubts))


COUNTING = (SURE, POSSIBLE)
DUPLICATE: Weight = (Counted.DUPLICATE, None)
FIRST_CYCLE: Weight = (Counted.FIRST_CYCLE, None)


def _common_reason(course: CourseFact, on: date) -> Counted | None:
    """Why a course counts in no sum at all."""
    if course.evidence is REJECTED:
        return Counted.REJECTED
    if course.passed is False:
        return Counted.NOT_PASSED
    return Counted.AFTER_REFERENCE_DATE if course.completed_on > on else None


def _meriting_weight(
    course: CourseFact, reason: Counted | None, degree: DegreeFact | None, areas: Set[MeritBasis], outside: Set[MeritBasis | None]
) -> Weight:
    """How a course counts as meriting education after the qualifying degree.

    It counts if it is passed, completed later than the degree's issue date and not later than the reference date, in the first or
    second cycle, in one of the six areas. What is unknown is possible, not sure.
    """
    if reason is None:
        if course.cycle is THIRD:
            reason = Counted.THIRD_CYCLE
        elif course.merit_basis in outside:
            reason = Counted.NOT_MERITING if course.merit_basis is NOT_MERITING else Counted.AREA_NOT_SETTLED
        elif degree is None:
            reason = Counted.NO_DEGREE
        elif course.completed_on <= degree.issued_on:
            reason = Counted.BEFORE_DEGREE
        else:
            doubt = _doubt(course, degree, areas)
            return (SURE, None) if doubt is None else (POSSIBLE, doubt)
    return reason, None


def _doubt(course: CourseFact, degree: DegreeFact, areas: Set[MeritBasis]) -> Doubt | None:
    if degree.evidence is not ACCEPTED:
        return Doubt.DEGREE_PENDING
    if course.evidence is not ACCEPTED:
        return Doubt.PENDING
    if course.passed is None:
        return Doubt.UNKNOWN_GRADE
    if course.cycle is None:
        return Doubt.UNKNOWN_CYCLE
    return None if course.merit_basis in areas else Doubt.UNKNOWN_AREA


def _proficiency_weight(course: CourseFact, reason: Counted | None) -> Weight:
    """How a VAK course counts as teaching proficiency: whatever its cycle, area and date otherwise."""
    if reason is not None:
        return reason, None
    if course.evidence is PENDING:
        return POSSIBLE, Doubt.PENDING
    return (POSSIBLE, Doubt.UNKNOWN_GRADE) if course.passed is None else (SURE, None)


def duplicates(courses: Sequence[CourseFact]) -> frozenset[int]:
    """The places of courses that repeat another: of each same course the copy with the best evidence stays, the first of equals.

    The same: same code or, where neither has one, same title; same institution; same completion date. Letter case and surrounding
    space are ignored, and an empty code is none.
    """
    if len({course.completed_on for course in courses}) == len(courses):
        return frozenset()
    kept: dict[tuple[bool, str, str, date], int] = {}
    dropped: list[int] = []
    for place, course in enumerate(courses):
        code = _plain(course.code)
        same = (bool(code), code or _plain(course.title), _plain(course.institution), course.completed_on)
        other = kept.setdefault(same, place)
        if other == place:
            continue
        if _STRENGTH[course.evidence] < _STRENGTH[courses[other].evidence]:
            kept[same] = place
            dropped.append(other)
        else:
            dropped.append(place)
    return frozenset(dropped)


def _plain(text: str | None) -> str:
    return "" if text is None else text.strip().casefold()
