"""Employments and leave, by periods: a change ends one row and begins another. Nothing that has been is written over."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TypeVar

from django.db import transaction
from django.db.models import Model, Q, QuerySet

from audit.services import record
from core.periods import DAY, Period
from organisation.models import Employment, Leave, Person, SchoolUnit
from organisation.services import people_errors as errors
from organisation.services.unit_rows import hold_provider

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class Terms:
    """What somebody is employed as, where and how much. extent: percent."""

    unit: SchoolUnit
    profession: str
    extent: Decimal


@transaction.atomic
def add_employment(person: Person, terms: Terms, *, starts_on: date, ends_on: date | None = None, by: Person, at: datetime) -> Employment:
    """Raises ClosedAccountError, UnitNotOpenError, EmploymentThereError."""
    hold_provider(by.provider_id)  # no unit closes meanwhile
    _hold(person)
    period = Period(starts_on, ends_on)
    _check_terms(person, terms, period)
    work = _begin(person, terms, period)
    record("organisation.employment.begun", actor=by, target=work, subject=person, at=at, details=_details(work))
    return work


@transaction.atomic
def change_employment(pk: int, terms: Terms, *, on: date, by: Person, at: datetime) -> Employment:
    """Other terms from the day: the old row ends the day before and a new one begins. Leave that lasts goes on with the new one.

    Raises StaleError, DayOutsideError, NothingChangedError, UnitNotOpenError, EmploymentThereError.
    """
    hold_provider(by.provider_id)
    old = held_employment(pk, by=by)
    if on <= old.starts_on or (old.ends_on is not None and on > old.ends_on):
        raise errors.DayOutsideError("on", old.starts_on + DAY, old.ends_on)
    if (terms.unit.pk, terms.profession, terms.extent) == (old.unit_id, old.profession, old.extent_percent):
        raise errors.NothingChangedError
    period = Period(on, old.ends_on)
    _check_terms(old.person, terms, period, besides=old)
    old.ends_on = on - DAY
    old.save(update_fields=["ends_on"])
    new = _begin(old.person, terms, period)
    _carry_over(old, new)
    details = {**_details(new), "before": old.pk}
    record("organisation.employment.changed", actor=by, target=new, subject=old.person, at=at, details=details)
    return new


@transaction.atomic
def end_employment(pk: int, *, last_day: date, by: Person, at: datetime) -> None:
    """Raises StaleError, DayOutsideError."""
    work = held_employment(pk, by=by)
    if last_day < work.starts_on or (work.ends_on is not None and last_day > work.ends_on):
        raise errors.DayOutsideError("last_day", work.starts_on, work.ends_on)
    _end(work, last_day)
    _record_end("organisation.employment.ended", work, work.person, last_day, by=by, at=at)


@transaction.atomic
def remove_employment(pk: int, *, by: Person, at: datetime) -> None:
    """Take away an employment that never was, entered by mistake. What it said stays in the audit. Raises StaleError."""
    work = held_employment(pk, by=by)
    record("organisation.employment.removed", actor=by, target=work, subject=work.person, at=at, details=_details(work))
    work.delete()


@transaction.atomic
def add_leave(
    employment: int, *, kind: str, extent: Decimal, starts_on: date, ends_on: date | None = None, by: Person, at: datetime
) -> Leave:
    """Raises StaleError, DayOutsideError when it is not within the employment, LeaveThereError."""
    work = held_employment(employment, by=by)
    if starts_on < work.starts_on or (work.ends_on is not None and starts_on > work.ends_on):
        raise errors.DayOutsideError("starts_on", work.starts_on, work.ends_on)
    if work.ends_on is not None and (ends_on is None or ends_on > work.ends_on):
        raise errors.DayOutsideError("ends_on", starts_on, work.ends_on)
    other = overlapping(work.leaves.filter(kind=kind), Period(starts_on, ends_on)).first()
    if other is not None:
        raise errors.LeaveThereError(other.starts_on, other.ends_on)
    leave = Leave.objects.create(employment=work, kind=kind, extent_percent=extent, starts_on=starts_on, ends_on=ends_on)
    record("organisation.leave.begun", actor=by, target=leave, subject=work.person, at=at, details={"employment": work.pk})
    return leave


@transaction.atomic
def end_leave(pk: int, *, last_day: date, by: Person, at: datetime) -> None:
    """Raises StaleError, DayOutsideError."""
    employment = Leave.objects.filter(pk=pk).values_list("employment", flat=True).first()
    work = held_employment(employment, by=by)
    leave = work.leaves.filter(pk=pk).first()
    if leave is None:
        raise errors.StaleError
    if last_day < leave.starts_on or (leave.ends_on is not None and last_day > leave.ends_on):
        raise errors.DayOutsideError("last_day", leave.starts_on, leave.ends_on)
    leave.ends_on = last_day
    leave.save(update_fields=["ends_on"])
    _record_end("organisation.leave.ended", leave, work.person, last_day, by=by, at=at)


def end_all_employments(person: Person, *, last_day: date, by: Person | None, at: datetime) -> None:
    """Everything the person has beyond the day: ended, or taken back where it has not begun. The person is held by the caller."""
    beyond = person.employments.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=last_day)).order_by("pk")
    for work in beyond.select_for_update(of=("self",)):
        if work.starts_on > last_day:
            record("organisation.employment.removed", actor=by, target=work, subject=person, at=at, details=_details(work))
            work.delete()
            continue
        _end(work, last_day)
        _record_end("organisation.employment.ended", work, person, last_day, by=by, at=at)


def held_employment(pk: int | None, *, by: Person) -> Employment:
    """The row, locked after its person. Raises StaleError where it is gone or is another provider's."""
    owner = Person.objects.select_for_update(of=("self",), no_key=True).filter(employments=pk, provider=by.provider_id)
    if pk is None or not owner.exists():
        raise errors.StaleError
    owner.get()
    works = Employment.objects.select_for_update(of=("self",)).select_related("person__provider", "unit")
    work = works.filter(pk=pk).first()
    if work is None:
        raise errors.StaleError
    return work


def overlapping(rows: QuerySet[Row], period: Period) -> QuerySet[Row]:
    """Those of the rows that have some day in common with the period."""
    found = rows.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=period.starts_on))
    return found if period.ends_on is None else found.filter(starts_on__lte=period.ends_on)


def is_open(unit: SchoolUnit, period: Period) -> bool:
    """Whether the unit is there from the first day of the period to its last, as far as is known."""
    first = unit.periods.order_by("starts_on").values_list("starts_on", flat=True).first()
    closed_on = SchoolUnit.objects.values_list("closed_on", flat=True).get(pk=unit.pk)  # it may have closed while the form was open
    return (first is None or first <= period.starts_on) and (closed_on is None or period.last <= closed_on)


def _hold(person: Person) -> None:
    held = Person.objects.select_for_update(of=("self",), no_key=True).get(pk=person.pk)
    if not held.is_active:
        raise errors.ClosedAccountError


def _check_terms(person: Person, terms: Terms, period: Period, *, besides: Employment | None = None) -> None:
    """A unit of another provider is a fault of the caller, never of what somebody typed."""
    if terms.unit.authority.provider_id != person.provider_id:
        raise ValueError("the unit belongs elsewhere")
    if not is_open(terms.unit, period):
        raise errors.UnitNotOpenError(terms.unit.name)
    same = person.employments.filter(unit=terms.unit, profession=terms.profession).select_related("unit")
    for other in overlapping(same, period).order_by("starts_on"):
        if other != besides:
            raise errors.EmploymentThereError(other)


def _begin(person: Person, terms: Terms, period: Period) -> Employment:
    return Employment.objects.create(
        person=person,
        unit=terms.unit,
        profession=terms.profession,
        extent_percent=terms.extent,
        starts_on=period.starts_on,
        ends_on=period.ends_on,
    )


def _carry_over(old: Employment, new: Employment) -> None:
    """A leave that is running is one leave before the day and one after it; one that is to come follows."""
    for leave in overlapping(old.leaves.all(), Period(new.starts_on, new.ends_on)).order_by("pk"):
        if leave.starts_on >= new.starts_on:
            leave.employment = new
        else:
            Leave.objects.create(
                employment=new, kind=leave.kind, extent_percent=leave.extent_percent, starts_on=new.starts_on, ends_on=leave.ends_on
            )
            leave.ends_on = new.starts_on - DAY
        leave.save(update_fields=["employment", "ends_on"])


def _end(work: Employment, last_day: date) -> None:
    """Leave ends with its employment; leave that would have begun later is taken back."""
    work.leaves.filter(starts_on__gt=last_day).delete()
    work.leaves.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=last_day)).update(ends_on=last_day)
    work.ends_on = last_day
    work.save(update_fields=["ends_on"])


def _record_end(action: str, row: Model, person: Person, last_day: date, *, by: Person | None, at: datetime) -> None:
    record(action, actor=by, target=row, subject=person, at=at, details={"last_day": last_day.isoformat()})


def _details(work: Employment) -> dict[str, str | int | bool | None]:
    return {
        "unit": work.unit_id,
        "profession": work.profession,
        "extent": str(work.extent_percent),
        "first_day": work.starts_on.isoformat(),
        "last_day": work.ends_on.isoformat() if work.ends_on is not None else None,
    }
