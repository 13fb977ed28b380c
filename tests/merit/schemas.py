"""The JSON Schemas of the contract, each compiled once."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker

FOLDER = Path(__file__).resolve().parents[2] / "merit" / "contract"


def schema(name: str) -> dict[str, Any]:
    """The schema itself: `assessment-input` or `assessment-output`."""
    content: dict[str, Any] = json.loads((FOLDER / f"{name}.schema.json").read_text(encoding="utf-8"))
    return content


@cache
def _validator(name: str) -> Draft202012Validator:
    content = schema(name)
    Draft202012Validator.check_schema(content)
    return Draft202012Validator(content, format_checker=FormatChecker(["date"]))


def input_validator() -> Draft202012Validator:
    """Holds a record against the schema, dates too. What the schema cannot say is in `merit.contract.record`."""
    return _validator("assessment-input")


def output_validator() -> Draft202012Validator:
    """Holds an answer against the schema."""
    return _validator("assessment-output")
