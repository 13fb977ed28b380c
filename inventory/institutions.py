"""The Swedish lärosäten, with the names they had before. Old certificates carry old names; any other name is allowed as well."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from core.names import sort_key

FILE = Path(__file__).parent / "data" / "institutions.json"


@dataclass(frozen=True)
class Institution:
    """code: short name of the lärosäte where one is known. former: names it, or what became part of it, had before."""

    code: str
    name: str
    english: str
    former: tuple[str, ...]


@dataclass(frozen=True)
class Suggestion:
    """One name to choose; now is what a former name is called today, else empty."""

    name: str
    now: str


@cache
def institutions() -> tuple[Institution, ...]:
    """All of them, in Swedish order."""
    rows: list[dict[str, Any]] = json.loads(FILE.read_text(encoding="utf-8"))
    found = [Institution(row["code"], row["name"], row["english"], tuple(row["former"])) for row in rows]
    return tuple(sorted(found, key=lambda each: sort_key(each.name)))


@cache
def suggestions() -> Sequence[Suggestion]:
    """Every name, present and former, in Swedish order."""
    names = [Suggestion(each.name, "") for each in institutions()]
    names += [Suggestion(old, each.name) for each in institutions() for old in each.former]
    return tuple(sorted(names, key=lambda each: sort_key(each.name)))


@cache
def _known() -> dict[str, tuple[str, str]]:
    return {_key(each.name): (each.name, each.now or each.name) for each in suggestions()}


def as_written(name: str) -> str:
    """The name as it is usually written, where it is known but for case and spaces; any other name with its spaces tidied."""
    tidy = " ".join(name.split())
    return _known().get(_key(tidy), (tidy, ""))[0]


def present_name(name: str) -> str:
    """What the lärosäte is called today, so that "Malmö högskola" and "Malmö universitet" are told to be the same."""
    tidy = " ".join(name.split())
    return _known().get(_key(tidy), ("", tidy))[1]


def _key(name: str) -> str:
    return " ".join(name.split()).casefold()
