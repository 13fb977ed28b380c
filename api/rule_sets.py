"""The rule sets a client is answered by, as the API shows them."""

from dataclasses import fields
from datetime import date

from ninja import Schema
from pydantic import create_model

from merit.rule_sets import rule_sets_of
from merit.rules.rulesets import Interpretation, RuleSet, Thresholds


class SourceOut(Schema):
    law: str
    provision: str


class ConditionOut(Schema):
    id: str
    source: SourceOut


class LevelOut(Schema):
    level: int
    requires_levels: list[int]
    conditions: list[ConditionOut]


class ReadingOut(Schema):
    name: str
    provision: str
    certainty: str
    chosen_by: str


ThresholdsOut = create_model(
    "ThresholdsOut", __base__=Schema, **{field.name: (int if field.type in {int, "int"} else float, ...) for field in fields(Thresholds)}
)  # type: ignore[call-overload]


class RuleSetOut(Schema):
    name: str
    valid_from: date
    last_day: date | None
    thresholds: ThresholdsOut  # type: ignore[valid-type]
    levels: list[LevelOut]
    readings: list[ReadingOut]
    answers: dict[str, str]


class RuleSetsOut(Schema):
    rule_sets: list[RuleSetOut]


def all_of(provider: int) -> list[RuleSet]:
    """Every rule set that answers, has answered or is published to answer for the school provider with this id, by their first days."""
    return [stretch.rules for stretch in rule_sets_of(provider).stretches() if not stretch.was_passed_over]


def shown(rules: RuleSet) -> RuleSetOut:
    return RuleSetOut(
        name=rules.id,
        valid_from=rules.valid_from,
        last_day=rules.last_day,
        thresholds=ThresholdsOut(**{field.name: getattr(rules.thresholds, field.name) for field in fields(Thresholds)}),
        levels=[
            LevelOut(
                level=rule.level,
                requires_levels=list(rule.prerequisites),
                conditions=[
                    ConditionOut(id=condition.value, source=SourceOut(law=source.law, provision=source.provision))
                    for condition, source in rule.conditions
                ],
            )
            for rule in rules.levels
        ],
        readings=[_reading(reading) for reading in rules.interpretations],
        answers=rules.readings.as_values(),
    )


def _reading(reading: Interpretation) -> ReadingOut:
    return ReadingOut(name=reading.page, provision=reading.provision, certainty=reading.certainty.value, chosen_by=reading.chosen_by.value)
