"""The rules a program is answered by."""

from dataclasses import fields
from datetime import date

import pytest

from merit.rules.rulesets import RULE_SETS, SFS_2025_280, Thresholds
from tests.factories import PublishedRuleSetFactory
from tests.merit.records import record

pytestmark = pytest.mark.django_db


def test_every_rule_set_is_shown_with_its_days_numbers_levels_and_readings(call):
    shown = call.rule_sets().json()["rule_sets"]
    assert [each["name"] for each in shown] == [rules.id for rules in RULE_SETS]
    ours = shown[0]
    assert (ours["valid_from"], ours["last_day"]) == ("2025-09-01", None)
    assert ours["thresholds"] == {field.name: float(getattr(SFS_2025_280.thresholds, field.name)) for field in fields(Thresholds)}
    assert [(level["level"], level["requires_levels"]) for level in ours["levels"]] == [(1, []), (2, [1]), (3, [2]), (4, [1])]
    assert {reading["certainty"] for reading in ours["readings"]} <= {"text", "reading", "second_hand"}
    assert ours["answers"] == SFS_2025_280.readings.as_values()
    assert {reading["chosen_by"] for reading in ours["readings"]} == {"contract"}
    assert len(ours["readings"]) == len(SFS_2025_280.interpretations)


def test_an_assessment_names_a_rule_set_that_is_shown_and_its_conditions(call):
    answer, shown = call.assess(record()).json(), call.rule_sets().json()["rule_sets"]
    [rules] = [each for each in shown if each["name"] == answer["rule_set"]]
    assert answer["rules_valid_from"] == rules["valid_from"]
    for told, level in zip(answer["levels"], rules["levels"], strict=True):
        assert [condition["id"] for condition in told["conditions"]] == [condition["id"] for condition in level["conditions"]]


def test_a_program_is_answered_by_what_its_own_school_provider_has_published(program, call):
    own = PublishedRuleSetFactory(published_by__provider=program.provider, valid_from=date(2026, 1, 1))
    PublishedRuleSetFactory(valid_from=date(2026, 1, 1))
    assert call.assess(record(reference_date="2026-03-12")).json()["rule_set"] == own.name
    assert call.assess(record(reference_date="2025-12-31")).json()["rule_set"] == SFS_2025_280.id
    law, read_otherwise = call.rule_sets().json()["rule_sets"]
    assert (law["name"], law["last_day"]) == (SFS_2025_280.id, "2025-12-31")
    assert (read_otherwise["name"], read_otherwise["valid_from"]) == (own.name, "2026-01-01")
    assert read_otherwise["answers"] == own.readings
    assert "provider" in {reading["chosen_by"] for reading in read_otherwise["readings"]}
