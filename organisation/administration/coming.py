"""What the landing page tells of the structure: how much there is, what is to come, and what waits for somebody."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q
from django.utils.translation import gettext as _

from organisation.models import Employment, SchoolUnit, UnitPeriod

MOST_TOLD = 10


@dataclass(frozen=True)
class Coming:
    day: date
    text: str
    unit: int


def coming_changes(provider: int, *, on: date) -> Sequence[Coming]:
    """The next changes of units, by day: openings, closings, and new names, codes or places."""
    ahead = UnitPeriod.objects.filter(unit__authority__provider=provider, starts_on__gt=on).order_by("starts_on", "name", "pk")
    found = [Coming(period.starts_on, _told(period), period.unit_id) for period in ahead.select_related("unit")[:MOST_TOLD]]
    closing = SchoolUnit.objects.of_provider(provider).filter(closed_on__gte=on).order_by("closed_on", "name", "pk")[:MOST_TOLD]
    last_days = ((unit, unit.closed_on) for unit in closing if unit.closed_on is not None)
    found += [Coming(day, _("%(unit)s har sin sista dag") % {"unit": unit.name}, unit.pk) for unit, day in last_days]
    return sorted(found, key=lambda each: (each.day, each.text))[:MOST_TOLD]


def _told(period: UnitPeriod) -> str:
    words = {"unit": period.unit.name, "name": period.name}
    if period.name != period.unit.name:
        return _("%(unit)s får namnet %(name)s") % words
    if all(getattr(period, name) == getattr(period.unit, name) for name in ("authority_id", "area_id", "unit_code")):
        return _("%(unit)s öppnar") % words
    return _("%(unit)s får ny kod eller flyttas") % words


def units_with_people_left(provider: int) -> list[SchoolUnit]:
    """Closed units, or units that are to close, where employments go on after the last day."""
    left = Employment.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=F("unit__closed_on")), unit__closed_on__isnull=False)
    return list(SchoolUnit.objects.of_provider(provider).filter(pk__in=left.values("unit")).order_by("name", "pk")[:MOST_TOLD])
