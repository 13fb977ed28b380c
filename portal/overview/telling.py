"""What may be told of a number that belongs to people. Few people are not told of, and no sum lets anybody reckon them out.

Whoever reads an authority's sum may also read each unit's number, where it is shown. The difference is the units whose number is
hidden; while those are fewer than five people together, the sum is told without them: "minst 26".
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from core.figures.level_counts import count_word
from core.formats import decimal_comma, thousands
from core.suppression import is_small
from portal.overview.aggregates import Credits, People


@dataclass(frozen=True)
class Told:
    """A number as it may be told. value None: hidden. at_least: units with few people are left out of it."""

    value: Decimal | int | None
    at_least: bool = False

    @property
    def word(self) -> str:
        if self.value is None:
            return count_word(None)
        text = thousands(self.value, 1) if isinstance(self.value, Decimal) else thousands(self.value)
        return _("minst %(number)s") % {"number": text} if self.at_least else text

    @property
    def is_hidden(self) -> bool:
        return self.value is None

    @property
    def size(self) -> Decimal:
        """For drawing: nothing where the number is hidden."""
        return Decimal(self.value or 0)


def told_people(people: People) -> Told:
    """The total, or what is left of it without the units that may not be told of."""
    return _told(people, people.total, people.by_unit)


def told_credits(credits_: Credits) -> Told:
    if not credits_.people.total:
        return Told(Decimal(0))
    return _told(credits_.people, credits_.total, credits_.by_unit)


def told_in_unit(people: People, unit: int, amount: Decimal | None = None) -> Told:
    """One unit's number: how many people, or the amount that belongs to them."""
    if is_small(people.by_unit[unit]):
        return Told(None)
    return Told(people.by_unit[unit] if amount is None else amount)


def _told(people: People, total: Decimal | int, by_unit: Mapping[int, Decimal | int]) -> Told:
    if is_small(people.total):
        return Told(None)
    hidden = {unit for unit, count in people.by_unit.items() if is_small(count)}
    if not is_small(sum(people.by_unit[unit] for unit in hidden)):
        return Told(total)
    shown = [amount for unit, amount in by_unit.items() if unit not in hidden]
    return Told(sum(shown), at_least=True) if shown and sum(shown) else Told(None)


def total_of(parts: Iterable[Told]) -> Told:
    """A sum of what is told. Hidden parts stay out, and the sum says so."""
    told = list(parts)
    value = sum((part.size for part in told), Decimal(0))
    return Told(value, at_least=any(part.is_hidden or part.at_least for part in told))


def size_text(value: Decimal) -> str:
    return decimal_comma(value)
