"""The words of the law on the page are the words of the law."""

from pathlib import Path

import pytest

from merit.law_text import WORDS_OF, passages
from merit.rules.findings import LegalSource
from merit.rules.rulesets import EDUCATION_ACT, ORDINANCE, RULE_SETS

RULES = Path(__file__).resolve().parents[2] / "docs" / "rules"
TEXTS = {ORDINANCE: RULES / "sfs-2025-280.md", EDUCATION_ACT: RULES / "skollagen-2010-800.md"}


def paragraph_of(text: str, name: str) -> str:
    """The text from one heading to the next."""
    heading = f"### {name}" if name.endswith("§") else f"## {name}"
    return text.split(f"{heading}\n", 1)[1].split("\n#", 1)[0]


@pytest.mark.parametrize("law", WORDS_OF)
def test_every_passage_stands_word_for_word_under_its_paragraph(law):
    for found in WORDS_OF[law].values():
        for passage in found:
            parts = paragraph_of(TEXTS[passage.law].read_text(encoding="utf-8"), passage.paragraph).split("\n\n")
            assert all(words in [part.strip() for part in parts] for words in passage.words), passage


def test_what_is_quoted_together_stands_under_names_of_its_own():
    found = passages(LegalSource(ORDINANCE, "7 § första stycket 2 och andra stycket"))
    assert [passage.place for passage in found] == [f"SFS 2025:280, 7 § {part} stycket" for part in ("första", "andra", "tredje")]
    for law in WORDS_OF.values():
        for together in law.values():
            assert len({passage.place for passage in together}) == len(together)


def test_every_provision_that_a_rule_set_cites_has_its_words():
    for rules in RULE_SETS:
        sources = [source for rule in rules.levels for _condition, source in rule.conditions]
        for source in (*sources, rules.eased_by_transition, rules.eased_by_research, rules.revocation):
            assert passages(source), source


def test_it_is_said_that_the_education_act_is_not_quoted_whole():
    for found in WORDS_OF[EDUCATION_ACT].values():
        assert found[0].note


def test_another_law_has_no_words_here():
    assert passages(LegalSource("lag (1900:1)", "6 § 1")) == ()
