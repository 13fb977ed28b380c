"""What a row says, once somebody has said which column is what.

Nothing is taken for granted: a column that nobody named says nothing, and a text that nobody explained stops its row.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.forms import DayField
from inventory.models import LevelDecision, Licence, RegisterAnswerRow
from organisation.identity.numbers import IdentityNumber, NumberError, parse

State = RegisterAnswerRow.State
NUMBER = "number"
FIELDS: Mapping[str, str | Promise] = {
    NUMBER: _("Personnummer"),
    "licence_kind": _("Slag av legitimation"),
    "issued_on": _("Dag då legitimationen utfärdades"),
    "revoked_on": _("Dag då en återkallelse fick laga kraft"),
    "level": _("Meriteringsnivå"),
    "outcome": _("Beviljad eller avslag"),
    "decided_on": _("Dag för beslutet"),
    "case_number": _("Ärendenummer"),
    "lapsed_on": _("Dag då beslutet upphörde"),
}
DAYS = ("issued_on", "revoked_on", "decided_on", "lapsed_on")
MEANINGS: Mapping[str, Sequence[tuple[str, str | Promise]]] = {
    "licence_kind": Licence.Kind.choices,
    "level": [(str(number), str(number)) for number in (1, 2, 3, 4)],
    "outcome": LevelDecision.Outcome.choices,
}
SKIPS = "skip"  # a text that means that the row says nothing of this
FORMULA_SIGNS = ("=", "@", "+", "-")
LONGEST_CASE_NUMBER = 40
DAY = DayField(required=False, first_year=1990)


@dataclass(frozen=True)
class SaidLicence:
    kind: str
    issued_on: date
    revoked_on: date | None


@dataclass(frozen=True)
class SaidDecision:
    level: int
    outcome: str
    decided_on: date
    case_number: str
    lapsed_on: date | None


@dataclass(frozen=True)
class Said:
    """number: whose row it is."""

    number: IdentityNumber
    licence: SaidLicence | None
    decision: SaidDecision | None


class RowError(Exception):
    """The row cannot be read. number is there where that much could be."""

    def __init__(self, state: State, number: IdentityNumber | None = None) -> None:
        super().__init__(state.value)
        self.state, self.number = state, number


def texts_to_explain(rows: Sequence[Sequence[str]], columns: Mapping[str, int]) -> dict[str, list[str]]:
    """For each column whose texts must be given a meaning: the different texts in it, in the order they come."""
    return {name: list(dict.fromkeys(row[columns[name]] for row in rows if row[columns[name]])) for name in MEANINGS if name in columns}


def read_row(row: Sequence[str], columns: Mapping[str, int], words: Mapping[str, Mapping[str, str]], *, on: date) -> Said:
    """Raises RowError."""
    cells = {name: row[place] for name, place in columns.items()}
    if any(cell.startswith(FORMULA_SIGNS[:2]) for cell in cells.values()) or cells[NUMBER].startswith(FORMULA_SIGNS):
        raise RowError(State.FORMULA)
    try:
        number = parse(cells[NUMBER], on=on)
    except NumberError:
        raise RowError(State.NO_NUMBER) from None
    try:
        said = {name: _meaning(words, name, cells.get(name, "")) for name in MEANINGS} | {
            name: _day(cells.get(name, ""), on=on, may_lie_ahead=name == "lapsed_on") for name in DAYS
        }
        return Said(number, _licence(said, columns), _decision(said, columns, cells))
    except RowError as error:
        raise RowError(error.state, number) from None


def _meaning(words: Mapping[str, Mapping[str, str]], name: str, text: str) -> str:
    """words[name][""]: what holds for all rows, where the file has no column for it."""
    meaning = words.get(name, {}).get(text, "")
    if text and not meaning:
        raise RowError(State.BAD_WORD)
    return "" if meaning == SKIPS else meaning


def _day(text: str, *, on: date, may_lie_ahead: bool) -> date | None:
    try:
        day: date | None = DAY.clean(text)
    except ValidationError:
        raise RowError(State.BAD_DAY) from None
    if day is not None and day > on and not may_lie_ahead:
        raise RowError(State.BAD_DAY)
    return day


def _licence(said: Mapping[str, Any], columns: Mapping[str, int]) -> SaidLicence | None:
    """What holds for all rows does not by itself make a row say anything."""
    if not (said["issued_on"] or said["revoked_on"] or ("licence_kind" in columns and said["licence_kind"])):
        return None
    _must_say(said, {"licence_kind": State.NO_KIND, "issued_on": State.NO_ISSUED})
    if said["revoked_on"] and said["revoked_on"] < said["issued_on"]:
        raise RowError(State.BAD_ORDER)
    return SaidLicence(said["licence_kind"], said["issued_on"], said["revoked_on"])


def _decision(said: Mapping[str, Any], columns: Mapping[str, int], cells: Mapping[str, str]) -> SaidDecision | None:
    case_number = cells.get("case_number", "")
    if not (said["decided_on"] or said["lapsed_on"] or ("level" in columns and said["level"])):
        return None
    _must_say(said, {"level": State.NO_LEVEL, "outcome": State.NO_OUTCOME, "decided_on": State.NO_DAY})
    if len(case_number) > LONGEST_CASE_NUMBER:
        raise RowError(State.LONG)
    if said["lapsed_on"] and (said["outcome"] == LevelDecision.Outcome.REFUSED or said["lapsed_on"] < said["decided_on"]):
        raise RowError(State.BAD_ORDER)
    return SaidDecision(int(said["level"]), said["outcome"], said["decided_on"], case_number, said["lapsed_on"])


def _must_say(said: Mapping[str, Any], lacking: Mapping[str, State]) -> None:
    """What a row that says anything of this has to say; the first that lacks is told."""
    for name, state in lacking.items():
        if not said[name]:
            raise RowError(state)
