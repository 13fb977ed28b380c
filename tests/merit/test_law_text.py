"""The words of the law on the page are the words of the law."""

from pathlib import Path

from merit.law_text import WORDS, passages
from merit.rules.findings import LegalSource
from merit.rules.rulesets import ORDINANCE, RULE_SETS

TEXT = Path(__file__).resolve().parents[2] / "docs" / "rules" / "sfs-2025-280.md"


def paragraph_of(text: str, name: str) -> str:
    """The text from one heading to the next."""
    heading = f"### {name}" if name.endswith("§") else f"## {name}"
    return text.split(f"{heading}\n", 1)[1].split("\n#", 1)[0]


def test_every_passage_stands_word_for_word_under_its_paragraph():
    text = TEXT.read_text(encoding="utf-8")
    for found in WORDS.values():
        for passage in found:
            parts = paragraph_of(text, passage.paragraph).split("\n\n")
            assert all(words in [part.strip() for part in parts] for words in passage.words), passage


def test_every_provision_of_the_ordinance_that_a_rule_set_cites_has_its_words():
    for rules in RULE_SETS:
        sources = [source for rule in rules.levels for _condition, source in rule.conditions]
        for source in (*sources, rules.eased_by_transition, rules.eased_by_research):
            assert passages(source) or source.law != ORDINANCE, source


def test_another_law_has_no_words_here():
    assert passages(LegalSource("skollagen (2010:800)", "6 § 1")) == ()
