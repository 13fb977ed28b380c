"""The principal's plan: write the analysis, add and remove courses, decide, open again.

The plan's row is held through each change, and version tells whether the page that asked was the latest: two tabs cannot undo each other.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from audit.services import record
from core.formats import hp, in_words
from organisation.models import Person, SchoolUnit
from plans.models import AuthorityPlan, CourseChoice, CourseOffer, PlanTier, Tier, UnitCourse, UnitPlan
from plans.typed_course import TypedCourse

NEW = 0
"""The version of a plan that is not there yet."""


class StalePlanError(Exception):
    """Somebody has changed the plan since the page was opened."""


class DecidedError(Exception):
    """A decided plan is opened before it is changed."""


class NotDecidedError(Exception):
    """Only a decided plan can be opened."""


class AnalysisMissingError(Exception):
    """No course without the analysis it answers (000-46)."""


class TooFewCoursesError(Exception):
    """Teachers must have as many courses to choose among as they are to choose."""

    def __init__(self, courses: int, choose: int) -> None:
        super().__init__(courses)
        self.courses, self.choose = courses, choose

    def __str__(self) -> str:
        missing = self.choose - self.courses
        return ngettext(
            "Lärarna ska välja %(choose)s kurser. Lägg till minst %(missing)s kurs till innan du beslutar.",
            "Lärarna ska välja %(choose)s kurser. Lägg till minst %(missing)s kurser till innan du beslutar.",
            missing,
        ) % {"choose": in_words(self.choose), "missing": in_words(missing)}


class CourseThereError(Exception):
    """The course is on offer already, in the unit's plan or on the authority's tier."""


class WrongSizeError(Exception):
    """The plan says how large the courses of the tier are."""

    def __init__(self, asked: Decimal) -> None:
        super().__init__(asked)
        self.asked = asked

    def __str__(self) -> str:
        return _("Enligt planen ska varje kurs på enhetens nivå vara på %(size)s.") % {"size": hp(self.asked)}


class CourseChosenError(Exception):
    """Teachers have sent or agreed on the course."""

    def __init__(self, count: int) -> None:
        super().__init__(count)
        self.count = count

    def __str__(self) -> str:
        return ngettext(
            "Kursen kan inte tas bort, för %(count)s lärare har valt den. Be läraren välja om först.",
            "Kursen kan inte tas bort, för %(count)s lärare har valt den. Be dem välja om först.",
            self.count,
        ) % {"count": in_words(self.count)}


@dataclass(frozen=True, slots=True)
class Analysis:
    results: str
    needs: str
    sources: str


@transaction.atomic
def save_analysis(plan: AuthorityPlan, unit: SchoolUnit, analysis: Analysis, *, version: int, by: Person, at: datetime) -> UnitPlan:
    """Write the analysis, making the unit's plan where there is none (version NEW). Raises StalePlanError, DecidedError."""
    SchoolUnit.objects.select_for_update(of=("self",), no_key=True).get(pk=unit.pk)
    unit_plan = UnitPlan.objects.select_for_update().filter(plan=plan, unit=unit).first()
    if unit_plan is None:
        unit_plan = UnitPlan(plan=plan, unit=unit, version=NEW)
    elif _same(unit_plan, analysis):
        return unit_plan
    _changeable(unit_plan, version)
    unit_plan.results, unit_plan.needs, unit_plan.sources = analysis.results, analysis.needs, analysis.sources
    unit_plan.version, unit_plan.changed_at = unit_plan.version + 1, at
    unit_plan.save()
    record("plans.unit_plan.analysed", actor=by, target=unit_plan, at=at, details={"version": unit_plan.version})
    return unit_plan


@transaction.atomic
def add_course(
    pk: int, course: CourseOffer | TypedCourse, *, need: str, first_term: str = "", version: int, by: Person, at: datetime
) -> UnitCourse:
    """Put a course on the unit's tier, from the catalogue or typed, with the need it answers. first_term: of a typed one.

    The same course a second time, as a double click sends it, gives back the first. Raises AnalysisMissingError, DecidedError,
    StalePlanError, WrongSizeError, CourseThereError.
    """
    unit_plan = _held(pk)
    there = _there(unit_plan, course, first_term)
    if there is not None:
        if unit_plan.version == version:
            raise CourseThereError
        return there
    _changeable(unit_plan, version)
    if not unit_plan.has_analysis:
        raise AnalysisMissingError
    tier = _unit_tier(unit_plan)
    if tier is not None and course.credits != tier.course_credits:
        raise WrongSizeError(tier.course_credits)
    if isinstance(course, CourseOffer) and unit_plan.plan.courses.filter(offer=course).exists():
        raise CourseThereError
    if isinstance(course, TypedCourse):
        course = course.stored(provider_id=unit_plan.unit.authority.provider_id, first_term=first_term)
    added = UnitCourse.objects.create(unit_plan=unit_plan, offer=course, need=need)
    _changed(unit_plan, at)
    record("plans.unit_plan.course_added", actor=by, target=unit_plan, at=at, details={"offer": course.pk})
    return added


@transaction.atomic
def remove_course(pk: int, course: int, *, version: int, by: Person, on: date, at: datetime) -> bool:
    """Take a course off the unit's tier. False if it is gone already. Raises DecidedError, StalePlanError, CourseChosenError."""
    unit_plan = _held(pk)
    row = unit_plan.courses.filter(pk=course).first()
    if row is None:
        return False
    _changeable(unit_plan, version)
    staff = Person.objects.staff_of_units(SchoolUnit.objects.filter(pk=unit_plan.unit_id), on=on)
    held = (CourseChoice.Status.PROPOSED, CourseChoice.Status.AGREED)
    chosen = CourseChoice.objects.filter(
        plan=unit_plan.plan_id, tier=Tier.UNIT, offer=row.offer_id, status__in=held, person__in=staff.values("pk")
    ).count()
    if chosen:
        raise CourseChosenError(chosen)
    record("plans.unit_plan.course_removed", actor=by, target=unit_plan, at=at, details={"offer": row.offer_id})
    row.delete()
    _changed(unit_plan, at)
    return True


@transaction.atomic
def decide(pk: int, *, version: int, by: Person, on: date, at: datetime) -> None:
    """The principal decides. A second click changes nothing. Raises StalePlanError, AnalysisMissingError, TooFewCoursesError."""
    unit_plan = _held(pk)
    if unit_plan.status == UnitPlan.Status.DECIDED:
        return
    _changeable(unit_plan, version)
    if not unit_plan.has_analysis:
        raise AnalysisMissingError
    tier, courses = _unit_tier(unit_plan), unit_plan.courses.count()
    if tier is not None and courses < (tier.choose or 0):
        raise TooFewCoursesError(courses, tier.choose or 0)
    unit_plan.status, unit_plan.decided_on, unit_plan.decided_by = UnitPlan.Status.DECIDED, on, by
    _changed(unit_plan, at)
    record("plans.unit_plan.decided", actor=by, target=unit_plan, at=at, details={"courses": courses, "version": unit_plan.version})


@transaction.atomic
def reopen(pk: int, *, version: int, by: Person, at: datetime) -> None:
    """Make a decided plan a draft again. What teachers have chosen stands. Raises StalePlanError, NotDecidedError."""
    unit_plan = _held(pk)
    if unit_plan.status != UnitPlan.Status.DECIDED:
        raise NotDecidedError
    if unit_plan.version != version:
        raise StalePlanError
    unit_plan.status, unit_plan.decided_on, unit_plan.decided_by = UnitPlan.Status.DRAFT, None, None
    _changed(unit_plan, at)
    record("plans.unit_plan.reopened", actor=by, target=unit_plan, at=at, details={"version": unit_plan.version})


def _held(pk: int) -> UnitPlan:
    return UnitPlan.objects.select_for_update(of=("self",)).select_related("plan", "unit__authority").get(pk=pk)


def _changeable(unit_plan: UnitPlan, version: int) -> None:
    if unit_plan.status == UnitPlan.Status.DECIDED:
        raise DecidedError
    if unit_plan.version != version:
        raise StalePlanError


def _changed(unit_plan: UnitPlan, at: datetime) -> None:
    unit_plan.version, unit_plan.changed_at = unit_plan.version + 1, at
    unit_plan.save(update_fields=["version", "changed_at", "status", "decided_on", "decided_by"])


def _same(unit_plan: UnitPlan, analysis: Analysis) -> bool:
    return (unit_plan.results, unit_plan.needs, unit_plan.sources) == (analysis.results, analysis.needs, analysis.sources)


def _unit_tier(unit_plan: UnitPlan) -> PlanTier | None:
    return unit_plan.plan.tiers.filter(tier=Tier.UNIT).first()


def _there(unit_plan: UnitPlan, course: CourseOffer | TypedCourse, first_term: str) -> UnitCourse | None:
    """The same course in the plan already: the same row of the catalogue, or the same words."""
    if isinstance(course, CourseOffer):
        return unit_plan.courses.filter(offer=course).first()
    return unit_plan.courses.filter(
        offer__title__iexact=course.title,
        offer__institution__iexact=course.institution,
        offer__credits=course.credits,
        offer__first_term=first_term,
    ).first()
