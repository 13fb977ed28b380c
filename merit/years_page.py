"""The years of service in each way they may be counted, beside each other: which one answers, why, and whether another would differ."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.formats import long_date
from merit import sentences
from merit.pages import ConditionView, LevelView
from merit.rules import assess, time_of_each, ways_of_counting
from merit.rules.facts import Facts
from merit.rules.findings import Condition, Outcome
from merit.rules.readings import Years
from merit.rules.rulesets import RuleSet
from merit.rules.ways import Way, Ways

KINDS = {Outcome.MET: "met", Outcome.NOT_MET: "no", Outcome.UNDETERMINED: "maybe"}
NAMES: Mapping[Years, Any] = {
    Years.EMPLOYED: gettext_lazy("Anställd, oavsett omfattning"),
    Years.HALF_TIME: gettext_lazy("Anställd på minst halvtid"),
    Years.FULL_TIME: gettext_lazy("Omräknat till heltid"),
}
WHY: Mapping[Years, Any] = {
    Years.EMPLOYED: gettext_lazy(
        "Bedömningen räknar varje dag med anställning, oavsett omfattning. Lagtexten frågar efter halvtid bara om det arbete du har nu "
        "(6 § 1), inte om de sex åren (6 § 2)."
    ),
    Years.HALF_TIME: gettext_lazy("Bedömningen räknar bara dagar då anställningarna tillsammans är minst halvtid. Så läses 6 § 2 här."),
    Years.FULL_TIME: gettext_lazy("Bedömningen räknar om varje dag efter hur mycket du arbetade. Så läses 6 § 2 här."),
}


@dataclass(frozen=True, slots=True)
class WayRow:
    """possible: the time if all that is open counts; empty where nothing is open. twelve_…: whether the transition's years are there."""

    name: str
    is_used: bool
    sure: str
    possible: str
    kind: str
    word: str
    twelve_kind: str
    twelve_word: str


@dataclass(frozen=True, slots=True)
class YearsView:
    """warnings: what another way of counting would change; empty where nothing would. twelve_matter: whether the twelve years would."""

    rows: tuple[WayRow, ...]
    why: str
    warnings: tuple[str, ...]
    twelve_matter: bool


def with_times(levels: Iterable[LevelView], facts: Facts, rules: RuleSet) -> tuple[LevelView, ...]:
    """The levels with how long each employment is by itself, beside the years it adds to."""
    times = {ref: sentences.duration(time) for ref, time in time_of_each(facts, rules=rules).items()}

    def told(condition: ConditionView) -> ConditionView:
        return replace(condition, rows=tuple(replace(row, amount=times.get(row.ref, "")) for row in condition.rows))

    return tuple(
        replace(level, conditions=tuple(told(condition) if condition.is_years else condition for condition in level.conditions))
        for level in levels
    )


def years_view(facts: Facts, rules: RuleSet) -> YearsView | None:
    """None where the years cannot be counted from any degree."""
    ways = ways_of_counting(facts, rules=rules)
    if ways is None:
        return None
    twelve_matter = ways.differ_at_twelve and _credits_would_differ(facts, rules)
    return YearsView(
        rows=tuple(_row(way, ways) for way in ways.all),
        why=str(WHY[ways.chosen.reading]),
        warnings=tuple(_warnings(ways, facts, rules, twelve_matter=twelve_matter)),
        twelve_matter=twelve_matter,
    )


def _row(way: Way, ways: Ways) -> WayRow:
    sure, possible = way.service.sure.duration, way.service.possible.duration
    return WayRow(
        name=str(NAMES[way.reading]),
        is_used=way is ways.chosen,
        sure=sentences.duration(sure),
        possible=sentences.duration(possible) if possible != sure else "",
        kind=KINDS[way.six_years],
        word=sentences.outcome_word(way.six_years),
        twelve_kind=KINDS[way.twelve_years],
        twelve_word=sentences.outcome_word(way.twelve_years),
    )


def _credits_would_differ(facts: Facts, rules: RuleSet) -> bool:
    """Whether level 1's credits would get another outcome: enough for either requirement, or for neither, is the same in each way."""
    ways = (replace(rules, readings=replace(rules.readings, years=reading)) for reading in Years)
    return len({assess(facts, rules=way).level(1).finding(Condition.MERIT_CREDITS).outcome for way in ways}) > 1


def _warnings(ways: Ways, facts: Facts, rules: RuleSet, *, twelve_matter: bool) -> list[str]:
    said = []
    if ways.differ_at_six:
        differ = _("Sätten ger olika svar på kravet på %(years)s år.") % {"years": rules.thresholds.years}
        ask = _("Fråga Skolverket hur de räknar innan du söker, och skicka med intyg om omfattningen.")
        said.append(f"{differ} {ask}")
    if twelve_matter:
        words = {"years": rules.thresholds.transition_years, "day": long_date(rules.transition.last_day)}
        differ = _("Sätten ger olika svar på om du har %(years)s år inom skolväsendet.") % words
        lowers = _("De åren sänker kravet på poäng för nivå 1 till och med den %(day)s.") % words
        said.append(f"{differ} {lowers}")
    return said
