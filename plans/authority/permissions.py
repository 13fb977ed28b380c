"""Who may do what with a huvudmannaplan that they can see."""

from organisation.http import Scope
from organisation.models import Role
from plans.models import AuthorityPlan


def can_update(scope: Scope, plan: AuthorityPlan) -> bool:
    """The authority's own strategist, or the provider's, as long as no later version has taken the plan's place."""
    return plan.status != AuthorityPlan.Status.REPLACED and any(
        role.role == Role.STRATEGIST and role.unit_id is None and role.authority_id in {None, plan.authority_id} for role in scope.roles
    )


def can_order(scope: Scope) -> bool:
    """Documents are for those who lead, plan or read; a teacher reads the plan on its page."""
    return scope.leads or scope.oversees
