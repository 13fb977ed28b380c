"""The document holds what the rows say, in a constant number of queries, and nothing about a single person."""

from datetime import date
from decimal import Decimal

import pytest
from django.template.loader import render_to_string

from plans.authority.budget import budget_of
from plans.authority.document import Anchoring, Budget, CountTable, Drawn, Note, TierTable, Timeline, Versions
from plans.authority.figures import period_text
from plans.authority.pages import plan_document, school_years
from plans.authority.tables import standing
from plans.loading import load_plan
from plans.models import AuthorityPlan
from tests.factories import (
    NOW,
    TODAY,
    AnchoringEntryFactory,
    AuthorityFactory,
    AuthorityPlanFactory,
    BudgetLineFactory,
    CourseChoiceFactory,
    CourseOfferFactory,
    DialogueFactory,
    PersonFactory,
    PlanCourseFactory,
    PlanSectionFactory,
    SchoolUnitFactory,
    TimelineItemFactory,
)
from tests.plans.authority.source import PLAN_FILE

pytestmark = pytest.mark.django_db


def document_of(plan, on=TODAY):
    return plan_document(AuthorityPlan.objects.select_related("authority__provider").get(pk=plan.pk), on=on)


def blocks(document, kind):
    parts = [part for chapter in document.chapters for part in (chapter, *chapter.parts)]
    return [block for part in parts for block in part.blocks if isinstance(block, kind)]


def plain(text):
    return text.replace("\N{NO-BREAK SPACE}", " ")


def choose(plan, people, *, tier="authority", courses=1, status="proposed"):
    unit = SchoolUnitFactory(authority=plan.authority)
    offers = [CourseOfferFactory(provider=plan.authority.provider) for _ in range(courses)]
    purpose = "deepening" if tier == "individual" else ""
    for _ in range(people):
        person = PersonFactory(teaches_at=unit)
        for offer in offers:
            CourseChoiceFactory(person=person, plan=plan, tier=tier, offer=offer, status=status, purpose=purpose)


def counts(document):
    (table,) = blocks(document, CountTable)
    return [(plain(row.people), plain(row.choices), plain(row.credits)) for row in table.rows]


def test_a_plan_without_chapters_still_shows_what_it_has():
    plan = AuthorityPlanFactory()
    AnchoringEntryFactory(plan=plan)
    document = document_of(plan)
    assert [chapter.anchor for chapter in document.chapters] == [
        "tidplan", "tre-nivaer", "kurser", "racker-till", "valda-kurser", "dialoger", "budget", "forankring",
    ]  # fmt: skip
    assert len(blocks(document, Anchoring)) == 1
    assert "Tidplanen är inte skriven än." in [note.text for note in blocks(document, Note)]


def test_parts_belong_to_the_chapter_before_them_and_take_no_number():
    plan = AuthorityPlanFactory()
    for heading, is_part in (("Kurser", False), ("Enhetens", True), ("Lärarens", True), ("Budget", False)):
        PlanSectionFactory(plan=plan, heading=heading, is_part=is_part)
    first, second = document_of(plan).chapters[:2]
    assert (first.number, first.heading, [part.heading for part in first.parts]) == (1, "Kurser", ["Enhetens", "Lärarens"])
    assert (second.number, second.heading) == (2, "Budget")


def test_anchors_and_figures_have_ids_of_their_own_even_when_a_kind_comes_twice():
    plan = AuthorityPlanFactory()
    for kind in ("text", "tiers", "tiers", "levels", "text"):
        PlanSectionFactory(plan=plan, kind=kind)
    document = document_of(plan)
    anchors = [part.anchor for chapter in document.chapters for part in (chapter, *chapter.parts)]
    drawings = [drawing.id for block in blocks(document, Drawn) for drawing in block.figure.drawings_for("screen")]
    assert len(set(anchors)) == len(anchors)
    assert len(set(drawings)) == len(drawings)


def test_figures_are_numbered_as_they_come():
    plan = AuthorityPlanFactory()
    for kind in ("levels", "timeline", "tiers", "choices"):
        PlanSectionFactory(plan=plan, kind=kind)
    TimelineItemFactory(plan=plan)
    choose(plan, people=5)
    captions = [block.figure.caption.split(".")[0] for block in blocks(document_of(plan), Drawn)]
    assert captions == ["Figur 1", "", "Figur 2", "Figur 3"]


def test_how_many_of_how_many_and_how_large_are_data():
    plan = AuthorityPlanFactory()
    plan.tiers.filter(tier="authority").update(offered=6, choose=3, course_credits=Decimal(5))
    (table,) = blocks(document_of(plan), TierTable)
    row = table.rows[0]
    assert (row.offered, row.choose, plain(row.amount)) == ("Sex", "Tre kurser", "15 hp")
    (figure,) = [block.figure for block in blocks(document_of(plan), Drawn) if "tre-nivaer" in block.figure.wide.id]
    assert plain(figure.wide.description).count("5 hp;") + plain(figure.wide.description).count("5 hp.") >= 3
    assert "Grunden är 15 hp." in plain(figure.caption)


def test_chosen_courses_are_counts_of_what_is_proposed_or_agreed():
    plan = AuthorityPlanFactory()
    choose(plan, people=6, courses=2)
    choose(plan, people=5, tier="unit", status="agreed")
    choose(plan, people=9, tier="unit", status="draft")
    choose(plan, people=9, tier="unit", status="declined")
    choose(AuthorityPlanFactory(), people=7)
    assert counts(document_of(plan)) == [("6", "12", "90 hp"), ("5", "5", "37,5 hp"), ("0", "0", "0 hp")]


def test_a_group_under_five_is_words_even_with_many_courses():
    plan = AuthorityPlanFactory()
    choose(plan, people=4, courses=3)
    choose(plan, people=5, tier="individual")
    document = document_of(plan)
    assert counts(document) == [("färre än 5", "visas inte", "visas inte"), ("0", "0", "0 hp"), ("5", "5", "37,5 hp")]
    (figure,) = [block.figure for block in blocks(document, Drawn) if "valda" in block.figure.wide.id]
    words = plain(" ".join([figure.wide.description, *(label.text for label in figure.wide.labels)]))
    assert "Förvaltningens nivå: färre än 5 lärare." in words
    assert "12" not in words
    assert "90 hp" not in words


def test_where_nothing_is_chosen_a_sentence_says_so():
    assert "Inga kurser är valda än." in [note.text for note in blocks(document_of(AuthorityPlanFactory()), Note)]


def test_no_name_of_anybody_is_in_the_document():
    plan = AuthorityPlanFactory()
    unit = SchoolUnitFactory(authority=plan.authority)
    person = PersonFactory(teaches_at=unit, given_name="Xerxes", family_name="Qvarfordt")
    CourseChoiceFactory(person=person, plan=plan, status="agreed", answered_by=person)
    context = {"document": document_of(plan), "medium": "print", "may_update": False}
    html = "".join(render_to_string("plans/authority/_part.html", {**context, "part": chapter}) for chapter in context["document"].chapters)
    for secret in ("Xerxes", "Qvarfordt", person.username, str(person.pk)):
        assert secret not in html


def test_the_number_of_queries_does_not_grow_with_the_rows(django_assert_num_queries):
    plan = AuthorityPlan.objects.select_related("authority__provider").get(pk=AuthorityPlanFactory().pk)
    for make in (PlanSectionFactory, PlanCourseFactory, TimelineItemFactory, DialogueFactory, BudgetLineFactory):
        make(plan=plan)
    with django_assert_num_queries(10):
        plan_document(plan, on=TODAY)
    for make in (PlanSectionFactory, PlanCourseFactory, TimelineItemFactory, DialogueFactory, BudgetLineFactory):
        make.create_batch(4, plan=plan)
    choose(plan, people=6)
    AuthorityPlanFactory(authority=plan.authority, version="0.9", status="replaced")
    with django_assert_num_queries(10):
        plan_document(plan, on=TODAY)


def test_the_budget_is_summed_by_year_tier_and_kind():
    plan = AuthorityPlanFactory()
    lines = [
        BudgetLineFactory(plan=plan, year=2027, tier="unit", kind="substitutes", quantity="2.5", unit_price="12715.50"),
        BudgetLineFactory(plan=plan, year=2026, tier="authority", kind="literature", quantity=1, unit_price=650),
        BudgetLineFactory(plan=plan, year=2026, tier="authority", kind="seats", quantity=60, unit_price=14000),
    ]
    for line in lines:
        line.refresh_from_db()
    budget = budget_of(lines)
    first = budget.years[0].tiers[0]
    assert [(item.kind, plain(item.quantity), plain(item.amount)) for item in first.items] == [
        ("Kursplatser", "60 platser", "840 000 kr"),
        ("Kurslitteratur", "1 uppsättning", "650 kr"),
    ]
    assert [(year.year, plain(year.amount)) for year in budget.years] == [("2026", "840 650 kr"), ("2027", "31 788,75 kr")]
    assert [(row.name, [plain(each.text) for each in row.amounts], plain(row.total)) for row in (*budget.sums, budget.total)] == [
        ("Förvaltningens nivå", ["840 650 kr", "0 kr"], "840 650 kr"),
        ("Enhetens nivå", ["0 kr", "31 788,75 kr"], "31 788,75 kr"),
        ("Alla nivåer", ["840 650 kr", "31 788,75 kr"], "872 438,75 kr"),
    ]


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "text"),
    [
        (date(2025, 9, 25), date(2025, 9, 25), "25 september 2025"),
        (date(2026, 5, 1), date(2026, 5, 31), "Maj 2026"),
        (date(2025, 8, 1), date(2025, 12, 31), "Augusti–december 2025"),
        (date(2025, 12, 1), date(2026, 2, 28), "December 2025–februari 2026"),
        (date(2026, 10, 1), date(2026, 12, 18), "1 oktober–18 december 2026"),
        (date(2026, 12, 15), date(2027, 1, 10), "15 december 2026–10 januari 2027"),
    ],
)
def test_periods_are_said_as_people_say_them(starts_on, ends_on, text):
    assert plain(period_text(starts_on, ends_on)) == text


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "text"),
    [
        (date(2025, 9, 25), date(2028, 6, 30), "läsåren 2025/26–2027/28"),
        (date(2026, 1, 1), date(2026, 6, 30), "läsåret 2025/26"),
        (date(1999, 8, 1), None, "från läsåret 1999/00"),
    ],
)
def test_the_years_are_school_years(starts_on, ends_on, text):
    assert school_years(starts_on, ends_on) == text


@pytest.mark.parametrize(
    ("values", "kind", "word"),
    [
        ({}, "met", "Gäller"),
        ({"starts_on": date(2026, 11, 20), "ends_on": date(2026, 11, 20)}, "met", "Gäller"),
        ({"starts_on": date(2026, 11, 21)}, "off", "Beslutad, gäller inte än"),
        ({"ends_on": date(2026, 11, 19)}, "quiet", "Har gällt"),
        ({"status": "draft"}, "off", "Utkast"),
        ({"status": "anchored"}, "now", "Förankrad"),
        ({"status": "replaced"}, "quiet", "Ersatt"),
    ],
)
def test_a_decided_plan_is_in_force_on_its_days(values, kind, word):
    assert standing(AuthorityPlanFactory.build(authority=None, tiers=None, **values), TODAY) == (kind, word)


def test_earlier_decided_versions_are_listed_and_drafts_are_not():
    plan = AuthorityPlanFactory(version="2.0")
    PlanSectionFactory(plan=plan, kind="follow_up")
    AuthorityPlanFactory(authority=plan.authority, version="1.0", status="replaced", starts_on=date(2025, 8, 1))
    AuthorityPlanFactory(authority=plan.authority, version="3.0", status="draft", decided_on=None)
    AuthorityPlanFactory(version="9.0")
    (versions,) = blocks(document_of(plan), Versions)
    assert [(row.version, row.is_this) for row in versions.rows] == [("2.0", True), ("1.0", False)]


def test_every_block_is_drawn_on_screen_and_on_paper():
    plan = load_plan(PLAN_FILE, authority=AuthorityFactory(), at=NOW)
    choose(plan, people=5)
    document = document_of(plan)
    parts = [part for chapter in document.chapters for part in (chapter, *chapter.parts)]
    assert {type(block) for part in parts for block in part.blocks} >= {Timeline, Budget, Anchoring, TierTable, CountTable}
    for medium in ("screen", "print"):
        context = {"document": document, "medium": medium, "may_update": False}
        html = "".join(render_to_string("plans/authority/_part.html", {**context, "part": part}) for part in parts)
        assert ("<details" in html) == (medium == "screen")
        assert "huvudmannaplan/" not in html  # nothing to press for who may not update


def test_a_persons_markup_stays_text():
    plan = AuthorityPlanFactory()
    PlanSectionFactory(plan=plan, body="<script>alert(1)</script>", heading="<b>Syfte</b>")
    document = document_of(plan)
    html = render_to_string(
        "plans/authority/_part.html", {"document": document, "part": document.chapters[0], "medium": "screen", "may_update": False}
    )
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
