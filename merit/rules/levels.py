"""From facts to the four levels."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from merit.rules.activity import active_half_time
from merit.rules.counting import Counting
from merit.rules.courses import CourseRecord, Credits, weigh_courses
from merit.rules.credits import RESEARCH, TRANSITION, Easing, advanced_credits, merit_credits, teaching_proficiency
from merit.rules.decisions import decided_levels, decision_level_1
from merit.rules.degrees import research_degree, second_cycle_degree
from merit.rules.facts import Facts
from merit.rules.findings import Assessment, Condition, Finding, LegalSource, LevelResult, Outcome, Value
from merit.rules.licence import licence, revoked_on
from merit.rules.messages import Phrase
from merit.rules.qualifying import read_as, usable
from merit.rules.readings import TransitionEducation, TwelveYears
from merit.rules.research import practice_research
from merit.rules.rulesets import RuleSet, rule_set_on
from merit.rules.service import ServiceRecord, twelve_years, weigh_service, weigh_until, years_of_service


def assess(facts: Facts, *, rules: RuleSet | None = None) -> Assessment:
    """The preliminary assessment of one person on the facts' reference date, all four levels.

    rules: the set in force on that date unless another is given. Raises NoRuleSetError where none is in force.
    """
    rules = rules or rule_set_on(facts.reference_date)
    facts = read_as(facts, rules.readings.degree)
    case = _Case.of(facts, rules)
    decided = decided_levels(facts.decisions, on=facts.reference_date, revoked=case.revoked)
    levels = []
    for rule in rules.levels:
        findings = tuple([case.finding(rule.level, condition, source) for condition, source in rule.conditions])
        levels.append(LevelResult(rule.level, level_outcome(findings), rule.level in decided, findings))
    return Assessment(facts.reference_date, rules.id, rules.valid_from, tuple(levels))


def level_outcome(findings: tuple[Finding, ...]) -> Outcome:
    """NOT_MET if any condition is, else UNDETERMINED if any is, else MET."""
    outcomes = [finding.outcome for finding in findings]
    if Outcome.NOT_MET in outcomes:
        return Outcome.NOT_MET
    return Outcome.UNDETERMINED if Outcome.UNDETERMINED in outcomes else Outcome.MET


@dataclass(slots=True, kw_only=True)
class _Case:
    """One person under one rule set: what several conditions share is weighed once, and each finding is made once."""

    facts: Facts
    rules: RuleSet
    on: date
    counting: Counting
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
            counting=rules.counting,
            revoked=revoked_on(facts.licence, on=on),
            service=weigh_service(facts.employments, degree=degree, on=on, teaching=rules.teaching),
            courses=weigh_courses(facts.courses, degree=degree, on=on, areas=rules.areas, outside=rules.outside),
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
    rules = case.rules
    return active_half_time(
        case.facts.employments,
        on=case.on,
        required=rules.thresholds.half_time_percent,
        teaching=rules.teaching,
        reading=rules.readings.half_time,
        source=source,
    )


def _years_of_service(case: _Case, level: int, source: LegalSource) -> Finding:
    years = case.rules.thresholds.years
    return years_of_service(case.service, degree=case.facts.qualifying_degree, on=case.on, years=years, by=case.counting, source=source)


def _merit_credits(case: _Case, level: int, source: LegalSource) -> Finding:
    asked = case.rules.thresholds
    full, easing = (asked.level_1_credits, _transition(case)) if level == 1 else (asked.level_2_credits, _research(case))
    return merit_credits(case.courses.meriting, degree=case.facts.qualifying_degree, on=case.on, full=full, easing=easing, source=source)


def _transition(case: _Case) -> Easing:
    """Övergångsbestämmelse 2, from its first day to its last, both included; outside them it does not apply."""
    years, readings = case.rules.thresholds.transition_years, case.rules.readings
    outcome, words = _twelve_years(case, years) if case.rules.transition.covers(case.on) else (Outcome.NOT_MET, ())
    is_any_time = readings.transition_education is TransitionEducation.ANY_TIME
    return Easing(
        outcome=outcome,
        credits=case.rules.thresholds.transition_credits,
        source=case.rules.eased_by_transition,
        words=TRANSITION,
        total=_education_at_any_time(case) if is_any_time and outcome is not Outcome.NOT_MET else None,
        values=(
            ("years", years),
            ("studies", Phrase.STUDIES_ANY_TIME if is_any_time else Phrase.STUDIES),
            ("lowered", Phrase.LOWERED_ANY_TIME if is_any_time else Phrase.LOWERED),
            *words,
        ),
    )


_REACHED: tuple[tuple[str, Value], ...] = (("service", Phrase.SERVICE), ("has_served", Phrase.HAS_SERVED))


def _twelve_years(case: _Case, years: int) -> tuple[Outcome, tuple[tuple[str, Value], ...]]:
    """Whether the twelve years of the transition rule are there, and the parts of sentences that say so."""
    reached = twelve_years(case.service, years=years, by=case.counting)
    last_day = case.rules.transition.last_day
    if reached is Outcome.MET or case.rules.readings.twelve_years is TwelveYears.REACHED or last_day is None:
        return reached, _REACHED
    degree = usable(case.facts.qualifying_degree)
    coming = weigh_until(last_day, case.facts.employments, degree=degree, on=case.on, teaching=case.rules.teaching)
    outcome = twelve_years(coming, years=years, by=case.counting)
    return outcome, (("service", Phrase.SERVICE_EXPECTED), ("has_served", Phrase.WILL_HAVE_SERVED), ("last_day", last_day))


def _education_at_any_time(case: _Case) -> Credits:
    """Meriting education as if the qualifying degree had been issued on the first of days."""
    degree = usable(case.facts.qualifying_degree)
    early = None if degree is None else degree._replace(issued_on=date.min)
    return weigh_courses(case.facts.courses, degree=early, on=case.on, areas=case.rules.areas, outside=case.rules.outside).meriting


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
