"""What a record says: as plain values that can be frozen and compared, and as lines that can be read. Live rows and frozen copies alike."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from core.formats import NBSP, decimal_comma, first_upper, hp, iso
from inventory.models import KINDS, Record

Plain = str | int | bool | None
SELDOM = frozenset({"appealed_on", "appeal_outcome", "appeal_decided_on", "lapsed_on", "lapse_reason"})  # told of when it happens
MERIT_FIELDS = frozenset({"merit_basis", "motivation"})


@dataclass(frozen=True)
class Line:
    """One answer, with its question. name: the field; is_empty: nothing was answered."""

    name: str
    label: str
    text: str
    is_empty: bool = False


def values_of(record: Record) -> dict[str, Plain]:
    """What the record says, field by field, as JSON can hold it."""
    return {name: plain(getattr(record, name)) for name in record.content_fields}


def plain(value: Any) -> Plain:
    """7.50 → "7.5", a day → "2026-03-12"; text, truth and whole numbers as they are."""
    if isinstance(value, Decimal):
        text = f"{value:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value if value is None or isinstance(value, bool | int) else str(value)


def thawed(kind: str, values: Mapping[str, Any]) -> Record:
    """An unsaved record that says the same as the frozen values; fields that have come since keep their default."""
    model = KINDS[kind]
    known = {name: _field(model, name) for name in model.content_fields if name in values}
    return model(**{name: field.to_python(values[name]) for name, field in known.items()})


def _field(model: type[Record], name: str) -> "models.Field[Any, Any]":
    field = model._meta.get_field(name)
    assert isinstance(field, models.Field)
    return field


def lines_of(record: Record, *, with_merit: bool = True, with_seldom: bool = False) -> list[Line]:
    """Every question and its answer, also those that were skipped. with_merit False leaves out what only meritering asks.

    with_seldom: also what has not happened, of that which seldom does.
    """
    names = [name for name in record.content_fields if with_merit or name not in MERIT_FIELDS]
    if not with_seldom:
        names = [name for name in names if name not in SELDOM or getattr(record, name)]
    return [_line(record, name) for name in names]


def _line(record: Record, name: str) -> Line:
    field = _field(type(record), name)
    value = getattr(record, name)
    label = first_upper(str(field.verbose_name))
    if value is None or value == "":
        return Line(name, label, _unanswered(record, name), is_empty=True)
    return Line(name, label, _shown(field, name, value))


def _unanswered(record: Record, name: str) -> str:
    if name == "ends_on":
        return _("Pågår")
    if name in {"cycle", "passed", "in_school_system"}:
        return _("Vet inte")
    if name == "revocation_final_on":
        return _("Inte återkallad")
    return _("Inte angivet")


def _shown(field: "models.Field[Any, Any]", name: str, value: Any) -> str:
    if isinstance(value, bool):
        return _("Ja") if value else _("Nej")
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, date):
        return iso(value)
    if name == "extent_percent":
        return f"{decimal_comma(value)}{NBSP}%"
    return hp(value) if isinstance(value, Decimal) else str(value)


def digest_of(content: Mapping[str, Any]) -> str:
    """SHA-256 over the content's canonical JSON: keys sorted, no white space, UTF-8."""
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
