"""The vectors T1 to T24 that the officials wrote down, each by its name."""

from dataclasses import replace

from merit.rules import assess
from merit.rules.durations import Duration
from merit.rules.facts import Cycle, MeritBasis, Profession

from .build import (
    DAY,
    ISSUED,
    advanced,
    course,
    day,
    decision,
    degree,
    doctorate,
    employment,
    experienced,
    failing,
    finding,
    hp,
    later_degree,
    licence,
    numbers,
    old_course,
    outcome,
    outcomes,
    person,
    research,
    vak,
)

SIX_YEARS_AGO = day("2020-03-12")
TWELVE_YEARS_AGO = day("2014-01-15")


def worked(since, **changes):
    """A person whose service began at the degree, that day."""
    return person(qualifying_degree=degree(issued_on=since), employments=(employment(starts_on=since),), **changes)


def worked_twelve_years(*, on="2026-01-15", size=7.5):
    return worked(TWELVE_YEARS_AGO, reference_date=day(on), courses=(course(size),))


def test_t1_six_years_and_fifteen_credits_meet_level_1():
    assert outcomes(worked(SIX_YEARS_AGO, courses=(course(15, completed_on=day("2024-06-02")),)))[0] == "met"


def test_t2_one_day_short_of_six_years_does_not():
    facts = worked(SIX_YEARS_AGO + DAY, courses=(course(15, completed_on=day("2024-06-02")),))
    assert failing(facts, 1) == ["years_of_service"]
    assert finding(facts, 1, "years_of_service").sure == Duration(5, 11, 27)


def test_t3_fourteen_and_a_half_credits_lack_half_a_credit():
    facts = person(courses=(course(14.5),), employments=(employment(),))
    assert failing(facts, 1) == ["merit_credits"]
    assert numbers(finding(facts, 1, "merit_credits")) == ("not_met", 15, 14.5, 14.5, 0.5)


def test_t4_twelve_years_in_the_school_system_need_seven_and_a_half():
    facts = worked_twelve_years()
    assert outcomes(facts)[0] == "met"
    found = finding(facts, 1, "merit_credits")
    assert numbers(found) == ("met", 7.5, 7.5, 7.5, 0)
    assert found.source.provision == "6 § 3 och övergångsbestämmelse 2"


def test_t5_the_transition_ends_with_the_first_of_september_2029():
    assert failing(worked_twelve_years(on="2029-09-01"), 1) == []
    late = worked_twelve_years(on="2029-09-02")
    assert failing(late, 1) == ["merit_credits"]
    assert numbers(finding(late, 1, "merit_credits")) == ("not_met", 15, 7.5, 7.5, 7.5)
    assert finding(late, 1, "merit_credits").source.provision == "6 § 3"


def test_t6_two_of_twelve_years_outside_the_school_system_leave_ordinary_years_only():
    facts = worked_twelve_years()
    abroad = employment(starts_on=TWELVE_YEARS_AGO, ends_on=day("2016-01-14"), in_school_system=False)
    facts = replace(facts, employments=(abroad, employment(starts_on=day("2016-01-15"))))
    assert failing(facts, 1) == ["merit_credits"]
    assert finding(facts, 1, "merit_credits").required == 15
    assert outcome(facts, 1, "years_of_service") == "met"


def test_t7_a_decision_and_forty_five_credits_meet_level_2():
    assert outcomes(experienced())[:2] == ["met", "met"]


def test_t8_fifteen_advanced_credits_lack_seven_and_a_half():
    facts = experienced(courses=(course(30), advanced(7.5), vak()))
    assert failing(facts, 2) == ["advanced_credits"]
    assert numbers(finding(facts, 2, "advanced_credits")) == ("not_met", 22.5, 15, 15, 7.5)


def test_t9_accepted_research_lowers_level_2_to_thirty_seven_and_a_half():
    facts = experienced(courses=(course(15), advanced(15), vak()), research=(research(),))
    assert failing(facts, 2) == []
    found = finding(facts, 2, "merit_credits")
    assert numbers(found) == ("met", 37.5, 37.5, 37.5, 0)
    assert found.source.provision == "7 § första stycket 2 och andra stycket"


def test_t10_research_does_not_replace_vak():
    facts = experienced(courses=(course(15), advanced(22.5)), research=(research(),))
    assert failing(facts, 2) == ["teaching_proficiency"]
    assert numbers(finding(facts, 2, "teaching_proficiency")) == ("not_met", 7.5, 0, 0, 7.5)


def test_t11_without_a_decision_on_level_1_level_2_says_to_apply_for_it_first():
    from merit.sentences import what_to_do

    facts = experienced(decisions=())
    assert failing(facts, 2) == ["decision_level_1"]
    assert "Ansök om nivå 1 först" in what_to_do(finding(facts, 2, "decision_level_1"))


def test_t12_a_magister_with_half_of_it_meriting_meets_level_3():
    assert outcomes(experienced(degrees=(later_degree(),)))[2] == "met"


def test_t13_half_a_credit_less_than_half_does_not():
    facts = experienced(degrees=(later_degree(merit_credits=hp(29.5)),))
    assert failing(facts, 3) == ["second_cycle_degree"]
    assert outcome(facts, 3, "second_cycle_degree") == "not_met"


def test_t14_a_doctorate_before_the_teacher_degree_meets_level_4_without_forty_five_credits():
    facts = person(courses=(vak(),), decisions=(decision(),), degrees=(doctorate(awarded_on=day("2010-05-01")),))
    assert [level.outcome.value for level in assess(facts)] == ["not_met", "not_met", "not_met", "met"]


def test_t15_forty_percent_reaches_no_level():
    facts = experienced(
        employments=(employment(extent_percent=hp(40)),),
        degrees=(later_degree(), doctorate()),
    )
    assert outcomes(facts) == ["not_met"] * 4
    assert [failing(facts, level) for level in (1, 2, 3, 4)] == [["active_half_time"]] * 4
    assert numbers(finding(facts, 1, "active_half_time")) == ("not_met", 50, 40, 40, 10)


def test_t16_two_posts_of_thirty_percent_are_summed():
    post = employment(extent_percent=hp(30))
    facts = person(employments=(post, post))
    assert numbers(finding(facts, 1, "active_half_time")) == ("met", 50, 60, 60, 0)


def test_t17_a_course_finished_before_the_degree_was_issued_is_not_counted():
    facts = person(
        qualifying_degree=degree(issued_on=day("2010-06-05")), courses=(course(15, completed_on=day("2010-06-01"), ref="early"),)
    )
    found = finding(facts, 1, "merit_credits")
    assert numbers(found) == ("not_met", 15, 0, 0, 15)
    assert found.rows == (("early", "before_degree"),)


def test_t18_five_old_points_are_seven_and_a_half_credits_of_unknown_cycle_until_reviewed():
    graduate = {"qualifying_degree": degree(issued_on=day("2000-06-05"))}
    unsure = person(courses=(old_course(5),), **graduate)
    assert numbers(finding(unsure, 1, "merit_credits"))[2:4] == (0, 7.5)
    assert numbers(finding(unsure, 2, "advanced_credits"))[2:4] == (0, 7.5)
    reviewed = person(courses=(old_course(5, cycle=Cycle.SECOND),), **graduate)
    assert numbers(finding(reviewed, 1, "merit_credits"))[2:4] == (7.5, 7.5)
    assert numbers(finding(reviewed, 2, "advanced_credits"))[2:4] == (7.5, 7.5)


def test_t19_a_fail_gives_no_credits():
    found = finding(person(courses=(course(15, passed=False, ref="u"),)), 1, "merit_credits")
    assert numbers(found) == ("not_met", 15, 0, 0, 15)
    assert found.rows == (("u", "not_passed"),)


def test_t20_the_same_course_registered_twice_counts_once():
    one = course(7.5, code="LL201G", ref="first")
    again = one._replace(code=" ll201g ", title="En annan titel", institution="MALMÖ UNIVERSITET", ref="second")
    found = finding(person(courses=(one, again)), 1, "merit_credits")
    assert found.sure == hp(7.5)
    assert found.rows == (("first", "sure"), ("second", "duplicate"))


def test_t21_every_level_lapses_from_the_day_a_revocation_gains_legal_force():
    revoked = {"licence": licence(revocation_final_on=day("2026-03-01"))}
    everything = {"degrees": (later_degree(), doctorate()), "decisions": tuple(decision(level) for level in (1, 2, 3, 4))}
    before = assess(experienced(reference_date=day("2026-02-28"), **revoked, **everything))
    after = assess(experienced(reference_date=day("2026-03-01"), **revoked, **everything))
    assert [(level.outcome.value, level.decided) for level in before] == [("met", True)] * 4
    assert [(level.outcome.value, level.decided) for level in after] == [("not_met", False)] * 4
    assert after.level(2).finding("decision_level_1").outcome == "not_met"
    assert after.level(1).finding("licence").source.provision == "2 kap. 34 c §"


def test_t22_a_principal_without_teaching_is_told_that_the_merit_system_does_not_apply():
    from merit.sentences import explain

    facts = person(employments=(employment(profession=Profession.PRINCIPAL),))
    found = finding(facts, 1, "active_half_time")
    assert outcomes(facts) == ["not_met"] * 4
    assert numbers(found) == ("not_met", 50, 0, 0, 50)
    assert "omfattas inte av meriteringssystemet" in explain(found)


def test_t23_a_doctoral_course_is_not_meriting_education():
    found = finding(person(courses=(course(7.5, cycle=Cycle.THIRD, merit_basis=MeritBasis.SUBJECT, ref="phd"),)), 1, "merit_credits")
    assert found.possible == 0
    assert found.rows == (("phd", "third_cycle"),)


def test_t24_overlapping_employments_count_each_day_once():
    halves = (
        employment(starts_on=ISSUED, ends_on=day("2018-06-04")),
        employment(starts_on=day("2017-06-05"), ends_on=day("2019-06-04")),
        employment(starts_on=day("2016-01-01"), ends_on=day("2016-12-31")),
    )
    assert finding(person(employments=halves), 1, "years_of_service").sure == Duration(4, 0, 0)
