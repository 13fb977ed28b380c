from organisation.models import history as history
from organisation.models.people import NotTheSamePerson, Person, PersonIdentifier, PersonMerge, Protection
from organisation.models.period import ENDS_BEFORE_START, PERIOD_CHECK, Period
from organisation.models.structure import (
    LAST_DAY_OF_FORM,
    Area,
    Authority,
    PlannedReorganisation,
    SchoolForm,
    SchoolProvider,
    SchoolUnit,
    UnitPeriod,
    UnitSchoolForm,
    UnitSuccession,
)
from organisation.models.work import LEADERS, Delegation, Employment, Leave, Profession, Role, RoleAssignment

__all__ = [
    "ENDS_BEFORE_START",
    "LAST_DAY_OF_FORM",
    "LEADERS",
    "PERIOD_CHECK",
    "Area",
    "Authority",
    "Delegation",
    "Employment",
    "Leave",
    "NotTheSamePerson",
    "Period",
    "Person",
    "PersonIdentifier",
    "PersonMerge",
    "PlannedReorganisation",
    "Profession",
    "Protection",
    "Role",
    "RoleAssignment",
    "SchoolForm",
    "SchoolProvider",
    "SchoolUnit",
    "UnitPeriod",
    "UnitSchoolForm",
    "UnitSuccession",
]
