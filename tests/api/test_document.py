"""The description of the API: true to the contract, whole in both languages, and the same for programs as for people."""

import json
import re
from html import unescape

import pytest
from django.urls import reverse
from jsonschema import Draft202012Validator

from api.example import EXAMPLE
from tests.merit.records import changed, record
from tests.merit.schemas import input_validator, output_validator, schema

pytestmark = pytest.mark.django_db
DOCUMENT, DOCS = "/api/v1/openapi.json", "/api/v1/docs"


@pytest.fixture
def document(client):
    return client.get(DOCUMENT).json()


def bare(value):
    """Without what is said about fields, and with references as the contract has them."""
    if isinstance(value, dict):
        if "$ref" in value:
            return {"$ref": value["$ref"].rpartition("/")[2].lower()}
        return {name: bare(each) for name, each in value.items() if name != "description" or not isinstance(each, str)}
    return [bare(each) for each in value] if isinstance(value, list) else value


@pytest.mark.parametrize(("name", "component"), [("assessment-input", "AssessmentRecord"), ("assessment-output", "Assessment")])
def test_the_schemas_are_those_of_the_contract(document, name, component):
    contract = schema(name)
    parts = contract.pop("$defs")
    del contract["$schema"]
    shown = document["components"]["schemas"]
    as_shown = json.loads(re.sub(r"#/\$defs/([a-z_]+)", lambda found: found[1].replace("_", ""), json.dumps(contract)))
    assert bare(shown[component]) == bare(as_shown)
    for part in parts:
        assert "".join(word.capitalize() for word in part.split("_")) in shown


def test_what_is_shown_refuses_and_takes_what_the_contract_does(document):
    shown = Draft202012Validator({"$ref": "#/components/schemas/AssessmentRecord", "components": document["components"]})
    for content in (record(), changed("courses", 0, "credits", to=0), changed("licence", "kind", to="x"), {}, {**record(), "x": 1}):
        assert shown.is_valid(content) == input_validator().is_valid(content)


def test_the_examples_are_a_record_and_the_answer_to_it(document, call):
    told = document["paths"]["/api/v1/assessments"]["post"]
    assert told["requestBody"]["content"]["application/json"]["example"] == EXAMPLE
    answer = told["responses"]["200"]["content"]["application/json"]["example"]
    assert answer == call.assess(EXAMPLE).json()
    assert not list(output_validator().iter_errors(answer))


def test_every_endpoint_asks_for_a_key_and_tells_every_error(document):
    assert set(document["paths"]) == {"/api/v1/assessments", "/api/v1/rule-sets"}
    for methods in document["paths"].values():
        for told in methods.values():
            assert told["security"] == [{"Bearer": []}]
            assert {"400", "401", "413", "429", "500", "503"} <= set(told["responses"])
            for status, response in told["responses"].items():
                assert status == "200" or response["content"]["application/json"]["schema"] == {"$ref": "#/components/schemas/Error"}
    assert document["components"]["securitySchemes"] == {"Bearer": {"type": "http", "scheme": "bearer"}}
    assert document["servers"] == [{"url": "http://testserver"}]


def test_it_speaks_the_language_that_is_asked_for(client):
    english = client.get(DOCUMENT, headers={"Accept-Language": "en"}).json()
    swedish = client.get(DOCUMENT).json()
    assert english["paths"]["/api/v1/assessments"]["post"]["summary"] == "Assess the facts about a teacher"
    assert swedish["paths"]["/api/v1/assessments"]["post"]["summary"] == "Bedöm uppgifterna om en lärare"
    assert not re.search("[åäöÅÄÖ]", re.sub(r'"(title|institution|provision)": "[^"]*"', "", json.dumps(english, ensure_ascii=False)))


@pytest.mark.parametrize("address", [DOCUMENT, DOCS])
def test_anybody_may_read_it_and_only_read(client, address):
    assert client.get(address).status_code == 200
    assert client.post(address).status_code == 405


def test_the_page_tells_every_endpoint_field_and_status(client, document):
    page = unescape(client.get(DOCS).content.decode())
    for path, methods in document["paths"].items():
        for told in methods.values():
            assert path in page
            assert told["summary"] in page
            assert all(f"<code>{status}</code>" in page for status in told["responses"])
    for name in ("AssessmentRecord", "Assessment", "RuleSetOut", "Error"):
        for field, told in document["components"]["schemas"][name]["properties"].items():
            assert f"<code>{field}</code>" in page
            assert told.get("description", "") in page


def test_the_page_needs_no_script_and_no_other_server(client):
    page = client.get(DOCS).content.decode()
    assert not re.search(r"<script(?![^>]*\bsrc=\"/static/)", page)
    assert "<style" not in page
    assert not re.findall(r'(?:src|href)="(?:https?:)?//', page)
    assert " hidden>" in page  # the button that copies waits for the script


def test_what_is_to_be_pasted_is_a_call_that_works(client, call):
    """The words of the shell taken apart: address, headers and body, sent as they stand."""
    page = unescape(client.get(DOCS).content.decode())
    [pasted] = re.findall(r'<pre id="assess-curl"[^>]*><code>(.*?)</code>', page, re.DOTALL)
    command, body = pasted.split("<<'JSON'\n")
    assert re.findall(r"curl -sS (\S+)", command) == ["http://testserver/api/v1/assessments"]
    headers = dict(header.split(": ") for header in re.findall(r'-H "([^"]*)"', command))
    assert headers["Authorization"] == "Bearer $MERITPLAN_KEY"
    assert body.endswith("\nJSON")
    answered = call.assess(body.removesuffix("\nJSON").encode(), content_type=headers["Content-Type"])
    assert answered.status_code == 200


def test_somebody_signed_in_reads_it_in_the_frame(client, program):
    assert reverse("api:documentation") == DOCS
    assert "Gränssnitt för program" in client.get(DOCS).content.decode()
