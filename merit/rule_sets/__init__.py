"""How the law is read by each school provider: `rule_set_for(provider, on=day)` is the rule set that answers.

Every page, task and address asks here, never the built-in ones.
"""

from merit.rule_sets.in_force import RuleSets, UnknownRuleSetError, rule_set_for, rule_set_named, rule_sets_of, rule_sets_of_many

__all__ = ["RuleSets", "UnknownRuleSetError", "rule_set_for", "rule_set_named", "rule_sets_of", "rule_sets_of_many"]
