"""Who may hand over what to whom: what a page about delegations offers."""

from datetime import date

from django.db.models import Q, QuerySet

from organisation.http import PRINCIPAL_ROLES, Scope
from organisation.models import Delegation, Person, Role, RoleAssignment, SchoolUnit


def may_delegate(scope: Scope, unit: SchoolUnit | None = None) -> bool:
    """Whoever is principal by an own role, of the unit if one is named. Deputies and those who stand in for somebody hand nothing on."""
    own = [given for given in scope.roles if given.role == Role.PRINCIPAL and given.delegation_id is None]
    return any(unit is None or given.unit_id == unit.pk for given in own)


def units_to_hand_over(giver: Person, *, on: date) -> QuerySet[SchoolUnit]:
    """Where the giver is principal by an own role, that day or later."""
    own = RoleAssignment.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), person=giver, role=Role.PRINCIPAL, delegation=None)
    return SchoolUnit.objects.filter(pk__in=own.order_by().values("unit"), authority__provider=giver.provider_id)


def receivers(giver: Person, viewer: Person, *, on: date) -> QuerySet[Person]:
    """Whom the giver may hand to: the staff of those units, and whoever leads a unit of the same authorities. Named to the viewer."""
    units = units_to_hand_over(giver, on=on)
    leading = RoleAssignment.objects.active(on).filter(
        role__in=PRINCIPAL_ROLES, delegation=None, unit__authority__in=units.order_by().values("authority")
    )
    staff = Person.objects.staff_of_units(units, on=on)
    people = Person.objects.named_to(viewer, on=on).filter(is_active=True, merged_into=None)
    near = people.filter(Q(pk__in=staff.order_by().values("pk")) | Q(pk__in=leading.order_by().values("person")))
    return near.exclude(pk__in=[giver.pk, viewer.pk]).order_by("sort_name", "id")


def delegations_of(person: Person) -> QuerySet[Delegation]:
    """Given and received, the latest first."""
    own = Delegation.objects.filter(Q(giver=person) | Q(receiver=person))
    return own.select_related("giver", "receiver", "unit").order_by("-starts_on", "pk")
