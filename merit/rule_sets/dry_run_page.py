"""What a dry run says: how many would have another outcome, on which level and condition, and where; small groups are not shown.

Counts are those of the whole school provider, so whoever reads them is told no more of one person than the other aggregates tell. Rows of
people are made anew each time, and only of those whose assessment the viewer may read.
"""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any, TypeVar

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.formats import first_upper, in_words, long_date
from core.suppression import hidden_word, is_small, shown_parts
from jobs.models import Job
from merit import sentences
from merit.facts import facts_for
from merit.rule_sets.changes import Changes, PersonChange, change_between
from merit.rule_sets.in_force import RuleSets
from merit.rule_sets.models import DryRun, RuleSetDraft
from merit.rule_sets.rehearsing import draft_rules
from merit.rules import assess
from merit.rules.findings import Outcome
from organisation.models import Person, SchoolUnit

MOST_PEOPLE = 50
K = TypeVar("K", bound=Hashable)
ORDER = {Outcome.NOT_MET: 0, Outcome.UNDETERMINED: 1, Outcome.MET: 2}


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """what: the level, or the condition. direction: up, down, for the shape beside the words."""

    level: str
    what: str
    before: str
    after: str
    direction: str
    count: str


@dataclass(frozen=True, slots=True)
class PersonRow:
    person: Person
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DryRunView:
    """stale: why it does not hold any more; empty where it does."""

    job: Job
    made: str
    stale: str
    is_done: bool
    heading: str
    text: str
    levels: tuple[ChangeRow, ...]
    conditions: tuple[ChangeRow, ...]
    units: tuple[tuple[str, str], ...]
    people: tuple[PersonRow, ...]
    pk: int
    may_cancel: bool

    @property
    def is_current(self) -> bool:
        return not self.stale


def dry_run_view(run: DryRun, draft: RuleSetDraft, published: RuleSets, *, may_see: Any, viewer: Person, on: date) -> DryRunView:
    """may_see: the stored assessments that the viewer may read."""
    found = None if run.result is None else Changes.from_json(run.result)
    stale = _stale(run, draft, published, on=on)
    return DryRunView(
        job=run.job,
        made=_("Gjord %(day)s, mot %(name)s.") % {"day": long_date(run.on), "name": run.baseline},
        stale=stale,
        is_done=found is not None,
        heading="" if found is None else _heading(found),
        text="" if found is None else _text(found),
        levels=() if found is None else tuple(_levels(found)),
        conditions=() if found is None else tuple(_conditions(found)),
        units=() if found is None else tuple(_units(found)),
        people=() if found is None or stale else tuple(_people(draft, published, may_see, viewer)),
        pk=run.pk,
        may_cancel=not run.job.is_over and run.job.cancel_requested_at is None,
    )


def _stale(run: DryRun, draft: RuleSetDraft, published: RuleSets, *, on: date) -> str:
    if run.draft_version != draft.version:
        return _("Utkastet har ändrats sedan provkörningen. Gör en ny.")
    if run.baseline != published(draft.valid_from).id:
        return _("En annan läsning har publicerats sedan provkörningen. Gör en ny.")
    if run.on != on:
        return _("Provkörningen är gjord en annan dag, och uppgifterna kan ha ändrats sedan dess. Gör en ny.")
    return ""


def _heading(found: Changes) -> str:
    if not found.changed:
        return _("Ingen får ett annat utfall")
    if is_small(found.changed):
        return _("Färre än fem personer får ett annat utfall")
    return ngettext("%(count)s person får ett annat utfall", "%(count)s personer får ett annat utfall", found.changed) % {
        "count": first_upper(in_words(found.changed))
    }


def _text(found: Changes) -> str:
    text = ngettext("%(count)s person är bedömd på båda sätten.", "%(count)s personer är bedömda på båda sätten.", found.people)
    said = first_upper(text % {"count": in_words(found.people)})
    if not found.touched:
        return said + " " + _("Inte heller något enskilt villkor ändras.")
    if not found.changed:
        return said + " " + _("Enskilda villkor ändras, men ingen nivå.")
    return said


def _levels(found: Changes) -> Iterable[ChangeRow]:
    counts = _shown(found.levels)
    for (level, was, now), count in sorted(found.levels.items(), key=lambda pair: (pair[0][0], -pair[1])):
        yield _row(level, sentences.level_name(level), (was, now), count=_count(counts[level, was, now], count))


def _conditions(found: Changes) -> Iterable[ChangeRow]:
    """Level by level, as the counts of one level may be held against each other."""
    rows = sorted(found.conditions.items(), key=lambda pair: (pair[0][0], -pair[1], pair[0][1]))
    for _level, group in groupby(rows, key=lambda pair: pair[0][0]):
        of_level = dict(group)
        counts = _shown(of_level)
        for (level, condition, was, now), count in of_level.items():
            shown = _count(counts[level, condition, was, now], count)
            yield _row(level, sentences.condition_name(condition), (was, now), count=shown)


def _units(found: Changes) -> Iterable[tuple[str, str]]:
    names = dict(SchoolUnit.objects.filter(pk__in=list(found.units)).order_by("name", "pk").values_list("pk", "name"))
    counts = _shown(found.units)
    for pk, name in names.items():
        yield name, _count(counts[pk], found.units[pk])


def _shown(counts: Mapping[K, int]) -> dict[K, int | None]:
    return shown_parts(dict(counts))


def _row(level: int, what: str, outcomes: tuple[Outcome, Outcome], *, count: str) -> ChangeRow:
    was, now = outcomes
    return ChangeRow(
        level=sentences.level_name(level),
        what=what,
        before=sentences.outcome_word(was),
        after=sentences.outcome_word(now),
        direction="up" if ORDER[now] > ORDER[was] else "down",
        count=count,
    )


def _count(shown: int | None, count: int) -> str:
    return hidden_word(count) if shown is None else str(shown)


def _people(draft: RuleSetDraft, published: RuleSets, may_see: Any, viewer: Person) -> Iterable[PersonRow]:
    """Those whose assessment the viewer may read, and who would have another outcome."""
    seen = {
        row.person_id: row.person for row in may_see.exclude(person=viewer).select_related("person").order_by("person_id")[:MOST_PEOPLE]
    }
    if not seen:
        return
    before = published(draft.valid_from)
    after = draft_rules(draft, before)
    for pk, facts in facts_for(list(seen), on=draft.valid_from).items():
        change = change_between(assess(facts, rules=before), assess(facts, rules=after))
        if change is not None and change.levels:
            yield PersonRow(seen[pk], tuple(_lines(change)))


def _lines(change: PersonChange) -> Iterable[str]:
    for level, was, now in change.levels:
        words = {"level": sentences.level_name(level), "before": sentences.outcome_word(was), "after": sentences.outcome_word(now)}
        yield _("%(level)s: från %(before)s till %(after)s") % words
