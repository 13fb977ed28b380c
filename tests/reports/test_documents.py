"""The documents themselves: all of the plan is in them, tagged for screen readers, without a person's name or a complaint from the renderer."""

import io
import logging
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from django.db import connection, transaction
from django.utils import timezone

from plans.loading import load_plan
from plans.models import AuthorityPlan
from reports.documents import document_of
from reports.pdf import render_pdf
from tests.factories import (
    NOW,
    TODAY,
    AuthorityFactory,
    CourseChoiceFactory,
    PersonFactory,
    ReportFactory,
    SchoolProviderFactory,
    SchoolUnitFactory,
    UnitCourseFactory,
    UnitPlanFactory,
)

PLAN = Path(__file__).resolve().parents[2] / "demo" / "plan.json"


@dataclass(frozen=True)
class Printed:
    """One document, rendered once for all tests. wanted: words that must be in it."""

    content: bytes
    complaints: list[str]
    wanted: tuple[str, ...]

    @cached_property
    def text(self):
        document = pypdfium2.PdfDocument(self.content)
        try:
            pages = [page.get_textpage().get_text_bounded() for page in document]
        finally:
            document.close()
        return " ".join(" ".join(pages).replace("\u00ad", "").replace("\ufffe", "-").split())


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """Sjöstad's plan with one choice by somebody who must not be named, and a unit plan."""
    with django_db_blocker.unblock():
        atomic = transaction.atomic()
        atomic.__enter__()
        authority = AuthorityFactory(provider=SchoolProviderFactory(name="Sjöstad kommun"), name="Gymnasie- och vuxenutbildning")
        load_plan(PLAN, authority=authority, at=timezone.now())
        plan = AuthorityPlan.objects.get()
        teacher = PersonFactory(given_name="Ragnhild", family_name="Utpekad", provider=authority.provider)
        CourseChoiceFactory(person=teacher, plan=plan, offer=plan.courses.first().offer, status="agreed", answered_at=NOW)
        yield plan
        connection.set_rollback(True)
        atomic.__exit__(None, None, None)


@pytest.fixture(scope="module")
def authority_plan(loaded, django_db_blocker):
    with django_db_blocker.unblock():
        wanted = (
            *(section.heading for section in loaded.sections.all()),
            *(course.offer.title for course in loaded.courses.select_related("offer")),
            *(entry.held_on.isoformat() for entry in loaded.anchoring.all()),
            *(dialogue.institution for dialogue in loaded.dialogues.all()),
            "Sida 2 av",
        )
        return printed(ReportFactory.build(kind="authority_plan", authority_plan=loaded, unit_plan=None), wanted)


@pytest.fixture(scope="module")
def unit_plan(loaded, django_db_blocker):
    with django_db_blocker.unblock():
        unit = SchoolUnitFactory(authority=loaded.authority, name="Strandgymnasiet")
        words = {"results": "Läsningen sviktar på alla program.", "needs": "Verktyg för läsning i alla ämnen."}
        found = UnitPlanFactory(plan=loaded, unit=unit, status="decided", decided_on=TODAY, **words)
        UnitCourseFactory(unit_plan=found, offer__title="Muntligt samtal som lärverktyg", need="Få elever talar i helklass.")
        wanted = (*words.values(), "Strandgymnasiet", "Muntligt samtal som lärverktyg", "Få elever talar")
        return printed(ReportFactory.build(unit_plan=found), wanted)


def printed(report, wanted):
    heard = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: heard.append(record.getMessage())
    logging.getLogger().addHandler(handler)
    try:
        template, context = document_of(report, on=TODAY)
        pdf = render_pdf(template, context)
    finally:
        logging.getLogger().removeHandler(handler)
    return Printed(pdf.content, heard, wanted)


def tags_of(content):
    """How often each kind of structure element occurs, and the Alt of every figure."""
    counts, alternatives = {}, []

    def walk(element):
        if isinstance(element, pikepdf.Dictionary) and "/S" in element:
            name = str(element.S)
            counts[name] = counts.get(name, 0) + 1
            if name == "/Figure":
                alternatives.append(str(element.get("/Alt", "")))
        children = element.get("/K") if isinstance(element, pikepdf.Dictionary) else None
        for child in children if isinstance(children, pikepdf.Array) else [children]:
            if isinstance(child, pikepdf.Dictionary) and "/S" in child:
                walk(child)

    with pikepdf.open(io.BytesIO(content)) as pdf:
        for child in pdf.Root.StructTreeRoot.K:
            walk(child)
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "sv"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert re.search(rb"pdfuaid:part(>|=.)1", pdf.Root.Metadata.read_bytes())
    return counts, alternatives


@pytest.mark.parametrize("document", ["authority_plan", "unit_plan"])
def test_all_of_the_plan_is_in_the_document(document, request):
    found = request.getfixturevalue(document)
    assert [words for words in found.wanted if words not in found.text] == []


@pytest.mark.parametrize("document", ["authority_plan", "unit_plan"])
def test_the_renderer_has_nothing_to_complain_of(document, request):
    assert request.getfixturevalue(document).complaints == []


def test_the_authority_plan_is_tagged(authority_plan):
    counts, alternatives = tags_of(authority_plan.content)
    assert counts["/H1"] == 1
    assert counts["/H2"] >= 10
    assert counts["/Table"] >= 5
    assert counts["/TH"] > 20
    assert counts["/L"] >= 2
    assert counts["/Figure"] >= 3
    assert all(alternatives), "a figure without words"


def test_the_unit_plan_is_tagged(unit_plan):
    counts, alternatives = tags_of(unit_plan.content)
    assert counts["/H1"] == 1
    assert counts["/Figure"] >= 1
    assert all(alternatives), "a figure without words"


def test_no_teacher_is_named_in_the_authority_plan(authority_plan):
    assert "Ragnhild" not in authority_plan.text
    assert "Utpekad" not in authority_plan.text
    assert "färre än 5" in authority_plan.text
