"""From facts back to the record, and the digest that proves an old answer again."""

import json
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import lru_cache
from hashlib import sha256
from json.encoder import encode_basestring

import orjson

from merit.rules.facts import CourseFact, EmploymentFact, Facts, LaterDegreeFact

PLAIN_FLOAT = Decimal("0.0001")  # below it Python writes floats with an exponent


def record_of(facts: Facts) -> dict[str, object]:
    """The record of the contract: plain JSON types, fields in the order of the schema.

    Numbers are int or float; one that a float cannot hold exactly, or not plainly, stays Decimal (it takes some sixteen digits).
    """
    licence, degree = facts.licence, facts.qualifying_degree
    return {
        "reference_date": facts.reference_date.isoformat(),
        "licence": None
        if licence is None
        else {
            "kind": licence.kind._value_,
            "issued_on": licence.issued_on.isoformat(),
            "revocation_final_on": _day(licence.revocation_final_on),
            "evidence": licence.evidence._value_,
        },
        "qualifying_degree": None
        if degree is None
        else {
            **_given("title", degree.title),
            **_given("institution", degree.institution),
            "issued_on": degree.issued_on.isoformat(),
            "evidence": degree.evidence._value_,
        },
        "employments": [_employment(fact) for fact in facts.employments],
        "courses": [_course(fact) for fact in facts.courses],
        "degrees": [_later_degree(fact) for fact in facts.degrees],
        "research": [
            {"title": f.title, "starts_on": f.starts_on.isoformat(), "ends_on": _day(f.ends_on), "evidence": f.evidence._value_}
            for f in facts.research
        ],
        "decisions": [{"level": f.level, "decided_on": f.decided_on.isoformat(), "evidence": f.evidence._value_} for f in facts.decisions],
    }


def _employment(fact: EmploymentFact) -> dict[str, object]:
    profession, in_school_system, extent_percent, starts_on, ends_on, evidence, _ref = fact  # all at once: quicker than one by one
    return {
        "profession": profession._value_,
        "in_school_system": in_school_system,
        "extent_percent": plain_number(extent_percent),
        "starts_on": starts_on.isoformat(),
        "ends_on": _day(ends_on),
        "evidence": evidence._value_,
    }


def _course(fact: CourseFact) -> dict[str, object]:
    title, code, cycle, completed_on, passed, merit_basis, kind, evidence, institution, hp, points, _ref = fact
    size, number = ("credits", hp) if points is None else ("legacy_points", points)
    return {
        "title": title,
        "code": code,
        "institution": institution,
        size: None if number is None else plain_number(number),
        "cycle": None if cycle is None else cycle._value_,
        "completed_on": completed_on.isoformat(),
        "passed": passed,
        "merit_basis": None if merit_basis is None else merit_basis._value_,
        "kind": kind._value_,
        "evidence": evidence._value_,
    }


def _later_degree(fact: LaterDegreeFact) -> dict[str, object]:
    return {
        **_given("title", fact.title),
        "cycle": fact.cycle._value_,
        "credits": plain_number(fact.credits),
        "merit_credits": None if fact.merit_credits is None else plain_number(fact.merit_credits),
        "awarded_on": fact.awarded_on.isoformat(),
        "evidence": fact.evidence._value_,
    }


def _given(name: str, text: str | None) -> dict[str, object]:
    return {} if text is None else {name: text}


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


@lru_cache(maxsize=4096)
def plain_number(number: Decimal) -> int | float | Decimal:
    """The same number as JSON writes it: int where whole, else float where that is exact and plain, else untouched."""
    whole = int(number)
    if whole == number:
        return whole
    nearest = float(number)
    return nearest if abs(number) >= PLAIN_FLOAT and Decimal(repr(nearest)) == number else number


def digest_of(facts: Facts) -> str:
    """The digest of the record of the facts: what `facts_digest(record_of(facts))` gives, the quick way."""
    record = record_of(facts)
    try:
        return sha256(orjson.dumps(record, option=orjson.OPT_SORT_KEYS)).hexdigest()
    except TypeError:  # a number of so many digits that `record_of` left it Decimal
        return facts_digest(record)


def facts_digest(record: object) -> str:
    """SHA-256, in hex, over the canonical JSON of a record: keys sorted, no white space, UTF-8, numbers without trailing zeros.

    record: as decoded from JSON or made by `record_of`. Numbers are written plainly, never with an exponent: 15.0 and 15 are one.
    """
    return sha256("".join(_canonical(record)).encode()).hexdigest()


def _canonical(value: object) -> Iterable[str]:
    if isinstance(value, dict):
        yield "{"
        for place, name in enumerate(sorted(value)):
            yield f"{',' if place else ''}{encode_basestring(name)}:"
            yield from _canonical(value[name])
        yield "}"
    elif isinstance(value, list | tuple):
        yield "["
        for place, item in enumerate(value):
            if place:
                yield ","
            yield from _canonical(item)
        yield "]"
    elif isinstance(value, str):
        yield encode_basestring(value)
    elif value is None or isinstance(value, bool):
        yield json.dumps(value)
    elif isinstance(value, int | float | Decimal):
        yield canonical_number(Decimal(repr(value)) if isinstance(value, float) else Decimal(value))
    else:
        raise TypeError(f"not a JSON value: {type(value).__name__}")


def canonical_number(number: Decimal) -> str:
    """Plain digits without trailing zeros: 15, 7.5, 0.001."""
    text = f"{number:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
