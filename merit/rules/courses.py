"""Which courses count, and how surely. Every sum of credits starts here."""

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from merit.rules.facts import CourseFact, CourseKind, Cycle, DegreeFact, Evidence, MeritBasis
from merit.rules.findings import Counted, Doubt, DoubtfulRow, Row

ZERO = Decimal(0)
_STRENGTH = {Evidence.ACCEPTED: 0, Evidence.PENDING: 1, Evidence.REJECTED: 2}


@dataclass(frozen=True, slots=True)
class Credits:
    """A sum in högskolepoäng made twice, and the courses behind it: the sure one, and the possible one that includes it."""

    sure: Decimal
    possible: Decimal
    rows: tuple[Row, ...]
    doubts: tuple[DoubtfulRow, ...]


@dataclass(frozen=True, slots=True)
class WeighedCourse:
    course: CourseFact
    counted: Counted
    doubt: Doubt | None = None


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


def weigh_courses(
    courses: Sequence[CourseFact], *, degree: DegreeFact | None, on: date, areas: Set[MeritBasis]
) -> tuple[WeighedCourse, ...]:
    """Each course with how it counts as meriting education after the qualifying degree, in the order given.

    degree: the qualifying degree unless rejected. A course counts if it is passed, completed later than the degree's issue date and
    not later than the reference date, in the first or second cycle, in one of the six areas. What is unknown is possible, not sure.
    Source: SFS 2025:280, 5 § and 6 § 3.
    """
    dropped = duplicates(courses)
    return tuple(
        [
            WeighedCourse(course, Counted.DUPLICATE) if place in dropped else _weigh(course, degree, on, areas)
            for place, course in enumerate(courses)
        ]
    )


def _weigh(course: CourseFact, degree: DegreeFact | None, on: date, areas: Set[MeritBasis]) -> WeighedCourse:
    reason = _passing_reason(course, on)
    if reason is None:
        if course.cycle is Cycle.THIRD:
            reason = Counted.THIRD_CYCLE
        elif course.merit_basis is MeritBasis.NOT_MERITING:
            reason = Counted.NOT_MERITING
        elif degree is None:
            reason = Counted.NO_DEGREE
        elif course.completed_on <= degree.issued_on:
            reason = Counted.BEFORE_DEGREE
    if reason is not None or degree is None:
        return WeighedCourse(course, reason or Counted.NO_DEGREE)
    doubt = _doubt(course, degree, areas)
    return WeighedCourse(course, Counted.SURE if doubt is None else Counted.POSSIBLE, doubt)


def _passing_reason(course: CourseFact, on: date) -> Counted | None:
    if course.evidence is Evidence.REJECTED:
        return Counted.REJECTED
    if course.passed is False:
        return Counted.NOT_PASSED
    return Counted.AFTER_REFERENCE_DATE if course.completed_on > on else None


def _doubt(course: CourseFact, degree: DegreeFact, areas: Set[MeritBasis]) -> Doubt | None:
    if degree.evidence is not Evidence.ACCEPTED:
        return Doubt.DEGREE_PENDING
    if course.evidence is not Evidence.ACCEPTED:
        return Doubt.PENDING
    if course.passed is None:
        return Doubt.UNKNOWN_GRADE
    if course.cycle is None:
        return Doubt.UNKNOWN_CYCLE
    return None if course.merit_basis in areas else Doubt.UNKNOWN_AREA


def _total(weighed: Iterable[WeighedCourse]) -> Credits:
    sure = unsure = ZERO
    rows: list[Row] = []
    doubts: list[DoubtfulRow] = []
    for item in weighed:
        rows.append(Row(item.course.ref, item.counted))
        if item.counted is Counted.SURE:
            sure += item.course.hp
        elif item.doubt is not None:
            unsure += item.course.hp
            doubts.append(DoubtfulRow(item.course.ref, item.doubt))
    return Credits(sure, sure + unsure, tuple(rows), tuple(doubts))


def meriting(weighed: Iterable[WeighedCourse]) -> Credits:
    """All counting courses. Credits are cumulative: what counted for level 1 counts again for level 2."""
    return _total(weighed)


def advanced(weighed: Iterable[WeighedCourse]) -> Credits:
    """The counting courses in the second cycle; one of unknown cycle is possible. First-cycle courses are kept as rows."""
    return _total(
        [
            WeighedCourse(item.course, Counted.FIRST_CYCLE)
            if item.course.cycle is Cycle.FIRST and item.counted in (Counted.SURE, Counted.POSSIBLE)
            else item
            for item in weighed
        ]
    )


def proficiency(weighed: Iterable[WeighedCourse], *, on: date) -> Credits:
    """The passed VAK courses completed not later than the reference date, whatever their cycle, area and date otherwise."""
    return _total([_weigh_vak(item, on) for item in weighed if item.course.kind is CourseKind.VAK])


def _weigh_vak(item: WeighedCourse, on: date) -> WeighedCourse:
    course = item.course
    if item.counted is Counted.DUPLICATE:
        return item
    reason = _passing_reason(course, on)
    if reason is not None:
        return WeighedCourse(course, reason)
    if course.evidence is Evidence.PENDING:
        return WeighedCourse(course, Counted.POSSIBLE, Doubt.PENDING)
    if course.passed is None:
        return WeighedCourse(course, Counted.POSSIBLE, Doubt.UNKNOWN_GRADE)
    return WeighedCourse(course, Counted.SURE)
