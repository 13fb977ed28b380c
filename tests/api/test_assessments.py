"""One record in, one assessment out: the answer of the contract, to the byte, and nothing stored."""

import json
from html import unescape

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils import timezone

from core.formats import NBSP
from merit.contract import answer_record, record_of, to_answer, written
from merit.facts import facts_for
from merit.management.commands.assess import answers
from merit.rules import assess
from tests.cases.table import officials_cases
from tests.factories import (
    CourseFactory,
    LicenceFactory,
    PersonFactory,
    QualifyingDegreeFactory,
    SchoolUnitFactory,
    StatedEmploymentFactory,
)
from tests.merit.records import changed, record
from tests.merit.schemas import output_validator

pytestmark = pytest.mark.django_db


def of_the_command(content):
    """The line manage.py assess writes for a record."""
    [answer] = answers([json.dumps(content, ensure_ascii=False).encode()])
    return written(answer)


def test_a_record_is_answered_by_the_contract(call):
    response = call.assess(record())
    assert response.status_code == 200
    assert response["Content-Type"] == "application/json"
    assert response["Cache-Control"] == "no-store"
    assert response.json() == answer_record(record())
    assert not list(output_validator().iter_errors(response.json()))


def test_it_answers_the_officials_cases_as_the_command_does_to_the_byte(call):
    """A sample of the table, and every case the command refuses: there the sentence is the same."""
    cases = officials_cases()
    for case in (*cases[::11], *(each for each in cases if each.expected is None)):
        content = record_of(case.facts)
        line, response = of_the_command(content), call.assess(content)
        if case.expected is None:
            told = json.loads(line)["error"]
            assert (response.status_code, response.json()["error"]) == (
                422,
                {"code": "invalid_record", "path": told["path"], "message": told["message"]},
            )
        else:
            assert (response.status_code, response.content) == (200, line), case


def test_the_page_the_command_and_the_program_say_the_same(call, client):
    """Of a teacher's stored records: what the page is made of, what the command writes and what a program gets, byte for byte."""
    teacher = PersonFactory(teaches_at=SchoolUnitFactory())
    for factory in (LicenceFactory, QualifyingDegreeFactory, StatedEmploymentFactory, CourseFactory):
        factory(person=teacher, accepted=True)
    facts = facts_for([teacher.pk], on=timezone.localdate())[teacher.pk]
    response = call.assess(record_of(facts))
    assert response.content == of_the_command(record_of(facts)) == written(to_answer(assess(facts), facts))
    client.force_login(teacher)
    page = unescape(client.get(reverse("merit:assessment")).content.decode()).replace(NBSP, " ")  # the page alone breaks no number
    for level in response.json()["levels"]:
        for condition in level["conditions"]:
            assert condition["explanation"].partition(". ")[0] in page


def test_nothing_is_stored_but_that_it_was_asked(call):
    def rows():
        ours = [
            model for model in apps.get_models() if model._meta.managed and not model._meta.proxy and model._meta.app_label != "pghistory"
        ]
        return {model._meta.label: model._base_manager.count() for model in ours}

    before = rows()
    call.assess(record())
    assert {label: count - before[label] for label, count in rows().items() if count != before[label]} == {"api.ClientUse": 1}


def test_what_breaks_the_record_is_told_with_its_place(call):
    response = call.assess(changed("courses", 0, "credits", to=7.55))
    assert response.status_code == 422
    assert response.json() == {
        "error": {"code": "invalid_record", "path": "courses[0].credits", "message": "Poäng får ha högst en decimal."}
    }


def test_a_day_without_rules_is_told(call):
    response = call.assess(record(reference_date="2025-08-31"))
    assert response.status_code == 422
    assert response.json()["error"]["path"] == "reference_date"
    assert "2025-09-01" in response.json()["error"]["message"]


def test_the_language_is_the_one_asked_for_and_else_swedish(call):
    swedish, english = call.assess(record()), call.assess(record(), headers={"Accept-Language": "en-GB,en;q=0.9"})
    assert (swedish["Content-Language"], english["Content-Language"]) == ("sv", "en")
    assert english.json() == answer_record(record(), language="en")
    assert english.json() != swedish.json()
    refused = call.assess({}, headers={"Accept-Language": "en"})
    assert refused.json()["error"]["message"] == "The field is missing."
    assert call.assess(record(), headers={"Accept-Language": "*"}).content == swedish.content
    assert call.assess(record(), headers={"Accept-Language": "fi"}).content == swedish.content


def test_the_same_numbers_written_otherwise_have_the_same_digest(call):
    whole, with_zeros = (call.assess(json.dumps(record()).replace(": 15,", f": {number},").encode()) for number in ("15", "15.0"))
    assert whole.json()["facts_digest"] == with_zeros.json()["facts_digest"]


def test_a_thousand_courses_are_answered(call):
    content = record()
    content["courses"] = [{**content["courses"][0], "code": f"K{number}"} for number in range(1000)]
    assert call.assess(content).status_code == 200
