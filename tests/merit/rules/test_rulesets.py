"""Versions of the rules: in force for their time, with names of their own, and with every reading written down."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from merit.rules import NoRuleSetError, assess, rule_set_on
from merit.rules.findings import LegalSource
from merit.rules.readings import CHOICES
from merit.rules.rulesets import RULE_SETS, SFS_2025_280

from .build import DAY, course, finding, hp, numbers, person

PAGES = Path(__file__).resolve().parents[3] / "docs" / "rules"
OTHER_PAGES = {"skollagen-2010-800", "README", "application-fee", "contract", "mutants", "sfs-2025-280"}


def test_the_ordinance_is_in_force_from_its_first_day_on():
    assert rule_set_on(date(2025, 9, 1)) is rule_set_on(date(2099, 1, 1)) is SFS_2025_280
    with pytest.raises(NoRuleSetError) as caught:
        rule_set_on(date(2025, 8, 31))
    assert caught.value.day == date(2025, 8, 31)


def test_no_two_rule_sets_share_a_name_or_a_day():
    assert len({rules.id for rules in RULE_SETS}) == len(RULE_SETS)
    for rules in RULE_SETS:
        assert [other for other in RULE_SETS if other.covers(rules.valid_from)] == [rules]


def test_a_rule_set_ends_with_its_last_day():
    ended = replace(SFS_2025_280, last_day=date(2030, 6, 30))
    assert ended.covers(date(2027, 1, 1))
    assert ended.covers(date(2030, 6, 30))
    assert not ended.covers(date(2030, 6, 30) + DAY)


def test_the_levels_are_a_graph_and_no_ladder():
    assert dict(SFS_2025_280.prerequisites) == {1: (), 2: (1,), 3: (2,), 4: (1,)}


def test_level_3_asks_for_all_of_level_2():
    asked = {rule.level: [condition for condition, _ in rule.conditions] for rule in SFS_2025_280.levels}
    assert asked[3][:-1] == asked[2]


def test_the_assessment_names_its_rules():
    assessment = assess(person())
    assert (assessment.rule_set, assessment.rules_valid_from) == ("SFS 2025:280", date(2025, 9, 1))


def test_another_rule_set_may_be_asked_before_it_is_published():
    stricter = replace(SFS_2025_280, id="Försök", thresholds=replace(SFS_2025_280.thresholds, level_1_credits=Decimal(30)))
    found = assess(person(courses=(course(15),)), rules=stricter).level(1).finding("merit_credits")
    assert numbers(found) == ("not_met", 30, 15, 15, 15)
    assert finding(person(courses=(course(15),)), 1, "merit_credits").required == hp(15)


def test_a_source_without_days_always_holds():
    assert LegalSource("SFS 2025:280", "6 § 3").covers(date(1900, 1, 1))
    assert SFS_2025_280.transition.covers(date(2029, 9, 1))
    assert not SFS_2025_280.transition.covers(date(2029, 9, 2))
    assert not SFS_2025_280.transition.covers(date(2025, 8, 31))


def test_every_reading_has_its_page_and_every_page_its_reading():
    pages = {path.stem for path in PAGES.glob("*.md")} - OTHER_PAGES
    assert {reading.page for reading in SFS_2025_280.interpretations} == pages


@pytest.mark.parametrize("reading", SFS_2025_280.interpretations, ids=lambda reading: reading.page)
def test_a_page_says_what_the_rule_set_says(reading):
    page = (PAGES / f"{reading.page}.md").read_text(encoding="utf-8")
    assert f"| Certainty | {reading.certainty} |" in page
    assert f"| Provision | {reading.provision} |" in page
    assert re.search(r"\| Decided \| 20\d\d-\d\d-\d\d, ", page)
    for part in ("**The law says.**", "**We read it.**", "**Why.**"):
        assert part in page
    chosen = re.findall(r"`(\w+)` of a rule set|And `(\w+)`:", page)
    assert tuple(first or then for first, then in chosen) == reading.questions
    for question in reading.questions:
        assert all(f"`{choice}`" in page for choice in CHOICES[question])
    assert ("**It can be chosen.**" in page) == bool(reading.questions)
    assert f"]({reading.page}.md)" in (PAGES / "README.md").read_text(encoding="utf-8")


def test_the_links_between_the_pages_lead_somewhere():
    for path in PAGES.glob("*.md"):
        for target in re.findall(r"\]\(([^)#]+)\)", path.read_text(encoding="utf-8")):
            assert (path.parent / target).exists(), f"{path.name}: {target}"
