"""The shortest way against every plan there is, and the cases a teacher would ask about."""

import random
from dataclasses import replace

import pytest

from merit.rules import rule_set_on
from merit.rules.facts import CourseKind, Cycle, MeritBasis
from merit.shortest import Candidate, Limits, Period, shortest_way
from merit.shortest.needs import days_of
from tests.merit.rules.build import ON, advanced, course, day, decision, degree, employment, hp, person, research, vak
from tests.merit.shortest.brute import ENTRY, best

PERIODS = tuple(
    Period(day(starts), day(ends))
    for starts, ends in (
        ("2026-08-28", "2027-01-20"),
        ("2027-01-21", "2027-06-15"),
        ("2027-08-28", "2028-01-20"),
        ("2028-01-21", "2028-06-15"),
        ("2028-08-28", "2029-01-20"),
    )
)
WIDE = Limits(most=hp(15))


def offered(ref="a", size=7.5, **changes):
    base = Candidate(
        ref=ref,
        title=f"Kurs {ref}",
        institution="Malmö universitet",
        credits=hp(size),
        cycle=Cycle.FIRST,
        merit_basis=MeritBasis.SUBJECT,
        kind=CourseKind.REGULAR,
        group="authority",
        first=0,
    )
    return replace(base, **changes)


def offered_vak(ref="vak", size=7.5, **changes):
    return offered(ref, size, **{"kind": CourseKind.VAK, "cycle": Cycle.SECOND, **changes})


def many(number, **changes):
    return [offered(f"{changes.get('cycle', 'first')}{n}", **changes) for n in range(number)]


def way(facts, level, candidates, *, limits=WIDE, periods=PERIODS, until=None):
    return shortest_way(facts, level, candidates, periods=periods, limits=limits, entry_credits=ENTRY, until=until)


def young(**changes):
    """Six years, and not twelve for long."""
    return person(**{"employments": (employment(starts_on=day("2019-08-10")),), **changes})


def taken_in(found):
    return [(period, [candidate.ref for candidate in candidates]) for period, candidates in found.steps]


class TestAgainstEveryPlan:
    @pytest.mark.parametrize("seed", range(200))
    def test_no_plan_is_shorter_or_sooner(self, seed):
        facts, level, candidates, periods, limits = drawn(random.Random(seed))  # a repeatable draw
        found = way(facts, level, candidates, limits=limits, periods=periods)
        assert (found and (found.credits, found.reached_on)) == best(
            facts, level, candidates, periods=periods, limits=limits, days=days_of(facts, level, periods, rules_on=rule_set_on)
        )

    def test_the_draws_reach_every_kind_of_answer(self):
        kinds = set()
        for seed in range(200):
            facts, level, candidates, periods, limits = drawn(random.Random(seed))
            found = way(facts, level, candidates, limits=limits, periods=periods)
            kinds.add((level, None if found is None else len(found.steps)))
        assert {(2, None), (2, 0), (2, 1), (2, 2), (1, 1), (4, 2)} <= kinds


def drawn(draw):
    """A small case: a person somewhere on the way, some courses, some terms."""
    had = [course(draw.choice([5, 7.5, 15, 22.5])) for _ in range(draw.randint(0, 2))]
    had += [advanced(draw.choice([7.5, 15, 22.5])) for _ in range(draw.randint(0, 1))] + [vak()] * (draw.random() < 0.2)
    facts = person(
        courses=tuple(had),
        employments=(employment(starts_on=day(draw.choice(["2015-08-10", "2015-08-10", "2021-03-01", "2012-02-01"]))),),
        qualifying_degree=degree(issued_on=day("2011-01-10")),
        decisions=(decision(),) if draw.random() < 0.5 else (),
        research=(research(),) if draw.random() < 0.2 else (),
    )
    candidates = [
        offered(
            str(n),
            draw.choice([5, 7.5, 7.5, 15]),
            cycle=draw.choice([Cycle.FIRST, Cycle.SECOND, Cycle.SECOND]),
            merit_basis=draw.choice([MeritBasis.SUBJECT, MeritBasis.SUBJECT, MeritBasis.LEADERSHIP, MeritBasis.NOT_MERITING]),
            group=draw.choice(["authority", "unit"]),
            first=draw.choice([0, 0, 1]),
        )
        for n in range(draw.randint(1, 3))
    ]
    candidates += [offered_vak()] * (draw.random() < 0.8)
    rooms = {"authority": draw.randint(1, 3)} if draw.random() < 0.4 else {}
    limits = Limits(most=hp(draw.choice([7.5, 15, 30])), rooms=rooms)
    return facts, draw.choice([1, 2, 2, 2, 4]), candidates, PERIODS[: draw.choice([2, 3, 4])], limits


class TestLevel1:
    def test_one_course_is_enough_where_half_of_it_is_there(self):
        found = way(young(courses=(course(7.5),)), 1, many(3))
        assert (found.credits, found.reached_on) == (hp(7.5), day("2027-01-20"))
        assert taken_in(found) == [(0, ["first0"])]
        assert found.others == ()

    def test_nothing_more_is_asked_of_somebody_who_is_there(self):
        found = way(young(), 1, many(3))
        assert (found.credits, found.reached_on, found.steps) == (hp(0), ON, ())

    def test_the_years_are_waited_for(self):
        facts = person(employments=(employment(starts_on=day("2021-11-01")),), courses=(course(7.5),))
        assert way(facts, 1, many(3)).reached_on == day("2027-11-01")

    def test_the_transition_asks_less_until_its_last_day(self):
        facts = person(
            employments=(employment(starts_on=day("2012-02-01")),), qualifying_degree=degree(issued_on=day("2011-01-10")), courses=()
        )
        assert way(facts, 1, many(3)).credits == hp(7.5)
        assert way(facts, 1, many(3, first=0), periods=(Period(day("2029-08-28"), day("2030-01-20")),)).credits == hp(15)

    def test_waiting_costs_nothing_and_a_sooner_way_can_be_asked_for(self):
        facts = person(courses=(course(7.5),))  # twelve years in August 2027
        assert (way(facts, 1, many(3)).credits, way(facts, 1, many(3)).reached_on) == (hp(0), day("2028-01-20"))
        sooner = way(facts, 1, many(3), until=day("2028-01-19"))
        assert (sooner.credits, sooner.reached_on) == (hp(7.5), day("2027-01-20"))
        assert way(facts, 1, many(3), until=day("2027-01-19")) is None

    def test_what_no_course_bears_on_is_told(self):
        found = way(young(licence=None, courses=()), 1, many(3))
        assert (found.credits, found.others) == (hp(15), ("licence",))

    def test_a_course_that_is_not_meriting_leads_nowhere(self):
        assert way(young(courses=()), 1, many(3, merit_basis=MeritBasis.NOT_MERITING)) is None


class TestTheOrderOfTheLaw:
    def test_fifteen_then_the_decision_then_vak(self):
        facts = young(courses=())
        found = way(facts, 2, [*many(3, cycle=Cycle.SECOND), *many(4), offered_vak()], limits=Limits(most=hp(15)))
        assert found.credits == hp(45)
        assert found.first_on == day("2027-01-20")
        assert taken_in(found)[2][1] == ["vak"] or "vak" in taken_in(found)[2][1]

    def test_vak_waits_for_thirty_credits(self):
        facts = young(courses=(course(22.5),), decisions=(decision(),))
        found = way(facts, 2, [*many(3, cycle=Cycle.SECOND), offered_vak()])
        assert taken_in(found) == [(0, ["second0", "second1"]), (1, ["vak"])]

    def test_vak_cannot_lead_to_level_1(self):
        assert way(young(courses=(course(7.5),)), 1, [offered_vak()]) is None

    def test_level_4_needs_level_1_and_vak(self):
        found = way(young(courses=(course(15),)), 4, [*many(3), offered_vak()])
        assert (found.credits, found.first_on, found.others) == (hp(22.5), ON, ("research_degree",))


class TestLimits:
    def test_no_more_in_a_term_than_fits(self):
        found = way(young(courses=()), 1, many(3), limits=Limits(most=hp(7.5)))
        assert taken_in(found) == [(0, ["first0"]), (1, ["first1"])]

    def test_a_course_larger_than_a_term_is_left_out(self):
        assert way(young(courses=()), 1, [offered("big", 30)], limits=Limits(most=hp(15))) is None

    def test_no_more_of_a_group_than_may_be_chosen(self):
        limits = Limits(most=hp(15), rooms={"authority": 1})
        assert way(young(courses=()), 1, many(3), limits=limits) is None
        assert way(young(courses=()), 1, [*many(3), offered("own", group="individual")], limits=limits).credits == hp(15)

    def test_a_course_is_not_taken_before_it_is_given(self):
        assert taken_in(way(young(courses=(course(7.5),)), 1, [offered("late", first=2)])) == [(2, ["late"])]

    def test_the_fewest_credits_go_before_the_soonest(self):
        found = way(young(courses=(course(7.5),)), 1, [offered("big", 15), offered("late", first=3)])
        assert taken_in(found) == [(3, ["late"])]

    def test_thirty_courses_are_no_matter(self):
        candidates = [*many(10, cycle=Cycle.SECOND), *many(10), *[offered(f"own{n}", 5 + n, group="own") for n in range(9)], offered_vak()]
        found = way(young(courses=()), 2, candidates)
        assert found.credits == hp(45)
