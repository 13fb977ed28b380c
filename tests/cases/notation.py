"""The notation of the officials' cells, one function per column: a cell in, its part of the record of the contract out.

Strict: a cell that is not wholly understood raises CellError, in Swedish, since officials read it.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias

Item: TypeAlias = dict[str, Any]
Words: TypeAlias = Mapping[str, tuple[str, object]]
"""A word that may follow an item: the field it sets, and the value."""

NONE = "–"
DAY = r"\d{4}-\d{2}-\d{2}"
SIZE = r"\d+(?:,\d+)?"
PERIOD = rf"från (?P<starts_on>{DAY})(?: till (?P<ends_on>{DAY}))?"

EVIDENCE: Words = {"inte granskad": ("evidence", "pending"), "inte godkänd": ("evidence", "rejected")}
LICENCES = {"lärare": "teacher", "förskollärare": "preschool_teacher"}
PROFESSIONS = {
    "lärare": "teacher",
    "förskollärare": "preschool_teacher",
    "speciallärare": "special_needs_teacher",
    "specialpedagog": "special_educator",
    "rektor": "principal",
    "biträdande rektor": "deputy_principal",
    "annat": "other",
}
SCHOOL_SYSTEM: Words = {"utanför skolväsendet": ("in_school_system", False), "skolväsendet okänt": ("in_school_system", None)}
CYCLES = {"grundnivå": "first", "avancerad nivå": "second", "forskarnivå": "third", "nivå okänd": None}
KINDS = {None: "regular", "uppdragsutbildning": "commissioned", "VAK": "vak"}
GRADES: Words = {"underkänd": ("passed", False), "betyg okänt": ("passed", None)}
AREAS: Words = {
    "ämne": ("merit_basis", "subject"),
    "ämnesdidaktik": ("merit_basis", "subject_didactics"),
    "förskolepedagogik": ("merit_basis", "preschool_pedagogy"),
    "kognitionsvetenskap": ("merit_basis", "cognitive_science"),
    "specialpedagogik": ("merit_basis", "special_needs_education"),
    "ledarskap": ("merit_basis", "leadership"),
    "inte meriterande": ("merit_basis", "not_meriting"),
    "område oklart": ("merit_basis", "unsure"),
    "område okänt": ("merit_basis", None),
}
NAMED = {"titel ": "title", "kod ": "code", "lärosäte ": "institution"}


class CellError(ValueError):
    pass


def day(text: str) -> str:
    """The day as it stands, if it is one."""
    try:
        if re.fullmatch(DAY, text):
            return date.fromisoformat(text).isoformat()
    except ValueError:
        pass
    raise CellError(f"”{text}” är inte en dag. Skriv till exempel 2026-03-12.")


def licence(cell: str) -> Item | None:
    return _at_most_one(cell, _licence)


def qualifying_degree(cell: str) -> Item | None:
    return _at_most_one(cell, _qualifying_degree)


def employments(cell: str) -> list[Item]:
    return _items(cell, _employment)


def courses(cell: str) -> list[Item]:
    return [{**item, "title": item["title"] or f"Kurs {number}"} for number, item in enumerate(_items(cell, _course), start=1)]


def degrees(cell: str) -> list[Item]:
    return _items(cell, _degree)


def research(cell: str) -> list[Item]:
    return _items(cell, _research)


def decisions(cell: str) -> list[Item]:
    return _items(cell, _decision)


def _licence(text: str) -> Item:
    head, *rest = text.split(", ")
    found = _match(rf"(?P<kind>{_any(LICENCES)}) (?P<issued_on>{DAY})", head)
    revoked = [part for part in rest if part.startswith("återkallad ")]
    if len(revoked) > 1:
        raise CellError(f"”återkallad” står två gånger i ”{text}”.")
    item = {"kind": LICENCES[found["kind"]], "issued_on": day(found["issued_on"]), "revocation_final_on": None, "evidence": "accepted"}
    if revoked:
        item["revocation_final_on"] = day(revoked[0].removeprefix("återkallad "))
    return _with_words(item, [part for part in rest if part not in revoked], EVIDENCE)


def _qualifying_degree(text: str) -> Item:
    head, *rest = text.split(", ")
    return _with_words({"issued_on": day(head), "evidence": "accepted"}, rest, EVIDENCE)


def _employment(text: str) -> Item:
    head, *rest = text.split(", ")
    found = _match(rf"(?P<profession>{_any(PROFESSIONS)}) (?P<extent>{SIZE}) % {PERIOD}", head)
    item = {
        "profession": PROFESSIONS[found["profession"]],
        "in_school_system": True,
        "extent_percent": _number(found["extent"]),
        **_period(found),
        "evidence": "accepted",
    }
    return _with_words(item, rest, SCHOOL_SYSTEM, EVIDENCE)


def _course(text: str) -> Item:
    head, *rest = text.split(", ")
    kinds = _any([kind for kind in KINDS if kind])
    found = _match(rf"(?:(?P<kind>{kinds}) )?(?P<size>{SIZE}) (?P<unit>hp|poäng) (?P<cycle>{_any(CYCLES)}) (?P<on>{DAY})", head)
    item: Item = {
        "title": None,
        "code": None,
        "institution": "",
        "credits" if found["unit"] == "hp" else "legacy_points": _number(found["size"]),
        "cycle": CYCLES[found["cycle"]],
        "completed_on": day(found["on"]),
        "passed": True,
        "merit_basis": "subject",
        "kind": KINDS[found["kind"]],
        "evidence": "accepted",
    }
    return _with_words(item, rest, AREAS, GRADES, EVIDENCE, named=NAMED)


def _degree(text: str) -> Item:
    head, *rest = text.split(", ")
    meriting = rf"(?: varav (?P<meriting>{SIZE} hp|okänt) meriterande)?"
    found = _match(rf"(?P<cycle>avancerad nivå|forskarnivå) (?P<size>{SIZE}) hp{meriting} (?P<on>{DAY})", head)
    if (found["cycle"] == "avancerad nivå") != (found["meriting"] is not None):
        raise CellError(f"”varav … meriterande” ska stå för en examen på avancerad nivå och bara där: ”{text}”.")
    known = found["meriting"] not in (None, "okänt")
    item = {
        "cycle": CYCLES[found["cycle"]],
        "credits": _number(found["size"]),
        "merit_credits": _number(found["meriting"].removesuffix(" hp")) if known else None,
        "awarded_on": day(found["on"]),
        "evidence": "accepted",
    }
    return _with_words(item, rest, EVIDENCE)


def _research(text: str) -> Item:
    head, *rest = text.split(", ")
    return _with_words({"title": "Praktiknära forskning", **_period(_match(PERIOD, head)), "evidence": "accepted"}, rest, EVIDENCE)


def _decision(text: str) -> Item:
    head, *rest = text.split(", ")
    found = _match(rf"nivå (?P<level>[1-4]) (?P<on>{DAY})", head)
    return _with_words({"level": int(found["level"]), "decided_on": day(found["on"]), "evidence": "accepted"}, rest, EVIDENCE)


def _items(cell: str, read: Callable[[str], Item]) -> list[Item]:
    if not cell:
        raise CellError(f"Rutan är tom. Skriv {NONE} där det inte finns något.")
    return [] if cell == NONE else [read(text) for text in cell.split(" | ")]


def _at_most_one(cell: str, read: Callable[[str], Item]) -> Item | None:
    items = _items(cell, read)
    if len(items) > 1:
        raise CellError("Här får det bara stå en uppgift.")
    return items[0] if items else None


def _match(pattern: str, text: str) -> dict[str, Any]:
    found = re.fullmatch(pattern, text)
    if found is None:
        raise CellError(f"”{text}” går inte att förstå.")
    return found.groupdict()


def _with_words(item: Item, rest: list[str], *choices: Words, named: Mapping[str, str] = {}) -> Item:
    """The item with the words behind it; each field may be set once."""
    whole, told = dict(item), set()
    words = {word: told for choice in choices for word, told in choice.items()}
    for part in rest:
        opening = next((opening for opening in named if part.startswith(opening) and part != opening), None)
        if opening is None and part not in words:
            raise CellError(f"”{part}” är inget känt ord här.")
        name, value = words[part] if opening is None else (named[opening], part.removeprefix(opening))
        if name in told:
            raise CellError(f"”{part}” säger något som redan är sagt.")
        told.add(name)
        whole[name] = value
    return whole


def _period(found: Mapping[str, Any]) -> Item:
    return {"starts_on": day(found["starts_on"]), "ends_on": day(found["ends_on"]) if found["ends_on"] else None}


def _number(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))


def _any(words: Any) -> str:
    return "|".join(re.escape(word) for word in words)
