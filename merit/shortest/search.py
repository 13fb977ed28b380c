"""The exact search: sets of courses in order of their credits, and for each the soonest way to fit it into the periods.

Courses that give the same, in the same group and from the same period are alike, so that sets are counted and not listed; whichever
comes first among the given is named. Nothing is left out that could be shorter: a lower bound only decides what is looked at first.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from heapq import heappop, heappush
from itertools import count
from typing import NamedTuple

from merit.rules.facts import CourseKind, Facts
from merit.rules.findings import Condition
from merit.rules.rulesets import RulesOn, rule_set_on
from merit.shortest.needs import ZERO, Credits, Standing, days_of, gain, standing_on
from merit.shortest.schedule import Course, Timetable, soonest
from merit.shortest.terms import Candidate, Limits, Period


@dataclass(frozen=True, slots=True)
class Way:
    """The shortest way to a level. credits: högskolepoäng in all. steps: what to take in which period (its number), in order of time.

    reached_on: the first day on which all that courses and time decide is met. others: the conditions that something else must meet.
    first_on: the day on which courses and time allow level 1, where its decision is not there; None where that is never on the way.
    first_others: the conditions of level 1 that something else must meet by then.
    """

    level: int
    credits: Decimal
    reached_on: date
    steps: tuple[tuple[int, tuple[Candidate, ...]], ...]
    others: tuple[Condition, ...]
    first_on: date | None
    first_others: tuple[Condition, ...]


class _Alike(NamedTuple):
    """Candidates between which nothing but the name differs."""

    gives: Credits
    credits: Decimal
    group: str
    first: int
    is_vak: bool


def shortest_way(
    facts: Facts,
    level: int,
    candidates: Sequence[Candidate],
    *,
    periods: Sequence[Period],
    limits: Limits,
    entry_credits: Decimal,
    until: date | None = None,
    rules_on: RulesOn = rule_set_on,
) -> Way | None:
    """The fewest högskolepoäng to the level, then the soonest; None where the courses and periods given do not lead there.

    facts: as they are today (their reference date); the courses given are not among them. entry_credits: asked for before VAK (30 hp).
    until: reached no later than that day; before the day of another way it answers whether there is a sooner one, with more credits.
    The order is the law's: level 1 first, VAK begun only after the day on which level 1 could be decided (SFS 2025:280, 7 and 9 §§).
    """
    days = days_of(facts, level, periods, rules_on=rules_on)
    table = Timetable(
        periods=tuple(periods),
        standings=tuple((day, standing_on(facts, level, day, entry_credits=entry_credits, rules_on=rules_on)) for day in days),
        most=limits.most,
        until=until,
    )
    alike = _alike(facts, candidates, periods, rules_on)
    best: tuple[Decimal, date] | None = None
    found = None
    for taken, total in _sets(list(alike), {key: len(rows) for key, rows in alike.items()}, limits, table):
        if best is not None and total > best[0]:
            break
        plan = soonest([Course(key.gives, key.credits, key.first, is_vak=key.is_vak) for key in taken], table)
        if plan is not None and (best is None or plan.reached_on < best[1]):
            best, found = (total, plan.reached_on), (taken, plan)
    if best is None or found is None:
        return None
    taken, plan = found
    on = dict(table.standings)
    first_others = () if plan.first_on is None else on[plan.first_on].first_others
    return Way(level, best[0], plan.reached_on, _steps(taken, plan.periods, alike), on[plan.reached_on].others, plan.first_on, first_others)


def _alike(facts: Facts, candidates: Sequence[Candidate], periods: Sequence[Period], rules_on: RulesOn) -> dict[_Alike, list[Candidate]]:
    """Those that give anything, in the order given."""
    alike: dict[_Alike, list[Candidate]] = {}
    for candidate in candidates:
        if candidate.first >= len(periods):
            continue
        gives = gain(facts, candidate, periods[candidate.first], rules_on=rules_on)
        if any(gives):
            key = _Alike(gives, candidate.credits, candidate.group, candidate.first, candidate.kind is CourseKind.VAK)
            alike.setdefault(key, []).append(candidate)
    return alike


def _sets(
    kinds: list[_Alike], there_are: dict[_Alike, int], limits: Limits, table: Timetable
) -> Iterator[tuple[tuple[_Alike, ...], Decimal]]:
    """Every set of courses that could be enough, the fewest credits first. Each set once: kinds are added in one order."""
    order = count()
    least = [standing for _, standing in table.days if len(standing.others) == table.fewest_others]
    if not least:
        return
    ahead: list[tuple[Decimal, int, int, tuple[int, ...]]] = [(_least_left((), least), 0, next(order), ())]
    while ahead:
        bound, _, _, chosen = heappop(ahead)
        taken = tuple(kinds[index] for index in chosen)
        total = sum((kind.credits for kind in taken), ZERO)
        if _least_left(taken, least) == ZERO:
            yield taken, bound
        for index in range(chosen[-1] if chosen else 0, len(kinds)):
            kind = kinds[index]
            more = (*taken, kind)
            room = limits.rooms.get(kind.group)
            if taken.count(kind) >= there_are[kind] or (room is not None and sum(k.group == kind.group for k in more) > room):
                continue
            if total + kind.credits > limits.most * len(table.open) or kind.credits > limits.most:
                continue
            left = _least_left(more, least)
            heappush(ahead, (total + kind.credits + left, -len(more), next(order), (*chosen, index)))


def _least_left(taken: tuple[_Alike, ...], standings: Sequence[Standing]) -> Decimal:
    """A bound: no course gives a condition more than its own credits, so this much must come at least, whatever the day."""
    sums = [sum((kind.gives[n] for kind in taken), ZERO) for n in range(3)]
    return min(max(ZERO, *(asked - there for asked, there in zip(s.lacking, sums, strict=True))) for s in standings)


def _steps(
    taken: tuple[_Alike, ...], when: tuple[int, ...], alike: dict[_Alike, list[Candidate]]
) -> tuple[tuple[int, tuple[Candidate, ...]], ...]:
    rest = {key: iter(rows) for key, rows in alike.items()}
    named = [(period, next(rest[key])) for key, period in zip(taken, when, strict=True)]
    return tuple((period, tuple(c for p, c in named if p == period)) for period in sorted(set(when)))
