"""What if, by the same engine: only what is supposed differs from today, and today stays as it is."""

from dataclasses import replace
from decimal import Decimal

import pytest

from merit.comparison import compare
from merit.course_use import uses_of
from merit.projection import PlannedCourse
from merit.rules import assess
from merit.rules.facts import CourseKind, Cycle, MeritBasis
from merit.supposing import Supposition, suppose
from tests.merit.rules.build import ON, course, day, employment, person

MET, NOT_MET = "met", "not_met"


def planned(size="7.5", **changes):
    base = PlannedCourse(
        ref="offer:1",
        title="Tänkt kurs",
        institution="Malmö universitet",
        credits=Decimal(size),
        cycle=Cycle.SECOND,
        merit_basis=MeritBasis.SUBJECT,
        kind=CourseKind.REGULAR,
        completed_on=day("2027-06-15"),
    )
    return replace(base, **changes)


def young(**changes):
    """Seven years as a teacher, no courses."""
    return person(**{"employments": (employment(starts_on=day("2019-01-01")),), "courses": (), "decisions": (), **changes})


def outcome(facts, level, condition):
    return assess(facts).level(level).finding(condition).outcome


def change(facts, supposition, level, condition):
    levels = compare(assess(facts), assess(suppose(facts, supposition)))
    names = [finding.condition for finding in assess(facts).level(level).findings]
    return levels[level - 1].conditions[names.index(condition)].change


def test_nothing_supposed_changes_nothing():
    assert suppose(young(), Supposition()) == young()
    assert all(not level.changed for level in compare(assess(young()), assess(young())))


def test_courses_count_on_the_day_the_last_of_them_is_done():
    both = (planned(), planned(ref="offer:2", title="En till", completed_on=day("2028-01-20")))
    then = suppose(young(), Supposition(courses=both))
    assert then.reference_date == day("2028-01-20")
    assert outcome(then, 1, "merit_credits") == MET
    assert outcome(young(), 1, "merit_credits") == NOT_MET


def test_a_day_before_a_course_is_done_does_not_count_it():
    then = suppose(young(), Supposition(courses=(planned(15),), on=day("2027-06-14")))
    assert outcome(then, 1, "merit_credits") == NOT_MET
    assert uses_of(assess(then))["offer:1"].word == "Efter bedömningsdagen, räknas inte än"


@pytest.mark.parametrize(("extent", "expected"), [("50", MET), ("49.9", NOT_MET), ("0", NOT_MET)])
def test_another_extent_stands_instead_of_all_work_on_record(extent, expected):
    facts = young(employments=(employment(extent_percent=Decimal(60)), employment(extent_percent=Decimal(40), starts_on=ON)))
    assert outcome(suppose(facts, Supposition(extent_percent=Decimal(extent))), 1, "active_half_time") == expected


def test_years_go_on_in_the_supposed_work_and_stop_without_it():
    facts = young(employments=(employment(starts_on=day("2021-03-12")),))
    later = day("2027-03-12")
    assert outcome(suppose(facts, Supposition(on=later)), 1, "years_of_service") == MET
    assert outcome(suppose(facts, Supposition(on=later, extent_percent=Decimal(20))), 1, "years_of_service") == MET
    assert outcome(suppose(facts, Supposition(on=later, extent_percent=Decimal(0))), 1, "years_of_service") == NOT_MET


def test_work_that_has_ended_stays_as_it_was():
    ended = employment(ends_on=day("2020-06-30"))
    assert suppose(young(employments=(ended,)), Supposition(extent_percent=Decimal(0))).employments == (ended,)


def test_a_research_project_lowers_the_requirement_once_it_has_begun():
    project = Supposition(research_on=day("2026-08-15"))
    assert change(young(research=()), project, 2, "merit_credits").word == "Kravet sänks till 37,5 hp"
    before = Supposition(research_on=day("2026-08-15"), on=day("2026-08-14"))
    assert change(young(research=()), before, 2, "merit_credits").way == "same"


def test_a_supposed_decision_is_the_decision_that_other_levels_ask_for():
    decided = Supposition(decision_on=day("2026-10-01"))
    assert outcome(suppose(young(), decided), 2, "decision_level_1") == MET
    levels = compare(assess(young()), assess(suppose(young(), decided)))
    assert (levels[0].change.way, levels[0].then.word) == ("better", "Beslutad")


def test_each_change_has_a_word_and_a_shape_of_its_own():
    facts = young(courses=(course(15),))
    more = change(facts, Supposition(courses=(planned(),)), 2, "merit_credits")
    assert (more.way, more.word, more.icon) == ("other", "7,5 hp mer", "arrow")
    better = change(young(), Supposition(courses=(planned(15),)), 1, "merit_credits")
    assert (better.word, better.icon) == ("Blir uppfyllt", "plus")
    worse = change(facts, Supposition(extent_percent=Decimal(40)), 1, "active_half_time")
    assert (worse.word, worse.icon) == ("Är inte längre uppfyllt", "no")


def test_one_course_counts_on_several_levels_and_in_several_sums():
    vak = planned(kind=CourseKind.VAK)
    use = uses_of(assess(suppose(young(), Supposition(courses=(vak,)))))["offer:1"]
    assert use.levels == {1, 2, 3, 4}
    assert use.uses == (
        "Meriterande poäng: nivå 1, 2 och 3",
        "Poäng på avancerad nivå: nivå 2 och 3",
        "Undervisningsskicklighet, kursen VAK: nivå 2, 3 och 4",
    )
