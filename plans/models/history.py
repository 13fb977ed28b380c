"""Which rows of the plans keep their history: choices with their people, plans with their parts."""

from audit.history import track
from plans.models.authority_plan import AnchoringEntry, AuthorityPlan, BudgetLine, Dialogue, PlanSection, PlanTier, TimelineItem
from plans.models.choice import CourseChoice
from plans.models.offer import CourseOffer, PlanCourse
from plans.models.unit_plan import UnitCourse, UnitPlan

track(CourseChoice, owners=["person"])
track(AuthorityPlan, PlanTier, PlanSection, TimelineItem, Dialogue, AnchoringEntry, BudgetLine)
track(CourseOffer, PlanCourse, UnitPlan, UnitCourse)
