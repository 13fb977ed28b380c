from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.periods import Period, PeriodError, merge, validate

SPRING = Period(date(2026, 1, 1), date(2026, 6, 30))
OPEN = Period(date(2026, 3, 1))
days = st.dates(date(2020, 1, 1), date(2022, 12, 31))


@st.composite
def periods(draw):
    first = draw(days)
    return Period(first, draw(st.one_of(st.none(), st.dates(first, first + timedelta(days=200)))))


def test_a_period_holds_its_first_and_its_last_day():
    assert SPRING.contains(date(2026, 1, 1))
    assert date(2026, 6, 30) in SPRING
    assert date(2026, 7, 1) not in SPRING
    assert date(2025, 12, 31) not in SPRING


def test_a_running_period_holds_every_day_from_its_first():
    assert date(2999, 1, 1) in OPEN
    assert date(2026, 2, 28) not in OPEN


def test_the_last_day_may_be_the_first_but_not_before_it():
    assert date(2026, 1, 1) in Period(date(2026, 1, 1), date(2026, 1, 1))
    with pytest.raises(PeriodError):
        Period(date(2026, 1, 2), date(2026, 1, 1))
    with pytest.raises(PeriodError):
        validate(date(2026, 1, 2), date(2026, 1, 1))
    validate(date(2026, 1, 2), None)


def test_half_open_and_back():
    assert SPRING.until == date(2026, 7, 1)
    assert Period.from_half_open(date(2026, 1, 1), date(2026, 7, 1)) == SPRING
    assert OPEN.until is None
    assert Period.from_half_open(date(2026, 3, 1), None) == OPEN


def test_periods_that_share_a_day_overlap_and_those_day_upon_day_only_touch():
    assert SPRING.overlaps(OPEN)
    assert SPRING.overlaps(Period(date(2026, 6, 30), date(2026, 7, 2)))
    after = Period(date(2026, 7, 1), date(2026, 7, 2))
    assert not SPRING.overlaps(after)
    assert SPRING.touches(after)
    assert not SPRING.touches(Period(date(2026, 7, 2)))


def test_clipping_to_a_day():
    assert OPEN.clipped(on=date(2026, 3, 10)) == Period(date(2026, 3, 1), date(2026, 3, 10))
    assert OPEN.clipped(on=date(2026, 2, 1)) is None
    assert SPRING.clipped(on=date(2027, 1, 1)) == SPRING
    assert OPEN.days(on=date(2026, 3, 10)) == 10
    assert OPEN.days(on=date(2026, 2, 1)) == 0


def test_merging_joins_what_overlaps_or_follows():
    assert merge([Period(date(2026, 7, 1), date(2026, 8, 1)), SPRING]) == [Period(date(2026, 1, 1), date(2026, 8, 1))]
    assert merge([SPRING, OPEN]) == [Period(date(2026, 1, 1))]
    assert merge([SPRING, Period(date(2026, 7, 2))]) == [SPRING, Period(date(2026, 7, 2))]
    assert merge([]) == []


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)  # two cores for many
@given(st.lists(periods()), days)
def test_merging_keeps_exactly_the_same_days(given_periods, day):
    assert any(day in each for each in given_periods) == any(day in each for each in merge(given_periods))


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(periods()))
def test_merged_periods_never_touch(given_periods):
    merged = merge(given_periods)
    assert all(not one.touches(other) for one, other in pairwise(merged))
    assert merge(merged) == merged
