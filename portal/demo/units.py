"""The units of the town: what they are, what they were called, and the one that has become part of another."""

from datetime import date, timedelta

from organisation.models import Area, Authority, SchoolUnit, UnitPeriod, UnitSuccession
from organisation.services.unit_rows import begin_forms, bring_up_to, end_forms
from portal.demo.sources import UnitSource

OPENED = date(2008, 7, 1)  # before the first day anybody works there
DAY = timedelta(days=1)


def settle_unit(source: UnitSource, authority: Authority, *, on: date) -> SchoolUnit:
    """The unit with its periods and school forms, and whatever it took in."""
    area = Area.objects.get_or_create(authority=authority, name=source.area)[0] if source.area else None
    unit = _opened(source, authority, area)
    starts_on = OPENED
    for name, last_day in source.formerly:
        UnitPeriod.objects.create(
            unit=unit, authority=authority, area=area, name=name, unit_code=source.code, starts_on=starts_on, ends_on=last_day
        )
        starts_on = date.fromisoformat(last_day) + DAY
    UnitPeriod.objects.create(unit=unit, authority=authority, area=area, name=source.name, unit_code=source.code, starts_on=starts_on)
    begin_forms(unit, source.school_forms, on=OPENED)
    bring_up_to(unit, today=on)
    unit.save()
    for name, last_day in source.took_in:
        _taken_in(name, date.fromisoformat(last_day), unit, on=on)
    return unit


def _opened(source: UnitSource, authority: Authority, area: Area | None) -> SchoolUnit:
    return SchoolUnit.objects.create(
        authority=authority, area=area, name=source.name, kind=source.kind, unit_code=source.code, school_forms=source.school_forms
    )


def _taken_in(name: str, last_day: date, into: SchoolUnit, *, on: date) -> None:
    """A unit that was, and is part of another since. Nobody works there now."""
    old = SchoolUnit.objects.create(authority=into.authority, name=name, kind=into.kind, school_forms=into.school_forms, closed_on=last_day)
    UnitPeriod.objects.create(unit=old, authority=into.authority, name=name, starts_on=OPENED, ends_on=last_day)
    begin_forms(old, into.school_forms, on=OPENED)
    end_forms(old, None, on=last_day + DAY, today=on)
    UnitSuccession.objects.create(predecessor=old, successor=into, kind=UnitSuccession.Kind.MERGED, on=last_day + DAY)
