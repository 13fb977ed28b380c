"""When time alone could change an outcome: never later than said, and to the day where years are reached."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings

from merit.outcomes import standing_of
from merit.rules import assess
from merit.rules.dates import changes_on
from merit.rules.facts import Evidence, Facts
from merit.rules.rulesets import SFS_2025_280

from . import strategies
from .build import DAY, course, decision, degree, employment, later_degree, licence, research
from .test_properties import EXAMPLES

RULES = SFS_2025_280
WALK = 120  # days walked one by one from the reference date, and again up to the day that is said


def standing(facts, day):
    return standing_of(assess(replace(facts, reference_date=day), rules=RULES))


@settings(max_examples=EXAMPLES // 2, deadline=None)
@given(strategies.facts)
def test_nothing_changes_before_the_day_that_is_said(facts):
    on, said = facts.reference_date, changes_on(facts, RULES)
    assert said is None or said > on
    end = said or on + timedelta(days=20_000)
    first = min(end, on + timedelta(days=WALK))
    days = {on + timedelta(days=n) for n in range((first - on).days)} | {
        end - timedelta(days=n) for n in range(1, min(WALK, (end - on).days))
    }
    now = standing(facts, on)
    assert all(standing(facts, day) == now for day in days)


def ready(**changes):
    """Six years on 2026-08-01, all else there."""
    base = Facts(
        reference_date=date(2026, 3, 12),
        licence=licence(),
        qualifying_degree=degree(),
        employments=(employment(starts_on=date(2020, 8, 1)),),
        courses=(course(15),),
    )
    return replace(base, **changes)


def test_the_day_six_years_are_reached_is_found():
    said = changes_on(ready(), RULES)
    assert said == date(2026, 8, 1)
    assert [assess(ready(reference_date=day)).level(1).outcome for day in (said - DAY, said)] == ["not_met", "met"]


def test_after_six_years_comes_the_end_of_the_transition_and_then_nothing():
    assert changes_on(ready(reference_date=date(2026, 8, 1)), RULES) == date(2029, 9, 2)
    done = ready(reference_date=date(2029, 9, 2), employments=(employment(starts_on=date(2020, 8, 1)),))
    assert changes_on(done, RULES) is None


def test_twelve_years_are_reached_in_time_for_the_transition():
    work = (employment(starts_on=date(2015, 8, 10)),)
    assert changes_on(ready(employments=work), RULES) == date(2027, 8, 10)


@pytest.mark.parametrize(
    ("changes", "day"),
    [
        ({"employments": (employment(ends_on=date(2026, 3, 31)),)}, date(2026, 4, 1)),
        ({"employments": (employment(starts_on=date(2026, 4, 1)),)}, date(2026, 4, 1)),
        ({"licence": licence(revocation_final_on=date(2026, 4, 2))}, date(2026, 4, 2)),
        ({"licence": licence(issued_on=date(2026, 3, 13))}, date(2026, 3, 13)),
        ({"qualifying_degree": degree(issued_on=date(2026, 4, 3))}, date(2026, 4, 3)),
        ({"courses": (course(15, completed_on=date(2026, 6, 5)),)}, date(2026, 6, 5)),
        ({"courses": (course(15, completed_on=date(2026, 6, 5), evidence=Evidence.REJECTED),)}, date(2026, 8, 1)),
        ({"degrees": (later_degree(awarded_on=date(2026, 6, 6)),)}, date(2026, 6, 6)),
        ({"research": (research(starts_on=date(2026, 6, 7)),)}, date(2026, 6, 7)),
        ({"decisions": (decision(decided_on=date(2026, 6, 8)),)}, date(2026, 6, 8)),
        ({"employments": (employment(starts_on=date(2020, 8, 1), ends_on=date.max),)}, date(2026, 8, 1)),
        ({"reference_date": date(2025, 8, 31)}, date(2025, 9, 1)),
    ],
)
def test_the_next_day_in_the_facts_or_the_rules_comes_first(changes, day):
    assert changes_on(ready(**changes), RULES) == day


def test_the_last_day_of_a_rule_set_is_an_edge():
    ended = replace(RULES, id="ended", last_day=date(2026, 3, 31))
    assert changes_on(ready(), ended) == date(2026, 4, 1)


def test_a_person_without_facts_waits_for_the_rules_alone():
    assert changes_on(Facts(reference_date=date(2029, 9, 2)), RULES) is None


def test_the_first_day_of_the_transition_is_an_edge():
    begins = date(2026, 4, 1)
    assert changes_on(ready(), replace(RULES, transition=replace(RULES.transition, first_day=begins))) == begins
    ended = replace(RULES, transition=replace(RULES.transition, first_day=None, last_day=ready().reference_date - DAY))
    assert changes_on(ready(), ended) == date(2026, 8, 1)


def test_nothing_is_said_of_days_that_have_been_however_far_ahead_one_asks():
    late = ready(reference_date=date(9995, 1, 1), employments=(employment(starts_on=date(9985, 1, 1)),))
    assert changes_on(late, RULES) is None
