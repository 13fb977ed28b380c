"""Each way the ordinance may be read, at its edge; the contract's reading of the same facts beside it."""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from merit.rules import assess, ways_of_counting
from merit.rules.counting import Counting, Service
from merit.rules.facts import MeritBasis, Profession
from merit.rules.qualifying import read_as
from merit.rules.readings import CHOICES, CONTRACT, Readings, WhichDegree, Years
from merit.rules.rulesets import SFS_2025_280, Certainty, Chooser

from .build import (
    DAY,
    ISSUED,
    ON,
    PENDING,
    REJECTED,
    course,
    day,
    degree,
    eased,
    employment,
    finding,
    hp,
    later_degree,
    numbers,
    person,
    posts,
    reread,
    service,
    taken,
)

LAST_DAY = day("2029-09-01")


def found(facts, condition, level=1, **readings):
    return finding(facts, level, condition, reread(**readings))


def judged(facts, condition, level=1, **readings):
    return numbers(found(facts, condition, level, **readings))


def counted(facts, condition, **readings):
    return [row.counted.value for row in found(facts, condition, **readings).rows]


def part_time(extent, first, last=None, **changes):
    return employment(extent_percent=hp(extent), starts_on=day(first), ends_on=None if last is None else day(last), **changes)


def work(*jobs, issued="2010-06-01", on="2026-03-12"):
    return person(reference_date=day(on), qualifying_degree=degree(issued_on=day(issued)), employments=jobs)


SIX_YEARS_AT = {extent: work(part_time(extent, "2020-03-12")) for extent in ("100", "50", "49.9")}


@pytest.mark.parametrize(
    ("reading", "extent", "outcome", "length"),
    [
        ("employed", "49.9", "met", "6y 0m 0d"),
        ("half_time", "50", "met", "6y 0m 0d"),
        ("half_time", "49.9", "not_met", "0y 0m 0d"),
        ("full_time", "100", "met", "6y 0m 0d"),
        ("full_time", "50", "not_met", "2y 11m 28d"),
    ],
)
def test_six_years_by_extent(reading, extent, outcome, length):
    assert judged(SIX_YEARS_AT[extent], "years_of_service", years=reading) == (outcome, "6y 0m 0d", length, length, None)


def test_half_time_is_a_sum_of_the_posts_of_each_day():
    together = work(part_time(30, "2018-03-12"), part_time(20, "2020-03-12"))
    assert judged(together, "years_of_service", years="half_time")[:3] == ("met", "6y 0m 0d", "6y 0m 0d")
    late = work(part_time(30, "2018-03-12"), part_time(20, "2020-03-13"))
    assert judged(late, "years_of_service", years="half_time")[:3] == ("not_met", "6y 0m 0d", "5y 11m 27d")
    one_after_the_other = work(part_time(50, "2020-03-12", "2023-03-11"), part_time(50, "2023-03-12"))
    assert judged(one_after_the_other, "years_of_service", years="half_time")[0] == "met"


def test_no_day_is_worked_more_than_fully():
    twice = work(part_time(100, "2023-03-12"), part_time(100, "2023-03-12"))
    once = work(part_time(100, "2023-03-12"))
    assert judged(twice, "years_of_service", years="full_time") == judged(once, "years_of_service", years="full_time")
    over = work(part_time(80, "2020-03-12"), part_time(20, "2020-03-12"), part_time(10, "2020-03-12"))
    assert judged(over, "years_of_service", years="full_time")[0] == "met"


def test_full_time_equivalents_of_twelve_years_at_half_time():
    assert judged(work(part_time(50, "2014-03-12")), "years_of_service", years="full_time")[0] == "met"
    assert judged(work(part_time("49.98", "2014-03-12")), "years_of_service", years="full_time")[0] == "not_met"


def test_one_more_post_never_makes_six_years_of_full_time_longer():
    """From 2014-05-01 six years are a day longer than from 2015-03-01: the days must not be reckoned from the first post."""
    days = work(part_time(100, "2015-03-01", "2021-02-26"), part_time(1, "2015-02-01", "2015-02-28"), issued="2013-03-01")
    assert judged(days, "years_of_service", years="full_time")[0] == "not_met"
    enough = work(
        part_time(100, "2015-03-01", "2021-02-26"), part_time(72, "2015-02-28", "2015-02-28"), part_time(28, "2021-02-27", "2021-02-27")
    )
    for evidence in (PENDING, REJECTED, None):
        more = part_time(1, "2014-05-01", "2014-05-01", **({} if evidence is None else {"evidence": evidence}))
        facts = replace(enough, employments=(*enough.employments, more))
        assert judged(facts, "years_of_service", years="full_time")[0] == "met"


def test_the_rest_of_a_day_takes_a_day():
    by = Counting(Years.FULL_TIME, hp(50))
    assert by.days_to_come(1, Service(), [hp(60)]) == 2
    assert by.days_to_come(3, Service(), [hp(60)]) == 5
    assert by.days_to_come(1, Service(percent=hp(40)), [hp(60)]) == 1


def test_nothing_is_left_to_what_is_reached():
    done = Service(day("2014-03-12"), day("2024-03-12"))
    assert (done.days_left_to(10), done.days_left_to(6)) == (0, 0)


def test_the_last_day_of_the_calendar_can_be_told_and_none_after_it():
    last = work(part_time(100, "9993-12-31"), on="9994-06-01")
    assert dict(found(last, "years_of_service").values)["reached_on"] == date.max
    slow = work(part_time(50, "9993-01-01"), on="9994-06-01")
    assert "reached_on" not in dict(found(slow, "years_of_service", years="full_time").values)


@pytest.mark.parametrize(
    ("reading", "job", "reached"),
    [
        ("employed", part_time(40, "2024-03-12"), "2030-03-12"),
        ("half_time", part_time(50, "2024-03-12"), "2030-03-12"),
        ("half_time", part_time(40, "2024-03-12"), None),
        ("full_time", part_time(100, "2024-03-12"), "2030-03-12"),
        ("full_time", part_time(50, "2024-03-12"), "2036-03-11"),
        ("full_time", part_time(0, "2024-03-12"), None),
        ("full_time", part_time(100, "2022-03-12", "2024-03-12"), None),
    ],
)
def test_the_day_the_years_are_reached_is_the_day_the_assessment_says_so(reading, job, reached):
    facts = work(job)
    said = dict(found(facts, "years_of_service", years=reading).values).get("reached_on")
    assert said == (None if reached is None else day(reached))
    if said is not None:
        before, then = (replace(facts, reference_date=on) for on in (said - DAY, said))
        assert judged(before, "years_of_service", years=reading)[0] == "not_met"
        assert judged(then, "years_of_service", years=reading)[0] == "met"


@pytest.mark.parametrize(
    ("jobs", "as_a_sum", "as_one"),
    [
        ((50,), ("met", 50, 50, 50, 0), ("met", 50, 50, 50, 0)),
        ((30, 20), ("met", 50, 50, 50, 0), ("not_met", 50, 30, 30, 20)),
        ((30, 49.9), ("met", 50, 79.9, 79.9, 0), ("not_met", 50, 49.9, 49.9, 0.1)),
    ],
)
def test_half_time_in_one_post(jobs, as_a_sum, as_one):
    facts = posts(*[employment(extent_percent=hp(extent)) for extent in jobs])
    assert judged(facts, "active_half_time") == as_a_sum
    assert judged(facts, "active_half_time", half_time="one_post") == as_one


def test_a_possible_post_must_be_half_time_itself():
    facts = posts(employment(extent_percent=hp(30)), employment(extent_percent=hp(49), evidence=PENDING))
    assert judged(facts, "active_half_time", half_time="one_post") == ("not_met", 50, 30, 49, 20)
    facts = posts(employment(extent_percent=hp(30)), employment(extent_percent=hp(50), evidence=PENDING))
    assert judged(facts, "active_half_time", half_time="one_post") == ("undetermined", 50, 30, 50, 20)


@pytest.mark.parametrize(("reading", "outcome"), [("open", "undetermined"), ("counts", "met"), ("never", "not_met")])
def test_special_educators(reading, outcome):
    facts = posts(employment(profession=Profession.SPECIAL_EDUCATOR))
    assert judged(facts, "active_half_time", special_educators=reading)[0] == outcome
    assert judged(facts, "years_of_service", special_educators=reading)[0] == outcome
    row = {"open": "possible", "counts": "sure", "never": "not_teaching"}[reading]
    assert counted(facts, "active_half_time", special_educators=reading) == [row]


def test_special_educators_read_again_are_as_they_were():
    back = reread(special_educators="never").reread(id="Åter", valid_from=ON, last_day=None, readings=CONTRACT)
    assert (back.teaching, back.outside, back.readings) == (SFS_2025_280.teaching, SFS_2025_280.outside, CONTRACT)


@pytest.mark.parametrize("area", [MeritBasis.UNSURE, None])
def test_an_area_that_nobody_has_settled(area):
    facts = taken(course(7.5), course(7.5, merit_basis=area))
    assert judged(facts, "merit_credits") == ("undetermined", 15, 7.5, 15, 7.5)
    assert judged(facts, "merit_credits", unsure_areas="not_counted") == ("not_met", 15, 7.5, 7.5, 7.5)
    assert counted(facts, "merit_credits", unsure_areas="not_counted") == ["sure", "area_not_settled"]
    settled = taken(course(7.5), course(7.5, merit_basis=MeritBasis.LEADERSHIP))
    assert judged(settled, "merit_credits", unsure_areas="not_counted")[0] == "met"
    never = taken(course(merit_basis=MeritBasis.NOT_MERITING))
    assert counted(never, "merit_credits", unsure_areas="not_counted") == ["not_meriting"]


@pytest.mark.parametrize(
    ("since", "last", "expected"),
    [("2017-09-01", None, True), ("2017-09-02", None, False), ("2017-09-01", "2029-08-31", True), ("2017-09-01", "2029-08-30", False)],
)
def test_twelve_years_expected_by_the_last_day(since, last, expected):
    facts = replace(work(part_time(10, since, last)), courses=(course(7.5),))
    assert judged(facts, "merit_credits") == ("not_met", 15, 7.5, 7.5, 7.5)
    answer = judged(facts, "merit_credits", twelve_years="expected")
    assert answer == (("met", 7.5, 7.5, 7.5, 0) if expected else ("not_met", 15, 7.5, 7.5, 7.5))


def test_what_is_expected_is_only_what_runs():
    ended = replace(work(part_time(100, "2016-01-01", "2026-03-11")), courses=(course(7.5),))
    assert judged(ended, "merit_credits", twelve_years="expected")[0] == "not_met"
    to_come = replace(work(part_time(100, "2014-03-13", "2026-03-11"), part_time(100, "2026-03-13")), courses=(course(7.5),))
    assert judged(to_come, "merit_credits", twelve_years="expected")[0] == "not_met"
    begun = replace(work(part_time(100, "2014-03-13", "2026-03-11"), part_time(100, "2026-03-12")), courses=(course(7.5),))
    assert judged(begun, "merit_credits", twelve_years="expected")[0] == "met"
    assert judged(begun, "merit_credits")[0] == "not_met"


@pytest.mark.parametrize(
    ("on", "outcome"), [("2029-08-31", "met"), ("2029-09-01", "met"), ("2029-09-02", "not_met"), ("2025-08-31", "not_met")]
)
def test_the_expectation_ends_with_the_transition(on, outcome):
    facts = replace(work(part_time(100, "2017-09-01"), on=on), courses=(course(7.5),))
    assert judged(facts, "merit_credits", twelve_years="expected")[0] == outcome


def test_nothing_is_expected_of_a_degree_to_come():
    for issued in (ON + DAY, ON):
        facts = person(qualifying_degree=degree(issued_on=issued), courses=(course(7.5),))
        assert judged(facts, "merit_credits", twelve_years="expected")[:2] == ("not_met", 15)
    without = person(qualifying_degree=None, courses=(course(7.5),))
    assert judged(without, "merit_credits", twelve_years="expected")[:2] == ("undetermined", 15)


def test_twelve_years_expected_outside_the_school_system():
    facts = replace(work(part_time(100, "2016-01-01", in_school_system=False)), courses=(course(7.5),))
    assert judged(facts, "merit_credits", twelve_years="expected")[0] == "not_met"
    unknown = replace(work(part_time(100, "2016-01-01", in_school_system=None)), courses=(course(7.5),))
    assert judged(unknown, "merit_credits", twelve_years="expected")[0] == "undetermined"


EARLY = {"completed_on": day("2009-01-19")}


@pytest.mark.parametrize(
    ("facts", "contract", "any_time"),
    [
        (eased(course(7.5, **EARLY)), ("not_met", 7.5, 0, 0, 7.5), ("met", 7.5, 7.5, 7.5, 0)),
        (eased(course(7.4, **EARLY)), ("not_met", 7.5, 0, 0, 7.5), ("not_met", 7.5, 7.4, 7.4, 0.1)),
        (eased(course(5), course(2.5, **EARLY)), ("not_met", 7.5, 5, 5, 2.5), ("met", 7.5, 7.5, 7.5, 0)),
        (eased(course(7.5, **EARLY), possible="2014-03-12"), ("not_met", 15, 0, 0, 15), ("undetermined", 15, 0, 0, 15)),
        (eased(course(7.4, **EARLY), possible="2014-03-12"), ("not_met", 15, 0, 0, 15), ("not_met", 15, 0, 0, 15)),
        (eased(course(15, **EARLY), sure="2014-03-13"), ("not_met", 15, 0, 0, 15), ("not_met", 15, 0, 0, 15)),
    ],
)
def test_education_before_the_degree_in_the_transition(facts, contract, any_time):
    assert judged(facts, "merit_credits") == contract
    assert judged(facts, "merit_credits", transition_education="any_time") == any_time


def test_older_education_counts_for_level_1_only():
    facts = eased(course(45, **EARLY))
    assert judged(facts, "merit_credits", 2, transition_education="any_time") == ("not_met", 45, 0, 0, 45)


def test_older_education_waits_for_the_degree_to_be_accepted():
    facts = replace(eased(course(7.5, **EARLY)), qualifying_degree=degree(issued_on=day("2010-06-01"), evidence=PENDING))
    assert judged(facts, "merit_credits", transition_education="any_time")[0] == "undetermined"
    rejected = replace(facts, qualifying_degree=degree(evidence=REJECTED))
    assert judged(rejected, "merit_credits", transition_education="any_time") == ("undetermined", 15, 0, None, 15)


SECOND = {"awarded_on": day("2022-06-10"), "is_qualifying": True}


@pytest.mark.parametrize(
    ("later", "first", "latest"),
    [
        (later_degree(**SECOND), "met", "not_met"),
        (later_degree(**{**SECOND, "is_qualifying": False}), "met", "met"),
        (later_degree(**SECOND, evidence=PENDING), "met", "met"),
        (later_degree(**SECOND, evidence=REJECTED), "met", "met"),
        (later_degree(**{**SECOND, "awarded_on": ON + DAY}), "met", "met"),
        (later_degree(**{**SECOND, "awarded_on": ON}), "met", "not_met"),
        (later_degree(**{**SECOND, "awarded_on": day("2010-01-01")}), "met", "met"),
    ],
)
def test_the_latest_degree_that_qualifies(later, first, latest):
    facts = person(degrees=(later,))
    assert judged(facts, "years_of_service")[0] == first
    assert judged(facts, "years_of_service", degree="latest")[0] == latest
    chosen = read_as(facts, WhichDegree.LATEST)
    assert read_as(chosen, WhichDegree.LATEST) == chosen
    assert read_as(facts, WhichDegree.FIRST) is facts


def test_the_latest_degree_where_the_first_is_not_accepted():
    for entered in (None, degree(evidence=REJECTED), degree(evidence=PENDING)):
        facts = person(qualifying_degree=entered, degrees=(later_degree(awarded_on=ISSUED, is_qualifying=True),))
        assert judged(facts, "years_of_service")[0] == "undetermined"
        assert judged(facts, "years_of_service", degree="latest")[0] == "met"
        assert ways_of_counting(facts, rules=reread(degree="latest")).chosen.six_years == "met"


def test_the_chosen_degree_is_named_as_its_row_is():
    facts = person(degrees=(later_degree(**SECOND, title="Speciallärarexamen", ref="degree:7"),))
    chosen = read_as(facts, WhichDegree.LATEST).qualifying_degree
    assert (chosen.issued_on, chosen.title, chosen.ref) == (day("2022-06-10"), "Speciallärarexamen", "degree:7")


def test_the_contracts_readings_are_the_defaults_and_come_first():
    assert SFS_2025_280.readings == CONTRACT == Readings.from_values({})
    assert CONTRACT.as_values() == {name: next(iter(choice)).value for name, choice in CHOICES.items()}


def test_readings_survive_being_stored():
    for answers in product(*CHOICES.values()):
        readings = Readings(**dict(zip(CHOICES, answers, strict=True)))
        assert Readings.from_values(readings.as_values()) == readings
    with pytest.raises(KeyError):
        Readings.from_values({"mood": "good"})
    with pytest.raises(ValueError, match="quarter_time"):
        Readings.from_values({"years": "quarter_time"})


def test_a_rule_set_read_again_has_a_name_and_a_time_of_its_own():
    rules = SFS_2025_280.reread(id="Sjöstad 1", valid_from=ON, last_day=LAST_DAY, readings=Readings.from_values({"years": "full_time"}))
    assert (rules.id, rules.valid_from, rules.last_day) == ("Sjöstad 1", ON, LAST_DAY)
    assert (rules.levels, rules.thresholds, rules.areas) == (SFS_2025_280.levels, SFS_2025_280.thresholds, SFS_2025_280.areas)
    answer = assess(service(("2020-03-12", None)), rules=rules)
    assert (answer.rule_set, answer.rules_valid_from) == ("Sjöstad 1", date(2026, 3, 12))


def test_a_rule_set_says_whose_each_reading_is():
    chosen = {known.page: known.chosen_by for known in reread(years="half_time", transition_education="any_time").interpretations}
    assert {page for page, by in chosen.items() if by is Chooser.PROVIDER} == {"six-years", "transition-rule"}
    assert all(known.chosen_by is Chooser.CONTRACT for known in SFS_2025_280.interpretations)


def test_every_question_belongs_to_one_interpretation_that_leaves_room():
    asked = [name for known in SFS_2025_280.interpretations for name in known.questions]
    assert sorted(asked) == sorted(CHOICES)
    assert all(isinstance(known.certainty, Certainty) for known in SFS_2025_280.interpretations)
