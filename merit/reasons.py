"""Why one assessment took another's place: derived from the two, since both keep what they rest on."""

from dataclasses import replace
from enum import Enum, auto

from merit.contract import parse_record
from merit.models import AssessmentContent
from merit.outcomes import standing_of
from merit.rule_sets import UnknownRuleSetError, rule_set_named
from merit.rules import assess


class Why(Enum):
    RECORDS = auto()  # what is on record was another
    TIME = auto()  # the same facts, on a later day
    RULES = auto()  # the same facts, under other rules


def why_between(before: AssessmentContent, after: AssessmentContent) -> Why:
    """Rules only where they made the difference: an outcome that the former ones would have given that day came with time."""
    if _without_day(before) != _without_day(after):
        return Why.RECORDS
    if before.rule_set == after.rule_set:
        return Why.TIME
    try:
        former = rule_set_named(before.rule_set)
    except UnknownRuleSetError:  # from another installation
        return Why.RULES
    answer = assess(replace(parse_record(after.facts), reference_date=after.reference_date), rules=former)
    return Why.TIME if standing_of(answer).outcomes == after.outcomes else Why.RULES


def _without_day(row: AssessmentContent) -> dict[str, object]:
    return {name: value for name, value in row.facts.items() if name != "reference_date"}
