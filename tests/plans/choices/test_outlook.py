"""What the choices lead to: on records, with the law's own numbers nowhere in the code under test."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation

from merit.facts import facts_of
from merit.rules import rule_set_on, rulesets
from plans.choices.fills import fills
from plans.choices.outlook import outlook_of, weeks_text
from plans.models import CourseChoice
from tests.factories import (
    TODAY,
    CourseChoiceFactory,
    CourseFactory,
    CourseOfferFactory,
    LevelDecisionFactory,
    LicenceFactory,
    QualifyingDegreeFactory,
    StatedEmploymentFactory,
)


@pytest.fixture(autouse=True)
def _swedish():
    with translation.override("sv"):
        yield


@pytest.fixture
def teacher(school):
    """Level 1 decided, 22.5 hp accepted in the second cycle."""
    person = school.teacher
    LicenceFactory(person=person, accepted=True)
    QualifyingDegreeFactory(person=person, accepted=True)
    StatedEmploymentFactory(person=person, accepted=True)
    LevelDecisionFactory(person=person, accepted=True)
    for _ in range(3):
        CourseFactory(person=person, accepted=True)
    return person


def choose(school, *terms, **offer):
    """One course a term, alike but for the term."""
    for term in terms:
        made = CourseOfferFactory(provider=school.teacher.provider, **offer)
        CourseChoiceFactory(person=school.teacher, plan=school.plan, offer=made, term=term)


def outlook(school):
    choices = list(CourseChoice.objects.filter(person=school.teacher).select_related("offer"))
    return outlook_of(facts_of(school.teacher, on=TODAY), choices, rules_on=rule_set_on)


def level(found, number):
    return next(each for each in found.levels if each.level == number)


def test_the_level_is_reached_at_the_end_of_the_term_that_completes_it(school, teacher):
    choose(school, "2027-1", "2027-2")
    choose(school, "2027-2", kind="vak")
    found = level(outlook(school), 2)
    assert (found.kind, found.heading) == ("met", "Nivå 2 från januari\N{NO-BREAK SPACE}2028")
    assert "45\N{NO-BREAK SPACE}hp" in found.text


def test_without_vak_the_level_says_that_vak_is_missing(school, teacher):
    choose(school, "2027-1", "2027-2", "2028-1", "2028-2")
    found = level(outlook(school), 2)
    assert (found.kind, found.heading) == ("no", "Nivå 2 kräver VAK")
    assert found.lacking


def test_courses_alone_do_not_make_a_degree(school, teacher):
    choose(school, "2027-1", "2027-2", "2028-1", "2028-2", "2029-1", kind="vak")
    assert level(outlook(school), 3).heading == "Nivå 3 kräver en examen"


def test_first_cycle_courses_leave_the_advanced_credits_short(school, teacher):
    teacher.course_records.update(cycle="first")
    choose(school, "2027-1", "2027-2", cycle="first")
    choose(school, "2028-1", kind="vak")
    assert level(outlook(school), 2).heading == "Nivå 2 kräver fler poäng på avancerad nivå"


def test_what_waits_for_review_makes_it_possible_but_not_sure(school, teacher):
    CourseFactory(person=teacher, sent=True)
    choose(school, "2027-1")
    choose(school, "2027-2", kind="vak")
    found = level(outlook(school), 2)
    assert (found.kind, found.heading) == ("maybe", "Nivå 2 kan bli uppfylld januari\N{NO-BREAK SPACE}2028")
    assert found.lacking


def test_without_a_decision_on_level_1_that_is_what_level_2_lacks(school, teacher):
    teacher.leveldecision_records.all().delete()
    choose(school, "2027-1", "2027-2")
    choose(school, "2027-2", kind="vak")
    found = outlook(school)
    assert found.levels[0].level == 1
    assert level(found, 2).heading == "Nivå 2 kräver ett beslut om nivå 1"


def test_what_is_met_already_is_said_first(school, teacher):
    teacher.leveldecision_records.all().delete()
    choose(school, "2027-1")
    assert level(outlook(school), 1).heading == "Nivå 1 redan i dag"


def test_a_course_outside_the_areas_adds_nothing(school, teacher):
    choose(school, "2027-1", merit_basis="not_meriting")
    found = outlook(school)
    assert [row.total for row in found.steps] == [Decimal("22.5"), Decimal("22.5")]
    assert found.steps[1].added == 0


def test_every_step_is_the_sum_of_what_was_before(school, teacher):
    CourseFactory(person=teacher, sent=True)
    choose(school, "2027-1", "2027-1", "2028-2")
    found = outlook(school)
    assert [(row.term, row.added, row.total) for row in found.steps] == [
        ("I dag", None, Decimal(30)),
        ("vt\N{NO-BREAK SPACE}2027", Decimal(15), Decimal(45)),
        ("ht\N{NO-BREAK SPACE}2028", Decimal("7.5"), Decimal("52.5")),
    ]


def test_a_term_that_is_over_is_not_counted_on(school, teacher):
    choose(school, "2025-2")
    assert len(outlook(school).steps) == 1


def test_it_is_said_how_many_are_not_agreed(school, teacher):
    choose(school, "2027-1", "2027-2")
    assert outlook(school).reservation == "Två av kurserna är inte överenskomna med rektor än."
    CourseChoice.objects.update(status="agreed")
    assert outlook(school).reservation == ""


def test_the_numbers_come_from_the_rule_set(school, teacher, monkeypatch):
    rules = rulesets.SFS_2025_280
    eased = replace(rules, thresholds=replace(rules.thresholds, level_2_credits=Decimal(30), advanced_credits=Decimal(15)))
    monkeypatch.setattr(rulesets, "RULE_SETS", (eased,))
    choose(school, "2027-1", kind="vak")
    found = level(outlook(school), 2)
    assert (found.kind, found.heading) == ("met", "Nivå 2 från juni\N{NO-BREAK SPACE}2027")


def test_an_empty_plan_still_says_where_one_stands(school, teacher):
    found = outlook(school)
    assert found.levels[0].level == 2
    assert found.levels[0].kind == "no"


def test_somebody_without_any_record_gets_an_answer(school):
    choose(school, "2027-1")
    found = outlook(school)
    assert found.levels[0].level == 1
    assert found.levels[0].lacking


@pytest.mark.parametrize("day", [date(2026, 1, 5), date(2026, 6, 20), date(2026, 12, 31)])
def test_every_time_of_the_year_has_a_next_term_to_count_from(school, teacher, day):
    offer = CourseOfferFactory(provider=teacher.provider)
    assert fills(facts_of(teacher, on=day), [offer], rules_on=rule_set_on)[offer.pk]


class TestFills:
    def said(self, school, **offer):
        made = CourseOfferFactory(provider=school.teacher.provider, **offer)
        return fills(facts_of(school.teacher, on=TODAY), [made], rules_on=rule_set_on)[made.pk].replace("\N{NO-BREAK SPACE}", " ")

    def test_what_is_met_already_is_not_offered_once_more(self, school, teacher):
        assert self.said(school) == "Räknas: 7,5 hp av de 45 hp som nivå 2 kräver."

    def test_an_advanced_course_counts_twice(self, school, teacher):
        teacher.course_records.update(cycle="first")
        assert self.said(school) == "Räknas: 7,5 hp av de 45 hp som nivå 2 kräver, även av de 22,5 hp på avancerad nivå."

    def test_a_basic_course_counts_once(self, school, teacher):
        assert self.said(school, cycle="first") == "Räknas: 7,5 hp av de 45 hp som nivå 2 kräver."

    def test_the_next_level_is_told_first(self, school):
        """Without level 1 the course is weighed against its credits, and what level 2 asks for besides is named with its level."""
        QualifyingDegreeFactory(person=school.teacher, accepted=True)
        assert (
            self.said(school) == "Räknas: 7,5 hp av de 15 hp som nivå 1 kräver, 7,5 hp av de 22,5 hp på avancerad nivå som nivå 2 kräver."
        )

    def test_where_the_next_level_has_its_credits_that_is_said_with_what_comes_after(self, school):
        QualifyingDegreeFactory(person=school.teacher, accepted=True)
        CourseFactory(person=school.teacher, accepted=True, credits=Decimal(15), cycle="first")
        assert self.said(school, cycle="first") == "Räknas: 7,5 hp av de 45 hp som nivå 2 kräver. Du har redan de 15 hp som nivå 1 kräver."

    def test_a_course_that_is_taken_already_is_shown_as_done_and_gives_nothing_more(self, school, teacher):
        course = CourseFactory(person=school.teacher, accepted=True, title="Minne", institution="Umeå universitet")
        offer = {"title": "minne", "institution": "Umeå universitet"}
        assert self.said(school, **offer) == "Du har redan läst kursen, och den är godkänd i granskningen."
        type(course).objects.filter(pk=course.pk).update(status="sent")
        assert self.said(school, **offer) == "Du har redan registrerat kursen, men den är inte granskad än."

    def test_vak_is_named(self, school, teacher):
        assert self.said(school, kind="vak") == "Räknas: 7,5 hp av de 45 hp som nivå 2 kräver. Det är kursen VAK, som nivå 2 kräver."

    def test_a_course_outside_the_areas_says_so(self, school, teacher):
        assert self.said(school, merit_basis="not_meriting") == "Inte meriterande, räknas inte."

    def test_without_courses_there_is_nothing_to_say(self, school, teacher):
        assert fills(facts_of(teacher, on=TODAY), [], rules_on=rule_set_on) == {}

    def test_when_everything_is_decided_nothing_remains(self, school, teacher):
        for number in (2, 3, 4):
            LevelDecisionFactory(person=teacher, level=number, accepted=True)
        assert self.said(school) == "Räknas inte mot någon nivå som återstår."


def test_weeks_of_study_follow_from_the_credits():
    assert weeks_text(Decimal("7.5")).startswith("7,5\N{NO-BREAK SPACE}hp är 5 veckors")
    assert weeks_text(Decimal(15)).startswith("15\N{NO-BREAK SPACE}hp är 10 veckors")
