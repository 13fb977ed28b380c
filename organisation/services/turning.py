"""The turn of the day: what was decided ahead of time comes into force."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from audit.services import record
from organisation.models import SchoolUnit
from organisation.services.unit_rows import bring_up_to


@transaction.atomic
def turn(pks: list[int], *, at: datetime) -> int:
    """Bring these units to what is in force today. How many changed. A second run the same day changes none."""
    today, turned = timezone.localdate(at), 0
    units = SchoolUnit.objects.select_for_update(of=("self",)).filter(pk__in=pks)
    for unit in units.out_of_step(today).order_by("pk"):
        if bring_up_to(unit, today=today):
            unit.version += 1
            unit.save()
            record("organisation.unit.turned", actor=None, target=unit, at=at, details={"on": today.isoformat()})
            turned += 1
    return turned
