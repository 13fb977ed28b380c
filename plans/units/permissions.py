"""Who may do what with a unit. No queries beyond what they are given."""

from organisation.http import PRINCIPAL_ROLES, Scope
from organisation.models import SchoolUnit


def can_see_units(scope: Scope) -> bool:
    return scope.leads or scope.oversees


def can_lead(scope: Scope, unit: SchoolUnit) -> bool:
    """The unit's own principal and deputies: they see people and write the plan. Others in sight see aggregates and read it."""
    return any(given.role in PRINCIPAL_ROLES and given.unit_id == unit.pk for given in scope.roles)
