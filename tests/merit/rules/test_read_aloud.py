"""Every sentence as a whole, one a line in read_aloud.sv.txt. A changed word is a changed line there, so that somebody reads it again."""

from pathlib import Path

import pytest
from django.utils import translation

from merit import sentences
from merit.rules.facts import LicenceKind, MeritBasis, Profession
from merit.rules.messages import Message, Phrase, Remedy
from merit.sentence_texts import MESSAGES, PHRASES, REMEDIES

from .build import (
    DAY,
    ISSUED,
    ON,
    PENDING,
    REJECTED,
    advanced,
    course,
    decision,
    degree,
    doctorate,
    eased,
    employment,
    experienced,
    finding,
    graduated,
    hp,
    later_degree,
    licence,
    person,
    posts,
    reread,
    research,
    service,
    taken,
    vak,
)

TOMORROW = ON + DAY

READ_ALOUD = [
    (1, "licence", person()),
    (1, "licence", person(licence=licence(kind=LicenceKind.PRESCHOOL_TEACHER, revocation_final_on=TOMORROW))),
    (1, "licence", person(licence=licence(evidence=PENDING))),
    (1, "licence", person(licence=licence(revocation_final_on=ON))),
    (1, "licence", person(licence=licence(issued_on=TOMORROW))),
    (1, "licence", person(licence=licence(evidence=REJECTED))),
    (1, "licence", person(licence=None)),
    (2, "decision_level_1", person(decisions=(decision(),))),
    (2, "decision_level_1", person(decisions=(decision(evidence=PENDING),))),
    (2, "decision_level_1", person(decisions=(decision(),), licence=licence(revocation_final_on=ON))),
    (2, "decision_level_1", person(decisions=(decision(decided_on=TOMORROW),))),
    (2, "decision_level_1", person(decisions=(decision(evidence=REJECTED),))),
    (2, "decision_level_1", person()),
    (1, "active_half_time", person()),
    (1, "active_half_time", posts(employment(extent_percent=hp(40)))),
    (1, "active_half_time", posts(employment(extent_percent=hp(30)), employment(extent_percent=hp(10), evidence=PENDING))),
    (1, "active_half_time", posts(employment(extent_percent=hp(30)), employment(extent_percent=hp(25), evidence=PENDING))),
    (1, "active_half_time", posts(employment(extent_percent=hp(30)), employment(extent_percent=hp(25), in_school_system=None))),
    (1, "active_half_time", posts(employment(extent_percent=hp(62.5), profession=Profession.SPECIAL_EDUCATOR))),
    (1, "active_half_time", posts()),
    (1, "active_half_time", posts(employment(profession=Profession.PRINCIPAL))),
    (1, "active_half_time", posts(employment(profession=Profession.OTHER))),
    (1, "active_half_time", posts(employment(in_school_system=False))),
    (1, "years_of_service", person()),
    (1, "years_of_service", service(("2020-04-15", None))),
    (1, "years_of_service", service(("2020-04-15", "2024-04-14"))),
    (1, "years_of_service", service(("2018-03-12", None), evidence=PENDING)),
    (1, "years_of_service", service(("2022-03-12", None), evidence=PENDING)),
    (1, "years_of_service", service(("2018-03-12", None), profession=Profession.SPECIAL_EDUCATOR)),
    (1, "years_of_service", person(qualifying_degree=degree(evidence=PENDING))),
    (1, "years_of_service", person(qualifying_degree=None)),
    (1, "years_of_service", person(qualifying_degree=degree(evidence=REJECTED))),
    (1, "years_of_service", person(qualifying_degree=degree(issued_on=TOMORROW))),
    (1, "merit_credits", person()),
    (1, "merit_credits", taken(course(12.5))),
    (1, "merit_credits", taken(course(7.5), course(5, evidence=PENDING))),
    (1, "merit_credits", taken(course(7.5), course(7.5, evidence=PENDING))),
    (1, "merit_credits", taken(course(7.5), course(7.5, passed=None))),
    (1, "merit_credits", taken(course(7.5), course(7.5, cycle=None))),
    (1, "merit_credits", taken(course(7.5), course(7.5, merit_basis=MeritBasis.UNSURE))),
    (1, "merit_credits", taken(course(), qualifying_degree=degree(evidence=PENDING))),
    (1, "merit_credits", eased(course(7.5))),
    (1, "merit_credits", eased(course(5))),
    (1, "merit_credits", eased(course(5), course(2.5, evidence=PENDING))),
    (1, "merit_credits", eased(course(8), possible="2014-03-12")),
    (1, "merit_credits", eased(course(8), course(7, evidence=PENDING), possible="2014-03-12")),
    (1, "merit_credits", eased(course(5), course(3, evidence=PENDING), possible="2014-03-12")),
    (1, "merit_credits", eased(course(5), course(10, evidence=PENDING), possible="2014-03-12")),
    (1, "merit_credits", eased(course(5), possible="2014-03-12")),
    (1, "merit_credits", eased(course(5), course(1, evidence=PENDING), possible="2014-03-12")),
    (2, "merit_credits", experienced(courses=(course(37.5),), research=(research(),))),
    (2, "merit_credits", experienced(courses=(course(30),), research=(research(),))),
    (2, "merit_credits", experienced(courses=(course(30), course(7.5, evidence=PENDING)), research=(research(),))),
    (2, "merit_credits", experienced(courses=(course(40),), research=(research(evidence=PENDING),))),
    (2, "merit_credits", experienced(courses=(course(40), course(5, evidence=PENDING)), research=(research(evidence=PENDING),))),
    (2, "merit_credits", experienced(courses=(course(30), course(10, evidence=PENDING)), research=(research(evidence=PENDING),))),
    (2, "merit_credits", experienced(courses=(course(30),), research=(research(evidence=PENDING),))),
    (1, "merit_credits", person(qualifying_degree=None)),
    (1, "merit_credits", person(qualifying_degree=degree(evidence=REJECTED))),
    (1, "merit_credits", person(qualifying_degree=degree(issued_on=TOMORROW))),
    (2, "advanced_credits", taken(advanced(22.5))),
    (2, "advanced_credits", taken(advanced(15))),
    (2, "advanced_credits", taken(advanced(15), course(7.5, cycle=None))),
    (2, "advanced_credits", taken(advanced(15), course(2.5, cycle=None))),
    (2, "advanced_credits", person(qualifying_degree=None)),
    (2, "advanced_credits", person(qualifying_degree=degree(evidence=REJECTED))),
    (2, "advanced_credits", person(qualifying_degree=degree(issued_on=TOMORROW))),
    (2, "teaching_proficiency", taken(vak())),
    (2, "teaching_proficiency", taken()),
    (2, "teaching_proficiency", taken(vak(evidence=PENDING))),
    (2, "teaching_proficiency", taken(vak(5, evidence=PENDING))),
    (3, "second_cycle_degree", graduated(later_degree())),
    (3, "second_cycle_degree", graduated(later_degree(evidence=PENDING))),
    (3, "second_cycle_degree", graduated(later_degree(), qualifying_degree=degree(evidence=PENDING))),
    (3, "second_cycle_degree", graduated(later_degree(merit_credits=None))),
    (3, "second_cycle_degree", graduated(later_degree(merit_credits=hp(29.5)))),
    (3, "second_cycle_degree", graduated(later_degree(credits=hp(45)))),
    (3, "second_cycle_degree", graduated(later_degree(awarded_on=ISSUED))),
    (3, "second_cycle_degree", graduated(later_degree(awarded_on=TOMORROW))),
    (3, "second_cycle_degree", graduated(later_degree(evidence=REJECTED))),
    (3, "second_cycle_degree", graduated()),
    (3, "second_cycle_degree", person(qualifying_degree=None)),
    (3, "second_cycle_degree", person(qualifying_degree=degree(evidence=REJECTED))),
    (3, "second_cycle_degree", person(qualifying_degree=degree(issued_on=TOMORROW))),
    (4, "research_degree", graduated(doctorate())),
    (4, "research_degree", graduated(doctorate(evidence=PENDING))),
    (4, "research_degree", graduated(doctorate(awarded_on=TOMORROW))),
    (4, "research_degree", graduated(doctorate(evidence=REJECTED))),
    (4, "research_degree", graduated()),
]
# The sentences that another reading of the law changes.
READ_OTHERWISE = [
    ("years", "half_time", 1, "years_of_service", service(("2020-04-15", None))),
    ("years", "half_time", 1, "years_of_service", service(("2018-03-12", "2020-03-11"))),
    ("years", "full_time", 1, "years_of_service", service(("2022-03-12", None), extent_percent=hp(50))),
    ("years", "full_time", 1, "years_of_service", service(("2018-03-12", "2020-03-11"), evidence=PENDING)),
    ("half_time", "one_post", 1, "active_half_time", person()),
    ("half_time", "one_post", 1, "active_half_time", posts(employment(extent_percent=hp(40)), employment(extent_percent=hp(40)))),
    ("half_time", "one_post", 1, "active_half_time", posts(employment(extent_percent=hp(40)), employment(evidence=PENDING))),
    ("twelve_years", "expected", 1, "merit_credits", eased(course(7.5), sure="2016-03-12")),
    ("twelve_years", "expected", 1, "merit_credits", eased(course(8), possible="2016-03-12")),
    ("transition_education", "any_time", 1, "merit_credits", eased(course(7.5, completed_on=ISSUED))),
    ("transition_education", "any_time", 1, "merit_credits", eased(course(5), possible="2014-03-12")),
]
TEXTS = Path(__file__).with_name("read_aloud.sv.txt").read_text(encoding="utf-8").splitlines()


OTHER_TEXTS = Path(__file__).with_name("read_otherwise.sv.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize(("case", "text"), list(zip(READ_OTHERWISE, OTHER_TEXTS, strict=True)), ids=range(1, len(OTHER_TEXTS) + 1))
def test_read_otherwise(case, text):
    name, answer, level, condition, facts = case
    with translation.override("sv"):
        assert sentences.explanation(finding(facts, level, condition, reread(**{name: answer}))) == text


@pytest.mark.parametrize(("case", "text"), list(zip(READ_ALOUD, TEXTS, strict=True)), ids=range(1, len(TEXTS) + 1))
def test_read_aloud(case, text):
    level, condition, facts = case
    with translation.override("sv"):
        assert sentences.explanation(finding(facts, level, condition)) == text


def test_every_sentence_is_read_aloud():
    found = [finding(facts, level, condition) for level, condition, facts in READ_ALOUD]
    found += [finding(facts, level, condition, reread(**{name: answer})) for name, answer, level, condition, facts in READ_OTHERWISE]
    assert {value for f in found for _, value in f.values if isinstance(value, Phrase)} == set(Phrase) == set(PHRASES)
    assert {f.message for f in found} == set(Message) == set(MESSAGES)
    assert {f.remedy for f in found} == set(Remedy) == set(REMEDIES)
