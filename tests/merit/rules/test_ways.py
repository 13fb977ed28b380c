"""Years three ways: what each counts, and when they would answer differently."""

from dataclasses import replace

import pytest

from merit.rules import time_of_each, ways_of_counting
from merit.rules.durations import distance
from merit.rules.readings import Years
from merit.rules.rulesets import SFS_2025_280

from .build import DAY, ON, PENDING, REJECTED, day, degree, employment, finding, hp, person, reread


def work(*jobs, issued="2010-06-01"):
    return person(qualifying_degree=degree(issued_on=day(issued)), employments=jobs)


def post(extent, first, last=None, **changes):
    return employment(extent_percent=hp(extent), starts_on=day(first), ends_on=None if last is None else day(last), **changes)


def counted(facts, rules=SFS_2025_280):
    return {way.reading.value: way for way in ways_of_counting(facts, rules=rules).all}


def lengths(facts):
    return {name: (str(way.service.sure.duration), str(way.service.possible.duration)) for name, way in counted(facts).items()}


def test_the_same_work_counted_three_ways():
    facts = work(post(40, "2014-03-12", "2016-03-11"), post(80, "2016-03-12", "2020-03-11", evidence=PENDING))
    assert lengths(facts) == {
        "employed": ("2y 0m 0d", "6y 0m 0d"),
        "half_time": ("0y 0m 0d", "4y 0m 0d"),
        "full_time": ("0y 9m 17d", "4y 0m 0d"),
    }
    assert [way.six_years.value for way in counted(facts).values()] == ["undetermined", "not_met", "not_met"]


@pytest.mark.parametrize(
    ("extent", "first", "six", "twelve"),
    [
        (100, "2020-03-12", False, False),
        (50, "2020-03-12", True, False),
        (50, "2020-03-13", False, False),
        (50, "2014-03-12", False, True),
        (50, "2014-03-13", False, False),
        (50, "2014-03-14", True, False),
        ("49.9", "2015-01-01", True, False),
        ("99.9", "2010-06-01", False, False),
    ],
)
def test_a_warning_where_the_answer_would_differ(extent, first, six, twelve):
    ways = ways_of_counting(work(post(extent, first)), rules=SFS_2025_280)
    assert (ways.differ_at_six, ways.differ_at_twelve) == (six, twelve)


def test_the_twelve_are_counted_in_the_school_system():
    facts = work(post(100, "2014-03-12", in_school_system=False))
    assert {way.twelve_years.value for way in counted(facts).values()} == {"not_met"}
    assert {way.six_years.value for way in counted(facts).values()} == {"met"}
    assert counted(work(post(100, "2014-03-12", in_school_system=None)))["employed"].twelve_years.value == "undetermined"


@pytest.mark.parametrize("reading", Years)
def test_the_chosen_way_is_the_rule_sets(reading):
    ways = ways_of_counting(work(post(50, "2020-03-12")), rules=reread(years=reading))
    assert [way.reading for way in ways.all] == list(Years)
    assert ways.chosen.reading is reading
    assert ways.differ_at_six


@pytest.mark.parametrize("there", [None, degree(evidence=REJECTED), degree(issued_on=ON + DAY)])
def test_without_a_degree_nothing_is_counted(there):
    assert ways_of_counting(person(qualifying_degree=there), rules=SFS_2025_280) is None
    assert ways_of_counting(person(qualifying_degree=degree(issued_on=ON)), rules=SFS_2025_280) is not None


def test_the_three_ways_are_asked_about_the_same_day_as_the_assessment():
    facts = replace(work(post(100, "2020-03-12")), reference_date=ON - DAY)
    assert [way.six_years.value for way in counted(facts).values()] == ["not_met", "not_met", "not_met"]


@pytest.mark.parametrize(("last", "goes_on"), [(ON - DAY, False), (ON, True), (ON + DAY, True)])
def test_a_post_that_runs_on_the_day_is_reckoned_to_go_on(last, goes_on):
    found = finding(work(post(100, "2024-03-12", last.isoformat())), 1, "years_of_service")
    assert ("reached_on" in dict(found.values)) == goes_on


@pytest.mark.parametrize(("first", "row"), [(ON - DAY, "sure"), (ON, "not_started"), (ON + DAY, "not_started")])
def test_a_post_counts_from_the_day_after_it_began(first, row):
    found = finding(work(post(100, first.isoformat())), 1, "years_of_service")
    assert [each.counted.value for each in found.rows] == [row]


@pytest.mark.parametrize(("issued", "row"), [(ON - DAY, "sure"), (ON, "before_degree"), (ON + DAY, "before_degree")])
def test_work_before_the_degree_says_so(issued, row):
    found = finding(work(post(100, "2024-03-12"), issued=issued.isoformat()), 1, "years_of_service")
    assert [each.counted.value for each in found.rows] == [row]


def test_each_post_tells_its_own_time_after_the_degree_and_before_the_day():
    before = post(100, "2008-08-01", "2010-05-31", ref="before")
    across = post(50, "2009-08-01", "2012-05-31", ref="across")
    running = post(20, "2012-01-01", ref="running", evidence=PENDING)
    times = time_of_each(work(before, across, running, post(100, "2012-01-01", ref="no", evidence=REJECTED)), rules=SFS_2025_280)
    assert {ref: str(time) for ref, time in times.items()} == {"across": "2y 0m 0d", "running": str(distance(day("2012-01-01"), ON))}


def test_without_a_degree_no_post_has_any_time():
    assert not time_of_each(person(employments=[post(100, "2012-01-01", ref="a")], qualifying_degree=None), rules=SFS_2025_280)
