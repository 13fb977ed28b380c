"""What has changed between two assessments, as one teacher would tell another: by level, and where no level changed by condition."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from merit.models import AssessmentContent
from merit.outcomes import by_condition
from merit.rule_sets import UnknownRuleSetError, rule_set_named
from merit.rules.findings import Condition, Outcome

LEVELS = (1, 2, 3, 4)


class Change(IntEnum):
    """The numbers are kept in notices."""

    DECISION_LAPSED = 1
    DECISION_IN_FORCE = 2
    NOW_MET = 3
    NO_LONGER_MET = 4
    NO_LONGER_SURE = 5
    NOW_POSSIBLE = 6
    NOT_POSSIBLE = 7
    CONDITION_MET = 8
    CONDITION_LOST = 9
    CONDITION_OPEN = 10


BY_OUTCOME: Mapping[tuple[str, str], Change] = {
    ("not_met", "met"): Change.NOW_MET,
    ("undetermined", "met"): Change.NOW_MET,
    ("met", "not_met"): Change.NO_LONGER_MET,
    ("met", "undetermined"): Change.NO_LONGER_SURE,
    ("not_met", "undetermined"): Change.NOW_POSSIBLE,
    ("undetermined", "not_met"): Change.NOT_POSSIBLE,
}
OF_CONDITION: Mapping[Outcome, Change] = {
    Outcome.MET: Change.CONDITION_MET,
    Outcome.NOT_MET: Change.CONDITION_LOST,
    Outcome.UNDETERMINED: Change.CONDITION_OPEN,
}


@dataclass(frozen=True, slots=True)
class ToTell:
    """One change, and the levels or the condition it is about."""

    change: Change
    levels: tuple[int, ...]
    condition: Condition | None = None


def changes_between(before: AssessmentContent, after: AssessmentContent) -> list[ToTell]:
    """What there is to tell, the weightiest first. A level that Skolverket has decided, before and after, is settled: nothing of it.

    When a decision has lapsed with the licence, that is the news: what it does to each level is not told beside it.
    """
    found: dict[Change, list[int]] = {}
    for level in LEVELS:
        change = _of_level(before, after, level)
        if change is not None:
            found.setdefault(change, []).append(level)
    if Change.DECISION_LAPSED in found:
        return [ToTell(Change.DECISION_LAPSED, tuple(found[Change.DECISION_LAPSED]))]
    told = [ToTell(change, tuple(found[change])) for change in sorted(found)]
    return told or [*_of_conditions(before, after)]


def _of_level(before: AssessmentContent, after: AssessmentContent, level: int) -> Change | None:
    was, now = (bool(getattr(row, f"decided_level_{level}")) for row in (before, after))
    if was != now:
        return Change.DECISION_IN_FORCE if now else Change.DECISION_LAPSED
    if now:
        return None
    return BY_OUTCOME.get((getattr(before, f"level_{level}"), getattr(after, f"level_{level}")))


def _of_conditions(before: AssessmentContent, after: AssessmentContent) -> Iterator[ToTell]:
    """Where every level stands as it did, each condition that became another, with the levels not yet decided that ask for it."""
    was, now = conditions_of(before), conditions_of(after)
    found: dict[tuple[Condition, Outcome], list[int]] = {}
    for level in LEVELS:
        if getattr(after, f"decided_level_{level}"):
            continue
        for condition, outcome in now.get(level, {}).items():
            if was.get(level, {}).get(condition, outcome) is not outcome:
                found.setdefault((condition, outcome), []).append(level)
    for (condition, outcome), levels in found.items():
        yield ToTell(OF_CONDITION[outcome], tuple(levels), condition)


def conditions_of(row: AssessmentContent) -> Mapping[int, Mapping[Condition, Outcome]]:
    """Level → condition → outcome; empty where the rules the row came of are not known here."""
    try:
        return by_condition(row.outcomes, rule_set_named(row.rule_set))
    except UnknownRuleSetError:
        return {}


def numbered(levels: Sequence[int]) -> int:
    """Levels as one number, since a notice holds numbers alone: (1, 4) is 14."""
    return int("".join(map(str, levels)) or 0)
