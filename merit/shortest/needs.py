"""What a level asks of courses on each day, and what each course gives: measured by asking the engine, with and without."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from merit.rules import assess
from merit.rules.facts import Facts
from merit.rules.findings import Assessment, Condition, Finding, Outcome
from merit.rules.rulesets import RulesOn
from merit.shortest.terms import Candidate, Period

ZERO = Decimal(0)
COUNTED = (Condition.MERIT_CREDITS, Condition.ADVANCED_CREDITS, Condition.TEACHING_PROFICIENCY)
"""The conditions that courses bear on, in the order of `Credits`."""

Credits = tuple[Decimal, Decimal, Decimal]


@dataclass(frozen=True, slots=True)
class Standing:
    """One day without any further course. lacking: what each counted condition is short of, 0 where the level does not ask for it.

    others: the conditions that no course bears on and that are not met that day, the decision on level 1 left out.
    first_lacking, first_others: the same for level 1. entry: what the merit credits are short of for admission to VAK.
    needs_first: the level asks for a decision on level 1, and it is not there. may_begin_vak: that decision is there.
    """

    lacking: Credits
    others: tuple[Condition, ...]
    first_lacking: Decimal
    first_others: tuple[Condition, ...]
    entry: Decimal
    needs_first: bool
    may_begin_vak: bool


def standing_on(facts: Facts, level: int, day: date, *, entry_credits: Decimal, rules_on: RulesOn) -> Standing:
    """entry_credits: what the universities ask for before VAK (30 hp), a term of admission and no rule of the ordinance."""
    answer = assess(replace(facts, reference_date=day), rules=rules_on(day))
    wanted = {finding.condition: finding for finding in answer.level(level).findings}
    first = answer.level(1)
    merit = first.finding(Condition.MERIT_CREDITS)
    decided = answer.level(2).finding(Condition.DECISION_LEVEL_1).outcome is Outcome.MET
    return Standing(
        lacking=_lacking(wanted),
        others=_others(answer, level),
        first_lacking=merit.missing or ZERO,
        first_others=_others(answer, 1),
        entry=max(ZERO, entry_credits - _sure(merit)),
        needs_first=Condition.DECISION_LEVEL_1 in wanted and not decided,
        may_begin_vak=decided,
    )


def gain(facts: Facts, candidate: Candidate, period: Period, *, rules_on: RulesOn) -> Credits:
    """What the course adds surely to each counted condition when it is passed in that period."""
    there, rules = replace(facts, reference_date=period.ends_on), rules_on(period.ends_on)
    before = assess(there, rules=rules).level(2)
    after = assess(replace(there, courses=(*facts.courses, candidate.passed(period.ends_on))), rules=rules).level(2)
    merit, advanced, proficiency = (_sure(after.finding(c)) - _sure(before.finding(c)) for c in COUNTED)
    return merit, advanced, proficiency


def days_of(facts: Facts, level: int, periods: Sequence[Period], *, rules_on: RulesOn) -> tuple[date, ...]:
    """The days that can decide: today, the end of each period, and the day on which the years of service are reached."""
    today = assess(facts, rules=rules_on(facts.reference_date))
    reached = dict(today.level(1).finding(Condition.YEARS_OF_SERVICE).values).get("reached_on")
    days = {facts.reference_date, *(period.ends_on for period in periods if period.ends_on > facts.reference_date)}
    if isinstance(reached, date) and reached <= max(days):
        days.add(reached)
    return tuple(sorted(days))


def _lacking(wanted: dict[Condition, Finding]) -> Credits:
    merit, advanced, proficiency = (wanted[c].missing or ZERO if c in wanted else ZERO for c in COUNTED)
    return merit, advanced, proficiency


def _others(answer: Assessment, level: int) -> tuple[Condition, ...]:
    left_out = (*COUNTED, Condition.DECISION_LEVEL_1)
    return tuple(f.condition for f in answer.level(level).findings if f.condition not in left_out and f.outcome is not Outcome.MET)


def _sure(finding: Finding) -> Decimal:
    return finding.sure if isinstance(finding.sure, Decimal) else ZERO
