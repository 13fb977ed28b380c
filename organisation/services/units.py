"""A unit from its first day: opened, renamed, given a new code, moved, and the school forms it offers. By day: past, today or ahead."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from audit.services import record
from organisation.models import Area, Authority, Person, SchoolUnit, UnitPeriod
from organisation.services import unit_rows as rows
from organisation.services.unit_errors import BegunError, NothingChangedError, StaleUnitError
from organisation.services.unit_rows import Versions


@dataclass(frozen=True, slots=True)
class NewUnit:
    """A unit to be. unit_code is empty for a preschool, and where the register has given none yet."""

    name: str
    kind: str
    authority: Authority
    area: Area | None = None
    unit_code: str = ""
    school_forms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a change did. versions: the units it rests on, as they were before it; a page sends them back to have it done."""

    unit: SchoolUnit
    units: tuple[SchoolUnit, ...] = ()
    versions: dict[int, int] = field(default_factory=dict)
    moved: int = 0
    staying: int = 0
    leaders: int = 0
    other_roles: int = 0


@transaction.atomic
def open_unit(new: NewUnit, *, on: date, by: Person, at: datetime) -> Outcome:
    """Begin a unit. Raises NameTakenError, CodeTakenError, CodelessKindError, FormOfKindError, FormEndedError."""
    rows.hold_provider(by.provider_id)
    unit = begin_unit(new, on=on, provider_id=by.provider_id)
    rows.changed([unit], today=timezone.localdate(at))
    record("organisation.unit.opened", actor=by, target=unit, at=at, details={"on": on.isoformat()})
    return Outcome(unit)


@transaction.atomic
def rename(pk: int, name: str, *, on: date, versions: Versions | None = None, by: Person, at: datetime) -> Outcome:
    """Raises NameTakenError and what unit_rows.change_period raises."""
    unit, today = _held(pk, versions, by), timezone.localdate(at)
    before = rows.period_on(unit, on)
    rows.check_name(name, before.authority, on=on, besides=unit.pk)
    rows.change_period(unit, on=on, today=today, name=name)
    return _done(unit, "renamed", on=on, by=by, at=at)


@transaction.atomic
def give_code(pk: int, unit_code: str, *, on: date, versions: Versions | None = None, by: Person, at: datetime) -> Outcome:
    """unit_code: eight digits, or empty to have none. Raises CodeTakenError, CodelessKindError and what change_period raises."""
    unit, today = _held(pk, versions, by), timezone.localdate(at)
    rows.check_code(unit_code, unit.kind, provider_id=by.provider_id, on=on, besides=unit.pk)
    rows.change_period(unit, on=on, today=today, unit_code=unit_code)
    return _done(unit, "coded", on=on, by=by, at=at)


@transaction.atomic
def move(
    pk: int, authority: Authority, area: Area | None, *, on: date, versions: Versions | None = None, by: Person, at: datetime
) -> Outcome:
    """To another area, another authority or both. Raises NameTakenError and what change_period raises."""
    rows.check_place(authority, area, provider_id=by.provider_id)
    unit, today = _held(pk, versions, by), timezone.localdate(at)
    rows.check_name(rows.period_on(unit, on).name, authority, on=on, besides=unit.pk)
    rows.change_period(unit, on=on, today=today, authority_id=authority.pk, area_id=area.pk if area is not None else None)
    return _done(unit, "moved", on=on, by=by, at=at)


@transaction.atomic
def set_forms(pk: int, forms: Iterable[str], *, on: date, versions: Versions | None = None, by: Person, at: datetime) -> Outcome:
    """Offer exactly these from the day. Raises FormOfKindError, FormEndedError, LaterChangeError, NothingChangedError."""
    unit, today = _held(pk, versions, by), timezone.localdate(at)
    rows.period_on(unit, on)
    wanted, there = rows.check_forms(forms, unit.kind, on=on), rows.forms_on(unit, on)
    later = set(unit.form_periods.filter(starts_on__gt=on).values_list("school_form", flat=True))
    ended = (set(there) | later) - set(wanted)
    if wanted == there and not ended:
        raise NothingChangedError
    rows.end_forms(unit, ended, on=on, today=today)
    rows.begin_forms(unit, [form for form in wanted if form not in there], on=on)
    return _done(unit, "forms_set", on=on, by=by, at=at)


@transaction.atomic
def cancel_planned(pk: int, period: int, *, versions: Versions | None = None, by: Person, at: datetime) -> Outcome:
    """Take back a change that has not begun: the period before it goes on.

    Raises StaleUnitError if it is gone, BegunError if its day has come; NameTakenError, CodeTakenError if somebody else has them since.
    """
    unit, today = _held(pk, None, by), timezone.localdate(at)
    planned = unit.periods.filter(pk=period).first()
    before = unit.periods.filter(starts_on__lt=planned.starts_on).first() if planned is not None else None
    if planned is None or before is None:
        raise StaleUnitError
    if planned.starts_on <= today:
        raise BegunError(unit.name, planned.starts_on)  # before the versions are looked at: the day itself has changed the unit
    _held(pk, versions, by)
    rows.check_name(before.name, before.authority, on=planned.starts_on, besides=unit.pk)
    rows.check_code(before.unit_code, unit.kind, provider_id=by.provider_id, on=planned.starts_on, besides=unit.pk)
    planned.delete()
    before.ends_on = planned.ends_on
    before.save(update_fields=["ends_on"])
    return _done(unit, "plan_cancelled", on=planned.starts_on, by=by, at=at)


def begin_unit(new: NewUnit, *, on: date, provider_id: int) -> SchoolUnit:
    """The rows of a new unit, checked. The provider is held, and rows.changed follows."""
    rows.check_place(new.authority, new.area, provider_id=provider_id)
    rows.check_name(new.name, new.authority, on=on, besides=None)
    rows.check_code(new.unit_code, new.kind, provider_id=provider_id, on=on, besides=None)
    forms = rows.check_forms(new.school_forms, new.kind, on=on)
    common = {"authority": new.authority, "area": new.area, "name": new.name, "unit_code": new.unit_code}
    unit = SchoolUnit.objects.create(kind=new.kind, school_forms=forms, **common)
    UnitPeriod.objects.create(unit=unit, starts_on=on, **common)
    rows.begin_forms(unit, forms, on=on)
    return unit


def _held(pk: int, versions: Versions | None, by: Person) -> SchoolUnit:
    return rows.held([pk], provider_id=by.provider_id, versions=versions)[pk]


def _done(unit: SchoolUnit, what: str, *, on: date, by: Person, at: datetime) -> Outcome:
    seen = {unit.pk: unit.version}
    rows.changed([unit], today=timezone.localdate(at))
    record(f"organisation.unit.{what}", actor=by, target=unit, at=at, details={"on": on.isoformat()})
    return Outcome(unit, versions=seen)
