"""Made-up rows for tests. Factories say who; traits say in what state."""

from tests.factories.days import NOW, TODAY
from tests.factories.documents import ApplicationPackFactory, JobFactory, ReportFactory
from tests.factories.machines import MachineClientFactory
from tests.factories.people import AuthorityFactory, EmploymentFactory, PersonFactory, SchoolProviderFactory, SchoolUnitFactory
from tests.factories.plans import (
    AnchoringEntryFactory,
    AuthorityPlanFactory,
    BudgetLineFactory,
    CourseChoiceFactory,
    CourseOfferFactory,
    DialogueFactory,
    PlanCourseFactory,
    PlanSectionFactory,
    TimelineItemFactory,
    UnitCourseFactory,
    UnitPlanFactory,
)
from tests.factories.records import (
    CampaignFactory,
    CertificateFactory,
    CourseFactory,
    DegreeFactory,
    LevelDecisionFactory,
    LicenceFactory,
    PracticeResearchFactory,
    QualifyingDegreeFactory,
    RecordFactory,
    StatedEmploymentFactory,
    StoredAssessmentFactory,
)

__all__ = [
    "NOW",
    "TODAY",
    "AnchoringEntryFactory",
    "ApplicationPackFactory",
    "AuthorityFactory",
    "AuthorityPlanFactory",
    "BudgetLineFactory",
    "CampaignFactory",
    "CertificateFactory",
    "CourseChoiceFactory",
    "CourseFactory",
    "CourseOfferFactory",
    "DegreeFactory",
    "DialogueFactory",
    "EmploymentFactory",
    "JobFactory",
    "LevelDecisionFactory",
    "LicenceFactory",
    "MachineClientFactory",
    "PersonFactory",
    "PlanCourseFactory",
    "PlanSectionFactory",
    "PracticeResearchFactory",
    "QualifyingDegreeFactory",
    "RecordFactory",
    "ReportFactory",
    "SchoolProviderFactory",
    "SchoolUnitFactory",
    "StatedEmploymentFactory",
    "StoredAssessmentFactory",
    "TimelineItemFactory",
    "UnitCourseFactory",
    "UnitPlanFactory",
]
