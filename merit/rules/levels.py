"""From facts to the four levels."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from merit.rules.activity import active_half_time
from merit.rules.courses import CourseRecord, weigh_courses
from merit.rules.credits import RESEARCH, TRANSITION, Easing, advanced_credits, merit_credits, teaching_proficiency
from merit.rules.decisions import decision_level_1, is_decided
from merit.rules.degrees import research_degree, second_cycle_degree
from merit.rules.facts import Facts
from merit.rules.findings import Assessment, Condition, Finding, LegalSource, LevelResult, Outcome
from merit.rules.licence import licence, revoked_on
from merit.rules.qualifying import usable
from merit.rules.research import practice_research
from merit.rules.rulesets import RuleSet, rule_set_on
from merit.rules.service import ServiceRecord, twelve_years, weigh_service, years_of_service


def assess(facts: Facts, *, rules: RuleSet | None = None) -> Assessment:
    """The preliminary assessment of one person on the facts' reference date, all four levels.

    rules: the set in force on that date unless another is given. Raises NoRuleSetError where none is in force.
    """
    rules = rules or rule_set_on(facts.reference_date)
    case = _Case.of(facts, rules)
    levels = []
    for rule in rules.levels:
        findings = tuple([case.finding(rule.level, condition, source) for condition, source in rule.conditions])
        decided = is_decided(facts.decisions, rule.level, on=facts.reference_date, revoked=case.revoked)
        levels.append(LevelResult(rule.level, level_outcome(findings), decided, findings))
    return Assessment(facts.reference_date, rules.id, rules.valid_from, tuple(levels))


def level_outcome(findings: tuple[Finding, ...]) -> Outcome:
    """NOT_MET if any condition is, else UNDETERMINED if any is, else MET."""
    outcomes = [finding.outcome for finding in findings]
    if Outcome.NOT_MET in outcomes:
        return Outcome.NOT_MET
    return Outcome.UNDETERMINED if Outcome.UNDETERMINED in outcomes else Outcome.MET


@dataclass(slots=True)
class _Case:
    """One person under one rule set: what several conditions share is weighed once, and each finding is made once."""

    facts: Facts
    rules: RuleSet
    on: date
    revoked: date | None
    service: ServiceRecord
    courses: CourseRecord
    made: dict[tuple[Condition, str], Finding] = field(default_factory=dict)
    first: dict[Condition, Finding] = field(default_factory=dict)

    @classmethod
    def of(cls, facts: Facts, rules: RuleSet) -> "_Case":
        on, degree = facts.reference_date, usable(facts.qualifying_degree)
        return cls(
            facts=facts,
            rules=rules,
            on=on,
            revoked=revoked_on(facts.licence, on=on),
            service=weigh_service(facts.employments, degree=degree, on=on, teaching=rules.teaching),
            courses=weigh_courses(facts.courses, degree=degree, on=on, areas=rules.areas),
        )

    def finding(self, level: int, condition: Condition, source: LegalSource) -> Finding:
        """The finding of a condition under a paragraph. Levels that ask for the same share it."""
        key = (condition, source.provision)
        finding = self.made.get(key)
        if finding is None:
            first = self.first.get(condition) if condition in _SAME_ON_EVERY_LEVEL else None
            finding = _JUDGES[condition](self, level, source) if first is None else first.under(source)
            self.made[key] = self.first[condition] = finding
        return finding


def _licence(case: _Case, level: int, source: LegalSource) -> Finding:
    return licence(case.facts.licence, on=case.on, source=source, revoked_source=case.rules.revocation)


def _decision_level_1(case: _Case, level: int, source: LegalSource) -> Finding:
    return decision_level_1(case.facts.decisions, on=case.on, revoked=case.revoked, source=source)


def _active_half_time(case: _Case, level: int, source: LegalSource) -> Finding:
    required = case.rules.thresholds.half_time_percent
    return active_half_time(case.facts.employments, on=case.on, required=required, teaching=case.rules.teaching, source=source)


def _years_of_service(case: _Case, level: int, source: LegalSource) -> Finding:
    years = case.rules.thresholds.years
    return years_of_service(case.service, degree=case.facts.qualifying_degree, on=case.on, years=years, source=source)


def _merit_credits(case: _Case, level: int, source: LegalSource) -> Finding:
    asked = case.rules.thresholds
    full, easing = (asked.level_1_credits, _transition(case)) if level == 1 else (asked.level_2_credits, _research(case))
    return merit_credits(case.courses.meriting, degree=case.facts.qualifying_degree, on=case.on, full=full, easing=easing, source=source)


def _transition(case: _Case) -> Easing:
    """Övergångsbestämmelse 2, from its first day to its last, both included; outside them it does not apply."""
    years = case.rules.thresholds.transition_years
    return Easing(
        outcome=twelve_years(case.service, years=years) if case.rules.transition.covers(case.on) else Outcome.NOT_MET,
        credits=case.rules.thresholds.transition_credits,
        source=case.rules.eased_by_transition,
        words=TRANSITION,
        values=(("years", years),),
    )


def _research(case: _Case) -> Easing:
    return Easing(
        outcome=practice_research(case.facts.research, on=case.on),
        credits=case.rules.thresholds.research_credits,
        source=case.rules.eased_by_research,
        words=RESEARCH,
    )


def _advanced_credits(case: _Case, level: int, source: LegalSource) -> Finding:
    required = case.rules.thresholds.advanced_credits
    return advanced_credits(case.courses.advanced, degree=case.facts.qualifying_degree, on=case.on, required=required, source=source)


def _teaching_proficiency(case: _Case, level: int, source: LegalSource) -> Finding:
    asked = case.rules.thresholds
    return teaching_proficiency(
        case.courses.proficiency, required=asked.proficiency_credits, entry_credits=asked.proficiency_entry_credits, source=source
    )


def _second_cycle_degree(case: _Case, level: int, source: LegalSource) -> Finding:
    asked = case.rules.thresholds
    return second_cycle_degree(
        case.facts.degrees,
        degree=case.facts.qualifying_degree,
        on=case.on,
        size=asked.degree_credits,
        meriting_share=asked.degree_meriting_share,
        source=source,
    )


def _research_degree(case: _Case, level: int, source: LegalSource) -> Finding:
    return research_degree(case.facts.degrees, on=case.on, source=source)


_JUDGES: Mapping[Condition, Callable[[_Case, int, LegalSource], Finding]] = MappingProxyType(
    {
        Condition.LICENCE: _licence,
        Condition.DECISION_LEVEL_1: _decision_level_1,
        Condition.ACTIVE_HALF_TIME: _active_half_time,
        Condition.YEARS_OF_SERVICE: _years_of_service,
        Condition.MERIT_CREDITS: _merit_credits,
        Condition.ADVANCED_CREDITS: _advanced_credits,
        Condition.TEACHING_PROFICIENCY: _teaching_proficiency,
        Condition.SECOND_CYCLE_DEGREE: _second_cycle_degree,
        Condition.RESEARCH_DEGREE: _research_degree,
    }
)
_SAME_ON_EVERY_LEVEL = frozenset({Condition.DECISION_LEVEL_1, Condition.ACTIVE_HALF_TIME, Condition.TEACHING_PROFICIENCY})
