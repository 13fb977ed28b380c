"""The documents themselves: all of the plan is in them, tagged for screen readers, without a person's name or a complaint from the renderer."""

import io
import logging
import re
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
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

pytestmark = pytest.mark.django_db
PLAN = Path(__file__).resolve().parents[2] / "demo" / "plan.json"


@pytest.fixture
def plan():
    authority = AuthorityFactory(provider=SchoolProviderFactory(name="Sjöstad kommun"), name="Gymnasie- och vuxenutbildning")
    load_plan(PLAN, authority=authority, at=timezone.now())
    return AuthorityPlan.objects.get()


@pytest.fixture
def unit_plan(plan):
    unit = SchoolUnitFactory(authority=plan.authority, name="Strandgymnasiet")
    found = UnitPlanFactory(
        plan=plan, unit=unit, results="Läsningen sviktar på alla program.", needs="Verktyg för läsning i alla ämnen.", status="decided",
        decided_on=TODAY,
    )  # fmt: skip
    UnitCourseFactory(unit_plan=found, offer__title="Muntligt samtal som lärverktyg", need="Få elever talar i helklass.")
    return found


def rendered(report, caplog):
    with caplog.at_level(logging.WARNING):
        template, context = document_of(report, on=TODAY)
        pdf = render_pdf(template, context)
    complaints = [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]
    assert complaints == []
    return pdf.content


def text_of(content):
    document = pypdfium2.PdfDocument(content)
    try:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()
    return " ".join(" ".join(pages).replace("\u00ad", "").replace("\ufffe", "-").split())


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


def test_the_whole_authority_plan_is_in_the_document(plan, caplog):
    text = text_of(rendered(ReportFactory.build(kind="authority_plan", authority_plan=plan, unit_plan=None), caplog))
    for section in plan.sections.all():
        assert section.heading in text
    for course in plan.courses.select_related("offer"):
        assert course.offer.title in text
    for entry in plan.anchoring.all():
        assert entry.held_on.isoformat() in text
    for dialogue in plan.dialogues.all():
        assert dialogue.institution in text
    assert "Sida 2 av" in text


def test_the_authority_plan_is_tagged(plan, caplog):
    content = rendered(ReportFactory.build(kind="authority_plan", authority_plan=plan, unit_plan=None), caplog)
    counts, alternatives = tags_of(content)
    assert counts["/H1"] == 1
    assert counts["/H2"] >= plan.sections.count() // 2
    assert counts["/Table"] >= 5
    assert counts["/TH"] > 20
    assert counts["/L"] >= 2
    assert counts["/Figure"] >= 3
    assert all(alternatives), "a figure without words"


def test_no_teacher_is_named_in_the_authority_plan(plan, caplog):
    teacher = PersonFactory(given_name="Ragnhild", family_name="Utpekad", provider=plan.authority.provider)
    CourseChoiceFactory(person=teacher, plan=plan, offer=plan.courses.first().offer, status="agreed", answered_at=NOW)
    text = text_of(rendered(ReportFactory.build(kind="authority_plan", authority_plan=plan, unit_plan=None), caplog))
    assert "Ragnhild" not in text
    assert "Utpekad" not in text
    assert "färre än 5" in text


def test_the_unit_plan_tells_analysis_and_courses(unit_plan, caplog):
    content = rendered(ReportFactory.build(unit_plan=unit_plan), caplog)
    text = text_of(content)
    for words in ("Strandgymnasiet", "Läsningen sviktar", "Verktyg för läsning", "Muntligt samtal som lärverktyg", "Få elever talar"):
        assert words in text
    counts, alternatives = tags_of(content)
    assert counts["/H1"] == 1
    assert all(alternatives)
