"""The outcomes of an assessment as letters, one for each condition, levels apart: "MMNU/MNM…". Short enough to compare for everybody."""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from merit.rules.findings import Assessment, Condition, Outcome
from merit.rules.rulesets import RuleSet

LETTERS: Mapping[Outcome, str] = {Outcome.MET: "M", Outcome.NOT_MET: "N", Outcome.UNDETERMINED: "U"}
OF_LETTER = {letter: outcome for outcome, letter in LETTERS.items()}


class Standing(NamedTuple):
    """What lists and pages read of an assessment; where it is the same, nobody needs to be told and nothing is written.

    decided: for each level. sure and possible: merit credits so far, in hp; every level sums the same courses.
    """

    outcomes: str
    decided: tuple[bool, ...]
    sure: Decimal
    possible: Decimal | None


def standing_of(answer: Assessment) -> Standing:
    summed = answer.levels[0].finding(Condition.MERIT_CREDITS)
    return Standing(
        "/".join(["".join([LETTERS[finding.outcome] for finding in level.findings]) for level in answer.levels]),
        tuple([level.decided for level in answer.levels]),
        summed.sure if isinstance(summed.sure, Decimal) else Decimal(0),
        summed.possible if isinstance(summed.possible, Decimal) else None,
    )


def by_condition(outcomes: str, rules: RuleSet) -> dict[int, dict[Condition, Outcome]]:
    """Level → condition → outcome. rules: those the letters were written under. Empty where none were kept."""
    if not outcomes:
        return {}
    return {
        rule.level: {condition: OF_LETTER[letter] for (condition, _source), letter in zip(rule.conditions, letters, strict=True)}
        for rule, letters in zip(rules.levels, outcomes.split("/"), strict=True)
    }
