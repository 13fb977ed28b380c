"""merit.csv, the officials' table of cases, read strictly: every problem in it is told with its row and its column."""

import csv
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from io import StringIO
from pathlib import Path
from typing import Any, NamedTuple

from merit.contract import RecordError, parse_record
from merit.rules import Facts

from . import notation
from .notation import NONE, CellError

TABLE = Path(__file__).with_name("merit.csv")
OUTCOMES = {"uppfyllt": "met", "inte uppfyllt": "not_met", "går inte att avgöra": "undetermined"}
BY_NUMBER = ("under", "på", "över")
BY_DAY = ("dagen före", "samma dag", "dagen efter")
LAWS = {"skollagen ": "skollagen (2010:800)", "": "SFS 2025:280"}
LEVELS = (1, 2, 3, 4)


class Asked(NamedTuple):
    """A condition of the contract, and the levels that ask for it with the same answer."""

    condition: str
    levels: tuple[int, ...]


CONDITIONS = {
    "legitimation": Asked("licence", (1, 2, 3, 4)),
    "beslut nivå 1": Asked("decision_level_1", (2, 3, 4)),
    "halvtid": Asked("active_half_time", (1, 2, 3, 4)),
    "sex år": Asked("years_of_service", (1,)),
    "hp nivå 1": Asked("merit_credits", (1,)),
    "hp nivå 2 och 3": Asked("merit_credits", (2, 3)),
    "avancerade hp": Asked("advanced_credits", (2, 3)),
    "VAK": Asked("teaching_proficiency", (2, 3, 4)),
    "examen avancerad nivå": Asked("second_cycle_degree", (3,)),
    "examen forskarnivå": Asked("research_degree", (4,)),
}
FACTS: Mapping[str, tuple[str, Callable[[str], Any]]] = {
    "referensdag": ("reference_date", notation.day),
    "legitimation": ("licence", notation.licence),
    "examen": ("qualifying_degree", notation.qualifying_degree),
    "anställningar": ("employments", notation.employments),
    "kurser": ("courses", notation.courses),
    "examina": ("degrees", notation.degrees),
    "forskning": ("research", notation.research),
    "beslut": ("decisions", notation.decisions),
}
ANSWERS = {**{name: f"villkor {name}" for name in CONDITIONS}, **{str(level): f"nivå {level}" for level in LEVELS}}
COLUMNS = ["namn", "prövar", "prövad nivå", "gräns", "lagrum", *FACTS, *ANSWERS.values(), "kommentar"]


@dataclass(frozen=True)
class Case:
    """One row. `expected` is None where nothing can be assessed, since no ordinance is in force."""

    row: int
    name: str
    about: str
    level: int
    edge: str
    law: str
    provision: str
    record: Mapping[str, Any]
    facts: Facts
    expected: Mapping[str, str] | None

    @property
    def asked(self) -> Asked:
        return CONDITIONS[self.about]

    def __str__(self) -> str:
        return f"rad {self.row}, {self.name}"


class TableError(ValueError):
    """Everything that is wrong with the table, one problem a line."""


class _CellProblemError(ValueError):
    def __init__(self, column: str, message: str) -> None:
        super().__init__(f"kolumn {column}: {message}")


@cache
def officials_cases() -> tuple[Case, ...]:
    return read(TABLE.read_text(encoding="utf-8-sig"))


def read(text: str) -> tuple[Case, ...]:
    """The cases of a table. Raises TableError with every problem, each with the row as a spreadsheet numbers it."""
    rows = list(csv.reader(StringIO(text), delimiter=";", strict=True))
    if not rows or rows[0] != COLUMNS:
        raise TableError("rad 1: rubrikerna ska vara " + ";".join(COLUMNS))
    cases: list[Case] = []
    problems: list[str] = []
    for number, cells in enumerate(rows[1:], start=2):
        try:
            cases.append(_case(number, cells))
        except _CellProblemError as problem:
            problems.append(f"rad {number}, {problem}")
    problems += _repeated(cases)
    if problems:
        raise TableError("\n".join(problems))
    return tuple(cases)


def _repeated(cases: list[Case]) -> Iterator[str]:
    often = Counter(case.name.casefold() for case in cases)
    for case in cases:
        if often[case.name.casefold()] > 1:
            yield f"rad {case.row}, kolumn namn: ”{case.name}” står på flera rader."


def _case(number: int, cells: list[str]) -> Case:
    if len(cells) != len(COLUMNS):
        raise _CellProblemError("namn", f"Raden har {len(cells)} rutor och ska ha {len(COLUMNS)}.")
    row = dict(zip(COLUMNS, cells, strict=True))
    for column, cell in row.items():
        if not cell or cell != cell.strip():
            raise _CellProblemError(column, f"Rutan är tom eller har mellanslag i kanten. Skriv {NONE} där det inte finns något.")
    record = {field: _read(row, column, read) for column, (field, read) in FACTS.items()}
    about = _word(row, "prövar", {name: name for name in CONDITIONS})
    level = _word(row, "prövad nivå", {str(level): level for level in CONDITIONS[about].levels})
    prefix = next(prefix for prefix in LAWS if row["lagrum"].startswith(prefix))
    return Case(
        row=number,
        name=row["namn"],
        about=about,
        level=level,
        edge=_word(row, "gräns", {word: word for word in (NONE, *BY_NUMBER, *BY_DAY)}),
        law=LAWS[prefix],
        provision=row["lagrum"].removeprefix(prefix),
        record=record,
        facts=_facts(record),
        expected=_expected(row),
    )


def _read(row: Mapping[str, str], column: str, read: Callable[[str], Any]) -> Any:
    try:
        return read(row[column])
    except CellError as error:
        raise _CellProblemError(column, str(error)) from error


def _word(row: Mapping[str, str], column: str, words: Mapping[str, Any]) -> Any:
    if row[column] not in words:
        raise _CellProblemError(column, f"”{row[column]}” är inget känt ord här. Skriv {' eller '.join(words)}.")
    return words[row[column]]


def _facts(record: Mapping[str, Any]) -> Facts:
    """The facts behind the record, held to the contract: a period the wrong way round or too many decimals are problems too."""
    try:
        return parse_record(dict(record))
    except RecordError as error:
        column = next(column for column, (field, _) in FACTS.items() if error.path.startswith(field))
        raise _CellProblemError(column, str(error)) from error


def _expected(row: Mapping[str, str]) -> Mapping[str, str] | None:
    answers = {name: row[column] for name, column in ANSWERS.items()}
    if set(answers.values()) == {NONE}:
        return None
    return {name: _word(row, column, OUTCOMES) for name, column in ANSWERS.items()}
