import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.suppression import SMALLEST_SHOWN, shown, shown_parts


@pytest.mark.parametrize(("count", "told"), [(0, 0), (1, None), (4, None), (5, 5), (38, 38)])
def test_one_to_four_are_not_told(count, told):
    assert shown(count) == told


def test_one_hidden_count_takes_the_next_smallest_with_it():
    assert shown_parts({"a": 20, "b": 6, "c": 3}) == {"a": 20, "b": None, "c": None}


def test_two_hidden_counts_that_are_a_small_group_together_take_one_more():
    assert shown_parts({"a": 20, "b": 6, "c": 1, "d": 1}) == {"a": 20, "b": None, "c": None, "d": None}


def test_nobody_is_no_group():
    assert shown_parts({"a": 20, "b": 0}) == {"a": 20, "b": 0}


@given(st.dictionaries(st.integers(0, 8), st.integers(0, 40), max_size=8))
def test_nothing_hidden_can_be_reckoned_from_the_whole(counts):
    told = shown_parts(counts)
    assert all(told[key] in {None, count} for key, count in counts.items())
    assert not any(told[key] is not None for key, count in counts.items() if 0 < count < SMALLEST_SHOWN)
    hidden = [count for key, count in counts.items() if told[key] is None]
    if hidden and len(hidden) < sum(1 for count in counts.values() if count):
        assert len(hidden) >= 2
        assert sum(hidden) >= SMALLEST_SHOWN
