"""Every change has words of its own, and a notice holds numbers alone."""

from itertools import product

import pytest

from merit import change_sentences
from merit.changes import Change, changes_between, numbered
from merit.models import StoredAssessment
from merit.rules.findings import Condition, Outcome
from merit.telling import BY_RULES, BY_TIME, CONDITIONS


def row(level_1, *, decided=False):
    rest = dict.fromkeys(("level_2", "level_3", "level_4"), "not_met")
    return StoredAssessment(level_1=level_1, decided_level_1=decided, rule_set="SFS 2025:280", **rest)


@pytest.mark.parametrize(("was", "now"), [pair for pair in product(Outcome, Outcome) if pair[0] is not pair[1]])
def test_every_turn_of_a_level_is_told(was, now):
    assert [told.levels for told in changes_between(row(was.value), row(now.value))] == [(1,)]


def test_a_level_that_is_decided_before_and_after_is_settled():
    assert changes_between(row("met", decided=True), row("not_met", decided=True)) == []


def test_a_lapsed_decision_is_the_whole_news():
    assert [told.change for told in changes_between(row("met", decided=True), row("not_met"))] == [Change.DECISION_LAPSED]


def test_every_change_has_words_of_its_own():
    said = {change_sentences.what(change, (1, 4), Condition.LICENCE) for change in Change}
    assert len(said) == len(Change)
    assert all("nivå 1 och 4" in sentence for sentence in said)
    assert all(change_sentences.meaning(change) for change in Change)


@pytest.mark.parametrize("kind", [BY_TIME, BY_RULES])
def test_the_notice_is_said_from_its_numbers(kind):
    values = {"change": int(Change.CONDITION_MET), "levels": numbered((2, 3, 4)), "condition": CONDITIONS.index(Condition.YEARS_OF_SERVICE)}
    assert kind.say(values, 1).title == "Ett villkor för nivå 2, 3 och 4 är nu uppfyllt: sex års arbete efter examen."
    assert kind.say(values, 2).title == "Din bedömning har ändrats på två sätt."
