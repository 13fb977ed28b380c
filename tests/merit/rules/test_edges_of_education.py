"""Credits and degrees, each at its edge: just enough, just too little, unknown. (outcome, required, sure, possible, missing)"""

from dataclasses import replace

import pytest

from merit.rules import assess
from merit.rules.facts import Cycle, Evidence, MeritBasis

from .build import (
    DAY,
    ISSUED,
    MET,
    NOT_MET,
    ON,
    PENDING,
    REJECTED,
    UNDETERMINED,
    advanced,
    course,
    day,
    decision,
    degree,
    doctorate,
    eased,
    experienced,
    finding,
    graduated,
    hp,
    later_degree,
    licence,
    numbers,
    old_course,
    outcome,
    outcomes,
    person,
    research,
    table,
    taken,
    vak,
)


@table(
    ("exactly", taken(course(7.5), course(7.5)), (MET, 15, 15, 15, 0)),
    ("half a credit short", taken(course(7.5), course(7)), (NOT_MET, 15, 14.5, 14.5, 0.5)),
    ("none", taken(), (NOT_MET, 15, 0, 0, 15)),
    ("the day after the degree", taken(course(completed_on=ISSUED + DAY)), (MET, 15, 15, 15, 0)),
    ("on the degree's day", taken(course(completed_on=ISSUED)), (NOT_MET, 15, 0, 0, 15)),
    ("on the reference date", taken(course(completed_on=ON)), (MET, 15, 15, 15, 0)),
    ("the day after it", taken(course(completed_on=ON + DAY)), (NOT_MET, 15, 0, 0, 15)),
    ("grade unknown", taken(course(passed=None)), (UNDETERMINED, 15, 0, 15, 15)),
    ("failed", taken(course(passed=False)), (NOT_MET, 15, 0, 0, 15)),
    ("second cycle", taken(advanced(15)), (MET, 15, 15, 15, 0)),
    ("third cycle", taken(course(cycle=Cycle.THIRD)), (NOT_MET, 15, 0, 0, 15)),
    ("cycle unknown", taken(course(cycle=None)), (UNDETERMINED, 15, 0, 15, 15)),
    ("not meriting", taken(course(merit_basis=MeritBasis.NOT_MERITING)), (NOT_MET, 15, 0, 0, 15)),
    ("unsure area", taken(course(merit_basis=MeritBasis.UNSURE)), (UNDETERMINED, 15, 0, 15, 15)),
    ("area not said", taken(course(merit_basis=None)), (UNDETERMINED, 15, 0, 15, 15)),
    ("pending", taken(course(evidence=PENDING)), (UNDETERMINED, 15, 0, 15, 15)),
    ("rejected", taken(course(evidence=REJECTED)), (NOT_MET, 15, 0, 0, 15)),
    ("pending and still too little", taken(course(7.5), course(7, evidence=PENDING)), (NOT_MET, 15, 7.5, 14.5, 7.5)),
    ("pending that tips it", taken(course(7.5), course(7.5, evidence=PENDING)), (UNDETERMINED, 15, 7.5, 15, 7.5)),
    ("VAK counts too", taken(vak(15)), (MET, 15, 15, 15, 0)),
    ("two decimals of old points", taken(old_course(0.5, cycle=Cycle.FIRST, completed_on=ON)), (NOT_MET, 15, 0.75, 0.75, 14.25)),
    ("no degree", taken(course(), qualifying_degree=None), (UNDETERMINED, 15, 0, None, 15)),
    ("degree rejected", taken(course(), qualifying_degree=degree(evidence=REJECTED)), (UNDETERMINED, 15, 0, None, 15)),
    ("degree pending", taken(course(), qualifying_degree=degree(evidence=PENDING)), (UNDETERMINED, 15, 0, 15, 15)),
    ("degree pending, too few", taken(course(14), qualifying_degree=degree(evidence=PENDING)), (NOT_MET, 15, 0, 14, 15)),
    ("degree after the reference date", taken(course(), qualifying_degree=degree(issued_on=ON + DAY)), (NOT_MET, 15, 0, 0, 15)),
)
def test_merit_credits_of_level_1(facts, expected):
    assert numbers(finding(facts, 1, "merit_credits")) == expected


@pytest.mark.parametrize("basis", [basis for basis in MeritBasis if basis not in (MeritBasis.NOT_MERITING, MeritBasis.UNSURE)])
def test_each_of_the_six_areas_counts(basis):
    assert outcome(taken(course(merit_basis=basis)), 1, "merit_credits") == MET


@table(
    ("sure twelve, exactly", eased(course(7.5)), (MET, 7.5, 7.5, 7.5, 0)),
    ("sure twelve, just below", eased(course(7.4)), (NOT_MET, 7.5, 7.4, 7.4, 0.1)),
    ("sure twelve, pending credits", eased(course(7.5, evidence=PENDING)), (UNDETERMINED, 7.5, 0, 7.5, 7.5)),
    ("a day short of twelve", eased(course(7.5), sure="2014-03-13"), (NOT_MET, 15, 7.5, 7.5, 7.5)),
    ("possible twelve, sure fifteen", eased(course(15), possible="2014-03-12"), (MET, 15, 15, 15, 0)),
    ("possible twelve, sure below fifteen", eased(course(14.9), possible="2014-03-12"), (UNDETERMINED, 15, 14.9, 14.9, 0.1)),
    ("possible twelve, exactly the lower", eased(course(7.5), possible="2014-03-12"), (UNDETERMINED, 15, 7.5, 7.5, 7.5)),
    ("possible twelve, possible lower", eased(course(7.5, evidence=PENDING), possible="2014-03-12"), (UNDETERMINED, 15, 0, 7.5, 15)),
    ("possible twelve, below the lower", eased(course(7.4), possible="2014-03-12"), (NOT_MET, 15, 7.4, 7.4, 7.6)),
    ("possible a day short of twelve", eased(course(7.5), possible="2014-03-13"), (NOT_MET, 15, 7.5, 7.5, 7.5)),
    (
        "school system unknown",
        eased(course(7.5), possible="2014-03-12", evidence=Evidence.ACCEPTED, in_school_system=None),
        (UNDETERMINED, 15, 7.5, 7.5, 7.5),
    ),
    (
        "outside the school system",
        eased(course(7.5), possible="2014-03-12", evidence=Evidence.ACCEPTED, in_school_system=False),
        (NOT_MET, 15, 7.5, 7.5, 7.5),
    ),
    ("the first day of the transition", eased(course(7.5), sure="2013-01-01", on="2025-09-01"), (MET, 7.5, 7.5, 7.5, 0)),
    ("its last day", eased(course(7.5), on="2029-09-01"), (MET, 7.5, 7.5, 7.5, 0)),
    ("the day after", eased(course(7.5), on="2029-09-02"), (NOT_MET, 15, 7.5, 7.5, 7.5)),
    ("possible twelve the day after", eased(course(7.5), possible="2014-03-12", on="2029-09-02"), (NOT_MET, 15, 7.5, 7.5, 7.5)),
    (
        "degree pending",
        replace(eased(course(7.5)), qualifying_degree=degree(issued_on=day("2010-06-01"), evidence=PENDING)),
        (UNDETERMINED, 15, 0, 7.5, 15),
    ),
    (
        "degree missing",
        replace(eased(course(7.5)), qualifying_degree=None),
        (UNDETERMINED, 15, 0, None, 15),
    ),
)
def test_the_transition_rule(facts, expected):
    assert numbers(finding(facts, 1, "merit_credits")) == expected


def test_twelve_years_before_the_degree_do_not_ease():
    facts = replace(eased(course(7.5), sure="2000-01-01"), qualifying_degree=degree(issued_on=day("2014-03-13")))
    assert numbers(finding(facts, 1, "merit_credits"))[:2] == (NOT_MET, 15)


def test_the_transition_does_nothing_for_level_2():
    assert finding(eased(course(45)), 2, "merit_credits").required == 45


@table(
    ("exactly", experienced(courses=(course(45),)), (MET, 45, 45, 45, 0)),
    ("just below", experienced(courses=(course(44.9),)), (NOT_MET, 45, 44.9, 44.9, 0.1)),
    ("research, exactly", experienced(courses=(course(37.5),), research=(research(),)), (MET, 37.5, 37.5, 37.5, 0)),
    ("research, just below", experienced(courses=(course(37.4),), research=(research(),)), (NOT_MET, 37.5, 37.4, 37.4, 0.1)),
    ("research twice", experienced(courses=(course(30),), research=(research(), research())), (NOT_MET, 37.5, 30, 30, 7.5)),
    ("research begun today", experienced(courses=(course(37.5),), research=(research(starts_on=ON),)), (MET, 37.5, 37.5, 37.5, 0)),
    (
        "research begun tomorrow",
        experienced(courses=(course(37.5),), research=(research(starts_on=ON + DAY),)),
        (NOT_MET, 45, 37.5, 37.5, 7.5),
    ),
    (
        "research before the degree",
        experienced(courses=(course(37.5),), research=(research(starts_on=day("2001-01-01"), ends_on=day("2001-05-01")),)),
        (MET, 37.5, 37.5, 37.5, 0),
    ),
    ("research pending", experienced(courses=(course(37.5),), research=(research(evidence=PENDING),)), (UNDETERMINED, 45, 37.5, 37.5, 7.5)),
    ("research pending, sure 45", experienced(courses=(course(45),), research=(research(evidence=PENDING),)), (MET, 45, 45, 45, 0)),
    (
        "research pending, too few",
        experienced(courses=(course(37.4),), research=(research(evidence=PENDING),)),
        (NOT_MET, 45, 37.4, 37.4, 7.6),
    ),
    (
        "research pending and accepted",
        experienced(courses=(course(37.5),), research=(research(evidence=PENDING), research())),
        (MET, 37.5, 37.5, 37.5, 0),
    ),
    ("research rejected", experienced(courses=(course(37.5),), research=(research(evidence=REJECTED),)), (NOT_MET, 45, 37.5, 37.5, 7.5)),
    (
        "research, no degree",
        experienced(courses=(course(45),), research=(research(),), qualifying_degree=None),
        (UNDETERMINED, 37.5, 0, None, 37.5),
    ),
    (
        "research pending, no degree",
        experienced(courses=(course(45),), research=(research(evidence=PENDING),), qualifying_degree=None),
        (UNDETERMINED, 45, 0, None, 45),
    ),
)
def test_merit_credits_of_level_2(facts, expected):
    assert [numbers(finding(facts, level, "merit_credits")) for level in (2, 3)] == [expected] * 2


def test_research_does_nothing_for_level_1_and_leaves_the_advanced_share():
    facts = experienced(research=(research(),))
    assert finding(facts, 1, "merit_credits").required == 15
    assert finding(facts, 2, "advanced_credits").required == hp(22.5)


@table(
    ("exactly", taken(advanced(22.5)), (MET, 22.5, 22.5, 22.5, 0)),
    ("just below", taken(advanced(22.4)), (NOT_MET, 22.5, 22.4, 22.4, 0.1)),
    ("first cycle", taken(course(45)), (NOT_MET, 22.5, 0, 0, 22.5)),
    ("unknown cycle", taken(advanced(15), course(7.5, cycle=None)), (UNDETERMINED, 22.5, 15, 22.5, 7.5)),
    ("not meriting", taken(advanced(22.5, merit_basis=MeritBasis.NOT_MERITING)), (NOT_MET, 22.5, 0, 0, 22.5)),
    ("before the degree", taken(advanced(22.5, completed_on=ISSUED)), (NOT_MET, 22.5, 0, 0, 22.5)),
    ("pending", taken(advanced(22.5, evidence=PENDING)), (UNDETERMINED, 22.5, 0, 22.5, 22.5)),
    ("no degree", taken(advanced(22.5), qualifying_degree=None), (UNDETERMINED, 22.5, 0, None, 22.5)),
    ("degree after the reference date", taken(advanced(22.5), qualifying_degree=degree(issued_on=ON + DAY)), (NOT_MET, 22.5, 0, 0, 22.5)),
)
def test_advanced_credits(facts, expected):
    assert [numbers(finding(facts, level, "advanced_credits")) for level in (2, 3)] == [expected] * 2


@table(
    ("exactly", taken(vak(7.5)), (MET, 7.5, 7.5, 7.5, 0)),
    ("just below", taken(vak(7.4)), (NOT_MET, 7.5, 7.4, 7.4, 0.1)),
    ("two halves", taken(vak(3.5), vak(4)), (MET, 7.5, 7.5, 7.5, 0)),
    ("not VAK", taken(advanced(45)), (NOT_MET, 7.5, 0, 0, 7.5)),
    (
        "whatever cycle, area and degree",
        taken(vak(cycle=Cycle.THIRD, merit_basis=MeritBasis.NOT_MERITING), qualifying_degree=None),
        (MET, 7.5, 7.5, 7.5, 0),
    ),
    ("cycle and area unknown", taken(vak(cycle=None, merit_basis=None)), (MET, 7.5, 7.5, 7.5, 0)),
    ("before the degree", taken(vak(completed_on=ISSUED - DAY)), (MET, 7.5, 7.5, 7.5, 0)),
    ("degree pending", taken(vak(), qualifying_degree=degree(evidence=PENDING)), (MET, 7.5, 7.5, 7.5, 0)),
    ("on the reference date", taken(vak(completed_on=ON)), (MET, 7.5, 7.5, 7.5, 0)),
    ("the day after", taken(vak(completed_on=ON + DAY)), (NOT_MET, 7.5, 0, 0, 7.5)),
    ("grade unknown", taken(vak(passed=None)), (UNDETERMINED, 7.5, 0, 7.5, 7.5)),
    ("failed", taken(vak(passed=False)), (NOT_MET, 7.5, 0, 0, 7.5)),
    ("pending", taken(vak(evidence=PENDING)), (UNDETERMINED, 7.5, 0, 7.5, 7.5)),
    ("rejected", taken(vak(evidence=REJECTED)), (NOT_MET, 7.5, 0, 0, 7.5)),
)
def test_teaching_proficiency(facts, expected):
    assert [numbers(finding(facts, level, "teaching_proficiency")) for level in (2, 3, 4)] == [expected] * 3


def test_a_vak_course_registered_twice_counts_once():
    one = vak(4, code="VAK1")
    assert finding(taken(one, one), 2, "teaching_proficiency").sure == 4


@table(
    ("half of sixty", graduated(later_degree()), MET),
    ("just below half", graduated(later_degree(merit_credits=hp(29.9))), NOT_MET),
    ("half of an odd size", graduated(later_degree(credits=hp(90.5), merit_credits=hp(45.2))), NOT_MET),
    ("just above half of an odd size", graduated(later_degree(credits=hp(90.5), merit_credits=hp(45.3))), MET),
    ("too small", graduated(later_degree(credits=hp(59.9), merit_credits=hp(59.9))), NOT_MET),
    ("meriting unknown", graduated(later_degree(merit_credits=None)), UNDETERMINED),
    ("too small, meriting unknown", graduated(later_degree(credits=hp(59.9), merit_credits=None)), NOT_MET),
    ("the day after the qualifying degree", graduated(later_degree(awarded_on=ISSUED + DAY)), MET),
    ("on its day", graduated(later_degree(awarded_on=ISSUED)), NOT_MET),
    ("on the reference date", graduated(later_degree(awarded_on=ON)), MET),
    ("the day after it", graduated(later_degree(awarded_on=ON + DAY)), NOT_MET),
    ("third cycle", graduated(doctorate(merit_credits=hp(240))), NOT_MET),
    ("pending", graduated(later_degree(evidence=PENDING)), UNDETERMINED),
    ("rejected", graduated(later_degree(evidence=REJECTED)), NOT_MET),
    ("one of several", graduated(later_degree(merit_credits=hp(0)), later_degree(evidence=PENDING), later_degree()), MET),
    ("none", graduated(), NOT_MET),
    ("none and no qualifying degree", graduated(qualifying_degree=None), UNDETERMINED),
    ("qualifying degree rejected", graduated(later_degree(), qualifying_degree=degree(evidence=REJECTED)), UNDETERMINED),
    ("qualifying degree pending", graduated(later_degree(), qualifying_degree=degree(evidence=PENDING)), UNDETERMINED),
    ("qualifying degree pending, none", graduated(qualifying_degree=degree(evidence=PENDING)), NOT_MET),
    ("qualifying degree after the reference date", graduated(later_degree(), qualifying_degree=degree(issued_on=ON + DAY)), NOT_MET),
)
def test_second_cycle_degree(facts, expected):
    assert outcome(facts, 3, "second_cycle_degree") == expected


@table(
    ("on the reference date", graduated(doctorate(awarded_on=ON)), MET),
    ("the day after", graduated(doctorate(awarded_on=ON + DAY)), NOT_MET),
    ("before the qualifying degree", graduated(doctorate(awarded_on=day("1999-01-01"))), MET),
    ("without a qualifying degree", graduated(doctorate(), qualifying_degree=None), MET),
    ("whatever its size", graduated(doctorate(credits=hp(1))), MET),
    ("second cycle", graduated(later_degree()), NOT_MET),
    ("pending", graduated(doctorate(evidence=PENDING)), UNDETERMINED),
    ("rejected", graduated(doctorate(evidence=REJECTED)), NOT_MET),
    ("none", graduated(), NOT_MET),
)
def test_research_degree(facts, expected):
    assert outcome(facts, 4, "research_degree") == expected


@table(
    ("same code whatever the title", (course(code="A1", title="Ett"), course(code=" a1", title="Två")), 15),
    ("same title where neither has a code", (course(title="Läsning"), course(title=" LÄSNING ", code="")), 15),
    ("same title but one has a code", (course(title="Läsning"), course(title="Läsning", code="A1")), 30),
    ("same title, two codes", (course(title="Läsning", code="A2"), course(title="Läsning", code="A1")), 30),
    ("another institution", (course(code="A1"), course(code="A1", institution="KTH")), 30),
    ("institution in other letters", (course(code="A1"), course(code="A1", institution=" malmö UNIVERSITET")), 15),
    ("another day", (course(code="A1"), course(code="A1", completed_on=day("2020-01-20"))), 30),
    ("a code that is another's title", (course(code="läsning"), course(title="läsning")), 30),
    ("accepted before pending", (course(5, code="A1", evidence=PENDING), course(15, code="A1")), 15),
    ("pending before rejected", (course(5, code="A1", evidence=REJECTED), course(15, code="A1", evidence=PENDING)), 0),
    ("the first of equals", (course(5, code="A1"), course(15, code="A1")), 5),
    ("the best copy decides, also when it failed", (course(code="A1", evidence=PENDING), course(code="A1", passed=False)), 0),
)
def test_the_same_course_is_one(facts, expected):
    found = finding(taken(*facts), 1, "merit_credits")
    assert found.sure == expected


def test_the_best_copy_of_a_course_stands_for_all_sums():
    copies = (vak(7.5, code="V", evidence=PENDING), vak(7.5, code="V", passed=False))
    assert [numbers(finding(taken(*copies), 2, name))[3] for name in ("merit_credits", "advanced_credits", "teaching_proficiency")] == [
        0,
        0,
        0,
    ]


def test_a_level_is_not_met_if_any_condition_is_and_else_undetermined_if_any_is():
    assert outcomes(experienced(licence=licence(evidence=PENDING)))[:2] == [UNDETERMINED, UNDETERMINED]
    assert outcomes(experienced(licence=licence(evidence=PENDING), courses=()))[:2] == [NOT_MET, NOT_MET]


def test_an_empty_record_has_an_answer():
    facts = person(licence=None, qualifying_degree=None, employments=(), courses=())
    assert outcomes(facts) == [NOT_MET] * 4


def test_a_decision_that_is_only_pending_decides_nothing():
    levels = assess(experienced(decisions=(decision(2), decision(3, evidence=PENDING), decision(4, decided_on=ON + DAY))))
    assert [level.decided for level in levels] == [False, True, False, False]
