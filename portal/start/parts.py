"""What a start page is made of. Each role adds its own; the view puts them in order."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.utils.dateformat import format as format_date

from core.figures.drawing import Figure


@dataclass(frozen=True)
class OpenRow:
    """Something open, and where it is done. needs_me: it waits for this person, and counts in the heading.

    count: shown large before the row, 0 for none. action: the words of the button where this is the first thing to do.
    """

    title: str
    text: str
    url: str
    kind: str
    word: str
    icon: str = ""
    count: int = 0
    needs_me: bool = True
    action: str = ""


@dataclass(frozen=True)
class Measured:
    """A number on its way to a requirement."""

    amount: str
    against: str
    sure: Decimal
    possible: Decimal
    required: Decimal
    unit: str
    label: str


@dataclass(frozen=True)
class Lacking:
    """A condition that is not met yet, as the tag `status` wants it."""

    name: str
    kind: str
    icon: str


@dataclass(frozen=True)
class NextLevel:
    """The way to the next level, for the panel beside the heading. lacking: the conditions beside the measured one."""

    heading: str
    measured: Measured | None = None
    lacking: Sequence[Lacking] = ()
    text: str = ""


@dataclass(frozen=True)
class LinkRow:
    """A place to look, with what it says today."""

    title: str
    text: str
    url: str
    kind: str = ""
    word: str = ""


@dataclass(frozen=True)
class Section:
    """Places under one heading."""

    id: str
    heading: str
    rows: Sequence[LinkRow]


@dataclass(frozen=True)
class Happening:
    """Something that has happened or will. when: the day as it is written beside it.

    url: where what the text is about stands; more: what was said of it, outside the link.
    """

    day: date
    when: str
    text: str
    url: str = ""
    more: str = ""


@dataclass
class Start:
    """state: what the heading says after the greeting."""

    state: str = ""
    lead: str = ""
    rows: list[OpenRow] = field(default_factory=list)
    note: str = ""
    panel: NextLevel | None = None
    plan: Figure | None = None
    sections: list[Section] = field(default_factory=list)
    ahead: list[Happening] = field(default_factory=list)

    @property
    def first(self) -> OpenRow | None:
        return next((row for row in self.rows if row.needs_me), None)


def written_day(day: date, *, on: date) -> str:
    """ "24 feb", with the year where it is another than this."""
    return format_date(day, "j b" if day.year == on.year else "j b Y")
