"""Small groups: a number about one to four people is not shown, nor one from which it could be reckoned. Nobody is no group."""

from collections.abc import Mapping
from typing import TypeVar

from django.utils.translation import gettext as _

SMALLEST_SHOWN = 5

K = TypeVar("K")


def is_small(people: int) -> bool:
    return 0 < people < SMALLEST_SHOWN


def hidden_word(count: int) -> str:
    """What stands in the place of a hidden count: that it is small, or that it is hidden so that a small one cannot be reckoned."""
    return _("färre än 5") if is_small(count) else _("visas inte")


def shown(count: int) -> int | None:
    """The count, or None where the group is too small to show."""
    return None if is_small(count) else count


def shown_parts(counts: Mapping[K, int]) -> dict[K, int | None]:
    """Counts of people that add up to a known whole.

    Where one is hidden, the next smallest are hidden with it, until what is missing from the sum is at least two counts and no small
    group itself.
    """
    hidden = {key for key, count in counts.items() if is_small(count)}
    others = sorted((key for key, count in counts.items() if count and key not in hidden), key=lambda key: counts[key])
    while hidden and others and (len(hidden) < 2 or is_small(sum(counts[key] for key in hidden))):
        hidden.add(others.pop(0))
    return {key: None if key in hidden else count for key, count in counts.items()}
