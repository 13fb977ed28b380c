"""Input shapes. FORMS has the form of each kind of record."""

from collections.abc import Mapping

from inventory.forms.about import AboutForm
from inventory.forms.base import Given, RecordForm
from inventory.forms.course import CourseForm
from inventory.forms.decision import DecisionForm
from inventory.forms.records import DegreeForm, EmploymentForm, LicenceForm, QualifyingDegreeForm, ResearchForm

__all__ = ["FORMS", "AboutForm", "CourseForm", "Given", "RecordForm"]

FORMS: Mapping[str, type[RecordForm]] = {
    "licence": LicenceForm,
    "qualifying_degree": QualifyingDegreeForm,
    "employment": EmploymentForm,
    "course": CourseForm,
    "research": ResearchForm,
    "degree": DegreeForm,
    "decision": DecisionForm,
}
