"""The competence plan on its three levels: the authority's plan, the unit's plan and the teacher's choices."""

from plans.models import history as history
from plans.models.authority_plan import (
    AnchoringEntry,
    AuthorityPlan,
    BudgetLine,
    Dialogue,
    PlanSection,
    PlanTier,
    Tier,
    TimelineItem,
)
from plans.models.choice import CourseChoice
from plans.models.offer import CourseOffer, OfferCycle, PlanCourse
from plans.models.scenario import Scenario
from plans.models.unit_plan import UnitCourse, UnitPlan

__all__ = [
    "AnchoringEntry",
    "AuthorityPlan",
    "BudgetLine",
    "CourseChoice",
    "CourseOffer",
    "Dialogue",
    "OfferCycle",
    "PlanCourse",
    "PlanSection",
    "PlanTier",
    "Scenario",
    "Tier",
    "TimelineItem",
    "UnitCourse",
    "UnitPlan",
]
