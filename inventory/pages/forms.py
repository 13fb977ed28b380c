"""What stands around the form of a record: heading, what was returned, sums, and what can be fetched from the employer."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from core.formats import long_date
from inventory.forms import RecordForm
from inventory.models import Course, QualifyingDegree, Record, RecordStatus, StatedEmployment
from inventory.pages.phrases import period
from inventory.pages.records import Sums, course_panel
from inventory.standing import degree_day
from inventory.sums import sum_courses
from inventory.tasklist import part_of
from inventory.words import PART_TITLES
from organisation.http import Scope
from organisation.models import Employment, Person


@dataclass(frozen=True)
class Known:
    """An employment the employer has on record, and the address that fills the form in with it."""

    text: str
    url: str


@dataclass(frozen=True)
class FormPage:
    title: str
    lead: str
    back_url: str
    back_label: str
    sums: Sums | None
    known: Sequence[Known]
    ladok_help: bool


@dataclass(frozen=True)
class Reason:
    """Why a reviewer has sent the record back."""

    text: str
    reviewer: Person | None
    day: str


def form_page(form: RecordForm, person: Person, scope: Scope, *, on: date) -> FormPage:
    record = form.instance
    part = part_of(record.kind)
    degree_on = degree_day(list(QualifyingDegree.objects.filter(person=person))) if isinstance(record, Course) else None
    return FormPage(
        title=str(form.words.add if form.is_new else form.words.change),
        lead=_lead(form, degree_on),
        back_url=reverse("inventory:records", kwargs={"slug": record.slug}),
        back_label=_("Till %(part)s") % {"part": str(PART_TITLES[part.slug]).lower()},
        sums=_sums(person, degree_on, with_merit=form.given.with_merit) if isinstance(record, Course) else None,
        known=_known(scope.employments) if form.is_new and isinstance(record, StatedEmployment) else [],
        ladok_help=isinstance(record, Course),
    )


def _lead(form: RecordForm, degree_on: date | None) -> str:
    if not isinstance(form.instance, Course) or degree_on is None:
        return str(form.words.how)
    return _("En kurs med högskolepoäng som du har läst klart efter din examen %(day)s.") % {"day": long_date(degree_on)}


def _sums(person: Person, degree_on: date | None, *, with_merit: bool) -> Sums:
    """The panel as it is before this form is saved."""
    courses = list(Course.objects.filter(person=person))
    return course_panel(sum_courses(courses, degree_on=degree_on), degree_on, with_merit=with_merit)


def _known(employments: Iterable[Employment]) -> list[Known]:
    address = reverse("inventory:record_new", kwargs={"slug": StatedEmployment.slug})
    return [
        Known(
            f"{work.get_profession_display()}, {work.unit.name}, {period(work.starts_on, work.ends_on)}",
            f"{address}?fran={work.pk}",
        )
        for work in employments
    ]


def prefilled(model: type[Record], chosen: str, employments: Iterable[Employment]) -> dict[str, Any]:
    """The form's first values from one of the person's employments as the employer has it; none for any other choice."""
    if model is not StatedEmployment:
        return {}
    work = next((each for each in employments if str(each.pk) == chosen), None)
    if work is None:
        return {}
    return {
        "profession": work.profession,
        "employer": work.unit.authority.provider.name,
        "unit_name": work.unit.name,
        "in_school_system": True,
        "extent_percent": work.extent_percent,
        "starts_on": work.starts_on,
        "ends_on": work.ends_on,
    }


def reason_of(record: Record) -> Reason | None:
    if record.status != RecordStatus.COMPLETION_ASKED:
        return None
    return Reason(record.review_reason, record.reviewed_by, long_date(record.reviewed_at))
