"""The rules a program is answered by."""

from dataclasses import fields

import pytest

from merit.rules.rulesets import RULE_SETS, SFS_2025_280, Thresholds
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
