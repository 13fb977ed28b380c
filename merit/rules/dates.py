"""When time alone could change an outcome: the first day after the reference date on which the same facts may be answered otherwise."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from merit.rules.facts import Evidence, Facts
from merit.rules.findings import Condition
from merit.rules.levels import assess
from merit.rules.rulesets import RuleSet

A_DAY = timedelta(days=1)
HORIZON = date(9990, 1, 1)  # years that are not reached by then are never reached


def changes_on(facts: Facts, rules: RuleSet, *, others_on: date | None = None) -> date | None:
    """The first day after the reference date on which an outcome or a sum of credits could be another; None where none could.

    others_on: the day, if there is one, from which other facts hold.
    Days that stand in the facts and in the rules come one by one: employments begin and end, a licence is issued or revoked, degrees,
    decisions, courses and research lie ahead, the transition begins and is over, the rule set ends. Between two of them only years of
    service grow, and what has been reached stays reached: so the day on which they are enough is found by halving, in whatever way the
    rule set counts them. A day may come early, as where years lower a requirement whose credits are not there; never late.
    """
    on = facts.reference_date
    known = _edges(facts, rules) if others_on is None else (others_on, *_edges(facts, rules))
    edge = min((day for day in known if day > on), default=None)
    last = HORIZON if edge is None else edge - A_DAY
    if last <= on:
        return edge
    working = replace(facts, courses=(), degrees=(), research=(), decisions=())
    asked = replace(rules, levels=tuple([rule for rule in rules.levels if rule.level == 1]))
    now = _reached(working, asked, on)
    if _reached(working, asked, last) == now:
        return edge
    same, other = on, last
    while (other - same).days > 1:
        middle = same + (other - same) // 2
        if _reached(working, asked, middle) == now:
            same = middle
        else:
            other = middle
    return other


def _reached(facts: Facts, rules: RuleSet, on: date) -> tuple[object, ...]:
    """What years of service have led to by that day: the six years, and what the twelve of the transition rule ask in credits."""
    level = assess(replace(facts, reference_date=on), rules=rules).levels[0]
    asked = level.finding(Condition.MERIT_CREDITS)
    return level.finding(Condition.YEARS_OF_SERVICE).outcome, asked.required, asked.source


def _edges(facts: Facts, rules: RuleSet) -> Iterator[date]:
    yield from _days_of(facts)
    yield rules.valid_from
    if rules.transition.first_day is not None:
        yield rules.transition.first_day
    for last_day in (rules.last_day, rules.transition.last_day):
        yield from _day_after(last_day)


def _days_of(facts: Facts) -> Iterator[date]:
    rejected = Evidence.REJECTED
    licence, degree = facts.licence, facts.qualifying_degree
    if licence is not None and licence.evidence is not rejected:
        yield licence.issued_on
        if licence.revocation_final_on is not None:
            yield licence.revocation_final_on
    if degree is not None and degree.evidence is not rejected:
        yield degree.issued_on
    for employment in facts.employments:
        if employment.evidence is not rejected:
            yield employment.starts_on
            yield from _day_after(employment.ends_on)
    yield from (course.completed_on for course in facts.courses if course.evidence is not rejected)
    yield from (later.awarded_on for later in facts.degrees if later.evidence is not rejected)
    yield from (research.starts_on for research in facts.research if research.evidence is not rejected)
    yield from (decision.decided_on for decision in facts.decisions if decision.evidence is not rejected)


def _day_after(day: date | None) -> Iterator[date]:
    if day is not None and day < date.max:
        yield day + A_DAY
