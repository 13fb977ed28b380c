"""Which rule set answers for a school provider on a day: its own where it has published one on the law in force, else the built-in."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from merit.rule_sets.models import PublishedRuleSet
from merit.rules import rulesets
from merit.rules.readings import Readings
from merit.rules.rulesets import RuleSet


class UnknownRuleSetError(LookupError):
    """No rule set has ever had the name."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A rule set and the days on which it answers. row: None where it is built in. Its own days are those of `rules`."""

    rules: RuleSet
    row: PublishedRuleSet | None

    @property
    def was_passed_over(self) -> bool:
        """Whether a later one took its place before its first day was over."""
        return self.rules.last_day is not None and self.rules.last_day < self.rules.valid_from


@dataclass(frozen=True, slots=True)
class RuleSets:
    """All rule sets of one provider. Called with a day it gives the one in force, so that pure rules can ask it."""

    published: tuple[PublishedRuleSet, ...]

    def __call__(self, day: date) -> RuleSet:
        """Raises NoRuleSetError."""
        base = rulesets.rule_set_on(day)
        row = self._row_on(day, base)
        return base if row is None else self._read(row, base)

    def row_on(self, day: date) -> PublishedRuleSet | None:
        """What the provider has published that is in force, None where the built-in one is. Raises NoRuleSetError."""
        return self._row_on(day, rulesets.rule_set_on(day))

    def stretches(self) -> list[Stretch]:
        """Every rule set in order of time, the built-in ones with the days that are left to them."""
        found: list[Stretch] = []
        for base in sorted(rulesets.RULE_SETS, key=lambda rules: rules.valid_from):
            rows = self._on(base)
            first = min((row.valid_from for row in rows), default=None)
            left = base if first is None else replace(base, last_day=_eve(first))
            found.append(Stretch(left, None))
            found += [Stretch(self._read(row, base), row) for row in rows]
        return found

    def _on(self, base: RuleSet) -> Sequence[PublishedRuleSet]:
        return [row for row in self.published if row.base == base.id]

    def _row_on(self, day: date, base: RuleSet) -> PublishedRuleSet | None:
        return next((row for row in reversed(self._on(base)) if row.valid_from <= day), None)

    def _read(self, row: PublishedRuleSet, base: RuleSet) -> RuleSet:
        rows = self._on(base)
        following = rows[rows.index(row) + 1 :]
        return _read(row, base, last_day=_eve(following[0].valid_from) if following else base.last_day)


def rule_sets_of(provider: int) -> RuleSets:
    """provider: its id. One query."""
    return RuleSets(tuple(PublishedRuleSet.objects.filter(provider=provider)))


def rule_sets_of_many(providers: Iterable[int]) -> dict[int, RuleSets]:
    """The same for several, in one query."""
    ids = set(providers)
    rows: dict[int, list[PublishedRuleSet]] = defaultdict(list)
    for row in PublishedRuleSet.objects.filter(provider__in=ids):
        rows[row.provider_id].append(row)
    return {pk: RuleSets(tuple(rows[pk])) for pk in ids}


def rule_set_for(provider: int, *, on: date) -> RuleSet:
    """The rule set that answers for the provider with this id. Raises NoRuleSetError."""
    return rule_sets_of(provider)(on)


def rule_set_named(name: str) -> RuleSet:
    """Any rule set that has ever answered, so that an old assessment can be proved again. Raises UnknownRuleSetError.

    Its last day is not reckoned for a published one: what it answers does not depend on it.
    """
    base = _built_in(name)
    if base is not None:
        return base
    row = PublishedRuleSet.objects.filter(name=name).first()
    base = None if row is None else _built_in(row.base)
    if row is None or base is None:
        raise UnknownRuleSetError(name)
    return _read(row, base, last_day=base.last_day)


def _built_in(name: str) -> RuleSet | None:
    return next((rules for rules in rulesets.RULE_SETS if rules.id == name), None)


def _read(row: PublishedRuleSet, base: RuleSet, *, last_day: date | None) -> RuleSet:
    return base.reread(id=row.name, valid_from=row.valid_from, last_day=last_day, readings=Readings.from_values(row.readings))


def _eve(day: date) -> date:
    return day - timedelta(days=1)
