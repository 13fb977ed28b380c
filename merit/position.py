"""Where somebody stands in the graph of levels: what is decided, and which level is next. Pure, over an assessment."""

from dataclasses import dataclass

from merit.rules.findings import Assessment, Condition, Outcome
from merit.rules.rulesets import rule_set_on


@dataclass(frozen=True, slots=True)
class Position:
    """highest: the highest level decided by Skolverket, None before any. next_level: the one to aim for now, None when none is left."""

    highest: int | None
    next_level: int | None


def position_of(assessment: Assessment) -> Position:
    """The next level is one whose ground is laid: 1 first; then 2, or 4 for whoever has a research degree; after 2 comes 3."""
    decided = {level.level for level in assessment if level.decided}
    graph = rule_set_on(assessment.reference_date).prerequisites
    open_levels = [n for n in sorted(graph) if n not in decided and all(ground in decided for ground in graph[n])]
    if not open_levels:
        return Position(max(decided, default=None), None)
    research = assessment.level(4).finding(Condition.RESEARCH_DEGREE).outcome
    preferred = 4 if 4 in open_levels and research is not Outcome.NOT_MET else open_levels[0]
    return Position(max(decided, default=None), preferred)
