"""The rows behind a finding: which facts were weighed, how each counted, and which of them are in doubt."""

import pytest

from merit.rules import assess
from merit.rules.findings import Counted, Doubt
from merit.rules.messages import Message, Remedy

from .build import DAY, ON, PENDING, REJECTED, course, decision, eased, experienced, finding, hp, later_degree, licence, person, research


@pytest.mark.parametrize(
    ("evidence", "counted", "doubts"),
    [({}, Counted.SURE, ()), ({"evidence": PENDING}, Counted.POSSIBLE, ("l",)), ({"evidence": REJECTED}, Counted.REJECTED, ())],
)
def test_the_licence(evidence, counted, doubts):
    found = finding(person(licence=licence(ref="l", **evidence)), 1, "licence")
    assert found.rows == (("l", counted),)
    assert found.doubts == tuple((ref, Doubt.PENDING) for ref in doubts)


def test_decisions_on_other_levels_stand_behind_none_on_level_1():
    decisions = (decision(ref="sure"), decision(3, ref="other"), decision(ref="waits", evidence=PENDING))
    found = finding(experienced(decisions=decisions), 2, "decision_level_1")
    assert found.rows == (("sure", Counted.SURE), ("waits", Counted.POSSIBLE))
    assert found.doubts == (("waits", Doubt.PENDING),)


@pytest.mark.parametrize(("decided_on", "decided"), [(ON - DAY, True), (ON, True), (ON + DAY, False)])
def test_a_level_is_decided_from_the_day_of_the_decision(decided_on, decided):
    assert assess(person(decisions=(decision(decided_on=decided_on),))).level(1).decided is decided


@pytest.mark.parametrize(
    ("share", "doubts"), [({"merit_credits": None}, (("d", Doubt.UNKNOWN_MERITING_SHARE),)), ({}, ()), ({"merit_credits": hp(1)}, ())]
)
def test_later_degrees(share, doubts):
    assert finding(person(degrees=(later_degree(ref="d", **share),)), 3, "second_cycle_degree").doubts == doubts


@pytest.mark.parametrize("order", [1, -1])
def test_of_two_degrees_of_one_day_the_larger_is_told(order):
    two = (later_degree(credits=hp(60)), later_degree(credits=hp(90), merit_credits=hp(45)))
    assert dict(finding(person(degrees=two[::order]), 3, "second_cycle_degree").values)["credits"] == hp(90)


@pytest.mark.parametrize("order", [1, -1])
def test_the_copy_of_a_course_with_the_best_evidence_stays(order):
    sure = course(15, ref="sure")
    both = (sure, sure._replace(evidence=PENDING, ref="waits"))[::order]
    found = finding(person(courses=both), 1, "merit_credits")
    assert (found.sure, found.possible) == (hp(15), hp(15))
    assert dict(found.rows) == {"sure": Counted.SURE, "waits": Counted.DUPLICATE}


def test_a_degree_issued_on_the_day_of_the_question_is_issued():
    facts = person(qualifying_degree=person().qualifying_degree._replace(issued_on=ON))
    assert finding(facts, 1, "years_of_service").message is Message.YEARS_SHORT
    tomorrow = person(qualifying_degree=person().qualifying_degree._replace(issued_on=ON + DAY))
    assert finding(tomorrow, 1, "years_of_service").message is Message.YEARS_DEGREE_LATER


# What may lower the requirement is not settled. Whoever has the lower one surely waits for that alone, unless courses that are not settled
# either could fill the full one; whoever lacks some of it needs both.
@pytest.mark.parametrize(
    ("credits", "waiting", "remedy"),
    [
        ("7.4", "7.5", Remedy.TRANSITION_AND_CREDITS),
        ("7.4", "7.6", Remedy.CREDITS_REVIEW),
        ("7.4", "7.7", Remedy.CREDITS_REVIEW),
        ("7.5", "7.4", Remedy.TRANSITION_ALONE),
        ("7.5", "7.5", Remedy.TRANSITION_OR_CREDITS),
        ("7.5", "7.6", Remedy.TRANSITION_OR_CREDITS),
    ],
)
def test_what_to_do_while_twelve_years_are_only_possible(credits, waiting, remedy):  # noqa: A002
    facts = eased(course(credits), course(waiting, evidence=PENDING), possible="2014-03-12")
    assert finding(facts, 1, "merit_credits").remedy is remedy


def test_what_to_do_while_research_waits():
    facts = experienced(courses=(course(37.5),), research=(research(evidence=PENDING),))
    assert finding(facts, 2, "merit_credits").remedy is Remedy.RESEARCH_ALONE
