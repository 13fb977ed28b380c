"""What the OpenAPI document says of each endpoint, beside what the code tells by itself."""

import logging
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from api.errors import JSON, KINDS
from api.example import EXAMPLE

logger = logging.getLogger("api")
Text = str | Promise

ABOUT = _(
    "För program som behöver veta vad en lärares utbildning och arbete leder till enligt meriteringsförordningen (SFS 2025:280). "
    "Gränssnittet tar emot fakta och svarar med en preliminär bedömning. Det lämnar inte ut några sparade uppgifter om någon. "
    "Skolverket beslutar."
)
ASSESS = _(
    "Skicka uppgifterna om en person, få en preliminär bedömning av alla fyra nivåer. Ingenting sparas. "
    "Samma uppgifter och samma regler ger alltid samma svar. Reglerna är de som gäller hos er på referensdagen."
)
RULE_SETS = _(
    "Reglerna som har gällt eller gäller hos er, med dagar, krav, nivåer och hur de ställen är lästa där lagtexten lämnar något öppet."
)


def ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


LANGUAGE = {
    "name": "Accept-Language",
    "in": "header",
    "required": False,
    "schema": {"type": "string"},
    "example": "sv",
    "description": _("Språket i förklaringar och felmeddelanden: sv eller en. Svenska om inget av dem sägs."),
}
RETRY = {
    "Retry-After": {
        "description": _("Så många sekunder att vänta."),
        "required": True,
        "schema": {"type": "integer", "minimum": 1, "maximum": 60},
    }
}
AUTHENTICATE = {
    "WWW-Authenticate": {"description": _("Att en nyckel ska skickas som Bearer."), "required": True, "schema": {"type": "string"}}
}
SAID: Mapping[int, Text] = {
    HTTPStatus.BAD_REQUEST: _("Det som skickades är inte JSON i UTF-8."),
    HTTPStatus.UNAUTHORIZED: _("Nyckeln saknas, är okänd, har gått ut eller är spärrad."),
    HTTPStatus.LENGTH_REQUIRED: _("Anropet säger inte hur långt det är."),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: _("Det som skickades är större än en megabyte."),
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: _("Det som skickades är inte application/json i UTF-8, eller är komprimerat."),
    HTTPStatus.UNPROCESSABLE_ENTITY: _(
        "Uppgifterna följer inte schemat, eller inga regler gäller på referensdagen. Fältet står i path och orsaken i message."
    ),
    HTTPStatus.TOO_MANY_REQUESTS: _("För många anrop på en minut. Retry-After säger när ni kan försöka igen."),
    HTTPStatus.INTERNAL_SERVER_ERROR: _("Ett fel hos oss. Det är antecknat."),
    HTTPStatus.SERVICE_UNAVAILABLE: _("Tjänsten svarar inte just nu. Försök igen om en stund."),
}
HEADERS: Mapping[int, Mapping[str, Any]] = {HTTPStatus.UNAUTHORIZED: AUTHENTICATE, HTTPStatus.TOO_MANY_REQUESTS: RETRY}
ALWAYS = (
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.UNAUTHORIZED,
    HTTPStatus.LENGTH_REQUIRED,
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    HTTPStatus.TOO_MANY_REQUESTS,
    HTTPStatus.INTERNAL_SERVER_ERROR,
    HTTPStatus.SERVICE_UNAVAILABLE,
)
OF_A_RECORD = (HTTPStatus.UNSUPPORTED_MEDIA_TYPE, HTTPStatus.UNPROCESSABLE_ENTITY)


def errors(*statuses: int) -> dict[int, dict[str, Any]]:
    return {int(status): _error(status) for status in sorted(statuses)}


def _error(status: int) -> dict[str, Any]:
    told = {"description": SAID[status], "content": {JSON: {"schema": ref("Error")}}}
    return {**told, "headers": dict(HEADERS[status])} if status in HEADERS else told


ASSESSMENT: dict[str, Any] = {
    "parameters": [LANGUAGE],
    "requestBody": {"required": True, "content": {JSON: {"schema": ref("AssessmentRecord"), "example": EXAMPLE}}},
    "responses": {
        200: {"description": _("Bedömningen, nivå för nivå."), "content": {JSON: {"schema": ref("Assessment")}}},
        **errors(*ALWAYS, *OF_A_RECORD),
    },
}
LISTING: dict[str, Any] = {
    "parameters": [LANGUAGE],
    "responses": {200: {"description": _("Reglerna, med de äldsta först.")}, **errors(*ALWAYS)},
}
ERROR: dict[str, Any] = {
    "title": "Error",
    "type": "object",
    "required": ["error"],
    "additionalProperties": False,
    "properties": {
        "error": {
            "type": "object",
            "required": ["code", "path", "message"],
            "additionalProperties": False,
            "properties": {
                "code": {
                    "type": "string",
                    "enum": sorted(code for code, _sentence in KINDS.values()),
                    "description": _("Slaget av fel, för program."),
                },
                "path": {
                    "type": "string",
                    "description": _("Fältet det gäller, som courses[0].credits. Tomt om det gäller anropet som helhet."),
                },
                "message": {"type": "string", "minLength": 1, "description": _("Vad som är fel, för människor.")},
            },
        }
    },
}
