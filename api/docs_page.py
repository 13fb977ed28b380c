"""The documentation as a page: read out of the OpenAPI document, so that the two cannot tell different stories."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from api.document import JsonSchema, inner

Schemas = Mapping[str, JsonSchema]


@dataclass(frozen=True)
class FieldRow:
    """kind: what may stand there, in words."""

    name: str
    kind: str
    is_required: bool
    meaning: str


@dataclass(frozen=True)
class Fields:
    """path: where the object lies, empty for the outermost."""

    path: str
    rows: tuple[FieldRow, ...]


@dataclass(frozen=True)
class Status:
    code: str
    meaning: str


@dataclass(frozen=True)
class Operation:
    anchor: str
    method: str
    path: str
    title: str
    text: str
    curl: str
    takes: tuple[Fields, ...]
    gives: tuple[Fields, ...]
    statuses: tuple[Status, ...]
    example_answer: str


@dataclass(frozen=True)
class DocsPage:
    about: str
    version: str
    address: str
    operations: tuple[Operation, ...]
    error: tuple[Fields, ...]


def docs_page(document: Mapping[str, Any]) -> DocsPage:
    schemas: Schemas = document["components"]["schemas"]
    address = document["servers"][0]["url"]
    return DocsPage(
        about=document["info"]["description"],
        version=document["info"]["version"],
        address=address,
        operations=tuple(
            _operation(method, path, told, schemas, address)
            for path, methods in document["paths"].items()
            for method, told in methods.items()
        ),
        error=tuple(_fields(schemas["Error"], schemas)),
    )


def _operation(method: str, path: str, told: Mapping[str, Any], schemas: Schemas, address: str) -> Operation:
    body = told.get("requestBody", {}).get("content", {}).get("application/json", {})
    answer = told["responses"]["200"]["content"]["application/json"]
    return Operation(
        anchor=told["operationId"],
        method=method.upper(),
        path=path,
        title=told["summary"],
        text=told["description"],
        curl=_curl(f"{address}{path}", body.get("example")),
        takes=tuple(_fields(inner(body["schema"], schemas), schemas)) if body else (),
        gives=tuple(_fields(inner(answer["schema"], schemas), schemas)),
        statuses=tuple(Status(code, each["description"]) for code, each in sorted(told["responses"].items())),
        example_answer=_indented(answer["example"]) if "example" in answer else "",
    )


def _curl(url: str, example: object) -> str:
    """What can be pasted into a shell as it is, once the key is in MERITPLAN_KEY."""
    lines = [f"curl -sS {url}", '-H "Authorization: Bearer $MERITPLAN_KEY"']
    if example is None:
        return " \\\n  ".join(lines)
    lines += ['-H "Content-Type: application/json"', f"--data-binary @- <<'JSON'\n{_indented(example)}\nJSON"]
    return " \\\n  ".join(lines)


def _indented(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


def _fields(schema: JsonSchema, schemas: Schemas, path: str = "") -> Iterator[Fields]:
    """The object's fields, then those of the objects in it."""
    required = schema.get("required", ())
    properties: Mapping[str, JsonSchema] = schema["properties"]
    rows = (FieldRow(name, _kind(each, schemas), name in required, each.get("description", "")) for name, each in properties.items())
    yield Fields(path, tuple(rows))
    for name, each in properties.items():
        below = inner(each, schemas)
        if "properties" in below:
            yield from _fields(below, schemas, f"{path}.{name}".lstrip(".") + ("[]" if _is_list(each) else ""))


def _is_list(schema: JsonSchema) -> bool:
    return schema.get("type") == "array"


def _kind(schema: JsonSchema, schemas: Schemas) -> str:
    if "$ref" in schema:
        return _kind(schemas[schema["$ref"].rpartition("/")[2]], schemas)
    if "enum" in schema:
        return _("ett av: %(values)s") % {"values": ", ".join("null" if value is None else str(value) for value in schema["enum"])}
    choices = schema.get("oneOf") or schema.get("anyOf")
    if choices:
        return _either(_kind(each, schemas) for each in choices)
    if isinstance(schema.get("type"), list):
        return _either(_kind({**schema, "type": each}, schemas) for each in schema["type"])
    return _of_type(schema)


def _either(kinds: Iterator[str]) -> str:
    said = sorted(kinds, key=lambda kind: kind == "null")  # what there may be, before that there may be nothing
    return _(" eller ").join([", ".join(said[:-1]), said[-1]]) if len(said) > 1 else said[0]


def _of_type(schema: JsonSchema) -> str:
    if schema.get("format") == "date":
        return _("dag, som 2026-03-12")
    words = {
        "object": _("objekt"),
        "array": _("lista"),
        "string": _("text"),
        "boolean": "true, false",
        "null": "null",
        "integer": _("heltal"),
        "number": _("tal"),
    }
    kind = words[schema["type"]]
    if schema["type"] == "number" and "maximum" in schema:
        least, most = schema.get("minimum", schema.get("exclusiveMinimum")), schema["maximum"]
        more = _("över %(least)s, högst %(most)s") if "exclusiveMinimum" in schema else _("%(least)s till %(most)s")
        return f"{kind}, {more % {'least': least, 'most': most}}"
    return kind
