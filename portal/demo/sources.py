"""The data files of the made-up municipality, read into plain values."""

import json
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.conf import settings

FOLDER: Path = settings.BASE_DIR / "demo"
PLAN = FOLDER / "plan.json"


@dataclass(frozen=True)
class UnitSource:
    """answering: the share of the staff that has sent, from which the made-up answers are drawn.

    formerly: what it was called until a day, as [name, last day]. took_in: units that became part of it, as [name, their last day].
    """

    name: str
    kind: str
    school_forms: list[str]
    staff: dict[str, int]
    answering: float
    code: str = ""
    area: str = ""
    formerly: list[list[str]] = field(default_factory=list)
    took_in: list[list[str]] = field(default_factory=list)


@dataclass(frozen=True)
class CourseSource:
    title: str
    code: str
    institution: str
    credits: Decimal
    cycle: str
    merit_basis: str
    course_kind: str = "regular"


def read(name: str) -> dict[str, Any]:
    values: dict[str, Any] = json.loads((FOLDER / name).read_text(encoding="utf-8"))
    return values


def unit_of(values: dict[str, Any]) -> UnitSource:
    return UnitSource(**values)


def course_of(values: dict[str, Any]) -> CourseSource:
    known = {key: value for key, value in values.items() if key not in {"completed", "credits"}}
    return CourseSource(credits=Decimal(values["credits"]), **known)


def day(parts: list[int], *, on: date) -> date:
    """[-4, 6, 5] is 5 June four years before this one; a day that has not come yet becomes the same a year earlier."""
    years, month, number = parts
    found = date(on.year + years, month, number)
    return found if found < on - timedelta(days=60) else found.replace(year=found.year - 1)
