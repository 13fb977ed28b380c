"""The ordinance as pure functions over frozen facts: no Django, no clock, no database.

    from merit.rules import assess
    from merit.rules.facts import CourseFact, DecisionFact, DegreeFact, EmploymentFact, Evidence, Facts, LicenceFact, …
    assessment = assess(Facts(reference_date=on, licence=…, qualifying_degree=…, employments=(…), courses=(…), …))
    for level in assessment.levels:           # 1 to 4: level, outcome, decided, findings
        for finding in level.findings:        # condition, outcome, required, sure, possible, unit, missing, source
            for ref, counted in finding.rows: # the rows behind the number, and how each counted

* `facts`: what is known. None is unknown, never false. `ref` carries the caller's row id and is no part of the digest.
* `findings`: what was found: `Outcome` (met, not_met, undetermined), `Finding`, `LevelResult`, `Assessment`.
* `rulesets`: versions of the rules: thresholds, level graph, sources, interpretations; `rule_set_on(day)` raises `NoRuleSetError`.
* `readings`: what the ordinance leaves open, and how a rule set answers it; `RuleSet.reread` gives the same law read otherwise.
* one module per concern, one function per condition: `licence`, `decisions`, `activity`, `service` and `counting`, `courses` and
  `credits`, `research`, `degrees`, `qualifying`; `levels` puts them together. `ways` counts the years in every way, to be compared.

The words are `merit.sentences`, the JSON shape `merit.contract`; each reading of the law has a page in docs/rules.
"""

from merit.rules.facts import Facts
from merit.rules.findings import Assessment, Condition, Finding, LegalSource, LevelResult, Outcome, Unit
from merit.rules.levels import assess
from merit.rules.readings import Readings
from merit.rules.rulesets import NoRuleSetError, RuleSet, rule_set_on
from merit.rules.ways import Way, Ways, time_of_each, ways_of_counting

__all__ = [
    "Assessment",
    "Condition",
    "Facts",
    "Finding",
    "LegalSource",
    "LevelResult",
    "NoRuleSetError",
    "Outcome",
    "Readings",
    "RuleSet",
    "Unit",
    "Way",
    "Ways",
    "assess",
    "rule_set_on",
    "time_of_each",
    "ways_of_counting",
]
