"""What the registered rows add up to, for the teacher who fills in. The assessment itself is made in merit; this only mirrors it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from core.periods import Period, merge
from inventory.institutions import present_name
from inventory.models import Course, Cycle, MeritBasis, RecordStatus, StatedEmployment
from organisation.models import Profession

NEAR_THE_DEGREE = timedelta(days=180)
FIRST_DAY_OF_HP = date(2007, 7, 1)
TEACHING = (Profession.TEACHER, Profession.PRESCHOOL_TEACHER, Profession.SPECIAL_NEEDS_TEACHER)
NOTHING = Decimal(0)


class CourseNote(StrEnum):
    """What the teacher should know of a course. The first five say that it is not counted."""

    BEFORE_DEGREE = "before_degree"
    NOT_PASSED = "not_passed"
    THIRD_CYCLE = "third_cycle"
    OUTSIDE_AREAS = "outside_areas"
    DUPLICATE = "duplicate"
    NEAR_DEGREE = "near_degree"
    OLD_CREDITS = "old_credits"


NOT_COUNTED = frozenset(
    {CourseNote.BEFORE_DEGREE, CourseNote.NOT_PASSED, CourseNote.THIRD_CYCLE, CourseNote.OUTSIDE_AREAS, CourseNote.DUPLICATE}
)


@dataclass(frozen=True)
class LeftOut:
    """Courses that the sum leaves out for one reason."""

    number: int = 0
    credits: Decimal = NOTHING


@dataclass(frozen=True)
class CourseSums:
    """Högskolepoäng. counted = accepted + waiting + drafts, of so many courses as number. before_degree is never counted.

    left_out: the rest of the courses, each once, by the first reason not to count it; REJECTED is the reviewer's.
    """

    number: int
    counted: Decimal
    accepted: Decimal
    waiting: Decimal
    drafts: Decimal
    advanced: Decimal
    before_degree: Decimal
    left_out: Mapping[CourseNote | RecordStatus, LeftOut] = field(default_factory=dict)
    notes: Mapping[UUID, tuple[CourseNote, ...]] = field(default_factory=dict)


def sum_courses(courses: Sequence[Course], *, degree_on: date | None) -> CourseSums:
    """The sums of one person's courses. A rejected one counts nowhere; the same course twice counts once.

    degree_on: issue date of the qualifying degree; while it is unknown no course is known to be older.
    """
    living = [course for course in courses if course.status != RecordStatus.REJECTED]
    copies = _copies(living)
    notes = {course.pk: tuple(_notes(course, degree_on, is_copy=course.pk in copies)) for course in living}
    counted = [course for course in living if not NOT_COUNTED & set(notes[course.pk])]
    return CourseSums(
        number=len(counted),
        counted=_total(counted),
        accepted=_total(each for each in counted if each.status == RecordStatus.ACCEPTED),
        waiting=_total(each for each in counted if each.status == RecordStatus.SENT),
        drafts=_total(each for each in counted if each.can_be_edited),
        advanced=_total(each for each in counted if each.cycle == Cycle.SECOND),
        before_degree=_total(each for each in living if CourseNote.BEFORE_DEGREE in notes[each.pk]),
        left_out=_left_out(courses, notes),
        notes=notes,
    )


def _left_out(courses: Iterable[Course], notes: Mapping[UUID, Sequence[CourseNote]]) -> dict[CourseNote | RecordStatus, LeftOut]:
    found: dict[CourseNote | RecordStatus, LeftOut] = {}
    for course in courses:
        reason = next((note for note in notes.get(course.pk, ()) if note in NOT_COUNTED), None)
        key = RecordStatus.REJECTED if course.pk not in notes else reason
        if key is not None:
            so_far = found.get(key, LeftOut())
            found[key] = LeftOut(so_far.number + 1, so_far.credits + course.credits)
    return found


def _total(courses: Iterable[Course]) -> Decimal:
    return sum((course.credits for course in courses), NOTHING)


def _notes(course: Course, degree_on: date | None, *, is_copy: bool) -> Iterable[CourseNote]:
    if degree_on is not None and course.completed_on <= degree_on:
        yield CourseNote.BEFORE_DEGREE
    if course.passed is False:
        yield CourseNote.NOT_PASSED
    if course.cycle == Cycle.THIRD:
        yield CourseNote.THIRD_CYCLE
    if course.merit_basis == MeritBasis.NOT_MERITING or course.status == RecordStatus.NOT_MERITING:
        yield CourseNote.OUTSIDE_AREAS
    if is_copy:
        yield CourseNote.DUPLICATE
    if degree_on is not None and abs(course.completed_on - degree_on) <= NEAR_THE_DEGREE:
        yield CourseNote.NEAR_DEGREE
    if course.completed_on < FIRST_DAY_OF_HP:
        yield CourseNote.OLD_CREDITS


def sameness(course: Course) -> tuple[str, str, date]:
    """Two rows with the same sameness look like one course: code, or title where there is none; institution; day."""
    name = course.code.strip() or course.title
    return " ".join(name.split()).casefold(), present_name(course.institution).casefold(), course.completed_on


def _copies(courses: Iterable[Course]) -> set[UUID]:
    """All but the best of each group of rows that look like one course: accepted before the rest, then the first registered."""
    best: dict[tuple[str, str, date], Course] = {}
    copies: set[UUID] = set()
    for course in sorted(courses, key=lambda each: (each.status != RecordStatus.ACCEPTED, each.created_at, str(each.pk))):
        if best.setdefault(sameness(course), course) is not course:
            copies.add(course.pk)
    return copies


@dataclass(frozen=True)
class Service:
    """Time as a teacher. years and months as the calendar counts them; overlapping says that some days are in more than one row."""

    years: int
    months: int
    days: int
    overlapping: bool
    possible_more: bool

    @property
    def is_none(self) -> bool:
        return not (self.years or self.months or self.days)


def sum_service(employments: Sequence[StatedEmployment], *, degree_on: date | None, on: date) -> Service:
    """Each day once, from the degree (where known) to the day before `on`: the calendar distance over that number of days.

    As contracts/assessment.md reckons years of service. A special educator's days could count; they are not in, only told of.
    """
    rows = [each for each in employments if each.status != RecordStatus.REJECTED]
    counting = [_clipped(each, degree_on, on) for each in rows if each.profession in TEACHING]
    periods = [period for period in counting if period is not None]
    union = merge(periods)
    days = sum(period.days(on=on) for period in union)
    years, months, rest = _distance(union[0].starts_on, days) if union else (0, 0, 0)
    return Service(
        years=years,
        months=months,
        days=rest,
        overlapping=sum(period.days(on=on) for period in periods) > days,
        possible_more=any(each.profession == Profession.SPECIAL_EDUCATOR for each in rows),
    )


def _clipped(row: StatedEmployment, degree_on: date | None, on: date) -> Period | None:
    last_day = on - timedelta(days=1)
    first = max(row.starts_on, degree_on) if degree_on else row.starts_on
    last = min(row.ends_on, last_day) if row.ends_on else last_day
    return Period(first, last) if first <= last else None


def _distance(first: date, days: int) -> tuple[int, int, int]:
    """Years, months and days from first to first + days."""
    until = first + timedelta(days=days)
    months = (until.year - first.year) * 12 + until.month - first.month
    if _plus_months(first, months) > until:
        months -= 1
    return months // 12, months % 12, (until - _plus_months(first, months)).days


def _plus_months(day: date, months: int) -> date:
    """The same day so many months later; the last of the month where that day does not exist."""
    year, month = day.year + (day.month - 1 + months) // 12, (day.month - 1 + months) % 12 + 1
    after = date(year + month // 12, month % 12 + 1, 1)
    return min(date(year, month, 1) + timedelta(days=day.day - 1), after - timedelta(days=1))
