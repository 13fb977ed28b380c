"""Fitting one set of courses into the periods, so that the level is reached as soon as it can be."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import combinations
from typing import NamedTuple

from merit.shortest.needs import ZERO, Credits, Standing
from merit.shortest.terms import Period


class Course(NamedTuple):
    gives: Credits
    credits: Decimal
    first: int
    is_vak: bool


@dataclass(frozen=True)
class Timetable:
    """periods: in order of time. standings: the days that can decide, in order. most: högskolepoäng in one period.

    until: the last day on which the level may be reached; None for whenever.
    """

    periods: tuple[Period, ...]
    standings: tuple[tuple[date, Standing], ...]
    most: Decimal
    until: date | None = None

    @cached_property
    def days(self) -> tuple[tuple[date, Standing], ...]:
        return tuple(pair for pair in self.standings if self.until is None or pair[0] <= self.until)

    @cached_property
    def open(self) -> tuple[Period, ...]:
        """The periods that end in time."""
        return tuple(period for period in self.periods if self.until is None or period.ends_on <= self.until)

    @cached_property
    def fewest_others(self) -> int:
        """How few conditions are left to something else than courses on the best of days: on other days the level is not reached."""
        return min(len(standing.others) for _, standing in self.standings)

    @cached_property
    def fewest_first_others(self) -> int:
        """The same for level 1."""
        return min(len(standing.first_others) for _, standing in self.standings)


class Plan(NamedTuple):
    """periods: the number of the period of each course, in the order given."""

    reached_on: date
    periods: tuple[int, ...]
    first_on: date | None


class _State(NamedTuple):
    """when: the period of each course, None while it is not taken. first_on: the day on which level 1 could be applied for."""

    when: tuple[int | None, ...]
    first_on: date | None


def soonest(courses: Sequence[Course], table: Timetable) -> Plan | None:
    """The plan that reaches the level on the earliest day with all of these courses; None where they do not fit or do not lead there."""
    states = [_State((None,) * len(courses), None)]
    days = list(table.days)
    for number, period in enumerate((*table.open, None)):
        while days and (period is None or days[0][0] < period.starts_on):
            day, standing = days.pop(0)
            states = [_seen(state, courses, table, day, standing) for state in states]
            for state in states:
                if _is_there(state, courses, table, day, standing):
                    return Plan(day, tuple(when for when in state.when if when is not None), state.first_on)
        if period is not None:
            states = _different(after for state in states for after in _taken(state, number, courses, table))
    return None


def _different(states: Iterable[_State]) -> list[_State]:
    """One state of those that have taken the same: all of it is done before the next period, so that what follows is the same too."""
    kept: dict[tuple[tuple[bool, ...], date | None], _State] = {}
    for state in states:
        kept.setdefault((tuple(when is not None for when in state.when), state.first_on), state)
    return list(kept.values())


def _sums(state: _State, courses: Sequence[Course], table: Timetable, day: date) -> Credits:
    """What the courses that are done by the day give to each condition."""
    done = [c for c, when in zip(courses, state.when, strict=True) if when is not None and table.periods[when].ends_on <= day]
    merit, advanced, proficiency = (sum((course.gives[n] for course in done), ZERO) for n in range(3))
    return merit, advanced, proficiency


def _seen(state: _State, courses: Sequence[Course], table: Timetable, day: date, standing: Standing) -> _State:
    """Whether level 1 could be applied for on this day, where that has not been seen before."""
    if state.first_on is not None or standing.may_begin_vak or len(standing.first_others) > table.fewest_first_others:
        return state
    merit = _sums(state, courses, table, day)[0]
    return state if merit < standing.first_lacking else _State(state.when, day)


def _is_there(state: _State, courses: Sequence[Course], table: Timetable, day: date, standing: Standing) -> bool:
    if None in state.when or len(standing.others) > table.fewest_others:
        return False
    if standing.needs_first and state.first_on is None:
        return False
    sums = _sums(state, courses, table, day)
    return all(there >= asked for there, asked in zip(sums, standing.lacking, strict=True))


def _taken(state: _State, number: int, courses: Sequence[Course], table: Timetable) -> Iterator[_State]:
    """The state with each selection of courses that can be begun in the period and fits in it."""
    can_begin_vak = _can_begin_vak(state, number, courses, table)
    open_ = [
        index
        for index, course in enumerate(courses)
        if state.when[index] is None and course.first <= number and (can_begin_vak or not course.is_vak)
    ]
    for size in range(len(open_), -1, -1):
        for chosen in combinations(open_, size):
            fits = sum((courses[index].credits for index in chosen), ZERO) <= table.most
            if fits and not any(_before_its_like(index, chosen, state, courses) for index in chosen):
                yield _State(tuple(number if i in chosen else when for i, when in enumerate(state.when)), state.first_on)


def _before_its_like(index: int, chosen: tuple[int, ...], state: _State, courses: Sequence[Course]) -> bool:
    """Whether a course is taken before one that is alike and stands before it: the same thing in another order."""
    earlier = index - 1
    return earlier >= 0 and courses[earlier] == courses[index] and state.when[earlier] is None and earlier not in chosen


def _can_begin_vak(state: _State, number: int, courses: Sequence[Course], table: Timetable) -> bool:
    """Only with a decision on level 1, so not before the day after it could be decided, and with the credits asked for admission."""
    begins = table.periods[number].starts_on
    day, standing = max((pair for pair in table.standings if pair[0] < begins), key=lambda pair: pair[0], default=table.standings[0])
    decided = standing.may_begin_vak or (state.first_on is not None and state.first_on < begins)
    return decided and _sums(state, courses, table, min(day, begins))[0] >= standing.entry
