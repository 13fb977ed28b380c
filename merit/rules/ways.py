"""The same years of service counted in each way the law may be read, and whether the answer would differ."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from merit.rules.counting import Counting
from merit.rules.durations import Duration, distance
from merit.rules.facts import Facts
from merit.rules.findings import Counted, Outcome
from merit.rules.qualifying import read_as, usable
from merit.rules.readings import Years
from merit.rules.rulesets import RuleSet
from merit.rules.service import Span, weigh_service


class Way(NamedTuple):
    """The service counted in one way: anywhere, for the six years, and in the school system alone, for the twelve of the transition."""

    reading: Years
    service: Span
    in_school_system: Span
    six_years: Outcome
    twelve_years: Outcome


class Ways(NamedTuple):
    """All ways, in the order of `Years`. `chosen`: the one of the rule set, which is the one that answers."""

    all: tuple[Way, ...]
    chosen: Way

    @property
    def differ_at_six(self) -> bool:
        """Whether another way would answer the six years otherwise than the one that is chosen."""
        return any(way.six_years is not self.chosen.six_years for way in self.all)

    @property
    def differ_at_twelve(self) -> bool:
        return any(way.twelve_years is not self.chosen.twelve_years for way in self.all)


def ways_of_counting(facts: Facts, *, rules: RuleSet) -> Ways | None:
    """The years of service up to the day before the reference date in each way; None where they cannot be counted from any degree.

    That is where the qualifying degree is missing, rejected or issued after the reference date. The twelve years are those reached on
    the reference date, also outside the transition's days. Source: SFS 2025:280, 6 § 2 and övergångsbestämmelse 2.
    """
    degree = usable(read_as(facts, rules.readings.degree).qualifying_degree)
    if degree is None or degree.issued_on > facts.reference_date:
        return None
    record = weigh_service(facts.employments, degree=degree, on=facts.reference_date, teaching=rules.teaching)
    asked = rules.thresholds
    ways = []
    for reading in Years:
        by = Counting(reading, asked.half_time_percent)
        anywhere, at_school = record.anywhere(by), record.in_school_system(by)
        ways.append(Way(reading, anywhere, at_school, anywhere.reaches(asked.years), at_school.reaches(asked.transition_years)))
    return Ways(tuple(ways), _chosen(ways, rules.readings.years))


def time_of_each(facts: Facts, *, rules: RuleSet) -> Mapping[str | None, Duration]:
    """How long each employment that counts is by itself, by its `ref`, clipped as the years of service are. Days two share are in both."""
    degree = usable(read_as(facts, rules.readings.degree).qualifying_degree)
    record = weigh_service(facts.employments, degree=degree, on=facts.reference_date, teaching=rules.teaching)
    counted = [row.ref for row in record.rows if row.counted in {Counted.SURE, Counted.POSSIBLE}]
    days = [(date.fromordinal(stretch.first), date.fromordinal(stretch.end)) for stretch in record.stretches]
    return {ref: distance(first, end) for ref, (first, end) in zip(counted, days, strict=True)}


def _chosen(ways: Sequence[Way], reading: Years) -> Way:
    return next(way for way in ways if way.reading is reading)
