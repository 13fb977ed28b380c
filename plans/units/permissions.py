"""Who may do what with a unit. No queries beyond what they are given."""

from organisation.http import PRINCIPAL_ROLES, Scope
from organisation.models import Role, SchoolUnit


def can_see_units(scope: Scope) -> bool:
    return scope.leads or scope.oversees


def can_lead(scope: Scope, unit: SchoolUnit) -> bool:
    """The unit's own principal and deputies, and who stands in for them: they see people. Others in sight see aggregates."""
    return any(given.role in PRINCIPAL_ROLES and given.unit_id == unit.pk for given in scope.roles)


def can_write_plan(scope: Scope, unit: SchoolUnit) -> bool:
    """Write, decide and open the unit's plan: by a role of one's own. That is never handed over, so a delegate reads it."""
    return any(given.role in PRINCIPAL_ROLES and given.unit_id == unit.pk and given.delegation_id is None for given in scope.roles)


def can_remind(scope: Scope, unit: SchoolUnit) -> bool:
    """Whoever leads the unit, and the strategists of its authority, who learn neither whom it went to nor how many they are."""
    return can_lead(scope, unit) or any(
        given.role == Role.STRATEGIST and given.unit_id is None and given.authority_id in {None, unit.authority_id} for given in scope.roles
    )
