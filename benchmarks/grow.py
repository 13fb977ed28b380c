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
    there = set(employed.filter(unit=unit).values_list("person", flat=True))
    elsewhere = sorted(set(employed.values_list("person", flat=True)) - there)
    employed.filter(person__in=elsewhere[: max(UNIT_STAFF - len(there), 0)]).update(unit=unit)
