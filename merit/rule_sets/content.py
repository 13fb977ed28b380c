"""What a draft says, and what stands in its way. The same checks when it is saved and when it is published."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from core.formats import iso
from merit.rule_sets.in_force import RuleSets, rule_sets_of
from merit.rule_sets.models import PublishedRuleSet
from merit.rules import rulesets
from merit.rules.readings import Readings
from merit.rules.rulesets import NoRuleSetError, RuleSet

MOST_DAYS_AHEAD = 366 * 5
GROUNDS = ("why", "source", "certainty", "decided_by")

Grounds = Mapping[str, Mapping[str, str]]


class RuleSetError(Exception):
    """Why a rule set cannot be saved or published, as a sentence for whoever tries. field: where in the form it belongs, if anywhere."""

    def __init__(self, text: str, field: str | None = None) -> None:
        super().__init__(text)
        self.field = field


@dataclass(frozen=True, slots=True)
class Content:
    """name, first day and answers of a rule set to be, and the grounds of each answer that differs from the law's own rule set."""

    name: str
    valid_from: date
    readings: Readings
    grounds: Grounds


def checked(content: Content, *, provider: int, on: date) -> RuleSet:
    """The built-in rule set that the content rests on. on: today. Raises RuleSetError."""
    if content.valid_from < on:
        raise RuleSetError(_("Den första dagen har redan varit. Ange i dag eller en senare dag."), "valid_from")
    if content.valid_from > on + timedelta(days=MOST_DAYS_AHEAD):
        raise RuleSetError(_("Den första dagen får ligga högst fem år framåt."), "valid_from")
    base = base_on(content.valid_from)
    if is_taken(content.name):
        raise RuleSetError(_("En annan regelversion har redan det namnet. Välj ett annat."), "name")
    if not differs(content.readings, rule_sets_of(provider), on=content.valid_from):
        raise RuleSetError(_("Lagen läses redan så den dagen. Ändra minst ett av svaren."))
    return base


def base_on(day: date) -> RuleSet:
    """The law's own rule set that day. Raises RuleSetError."""
    try:
        return rulesets.rule_set_on(day)
    except NoRuleSetError as error:
        raise RuleSetError(_("Inga regler för meritering gäller %(day)s.") % {"day": iso(day)}, "valid_from") from error


def is_taken(name: str) -> bool:
    """Names are alike whatever their capitals, so that nobody mistakes one for another."""
    built_in = {rules.id.casefold() for rules in rulesets.RULE_SETS}
    return name.casefold() in built_in or PublishedRuleSet.objects.filter(name__iexact=name).exists()


def differs(readings: Readings, published: RuleSets, *, on: date) -> bool:
    """Whether anything would be read otherwise that day than it is without it."""
    return bool(readings.differing(published(on).readings))


def to_explain(readings: Readings, base: RuleSet) -> tuple[str, ...]:
    """The questions that need grounds: those answered otherwise than by the law's own rule set, which has its grounds already."""
    return readings.differing(base.readings)


def is_explained(readings: Readings, grounds: Grounds, base: RuleSet) -> bool:
    """Whether all that needs grounds has all of them."""
    return all(grounds.get(name, {}).get(part) for name in to_explain(readings, base) for part in GROUNDS)


def still_about(grounds: Grounds, *, written_for: Readings, readings: Readings) -> Grounds:
    """The grounds of the answers that stand: why one answer was chosen says nothing of another."""
    others = readings.differing(written_for)
    return {name: parts for name, parts in grounds.items() if name not in others}
