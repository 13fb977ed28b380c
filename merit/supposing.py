"""What if: today's facts with things added that have not happened, and the day they are asked about on. Pure."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from merit.projection import PlannedCourse
from merit.rules.facts import DecisionFact, EmploymentFact, Evidence, Facts, Profession, ResearchFact

WORK, RESEARCH, DECISION = "supposed:work", "supposed:research", "supposed:decision"
LEVEL_1 = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Supposition:
    """What is supposed to happen. Everything in it is taken as reviewed and accepted.

    on: the day that is asked about; None for the first day on which all of it has happened. extent_percent: all work as a teacher from
    today on, instead of what is on record; 0 is none. research_on: when a practice-based research project begins. decision_on: when
    Skolverket decides level 1.
    """

    on: date | None = None
    courses: tuple[PlannedCourse, ...] = ()
    extent_percent: Decimal | None = None
    research_on: date | None = None
    decision_on: date | None = None

    def day(self, today: date) -> date:
        if self.on is not None:
            return self.on
        days = [course.completed_on for course in self.courses]
        return max([today, *days, *(day for day in (self.research_on, self.decision_on) if day is not None)])

    @property
    def is_empty(self) -> bool:
        return self == Supposition()


def suppose(facts: Facts, supposition: Supposition) -> Facts:
    """The facts as they would be on the day asked about. facts: as they are today."""
    today = facts.reference_date
    research: tuple[ResearchFact, ...] = ()
    if supposition.research_on is not None:
        research = (ResearchFact(title="", starts_on=supposition.research_on, ends_on=None, evidence=Evidence.ACCEPTED, ref=RESEARCH),)
    decisions: tuple[DecisionFact, ...] = ()
    if supposition.decision_on is not None:
        decisions = (DecisionFact(level=LEVEL_1, decided_on=supposition.decision_on, evidence=Evidence.ACCEPTED, ref=DECISION),)
    extent = supposition.extent_percent
    return replace(
        facts,
        reference_date=supposition.day(today),
        courses=(*facts.courses, *(course.as_fact() for course in supposition.courses)),
        employments=facts.employments if extent is None else _work(facts.employments, extent, today),
        research=(*facts.research, *research),
        decisions=(*facts.decisions, *decisions),
    )


def _work(employments: tuple[EmploymentFact, ...], extent: Decimal, today: date) -> tuple[EmploymentFact, ...]:
    """What is on record up to today, and from today one post of that extent in its place."""
    yesterday = today - timedelta(days=1)
    before = tuple(_ended(employment, yesterday) for employment in employments if employment.starts_on < today)
    if not extent:
        return before
    post = EmploymentFact(
        profession=Profession.TEACHER,
        in_school_system=True,
        extent_percent=extent,
        starts_on=today,
        ends_on=None,
        evidence=Evidence.ACCEPTED,
        ref=WORK,
    )
    return (*before, post)


def _ended(employment: EmploymentFact, last: date) -> EmploymentFact:
    goes_on = employment.ends_on is None or employment.ends_on > last
    return employment._replace(ends_on=last) if goes_on else employment
