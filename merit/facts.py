"""From rows to facts: what the database knows of people, as the rules read it. One query a kind of record, however many people.

`MAPPINGS` is the one place that says which columns a fact is made of, and how. A page makes facts of model instances, which it shows as
well; the nightly work makes them of plain tuples (`merit.bulk`).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from operator import attrgetter
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

# contracts/assessment.md, "What a value means". By the text that the database has, so that a tuple reads as an instance does.
EVIDENCE: Mapping[str, f.Evidence] = {
    RecordStatus.DRAFT.value: f.Evidence.PENDING,
    RecordStatus.SENT.value: f.Evidence.PENDING,
    RecordStatus.COMPLETION_ASKED.value: f.Evidence.PENDING,
    RecordStatus.ACCEPTED.value: f.Evidence.ACCEPTED,
    RecordStatus.NOT_MERITING.value: f.Evidence.ACCEPTED,
    RecordStatus.REJECTED.value: f.Evidence.REJECTED,
}
LICENCE_KINDS = {kind.value: kind for kind in f.LicenceKind}
PROFESSIONS = {profession.value: profession for profession in f.Profession}
CYCLES: Mapping[str, f.Cycle | None] = {"": None, **{cycle.value: cycle for cycle in f.Cycle}}
BASES: Mapping[str, f.MeritBasis | None] = {"": None, **{basis.value: basis for basis in f.MeritBasis}}
COURSE_KINDS = {kind.value: kind for kind in f.CourseKind}


def licence_fact(
    licence_kind: str, issued_on: date, revocation_final_on: date | None, status: str, ref: str | None = None
) -> f.LicenceFact:
    return f.LicenceFact(
        kind=LICENCE_KINDS[licence_kind],
        issued_on=issued_on,
        revocation_final_on=revocation_final_on,
        evidence=EVIDENCE[status],
        ref=ref,
    )


def degree_fact(issued_on: date, title: str, institution: str, status: str, ref: str | None = None) -> f.DegreeFact:
    return f.DegreeFact(issued_on=issued_on, evidence=EVIDENCE[status], title=title, institution=institution, ref=ref)


def employment_fact(  # noqa: PLR0917  # the columns in the order of the mapping below
    profession: str,
    in_school_system: bool | None,  # noqa: FBT001
    extent_percent: Decimal,
    starts_on: date,
    ends_on: date | None,
    status: str,
    ref: str | None = None,
) -> f.EmploymentFact:
    return f.EmploymentFact(
        profession=PROFESSIONS[profession],
        in_school_system=in_school_system,
        extent_percent=extent_percent,
        starts_on=starts_on,
        ends_on=ends_on,
        evidence=EVIDENCE[status],
        ref=ref,
    )


def course_fact(  # noqa: PLR0917  # as above
    title: str,
    code: str,
    institution: str,
    credits: Decimal,  # noqa: A002  # the name of the column
    cycle: str,
    completed_on: date,
    passed: bool | None,  # noqa: FBT001
    merit_basis: str,
    course_kind: str,
    status: str,
    ref: str | None = None,
) -> f.CourseFact:
    return f.CourseFact(
        title=title,
        code=code or None,
        institution=institution,
        credits=credits,
        cycle=CYCLES[cycle],
        completed_on=completed_on,
        passed=passed,
        merit_basis=f.MeritBasis.NOT_MERITING if status == NOT_MERITING else BASES[merit_basis],
        kind=COURSE_KINDS[course_kind],
        evidence=EVIDENCE[status],
        ref=ref,
    )


NOT_MERITING = RecordStatus.NOT_MERITING.value


def later_degree_fact(  # noqa: PLR0917  # as above
    cycle: str,
    credits: Decimal,  # noqa: A002  # the name of the column
    merit_credits: Decimal | None,
    awarded_on: date,
    title: str,
    is_qualifying: bool,  # noqa: FBT001
    status: str,
    ref: str | None = None,
) -> f.LaterDegreeFact:
    return f.LaterDegreeFact(
        cycle=f.Cycle(cycle),
        credits=credits,
        merit_credits=merit_credits,
        awarded_on=awarded_on,
        evidence=EVIDENCE[status],
        title=title,
        is_qualifying=is_qualifying,
        ref=ref,
    )


def research_fact(title: str, starts_on: date, ends_on: date | None, status: str, ref: str | None = None) -> f.ResearchFact:
    return f.ResearchFact(title=title, starts_on=starts_on, ends_on=ends_on, evidence=EVIDENCE[status], ref=ref)


@dataclass(frozen=True, slots=True)
class Decided:
    """A granted level as a fact, and the first day on which it no longer applies by what its row says; None where it goes on."""

    fact: f.DecisionFact
    ended_on: date | None


def decision_fact(  # noqa: PLR0917  # as above
    level: int,
    outcome: str,
    decided_on: date,
    appeal_outcome: str,
    appeal_decided_on: date | None,
    lapsed_on: date | None,
    status: str,
    ref: str | None = None,
) -> Decided | None:
    """None for a refusal, which the rules have no use for."""
    if outcome != GRANTED:
        return None
    ended_on = LevelDecision.end_of(appeal_outcome, appeal_decided_on, lapsed_on)
    return Decided(f.DecisionFact(level=level, decided_on=decided_on, evidence=EVIDENCE[status], ref=ref), ended_on)


GRANTED = LevelDecision.Outcome.GRANTED.value


@dataclass(frozen=True, slots=True)
class FactMapping:
    """How the rows of one model become facts: fact takes the columns in that order, and ref."""

    model: type[Record]
    fact: Callable[..., Any]
    columns: tuple[str, ...]

    def of(self, rows: Iterable[Record]) -> list[Any]:
        """The facts of model instances, each with its row's reference."""
        values = attrgetter(*self.columns)
        return [self.fact(*values(row), ref=reference(row)) for row in rows]


LICENCE = FactMapping(Licence, licence_fact, ("licence_kind", "issued_on", "revocation_final_on", "status"))
QUALIFYING = FactMapping(QualifyingDegree, degree_fact, ("issued_on", "title", "institution", "status"))
EMPLOYMENT = FactMapping(
    StatedEmployment, employment_fact, ("profession", "in_school_system", "extent_percent", "starts_on", "ends_on", "status")
)
COURSE = FactMapping(
    Course,
    course_fact,
    ("title", "code", "institution", "credits", "cycle", "completed_on", "passed", "merit_basis", "course_kind", "status"),
)
DEGREE = FactMapping(Degree, later_degree_fact, ("cycle", "credits", "merit_credits", "awarded_on", "title", "is_qualifying", "status"))
RESEARCH = FactMapping(PracticeResearch, research_fact, ("title", "starts_on", "ends_on", "status"))
DECISION = FactMapping(
    LevelDecision,
    decision_fact,
    ("level", "outcome", "decided_on", "appeal_outcome", "appeal_decided_on", "lapsed_on", "status"),
)
MAPPINGS = (LICENCE, QUALIFYING, EMPLOYMENT, COURSE, DEGREE, RESEARCH, DECISION)


def put_together(on: date, found: Sequence[Sequence[Any]]) -> f.Facts:
    """What the facts of one person, a list for each of MAPPINGS, amount to when the question is asked on that day."""
    licences, qualifying, employments, courses, degrees, research, decisions = found
    return f.Facts(
        reference_date=on,
        licence=_standing(licences),
        qualifying_degree=_standing(qualifying),
        employments=tuple(employments),
        courses=tuple(courses),
        degrees=tuple(degrees),
        research=tuple(research),
        decisions=tuple([each.fact for each in decisions if each is not None and (each.ended_on is None or on < each.ended_on)]),
    )


def turns_on(on: date, found: Sequence[Sequence[Any]]) -> date | None:
    """The next day on which the same rows amount to other facts: a decision ends."""
    ends = [each.ended_on for each in found[-1] if each is not None and each.ended_on is not None and each.ended_on > on]
    return min(ends) if ends else None


def _standing(facts: Sequence[Any]) -> Any:
    """The one that has not been rejected (the database allows one), else the latest rejected, else none."""
    if not facts:
        return None
    return next((fact for fact in reversed(facts) if fact.evidence is not f.Evidence.REJECTED), facts[-1])


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

    @property
    def by_kind(self) -> tuple[list[Any], ...]:
        """In the order of MAPPINGS."""
        return (self.licences, self.qualifying, self.employments, self.courses, self.degrees, self.research, self.decisions)

    def as_facts(self, on: date) -> f.Facts:
        """What they amount to when the question is asked on that day."""
        return put_together(on, [mapping.of(rows) for mapping, rows in zip(MAPPINGS, self.by_kind, strict=True)])

    def by_reference(self) -> dict[str, Record]:
        """The rows behind the facts, found by the facts' ref."""
        return {reference(row): row for rows in self.by_kind for row in rows}


def read_rows(people: Iterable[UUID]) -> dict[UUID, PersonRows]:
    """The records of many people: seven queries, however many."""
    ids = list(people)
    gathered: dict[UUID, PersonRows] = {pk: PersonRows() for pk in ids}
    for place, mapping in enumerate(MAPPINGS):
        for row in mapping.model.objects.filter(person__in=ids):
            gathered[row.person_id].by_kind[place].append(row)
    return gathered


def facts_for(people: Iterable[UUID], *, on: date) -> dict[UUID, f.Facts]:
    """The facts of many people as they are asked about on that day. A person without records gets empty facts."""
    return {pk: rows.as_facts(on) for pk, rows in read_rows(people).items()}


def facts_of(person: Person, *, on: date) -> f.Facts:
    return facts_for([person.pk], on=on)[person.pk]
