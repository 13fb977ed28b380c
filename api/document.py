"""The OpenAPI document: what django-ninja tells of the endpoints, with the contract's own JSON Schemas as they are."""

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import get_language

import merit.contract
from api import meanings
from api.description import ERROR
from api.example import EXAMPLE
from merit.contract import answer_record

FOLDER = Path(merit.contract.__file__).parent
ROOT = "/api/v1/"
JsonSchema = dict[str, Any]


def document_for(request: HttpRequest) -> dict[str, Any]:
    """In the active language, with the address it was asked for at."""
    return {**_document(get_language() or "sv"), "servers": [{"url": request.build_absolute_uri("/").rstrip("/")}]}


@lru_cache(maxsize=4)
def _document(language: str) -> dict[str, Any]:
    from api.endpoints import api  # noqa: PLC0415  # the endpoints describe themselves with this module's neighbours

    document: dict[str, Any] = _plain(api.get_openapi_schema(path_prefix=ROOT))
    document["components"]["schemas"] |= _plain(
        {
            **_contract("assessment-input", "AssessmentRecord", meanings.RECORD),
            **_contract("assessment-output", "Assessment", meanings.ANSWER),
            "Error": ERROR,
        }
    )
    explained(document["components"]["schemas"], "RuleSetsOut", meanings.RULE_SETS)
    answer = document["paths"][f"{ROOT}assessments"]["post"]["responses"]["200"]
    answer["content"]["application/json"]["example"] = answer_record(EXAMPLE, language=language)
    for methods in document["paths"].values():
        methods.pop("head", None)  # HEAD is answered as GET everywhere in HTTP; once is enough
    return document


def _plain(value: Any) -> Any:
    """As JSON has it: texts in the active language, statuses as text."""
    if isinstance(value, Mapping):
        return {str(name): _plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return str(value) if isinstance(value, Promise) else value


def _contract(name: str, title: str, said: Mapping[str, Any]) -> dict[str, JsonSchema]:
    """A schema of the contract as components: its parts of their own, its fields with their meanings, and otherwise untouched."""
    schema: JsonSchema = json.loads((FOLDER / f"{name}.schema.json").read_text(encoding="utf-8"))
    parts = {_title(part): content for part, content in schema.pop("$defs").items()}
    del schema["$schema"]
    components = {title: schema, **parts}
    _point_at_components(components)
    explained(components, title, _plain(said))
    return components


def _title(name: str) -> str:
    return "".join(word.capitalize() for word in name.split("_"))


def _point_at_components(value: Any) -> None:
    for each in value if isinstance(value, list) else ():
        _point_at_components(each)
    if not isinstance(value, dict):
        return
    for each in value.values():
        _point_at_components(each)
    if str(value.get("$ref", "")).startswith("#/$defs/"):
        value["$ref"] = f"#/components/schemas/{_title(value['$ref'].rpartition('/')[2])}"


def explained(components: dict[str, JsonSchema], title: str, said: Mapping[str, Any]) -> None:
    """Put each meaning at its field. Raises KeyError for one that is not there."""
    for path, text in said.items():
        holder = components[title]
        *before, name = path.split(".")
        for step in before:
            holder = inner(holder["properties"][step], components)
        holder["properties"][name]["description"] = str(text)


def inner(schema: JsonSchema, components: Mapping[str, JsonSchema]) -> JsonSchema:
    """The object inside: behind a reference, of a list's items, or of the one choice that is not null."""
    if "$ref" in schema:
        return inner(components[schema["$ref"].rpartition("/")[2]], components)
    if "items" in schema:
        return inner(schema["items"], components)
    for choice in schema.get("oneOf") or schema.get("anyOf") or ():
        if "properties" in choice or "$ref" in choice:
            return inner(choice, components)
    return schema
