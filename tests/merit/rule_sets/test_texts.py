"""Every open question is told in plain words, and the law is quoted as it stands."""

from pathlib import Path

import pytest

from merit.rule_sets.texts import QUESTIONS, READINGS
from merit.rules.readings import CHOICES
from merit.rules.rulesets import RULE_SETS

ORDINANCE = " ".join((Path(__file__).parents[3] / "docs/rules/sfs-2025-280.md").read_text().split())
OF_ANOTHER_LAW = {"licence-and-revocation"}


def test_every_reading_of_every_rule_set_has_a_text():
    assert {known.page for rules in RULE_SETS for known in rules.interpretations} == set(READINGS)


def test_every_question_has_a_text_for_each_answer():
    assert {name: [str(value) for value in answers] for name, answers in CHOICES.items()} == {
        name: list(question.answers) for name, question in QUESTIONS.items()
    }


def test_each_question_is_part_of_the_reading_that_names_it():
    named = {name: known.page for rules in RULE_SETS for known in rules.interpretations for name in known.questions}
    assert {name: question.page for name, question in QUESTIONS.items()} == named


@pytest.mark.parametrize("page", sorted(set(READINGS) - OF_ANOTHER_LAW))
def test_the_quotes_stand_in_the_ordinance(page):
    for part in filter(None, (part.strip() for part in READINGS[page].quote.split("…"))):
        assert part.rstrip(".") in ORDINANCE
