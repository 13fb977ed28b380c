"""The rows behind a unit: held while they change, ended and begun by day, and the unit's own columns kept in step with them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, TypeVar

from django.db import models
from django.db.models import Q

from organisation.models import LAST_DAY_OF_FORM, Area, Authority, SchoolForm, SchoolProvider, SchoolUnit, UnitPeriod, UnitSchoolForm
from organisation.querysets import active_on
from organisation.services import unit_errors as errors

DAY = timedelta(days=1)
ORDER = {form: number for number, form in enumerate(SchoolForm.values)}
Row = TypeVar("Row", bound=models.Model)
Versions = Mapping[int, int]
"""What the page that asks has seen: unit → version."""


def hold_provider(pk: int) -> None:
    """One change of structure at a time within a provider, so that names and codes are compared with what will be there."""
    SchoolProvider.objects.select_for_update(no_key=True).get(pk=pk)


def held(pks: Iterable[int], *, provider_id: int, versions: Versions | None) -> dict[int, SchoolUnit]:
    """The provider's units of these ids, locked. Raises StaleUnitError where one is gone or was changed since versions were read."""
    hold_provider(provider_id)
    wanted = set(pks)
    rows = SchoolUnit.objects.select_for_update(of=("self",)).filter(pk__in=wanted, authority__provider=provider_id).order_by("pk")
    units = {unit.pk: unit for unit in rows}
    if set(units) != wanted:
        raise errors.StaleUnitError
    if versions is not None and any(versions.get(pk) != unit.version for pk, unit in units.items()):
        raise errors.StaleUnitError
    return units


def check_place(authority: Authority, area: Area | None, *, provider_id: int) -> None:
    """A place of another provider is a fault of the caller, never of what somebody typed."""
    if authority.provider_id != provider_id or (area is not None and area.authority_id != authority.pk):
        raise ValueError("the place belongs elsewhere")


def check_name(name: str, authority: Authority, *, on: date, besides: int | None) -> None:
    """No two units of an authority have one name on one day. Raises NameTakenError."""
    if _others(on, besides).filter(authority=authority, name__iexact=name).exists():
        raise errors.NameTakenError(name)


def check_code(code: str, kind: str, *, provider_id: int, on: date, besides: int | None) -> None:
    """A code belongs to one of the provider's units at a time; preschools have none. Raises CodelessKindError, CodeTakenError."""
    if not code:
        return
    if kind == SchoolUnit.Kind.PRESCHOOL:
        raise errors.CodelessKindError
    other = _others(on, besides).filter(authority__provider=provider_id, unit_code=code).first()
    if other is not None:
        raise errors.CodeTakenError(code, other.name)


def _others(on: date, besides: int | None) -> models.QuerySet[UnitPeriod]:
    return UnitPeriod.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on)).exclude(unit=besides)


def check_forms(forms: Iterable[str], kind: str, *, on: date) -> list[str]:
    """The forms in the order of the law, each once. Raises FormOfKindError, FormEndedError."""
    found = sorted(set(forms), key=ORDER.__getitem__)
    is_preschool = kind == SchoolUnit.Kind.PRESCHOOL
    if not found or is_preschool != (found == [SchoolForm.PRESCHOOL]):
        raise errors.FormOfKindError
    for form in found:
        if on > LAST_DAY_OF_FORM.get(SchoolForm(form), date.max):
            raise errors.FormEndedError(form)
    return found


def copied(row: Row, **changes: Any) -> Row:
    """A row like this one but for its key and what is given. Not stored."""
    values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if not field.primary_key}
    return type(row)(**{**values, **changes})


def period_on(unit: SchoolUnit, day: date) -> UnitPeriod:
    """What the unit is that day. Raises ClosedUnitError, NotOpenYetError."""
    found = unit.periods.filter(active_on(day)).first()
    if found is not None:
        return found
    first = unit.periods.order_by("starts_on").first()
    if first is not None and day < first.starts_on:
        raise errors.NotOpenYetError(unit.name, first.starts_on)
    raise errors.ClosedUnitError(unit.name, unit.closed_on or day - DAY)


def change_period(unit: SchoolUnit, *, on: date, today: date, **values: Any) -> None:
    """End the period that covers the day and begin one with these values.

    What is planned for later and still says the old thing follows. Begun periods are never written over: raises LaterChangeError when
    one begins after the day, or when the same thing changed that very day; NothingChangedError, ClosedUnitError, NotOpenYetError.
    """
    before = period_on(unit, on)
    old = {name: getattr(before, name) for name in values}
    if old == values:
        raise errors.NothingChangedError
    later = list(unit.periods.filter(starts_on__gt=on).order_by("starts_on"))
    begun = [period for period in later if period.starts_on <= today]
    if begun:
        raise errors.LaterChangeError(unit.name, begun[-1].starts_on)
    if before.starts_on == on:
        _amend(unit, before, old, values, today=today)
    else:
        begin = copied(before, starts_on=on, **values)
        before.ends_on = on - DAY
        before.save(update_fields=["ends_on"])
        begin.save()
    for period in later:
        if {name: getattr(period, name) for name in values} != old:
            break
        _set(period, values)


def _amend(unit: SchoolUnit, period: UnitPeriod, old: dict[str, Any], values: dict[str, Any], *, today: date) -> None:
    """A second change from the same day. What was said of a day gone by stays said."""
    previous = unit.periods.filter(starts_on__lt=period.starts_on).first()
    is_said = previous is None or {name: getattr(previous, name) for name in values} != old
    if is_said and period.starts_on < today:
        raise errors.LaterChangeError(unit.name, period.starts_on)
    _set(period, values)


def _set(period: UnitPeriod, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(period, name, value)
    period.save(update_fields=list(values))


def begin_forms(unit: SchoolUnit, forms: Iterable[str], *, on: date) -> None:
    """Offer these from the day, up to their last day by law or up to where a period of the same form already begins."""
    for form in forms:
        rows = unit.form_periods.filter(school_form=form)
        last_day = LAST_DAY_OF_FORM.get(SchoolForm(form))
        if rows.filter(active_on(on)).exists() or (last_day is not None and on > last_day):
            continue
        following = rows.filter(starts_on__gt=on).order_by("starts_on").first()
        UnitSchoolForm.objects.create(
            unit=unit, school_form=form, starts_on=on, ends_on=following.starts_on - DAY if following is not None else last_day
        )


def end_forms(unit: SchoolUnit, forms: Iterable[str] | None, *, on: date, today: date) -> None:
    """Cease to offer these (None: all) from the day. Raises LaterChangeError where one has begun that day or later."""
    rows = unit.form_periods.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))
    if forms is not None:
        rows = rows.filter(school_form__in=list(forms))
    begun = rows.filter(starts_on__gte=on, starts_on__lt=today).order_by("-starts_on").first()
    if begun is not None:
        raise errors.LaterChangeError(unit.name, begun.starts_on)
    rows.filter(starts_on__gte=on).delete()
    rows.filter(starts_on__lt=on).update(ends_on=on - DAY)


def forms_on(unit: SchoolUnit, day: date) -> list[str]:
    found = unit.form_periods.filter(active_on(day)).order_by("pk").values_list("school_form", flat=True)
    return sorted(set(found), key=ORDER.__getitem__)


def check_closable(unit: SchoolUnit, *, on: date, today: date) -> None:
    """Whether the unit can have the day before as its last.

    Raises ClosedUnitError, NotOpenYetError, LaterChangeError, PlannedChangeError.
    """
    if unit.closed_on is not None:
        raise errors.ClosedUnitError(unit.name, unit.closed_on)
    period_on(unit, on - DAY)
    last = unit.periods.latest("starts_on")
    if last.starts_on >= on:
        raise (errors.LaterChangeError if last.starts_on <= today else errors.PlannedChangeError)(unit.name, last.starts_on)


def end_unit(unit: SchoolUnit, *, on: date, today: date) -> None:
    """Close a unit that check_closable has passed: the day before is its last."""
    end_forms(unit, None, on=on, today=today)
    unit.periods.filter(ends_on__isnull=True).update(ends_on=on - DAY)
    unit.closed_on = on - DAY


def changed(units: Sequence[SchoolUnit], *, today: date) -> None:
    """Store the units as they are today, each with a new version."""
    for unit in units:
        bring_up_to(unit, today=today)
        unit.version += 1
        unit.save()


def bring_up_to(unit: SchoolUnit, *, today: date) -> bool:
    """Set the unit's columns to what is in force today; before its first day to that of the first, after its last to that of the last.

    True if something differed. Does not store the row.
    """
    first, last = unit.periods.earliest("starts_on"), unit.periods.latest("starts_on")
    day = max(first.starts_on, min(today, last.ends_on or today))
    period = unit.periods.get(active_on(day))
    now = {
        "authority_id": period.authority_id,
        "area_id": period.area_id,
        "name": period.name,
        "unit_code": period.unit_code,
        "school_forms": forms_on(unit, day),
    }
    differs = any(getattr(unit, name) != value for name, value in now.items())
    for name, value in now.items():
        setattr(unit, name, value)
    return differs
