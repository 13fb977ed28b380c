"""Who may do what with choices. No queries beyond what they are given."""

from organisation.http import PRINCIPAL_ROLES, Scope
from organisation.models import Person, SchoolUnit
from plans.models import CourseChoice


def can_plan(scope: Scope) -> bool:
    """Whoever is employed has a plan of their own, principals too."""
    return scope.is_staff


def can_remove(viewer: Person, scope: Scope, choice: CourseChoice) -> bool:
    """One's own, and nobody else's. Whoever has left reads what was agreed, and changes nothing."""
    return choice.person_id == viewer.pk and scope.is_staff


def can_answer(scope: Scope, unit: SchoolUnit) -> bool:
    """The unit's principal and deputies answer; those who only oversee see counts."""
    return any(given.role in PRINCIPAL_ROLES and given.unit_id == unit.pk for given in scope.roles)
