"""Courses that somebody has registered already: they are shown as done, and are not counted once more where they are offered."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from merit.rules.facts import CourseFact, Evidence, Facts
from plans.models import CourseOffer

Key = tuple[str, str]


def taken_in(facts: Facts) -> Mapping[Key, str]:
    """What is said of each course, by name and institution as the plan writes them; the best evidence where it stands twice."""
    rows = [course for course in facts.courses if course.passed is not False and course.evidence is not Evidence.REJECTED]
    return {_key(course): _said(course) for course in sorted(rows, key=lambda course: course.evidence is Evidence.ACCEPTED)}


def said_of(offer: CourseOffer, taken: Mapping[Key, str]) -> str:
    """Empty where the course is not registered."""
    return taken.get(_key(offer), "")


def _key(course: CourseFact | CourseOffer) -> Key:
    return course.title.strip().casefold(), course.institution.strip().casefold()


def _said(course: CourseFact) -> str:
    if course.evidence is Evidence.ACCEPTED:
        return _("Du har redan läst kursen, och den är godkänd i granskningen.")
    return _("Du har redan registrerat kursen, men den är inte granskad än.")
