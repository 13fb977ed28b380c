"""Who answers for a unit on one day: to whom what people send there is told."""

from dataclasses import dataclass
from datetime import date

from organisation.models import Leave, Person, Role, RoleAssignment, SchoolUnit

FULL_TIME = 100


@dataclass(frozen=True, slots=True)
class Leader:
    """role: what the person acts by. is_away: on full leave from the unit that day. is_delegate: acts in somebody's stead."""

    person: Person
    role: str
    is_temporary: bool
    is_delegate: bool
    is_away: bool


def leaders_of(unit: SchoolUnit, *, on: date) -> tuple[Leader, ...]:
    """The unit's principals and deputies who are present that day, and whoever they have handed review or leadership to.

    Those who are away come only where nobody else is there, so that there is somebody as long as the unit has a leader. Two queries.
    """
    roles = RoleAssignment.objects.active(on).filter(unit=unit, person__is_active=True).select_related("person")
    leading = roles.filter(role__in=(Role.PRINCIPAL, Role.DEPUTY_PRINCIPAL)) | roles.filter(delegation__isnull=False)
    away = set(
        Leave.objects.active(on)
        .filter(extent_percent=FULL_TIME, employment__unit=unit, employment__person__in=leading.order_by().values("person"))
        .values_list("employment__person", flat=True)
        .order_by()
    )
    everybody = tuple(
        Leader(given.person, given.role, given.is_temporary, given.delegation_id is not None, given.person_id in away)
        for given in leading.order_by("delegation", "role", "starts_on", "pk")
    )
    return tuple(leader for leader in everybody if not leader.is_away) or everybody
