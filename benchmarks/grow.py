"""`SIZE=full`: the whole municipality as one authority of 240 people, and 40 of them in the principal's unit."""

from django.db import transaction
from django.utils import timezone

from benchmarks.measure import place_of
from organisation.models import Employment, SchoolUnit

UNIT_STAFF = 40


@transaction.atomic
def to_full_size() -> None:
    """Move people and units; nobody is invented, so that every page meets rows like those of the demo."""
    SchoolUnit.objects.update(authority=place_of("strateg")["authority"])
    unit = place_of("rektor")["unit"]
    employed = Employment.objects.active(timezone.localdate())
    lacking = UNIT_STAFF - employed.filter(unit=unit).values("person").distinct().count()
    moved = employed.exclude(unit=unit).order_by("pk").values_list("pk", flat=True)[: max(lacking, 0)]
    Employment.objects.filter(pk__in=list(moved)).update(unit=unit)
