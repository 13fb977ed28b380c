"""What a program may send wrongly, and what it is told: always a status that is documented, always JSON, never a fault of ours."""

import gzip
import json
from unittest.mock import patch

import pytest
from django.db import OperationalError
from django.test import Client
from redis.exceptions import ConnectionError as RedisDown

from tests.api.conftest import ASSESSMENTS, RULE_SETS
from tests.merit.records import changed, record

pytestmark = pytest.mark.django_db
WHOLE = json.dumps(record()).encode()


def told(response, status, code):
    """The error, held to its form."""
    assert response.status_code == status, response.content
    assert response["Content-Type"] == "application/json"
    assert response["Cache-Control"] == "no-store"
    error = response.json()["error"]
    assert set(error) == {"code", "path", "message"}
    assert error["code"] == code
    assert error["message"]
    return error


@pytest.mark.parametrize(
    "body",
    [
        b" ",
        b"hej",
        b"{",
        b'{"a": 1}}',
        b"{'a': 1}",
        b'{"a": 1,}',
        b"\xff\xfe",
        WHOLE.decode().encode("utf-16"),
        json.dumps(record(), ensure_ascii=False).encode("latin-1"),
        b"\xef\xbb\xbf" + WHOLE,
        b"\x00",
        b'{"a": 01}',
        b'"\n"',
    ],
    ids=lambda body: repr(body[:12]),
)
def test_what_is_no_json_is_unreadable(call, body):
    assert told(call.assess(body), 400, "unreadable")["path"] == ""


def test_an_empty_body_is_unreadable(call):
    response = call.generic("POST", ASSESSMENTS, b"", CONTENT_TYPE="application/json", **call.with_key({}))
    assert told(response, 400, "unreadable")["path"] == ""


@pytest.mark.parametrize(
    "body",
    [
        b"null",
        b"[]",
        b'"text"',
        b"1",
        b"true",
        b"{}",
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b'{"a": NaN}',
        b'{"a": -Infinity}',
        b'{"a": 1, "a": 2}',
        WHOLE.replace(b'"courses"', b'"degrees": [], "courses"'),
        WHOLE.replace(b": 80", b": 1e999999"),
        WHOLE.replace(b": 80", b": " + b"9" * 5000),
        WHOLE.replace(b": 80", b": 1e-999999999"),
        WHOLE.replace(b": 80", b": 0." + b"1" * 5000),
        WHOLE.replace(b": 80", b": true"),
        WHOLE.replace(b'"Malm', b'"\\ud800Malm'),
    ],
    ids=lambda body: repr(body[:24]),
)
def test_json_that_is_no_record_breaks_it(call, body):
    told(call.assess(body), 422, "invalid_record")


@pytest.mark.parametrize(
    ("content", "path"),
    [
        (changed("employments", 0, "ends_on", to="2010-01-01"), "employments[0].ends_on"),
        (changed("employments", 0, "starts_on", to="2026-02-30"), "employments[0].starts_on"),
        (changed("licence", "kind", to="fritidspedagog"), "licence.kind"),
        (changed("courses", 0, "legacy_points", to=5), "courses[0].credits"),
        ({**record(), "name": "Karin Lund"}, "name"),
        (changed("decisions", 0, "level", to=5), "decisions[0].level"),
        (changed("courses", to={}), "courses"),
    ],
)
def test_the_field_that_breaks_the_record_is_named_and_its_value_never_repeated(call, content, path):
    response = call.assess(content)
    assert told(response, 422, "invalid_record")["path"] == path
    assert b"Karin Lund" not in response.content


@pytest.mark.parametrize(
    "headers",
    [
        {"content_type": "text/plain"},
        {"content_type": "application/x-www-form-urlencoded"},
        {"content_type": "multipart/form-data; boundary=x"},
        {"content_type": "application/jsonp"},
        {"content_type": "application/json; charset=latin-1"},
        {"content_type": ""},
        {"content_type": ";;;"},
        {"headers": {"Content-Encoding": "gzip"}},
    ],
    ids=str,
)
def test_only_plain_json_in_utf_8_is_taken(call, headers):
    body = gzip.compress(WHOLE) if "headers" in headers else WHOLE
    response = call.assess(body, **headers)
    told(response, 415, "unsupported_media_type")
    assert response["Accept"] == "application/json"


@pytest.mark.parametrize("kind", ["application/json; charset=utf-8", 'application/json;charset="UTF-8"', "Application/JSON"])
def test_json_by_its_other_spellings_is_taken(call, kind):
    assert call.assess(WHOLE, content_type=kind).status_code == 200


def test_what_is_too_large_is_refused_before_it_is_read_into_memory(call, settings):
    settings.API_MAX_BODY_BYTES = len(WHOLE)
    assert call.assess(WHOLE).status_code == 200
    told(call.assess(WHOLE + b" "), 413, "too_large")


def test_it_has_to_say_how_long_it_is(call):
    told(call.assess(WHOLE, headers={"Transfer-Encoding": "chunked"}, CONTENT_LENGTH=""), 411, "length_required")
    told(call.assess(WHOLE, CONTENT_LENGTH="mycket"), 400, "unreadable")


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "trace", "get", "head"])
def test_other_methods_are_refused_with_those_there_are(call, method):
    response = getattr(call, method)(ASSESSMENTS, **call.with_key({}))
    assert response.status_code == 405
    assert response["Allow"] == "POST"
    assert "Access-Control-Allow-Origin" not in response
    if method != "head":
        told(response, 405, "method_not_allowed")


@pytest.mark.parametrize("address", ["/api/v1/", "/api/v1/assessments/", "/api/v1/assessments/1", "/api/v1/openapi", "/api/v1/%00"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_an_address_that_is_not_there_says_so_as_everything_else(call, address, method):
    told(getattr(call, method)(address, **call.with_key({})), 404, "not_found")


def test_a_host_that_is_not_ours_is_told_as_json(call):
    told(call.assess(WHOLE, headers={"Host": "elsewhere.example"}), 400, "unreadable")


@pytest.mark.parametrize(
    ("broken", "error"),
    [
        ("api.bearer.ClientKey.objects.select_related", OperationalError("gone")),
        ("api.limits.cache.add", RedisDown("gone")),
        ("api.use.note_call", OperationalError("gone")),
    ],
)
def test_without_database_or_redis_it_says_so_and_nothing_of_how(call, broken, error):
    with patch(broken, side_effect=error):
        response = call.assess(WHOLE)
    told(response, 503, "unavailable")
    assert b"gone" not in response.content


def test_a_fault_of_ours_is_json_too_and_tells_nothing_of_itself(call):
    call.raise_request_exception = False
    with patch("api.endpoints.answer_record", side_effect=ZeroDivisionError("hemligt")):
        response = call.assess(WHOLE)
    told(response, 500, "fault")
    assert b"hemligt" not in response.content


def test_no_cookie_is_read_or_set(call):
    response = call.assess(WHOLE, headers={"Cookie": "sessionid=x; csrftoken=y; django_language=en"})
    assert response.status_code == 200
    assert not response.cookies
    assert response["Content-Language"] == "sv"
    assert "Cookie" not in response.get("Vary", "")


def test_head_answers_as_get(call):
    response = call.head(RULE_SETS, **call.with_key({}))
    assert (response.status_code, response.content) == (200, b"")


def test_csrf_is_not_asked_for(program):
    strict = Client(enforce_csrf_checks=True)
    headers = {"Authorization": f"Bearer {program.key_text}"}
    assert strict.post(ASSESSMENTS, WHOLE, content_type="application/json", headers=headers).status_code == 200
