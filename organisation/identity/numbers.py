"""Personal and coordination numbers as people write them. Pure: the day is passed in, and no number stands in a repr or an error.

Sources: folkbokföringslagen (1991:481) 18 §; lagen (2022:1697) om samordningsnummer 2 kap. 8 §. Check digits are the library's to reckon.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from personnummer.personnummer import Personnummer, PersonnummerException

COORDINATION_DAYS = 60  # are added to the day of a coordination number
AS_WRITTEN = re.compile(
    r"(?P<century>[0-9]{2})?(?P<year>[0-9]{2})(?P<month>[0-9]{2})(?P<day>[0-9]{2})(?P<sign>[-+]?)(?P<last>[0-9TRSUWXJKLMN][0-9]{3})"
)
DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"))  # what word processors make of a hyphen
HIDDEN = "••••"


class Kind(StrEnum):
    """The values are those of PersonIdentifier.Kind."""

    PERSONAL = "personal"
    COORDINATION = "coordination"
    INTERIM = "interim"


class Fault(StrEnum):
    """What is wrong with a number, for the form to say in words."""

    SHAPE = "shape"
    DAY = "day"
    AHEAD = "ahead"
    CHECK = "check"
    INTERIM = "interim"


class NumberError(ValueError):
    """The text is no number that is accepted here. Says which fault, never the text."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True)
class IdentityNumber:
    """value: twelve characters, YYYYMMDDNNNC. An interim number has a letter in the ninth place."""

    kind: Kind
    value: str = field(repr=False)

    @property
    def masked(self) -> str:
        """The day of birth, and that the rest is hidden."""
        return f"{self.value[:8]}-{HIDDEN}"

    def __str__(self) -> str:
        return self.masked


def parse(text: str, *, on: date, allow_interim: bool = False) -> IdentityNumber:
    """Read YYYYMMDD-NNNC, YYYYMMDDNNNC, YYMMDD-NNNC, YYMMDD+NNNC or YYMMDDNNNC. Raises NumberError.

    on: decides the century where none is written, and that nobody is born ahead. allow_interim: take a number with a letter, as Ladok
    and health care give those who have no other; only where a document carries it.
    """
    found = AS_WRITTEN.fullmatch(re.sub(r"\s", "", text).translate(DASHES).upper())
    if found is None or (found["century"] and found["sign"] == "+"):
        raise NumberError(Fault.SHAPE)
    is_interim = found["last"][0].isalpha()
    if is_interim and not allow_interim:
        raise NumberError(Fault.INTERIM)
    year = int(found["century"] + found["year"]) if found["century"] else _year(int(found["year"]), found["sign"], on)
    day = int(found["day"])
    is_coordination = day > COORDINATION_DAYS
    if _born(year, int(found["month"]), day - COORDINATION_DAYS if is_coordination else day) > on:
        raise NumberError(Fault.AHEAD)
    value = f"{year:04}{found['month']}{found['day']}{found['last']}"
    if is_interim:
        return IdentityNumber(Kind.INTERIM, value)
    _check(value)
    return IdentityNumber(Kind.COORDINATION if is_coordination else Kind.PERSONAL, value)


def _year(two_digits: int, sign: str, on: date) -> int:
    """The latest such year that has begun; with a plus, a hundred years before: the sign changes in the year somebody turns 100."""
    return on.year - (on.year - two_digits) % 100 - (100 if sign == "+" else 0)


def _born(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise NumberError(Fault.DAY) from None


def _check(value: str) -> None:
    try:
        Personnummer(value)
    except PersonnummerException:
        raise NumberError(Fault.CHECK) from None  # the library's own message holds the number
