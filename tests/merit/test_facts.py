"""From rows to facts: the states of a record as evidence, and what one query a kind brings."""

from datetime import date
from decimal import Decimal

import pytest

from merit.facts import facts_for, facts_of
from merit.rules.facts import Evidence, MeritBasis
from tests.factories import (
    TODAY,
    CourseFactory,
    DegreeFactory,
    LevelDecisionFactory,
    LicenceFactory,
    PersonFactory,
    PracticeResearchFactory,
    QualifyingDegreeFactory,
    StatedEmploymentFactory,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("status", "evidence"),
    [
        ("draft", Evidence.PENDING),
        ("sent", Evidence.PENDING),
        ("completion_asked", Evidence.PENDING),
        ("accepted", Evidence.ACCEPTED),
        ("rejected", Evidence.REJECTED),
    ],
)
def test_a_state_is_read_as_evidence(status, evidence):
    course = CourseFactory(status=status)
    assert facts_of(course.person, on=TODAY).courses[0].evidence is evidence


def test_not_meriting_is_accepted_with_no_area():
    course = CourseFactory(status="not_meriting", merit_basis="subject")
    fact = facts_of(course.person, on=TODAY).courses[0]
    assert (fact.evidence, fact.merit_basis) == (Evidence.ACCEPTED, MeritBasis.NOT_MERITING)


def test_what_was_left_open_is_unknown():
    course = CourseFactory(cycle="", merit_basis="", passed=None, code="")
    fact = facts_of(course.person, on=TODAY).courses[0]
    assert (fact.cycle, fact.merit_basis, fact.passed, fact.code) == (None, None, None, None)


def test_a_new_licence_stands_before_the_rejected_one():
    person = PersonFactory()
    LicenceFactory(person=person, rejected=True, issued_on=date(2015, 1, 1))
    LicenceFactory(person=person, issued_on=date(2013, 1, 1))
    assert facts_of(person, on=TODAY).licence.issued_on == date(2013, 1, 1)


def test_all_kinds_arrive_with_their_reference():
    person = PersonFactory()
    rows = [
        LicenceFactory(person=person),
        QualifyingDegreeFactory(person=person),
        StatedEmploymentFactory(person=person),
        CourseFactory(person=person),
        DegreeFactory(person=person),
        PracticeResearchFactory(person=person),
        LevelDecisionFactory(person=person),
    ]
    facts = facts_of(person, on=TODAY)
    found = [facts.licence, facts.qualifying_degree, *facts.employments, *facts.courses, *facts.degrees, *facts.research, *facts.decisions]
    assert [fact.ref for fact in found] == [f"{row.kind}:{row.pk}" for row in rows]


def test_many_people_cost_as_many_queries_as_one(django_assert_num_queries):
    people = [CourseFactory(credits=Decimal(5)).person.pk for _ in range(5)]
    with django_assert_num_queries(7):
        facts = facts_for(people, on=TODAY)
    assert {len(one.courses) for one in facts.values()} == {1}


@pytest.mark.parametrize("is_qualifying", [True, False])
def test_a_later_degree_says_whether_it_qualifies(is_qualifying):
    degree = DegreeFactory(is_qualifying=is_qualifying)
    assert facts_of(degree.person, on=TODAY).degrees[0].is_qualifying is is_qualifying
