"""From rows to facts: what the database knows of people, as the rules read it. One query a kind of record, however many people."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from inventory.models import (
    Course,
    Degree,
    LevelDecision,
    Licence,
    PracticeResearch,
    QualifyingDegree,
    Record,
    RecordStatus,
    StatedEmployment,
)
from merit.rules import facts as f
from organisation.models import Person

# contracts/assessment.md, "What a value means"
EVIDENCE: Mapping[str, f.Evidence] = {
    RecordStatus.DRAFT: f.Evidence.PENDING,
    RecordStatus.SENT: f.Evidence.PENDING,
    RecordStatus.COMPLETION_ASKED: f.Evidence.PENDING,
    RecordStatus.ACCEPTED: f.Evidence.ACCEPTED,
    RecordStatus.NOT_MERITING: f.Evidence.ACCEPTED,
    RecordStatus.REJECTED: f.Evidence.REJECTED,
}


def reference(record: Record) -> str:
    """How a fact names its row: "<kind>:<id>"."""
    return f"{record.kind}:{record.pk}"


@dataclass
class PersonRows:
    """All records of one person, by kind, in the order of their days."""

    licences: list[Licence] = field(default_factory=list)
    qualifying: list[QualifyingDegree] = field(default_factory=list)
    employments: list[StatedEmployment] = field(default_factory=list)
    courses: list[Course] = field(default_factory=list)
    degrees: list[Degree] = field(default_factory=list)
    research: list[PracticeResearch] = field(default_factory=list)
    decisions: list[LevelDecision] = field(default_factory=list)

    def as_facts(self, on: date) -> f.Facts:
        """What they amount to when the question is asked on that day."""
        licence, degree = _standing(self.licences), _standing(self.qualifying)
        return f.Facts(
            reference_date=on,
            licence=None if licence is None else licence_fact(licence),
            qualifying_degree=None if degree is None else degree_fact(degree),
            employments=tuple(map(employment_fact, self.employments)),
            courses=tuple(map(course_fact, self.courses)),
            degrees=tuple(map(later_degree_fact, self.degrees)),
            research=tuple(map(research_fact, self.research)),
            decisions=tuple(decision_fact(row) for row in self.decisions if row.applies_on(on)),
        )

    def by_reference(self) -> dict[str, Record]:
        """The rows behind the facts, found by the facts' ref."""
        kinds: tuple[list[Any], ...] = (
            self.licences,
            self.qualifying,
            self.employments,
            self.courses,
            self.degrees,
            self.research,
            self.decisions,
        )
        return {reference(row): row for rows in kinds for row in rows}


def read_rows(people: Iterable[UUID]) -> dict[UUID, PersonRows]:
    """The records of many people: seven queries, however many."""
    ids = list(people)
    gathered: dict[UUID, PersonRows] = {pk: PersonRows() for pk in ids}
    for licence in Licence.objects.filter(person__in=ids):
        gathered[licence.person_id].licences.append(licence)
    for degree in QualifyingDegree.objects.filter(person__in=ids):
        gathered[degree.person_id].qualifying.append(degree)
    for employment in StatedEmployment.objects.filter(person__in=ids):
        gathered[employment.person_id].employments.append(employment)
    for course in Course.objects.filter(person__in=ids):
        gathered[course.person_id].courses.append(course)
    for later in Degree.objects.filter(person__in=ids):
        gathered[later.person_id].degrees.append(later)
    for research in PracticeResearch.objects.filter(person__in=ids):
        gathered[research.person_id].research.append(research)
    for decision in LevelDecision.objects.filter(person__in=ids):
        gathered[decision.person_id].decisions.append(decision)
    return gathered


def facts_for(people: Iterable[UUID], *, on: date) -> dict[UUID, f.Facts]:
    """The facts of many people as they are asked about on that day. A person without records gets empty facts."""
    return {pk: rows.as_facts(on) for pk, rows in read_rows(people).items()}


def facts_of(person: Person, *, on: date) -> f.Facts:
    return facts_for([person.pk], on=on)[person.pk]


def _standing(rows: list[Any]) -> Any:
    """The one row that has not been rejected (the database allows one), else the latest rejected, else none."""
    return min(reversed(rows), key=lambda row: row.status == RecordStatus.REJECTED, default=None)


def licence_fact(row: Licence) -> f.LicenceFact:
    return f.LicenceFact(
        kind=f.LicenceKind(row.licence_kind),
        issued_on=row.issued_on,
        revocation_final_on=row.revocation_final_on,
        evidence=EVIDENCE[row.status],
        ref=reference(row),
    )


def degree_fact(row: QualifyingDegree) -> f.DegreeFact:
    return f.DegreeFact(
        issued_on=row.issued_on, evidence=EVIDENCE[row.status], title=row.title, institution=row.institution, ref=reference(row)
    )


def employment_fact(row: StatedEmployment) -> f.EmploymentFact:
    return f.EmploymentFact(
        profession=f.Profession(row.profession),
        in_school_system=row.in_school_system,
        extent_percent=row.extent_percent,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        evidence=EVIDENCE[row.status],
        ref=reference(row),
    )


def course_fact(row: Course) -> f.CourseFact:
    basis = f.MeritBasis(row.merit_basis) if row.merit_basis else None
    if row.status == RecordStatus.NOT_MERITING:
        basis = f.MeritBasis.NOT_MERITING
    return f.CourseFact(
        title=row.title,
        code=row.code or None,
        institution=row.institution,
        credits=row.credits,
        cycle=f.Cycle(row.cycle) if row.cycle else None,
        completed_on=row.completed_on,
        passed=row.passed,
        merit_basis=basis,
        kind=f.CourseKind(row.course_kind),
        evidence=EVIDENCE[row.status],
        ref=reference(row),
    )


def later_degree_fact(row: Degree) -> f.LaterDegreeFact:
    return f.LaterDegreeFact(
        cycle=f.Cycle(row.cycle),
        credits=row.credits,
        merit_credits=row.merit_credits,
        awarded_on=row.awarded_on,
        evidence=EVIDENCE[row.status],
        title=row.title,
        ref=reference(row),
    )


def research_fact(row: PracticeResearch) -> f.ResearchFact:
    return f.ResearchFact(title=row.title, starts_on=row.starts_on, ends_on=row.ends_on, evidence=EVIDENCE[row.status], ref=reference(row))


def decision_fact(row: LevelDecision) -> f.DecisionFact:
    return f.DecisionFact(level=row.level, decided_on=row.decided_on, evidence=EVIDENCE[row.status], ref=reference(row))
