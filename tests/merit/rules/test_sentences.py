"""What the sentences promise: never empty, true to the numbers, in both languages' numerals, and a word for every id."""

import re
from dataclasses import replace

import pytest
from django.utils import translation
from hypothesis import given, settings

from merit import sentences
from merit.rules import assess
from merit.rules.durations import Duration
from merit.rules.findings import Condition, Counted, Doubt, Outcome
from merit.rules.messages import Remedy

from . import strategies
from .build import (
    DAY,
    ON,
    PENDING,
    advanced,
    course,
    day,
    decision,
    degree,
    doctorate,
    eased,
    employment,
    experienced,
    finding,
    hp,
    later_degree,
    licence,
    person,
    posts,
    research,
    service,
    taken,
    vak,
)

UNFILLED = re.compile(r"%\(|None|Decimal|datetime")


@pytest.fixture(autouse=True)
def swedish():
    with translation.override("sv"):
        yield


@pytest.mark.parametrize(
    ("asked", "active", "told"),
    [("sv", "en", "20 juni 2015. Du har arbetat 10 år, "), ("en", "sv", "20 June 2015. You have worked 10 years, ")],
)
def test_the_language_asked_for_is_told_whatever_language_is_active(asked, active, told):
    for kept in [each for each in vars(sentences).values() if hasattr(each, "cache_clear")]:
        kept.cache_clear()
    findings = [finding(experienced(), 1, condition) for condition in (Condition.LICENCE, Condition.YEARS_OF_SERVICE)]
    with translation.override(active):
        assert told in " ".join([sentences.explanation(each, language=asked) for each in findings])


@settings(max_examples=100, deadline=None)
@given(strategies.facts, strategies.rule_sets)
def test_no_finding_is_left_without_words(facts, rules):
    for level in assess(facts, rules=rules):
        for found in level.findings:
            for text in (sentences.explain(found), sentences.what_to_do(found)):
                assert text.endswith(".")
                assert not UNFILLED.search(text)
            whole = sentences.explanation(found)
            assert whole.startswith(sentences.explain(found))
            assert (found.remedy is Remedy.NOTHING) == (whole == sentences.explain(found))
            assert len(re.findall(r"\.(?: |$)", whole)) <= 2
            if found.outcome is not Outcome.MET:
                assert found.remedy is not Remedy.NOTHING


@settings(max_examples=100, deadline=None)
@given(strategies.facts, strategies.rule_sets)
def test_no_sentence_tells_anybody_to_read_a_negative_number_of_credits(facts, rules):
    for level in assess(facts, rules=rules):
        for found in level.findings:
            assert not re.search(r"[-\N{MINUS SIGN}]\d", sentences.explanation(found))
            if found.outcome is not Outcome.MET:
                assert not re.search(r"(läsa|minst|saknas|ytterligare) (minst )?0 ", sentences.explanation(found))


CHANGES = [
    ("licence", 1, person(), person(licence=licence(issued_on=day("2016-01-07")))),
    ("licence", 1, person(licence=licence(revocation_final_on=ON)), person(licence=licence(revocation_final_on=ON - DAY))),
    ("decision_level_1", 2, experienced(), experienced(decisions=(decision(decided_on=day("2025-11-30")),))),
    ("active_half_time", 1, person(), posts(employment(extent_percent=hp(99)))),
    ("active_half_time", 1, posts(employment(extent_percent=hp(49))), posts(employment(extent_percent=hp(48.5)))),
    ("active_half_time", 1, posts(employment(evidence=PENDING)), posts(employment(extent_percent=hp(99), evidence=PENDING))),
    ("years_of_service", 1, person(), posts(employment(starts_on=day("2015-08-11")))),
    ("years_of_service", 1, service(("2021-01-01", None)), service(("2021-01-02", None))),
    ("years_of_service", 1, service(("2021-01-01", "2023-01-01")), service(("2021-01-01", "2023-01-02"))),
    ("years_of_service", 1, service(("2015-08-01", None), evidence=PENDING), service(("2015-08-02", None), evidence=PENDING)),
    ("years_of_service", 1, person(qualifying_degree=degree(issued_on=ON + DAY)), person(qualifying_degree=degree(issued_on=ON + 2 * DAY))),
    ("merit_credits", 1, taken(course(15)), taken(course(15.5))),
    ("merit_credits", 1, taken(course(7.5)), taken(course(7.4))),
    ("merit_credits", 1, taken(course(7.5), course(7.5, passed=None)), taken(course(7.5), course(8, passed=None))),
    ("merit_credits", 1, eased(course(5)), eased(course(5.5))),
    ("merit_credits", 1, eased(course(8), possible="2014-03-12"), eased(course(8.1), possible="2014-03-12")),
    ("merit_credits", 2, experienced(), experienced(courses=(course(45.5),))),
    ("merit_credits", 2, experienced(research=(research(),)), experienced()),
    (
        "merit_credits",
        2,
        taken(course(40), research=(research(evidence=PENDING),)),
        taken(course(41), research=(research(evidence=PENDING),)),
    ),
    ("advanced_credits", 2, taken(advanced(15)), taken(advanced(15.1))),
    ("teaching_proficiency", 2, taken(vak(5)), taken(vak(5.1))),
    ("second_cycle_degree", 3, person(degrees=(later_degree(),)), person(degrees=(later_degree(credits=hp(60.1), merit_credits=hp(31)),))),
    ("second_cycle_degree", 3, person(degrees=(later_degree(),)), person(degrees=(later_degree(merit_credits=hp(31)),))),
    (
        "second_cycle_degree",
        3,
        person(degrees=(later_degree(merit_credits=hp(29)),)),
        person(degrees=(later_degree(merit_credits=hp(28)),)),
    ),
    ("research_degree", 4, person(degrees=(doctorate(),)), person(degrees=(doctorate(awarded_on=day("2021-06-11")),))),
]


@pytest.mark.parametrize(("condition", "level", "before", "after"), CHANGES)
def test_a_changed_number_changes_the_sentence(condition, level, before, after):
    told = [sentences.explanation(finding(facts, level, condition)) for facts in (before, after)]
    assert told[0] != told[1]


def test_every_number_of_a_finding_stands_in_its_explanation():
    found = finding(taken(course(7.5), course(4, evidence=PENDING)), 1, "merit_credits")
    assert re.findall(r"\d+(?:,\d)?", sentences.explanation(found)) == ["15", "7,5", "11,5", "3,5"]


def test_numbers_have_a_decimal_comma_and_are_never_rounded_up():
    assert "49,99 procent" in sentences.explain(finding(posts(employment(extent_percent=hp("49.999"))), 1, "active_half_time"))
    assert "0,75 av" in sentences.explain(finding(taken(course(credits=None, legacy_points=hp(0.5))), 1, "merit_credits"))


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (Duration(), "0 dagar"),
        (Duration(0, 0, 1), "1 dag"),
        (Duration(6), "6 år"),
        (Duration(1, 1, 0), "1 år och 1 månad"),
        (Duration(5, 11, 30), "5 år, 11 månader och 30 dagar"),
        (Duration(2, 0, 3), "2 år och 3 dagar"),
    ],
)
def test_a_length_of_time_in_words(length, words):
    assert sentences.duration(length) == words


def test_the_day_six_years_are_reached_is_the_day_the_assessment_says_so():
    facts = service(("2021-05-17", None), on="2026-03-12")
    assert "tidigast den 17 maj 2027" in sentences.what_to_do(finding(facts, 1, "years_of_service"))
    assert finding(replace(facts, reference_date=day("2027-05-16")), 1, "years_of_service").outcome == "not_met"
    assert finding(replace(facts, reference_date=day("2027-05-17")), 1, "years_of_service").outcome == "met"


def test_every_id_has_a_word():
    assert all(sentences.condition_name(condition) for condition in Condition)
    assert [sentences.outcome_word(outcome) for outcome in Outcome] == ["Uppfyllt", "Inte uppfyllt", "Går inte att avgöra än"]
    assert all(sentences.row_word(reason) for reason in (*Counted, *Doubt))
    assert sentences.row_word("before_degree") == "Före examen, räknas inte"
    assert sentences.level_name(2) == "Meriteringsnivå 2"


def test_words_follow_the_active_language():
    found = finding(person(), 1, "licence")
    with translation.override("en"):
        assert "June 2015" in sentences.explain(found)
    assert "juni 2015" in sentences.explain(found)
