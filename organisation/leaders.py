"""Who answers for a unit on one day: to whom what people send there is told."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from organisation.mandates import PRINCIPALS
from organisation.models import Leave, Person, RoleAssignment, SchoolUnit

FULL_TIME = 100


@dataclass(frozen=True, slots=True)
class Leader:
    """leads: by a role as principal or deputy, and not by review alone. is_delegate: acts in somebody's stead. is_away: on full leave."""

    person: Person
    leads: bool
    is_delegate: bool
    is_away: bool


def leaders_of(unit: SchoolUnit, *, on: date, besides: Person | None = None) -> tuple[Leader, ...]:
    """The unit's principals and deputies who are present that day, and whoever they have handed review or leadership to.

    Those who are away come only where nobody else is there, so that there is somebody as long as the unit has a leader. besides: whose
    matter it is, and who is never among them. Two queries.
    """
    roles = RoleAssignment.objects.active(on).filter(unit=unit, person__is_active=True).exclude(person=besides).select_related("person")
    leading = roles.filter(role__in=PRINCIPALS) | roles.filter(delegation__isnull=False)
    away = set(
        Leave.objects.active(on)
        .filter(extent_percent=FULL_TIME, employment__unit=unit, employment__person__in=leading.order_by().values("person"))
        .values_list("employment__person", flat=True)
        .order_by()
    )
    everybody = tuple(
        Leader(given.person, given.role in PRINCIPALS, given.delegation_id is not None, given.person_id in away)
        for given in leading.order_by("delegation", "role", "starts_on", "pk")
    )
    return tuple(leader for leader in everybody if not leader.is_away) or everybody


def leaders_over(person: Person, *, on: date) -> Iterator[tuple[SchoolUnit, Leader]]:
    """Who is told of what the person sends: the leaders of each unit where the person works that day. Nobody handles their own matters."""
    for unit in SchoolUnit.objects.workplaces_of(person, on=on).order_by("pk"):
        for leader in leaders_of(unit, on=on, besides=person):
            yield unit, leader
