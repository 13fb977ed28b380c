"""Every open question is told in plain words, and the law is quoted as it stands."""

import re
from pathlib import Path

import pytest

from merit.rule_sets.texts import QUESTIONS, READINGS
from merit.rules.readings import CHOICES
from merit.rules.rulesets import RULE_SETS

RULES = Path(__file__).parents[3] / "docs/rules"
LAWS = {name: " ".join((RULES / f"{name}.md").read_text().split()) for name in ("sfs-2025-280", "skollagen-2010-800")}
OF_ANOTHER_LAW = {"licence-and-revocation": "skollagen-2010-800"}


def test_every_reading_of_every_rule_set_has_a_text():
    assert {known.page for rules in RULE_SETS for known in rules.interpretations} == set(READINGS)


def test_every_question_has_a_text_for_each_answer():
    assert {name: [str(value) for value in answers] for name, answers in CHOICES.items()} == {
        name: list(question.answers) for name, question in QUESTIONS.items()
    }


def test_each_question_is_part_of_the_reading_that_names_it():
    named = {name: known.page for rules in RULE_SETS for known in rules.interpretations for name in known.questions}
    assert {name: question.page for name, question in QUESTIONS.items()} == named


def parts_of(quote):
    """What stands between the marks for words left out, without the paragraph's number before it."""
    parts = (part.strip() for line in quote.split("\n") for part in re.sub(r"^\d+ \w §: ", "", line).split("…"))
    return [part.rstrip(".") for part in parts if part]


@pytest.mark.parametrize("page", sorted(READINGS))
def test_every_reading_quotes_the_law_as_it_stands(page):
    parts = parts_of(READINGS[page].quote)
    assert parts
    law = LAWS[OF_ANOTHER_LAW.get(page, "sfs-2025-280")]
    assert all(part in law for part in parts), parts


@pytest.mark.parametrize("page", sorted(READINGS))
def test_the_page_for_developers_shows_the_same_words(page):
    shown = (RULES / f"{page}.md").read_text()
    assert all(f"> {line}\n" in shown for line in READINGS[page].quote.split("\n"))


def test_what_is_not_quoted_of_the_education_act_is_said():
    assert READINGS["licence-and-revocation"].silence
    assert {page for page, text in READINGS.items() if text.silence} >= {"old-credits", "same-course-twice"}
