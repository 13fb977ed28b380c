"""How the law is read by each school provider: `rule_set_for(provider, on=day)` is the rule set that answers.

* `models`: what a provider has published, drafts, and what a draft would change.
* `in_force`: which rule set answers whom, on which day; every page, task and address asks here, never the built-in ones.
* `services`: drafting, rehearsing and publishing. `texts`: each open question in plain Swedish.
"""

from merit.rule_sets.in_force import RuleSets, UnknownRuleSetError, rule_set_for, rule_set_named, rule_sets_of, rule_sets_of_many

__all__ = ["RuleSets", "UnknownRuleSetError", "rule_set_for", "rule_set_named", "rule_sets_of", "rule_sets_of_many"]
