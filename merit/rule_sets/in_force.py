"""Which rule set answers for a school provider on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from merit.rules import rulesets
from merit.rules.rulesets import RuleSet


class UnknownRuleSetError(LookupError):
    """No rule set has ever had the name."""


@dataclass(frozen=True, slots=True)
class RuleSets:
    """All rule sets of one provider. Called with a day it gives the one in force, so that pure rules can ask it."""

    provider: int

    def __call__(self, day: date) -> RuleSet:
        """Raises NoRuleSetError."""
        return rulesets.rule_set_on(day)


def rule_sets_of(provider: int) -> RuleSets:
    """provider: its id."""
    return RuleSets(provider)


def rule_sets_of_many(providers: Iterable[int]) -> dict[int, RuleSets]:
    return {pk: RuleSets(pk) for pk in providers}


def rule_set_for(provider: int, *, on: date) -> RuleSet:
    """The rule set that answers for the provider with this id. Raises NoRuleSetError."""
    return rule_sets_of(provider)(on)


def rule_set_named(name: str) -> RuleSet:
    """Any rule set that has ever answered, so that an old assessment can be proved again. Raises UnknownRuleSetError."""
    for rules in rulesets.RULE_SETS:
        if rules.id == name:
            return rules
    raise UnknownRuleSetError(name)
