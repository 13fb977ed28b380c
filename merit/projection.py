"""What planned courses lead to in the law: the same engine, on today's facts with the courses added as if completed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import groupby

from merit.rules import assess
from merit.rules.facts import CourseFact, CourseKind, Cycle, Evidence, Facts, MeritBasis
from merit.rules.findings import Assessment, Condition, Outcome
from merit.rules.rulesets import RulesOn, rule_set_on


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedCourse:
    """A course not yet taken. completed_on: the day it is taken to be passed, usually the last of its term."""

    ref: str
    title: str
    institution: str
    credits: Decimal
    cycle: Cycle
    merit_basis: MeritBasis
    kind: CourseKind
    completed_on: date

    def as_fact(self) -> CourseFact:
        return CourseFact(
            title=self.title,
            code=None,
            institution=self.institution,
            credits=self.credits,
            cycle=self.cycle,
            completed_on=self.completed_on,
            passed=True,
            merit_basis=self.merit_basis,
            kind=self.kind,
            evidence=Evidence.ACCEPTED,
            ref=self.ref,
        )


@dataclass(frozen=True, slots=True)
class Step:
    """Where somebody stands when the courses that end on one day are done."""

    completed_on: date
    courses: tuple[PlannedCourse, ...]
    assessment: Assessment

    @property
    def sure_credits(self) -> Decimal:
        return _measure(self.assessment, sure=True)

    @property
    def possible_credits(self) -> Decimal:
        return _measure(self.assessment, sure=False)


@dataclass(frozen=True, slots=True)
class Projection:
    """today: the assessment as it is. steps: one for each day that courses end, in order of time."""

    today: Assessment
    steps: tuple[Step, ...]

    @property
    def end(self) -> Assessment:
        """Where the whole plan leads; today's assessment when nothing is planned."""
        return self.steps[-1].assessment if self.steps else self.today

    @property
    def sure_credits(self) -> Decimal:
        return _measure(self.today, sure=True)

    @property
    def possible_credits(self) -> Decimal:
        return _measure(self.today, sure=False)

    def met_from(self, level: int, *, leaving_out: frozenset[Condition] = frozenset()) -> date | None:
        """The first day on which every condition of the level is met, those left out apart. None if the plan does not lead there."""
        for day, assessment in ((self.today.reference_date, self.today), *((step.completed_on, step.assessment) for step in self.steps)):
            findings = assessment.level(level).findings
            if all(finding.outcome is Outcome.MET for finding in findings if finding.condition not in leaving_out):
                return day
        return None


def project_facts(facts: Facts, planned: Sequence[PlannedCourse], *, rules_on: RulesOn = rule_set_on) -> Projection:
    """Pure: over facts already read, each day by the rule set in force then. Courses that end by the reference date are left out."""
    ahead = sorted((course for course in planned if course.completed_on > facts.reference_date), key=lambda course: course.completed_on)
    steps: list[Step] = []
    taken = facts.courses
    for day, group in groupby(ahead, key=lambda course: course.completed_on):
        courses = tuple(group)
        taken = (*taken, *(course.as_fact() for course in courses))
        steps.append(Step(day, courses, assess(replace(facts, reference_date=day, courses=taken), rules=rules_on(day))))
    return Projection(assess(facts, rules=rules_on(facts.reference_date)), tuple(steps))


def _measure(assessment: Assessment, *, sure: bool) -> Decimal:
    finding = assessment.level(1).finding(Condition.MERIT_CREDITS)
    value = finding.sure if sure else finding.possible
    return value if isinstance(value, Decimal) else Decimal(0)
