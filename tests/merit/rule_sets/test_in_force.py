"""Which rule set answers whom, on which day."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from merit.rule_sets import UnknownRuleSetError, rule_set_for, rule_set_named, rule_sets_of, rule_sets_of_many
from merit.rules import NoRuleSetError
from merit.rules.readings import CONTRACT, HalfTime, Readings
from tests.factories import TODAY, PersonFactory, PublishedRuleSetFactory
from tests.factories.rule_sets import HALF_TIME

pytestmark = pytest.mark.django_db
ONE_POST = Readings(half_time=HalfTime.ONE_POST)
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


@pytest.fixture
def administrator():
    return PersonFactory(administrator=True)


@pytest.fixture
def publish(administrator):
    return lambda **values: PublishedRuleSetFactory(published_by=administrator, **values)


def readings(person, day):
    return rule_set_for(person.provider_id, on=day).readings


def test_without_any_the_law_answers_as_it_is_built_in(administrator):
    rules = rule_set_for(administrator.provider_id, on=TODAY)
    assert (rules.id, rules.readings) == ("SFS 2025:280", CONTRACT)


def test_it_answers_from_its_first_day_and_not_before(administrator, publish):
    publish()
    assert [readings(administrator, day) for day in (YESTERDAY, TODAY, TOMORROW)] == [CONTRACT, HALF_TIME, HALF_TIME]


def test_another_provider_is_not_touched(publish):
    publish()
    assert readings(PersonFactory(), TODAY) == CONTRACT


def test_a_later_one_takes_over_and_the_last_day_follows(administrator, publish):
    first = publish()
    publish(valid_from=date(2027, 3, 1), readings=ONE_POST.as_values())
    published = rule_sets_of(administrator.provider_id)
    assert (published(TODAY).id, published(TODAY).last_day) == (first.name, date(2027, 2, 28))
    assert published(date(2027, 3, 1)).readings == ONE_POST
    assert [(each.rules.valid_from, each.rules.last_day) for each in published.stretches()] == [
        (date(2025, 9, 1), YESTERDAY),
        (TODAY, date(2027, 2, 28)),
        (date(2027, 3, 1), None),
    ]


def test_of_two_from_the_same_day_the_later_published_answers(administrator, publish):
    publish()
    regretted = publish(readings=CONTRACT.as_values(), grounds={})
    assert rule_set_for(administrator.provider_id, on=TODAY).id == regretted.name
    assert [each.was_passed_over for each in rule_sets_of(administrator.provider_id).stretches()] == [False, True, False]


def test_any_that_has_answered_is_found_by_its_name(publish):
    row = publish()
    assert rule_set_named(row.name).readings == HALF_TIME
    assert rule_set_named("SFS 2025:280").readings == CONTRACT
    with pytest.raises(UnknownRuleSetError):
        rule_set_named("SFS 1999:1")


def test_before_the_law_there_is_none(administrator, publish):
    publish()
    with pytest.raises(NoRuleSetError):
        rule_set_for(administrator.provider_id, on=date(2025, 8, 31))


def test_many_providers_are_asked_about_in_one_query(publish, django_assert_num_queries):
    row, other = publish(), PersonFactory().provider_id
    with django_assert_num_queries(1):
        found = rule_sets_of_many([row.provider_id, other, other])
    assert [found[pk](TODAY).readings for pk in (row.provider_id, other)] == [HALF_TIME, CONTRACT]


@pytest.mark.parametrize("statement", ["UPDATE merit_publishedruleset SET name = 'x'", "DELETE FROM merit_publishedruleset"])
def test_the_database_refuses_to_change_one(publish, statement):
    publish()
    refuses(statement)


def test_the_database_refuses_to_empty_the_table():
    refuses("TRUNCATE merit_publishedruleset CASCADE")


def refuses(statement):
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_no_two_share_a_name_whatever_their_capitals(publish):
    publish(name="Sjöstad 2027")
    with pytest.raises(IntegrityError), transaction.atomic():
        PublishedRuleSetFactory(name="sjöstad 2027")
