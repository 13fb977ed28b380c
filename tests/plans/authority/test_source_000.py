"""Sjöstad's plan has the structure, dates, forums, universities and numbers of source 000, row by row of its reading."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection, transaction

from plans.authority.document import Anchoring, Budget, CourseTable, Dialogues, Paragraph, Quotation, Timeline
from plans.authority.pages import plan_document
from plans.loading import load_plan
from plans.models import AuthorityPlan
from plans.pace import full_time_weeks
from tests.factories import NOW, TODAY, AuthorityFactory
from tests.plans.authority.source import PLAN_FILE

FORUMS = [  # 000-72 … 000-81
    ("2025-08-06", "information", "Ledningsgruppen för rektorer inom anpassad gymnasieskola och gymnasieskola"),
    ("2025-08-12", "information", "Ledningsgruppen för rektorer inom vuxenutbildningen"),
    ("2025-08-13", "consultation", "Förvaltningsrådets dialogmöte"),
    ("2025-08-21", "dialogue", "Gymnasie- och vuxenutbildningens ledningsgrupp"),
    ("2025-08-26", "dialogue", "Ledningsgruppen för rektorer inom anpassad gymnasieskola och gymnasieskola"),
    ("2025-09-02", "dialogue", "Ledningsgruppen för rektorer inom vuxenutbildningen"),
    ("2025-09-03", "consultation", "Förvaltningsrådets dialogmöte"),
    ("2025-09-17", "preparation", "Nämndens arbetsutskott"),
    ("2025-09-25", "decision", "Gymnasie- och vuxenutbildningsnämnden"),
    ("2025-11-06", "dialogue", "Nämndens budgetkonferens"),
]
WORK = [  # 000-28 … 000-31
    ("2025-08-01", "2025-12-31", "Kartläggning av poänggivande kurser efter lärarexamen", "Utbildningskontoret"),
    ("2025-08-01", "2025-12-31", "Dialoger med lärosäten om förvaltningsgemensamma utbildningar", "Utvecklingsledaren"),
    ("2025-09-01", "2025-10-31", "Analys på aggregerad nivå av elevers måluppfyllelse", "Utbildningskontoret"),
    ("2025-09-01", "2025-11-30", "Analys av elevers måluppfyllelse och verksamhetens resultat", "Rektorerna"),
]


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """The plan and what can be read of it, loaded once: these tests only read."""
    with django_db_blocker.unblock():
        atomic = transaction.atomic()
        atomic.__enter__()
        authority = AuthorityFactory(name="Gymnasie- och vuxenutbildning", committee="Gymnasie- och vuxenutbildningsnämnden")
        load_plan(PLAN_FILE, authority=authority, at=NOW)
        plan = AuthorityPlan.objects.select_related("authority__provider").get()
        yield plan, plan_document(plan, on=TODAY)
        connection.set_rollback(True)
        atomic.__exit__(None, None, None)


@pytest.fixture
def plan(loaded, db):
    return loaded[0]


@pytest.fixture
def document(loaded):
    return loaded[1]


def blocks(document, kind):
    parts = [part for chapter in document.chapters for part in (chapter, *chapter.parts)]
    return [block for part in parts for block in part.blocks if isinstance(block, kind)]


def chapter_text(document, heading):
    parts = [part for chapter in document.chapters for part in (chapter, *chapter.parts) if part.heading == heading]
    texts = [block.text for part in parts for block in part.blocks if isinstance(block, Paragraph)]
    return " ".join(texts).replace("\N{NO-BREAK SPACE}", " ")


def test_the_chapters_come_in_the_order_of_the_source(document):
    assert [chapter.heading for chapter in document.chapters] == [
        "Det nationella professionsprogrammet",
        "Meriteringssystemet",
        "Nämndens ansvar enligt skollagen",
        "Syfte och mål",
        "Nämndens strategiska planering",
        "Kartläggning av behov",
        "Kompetensutvecklingsplan",
        "Kurser på tre nivåer",
        "Kompetensförsörjning",
        "Strategisk användning av meriteringen",
        "Dialog med lärosäten",
        "Budget",
        "Förankring",
        "Uppföljning och revidering",
    ]


@pytest.mark.parametrize(("starts_on", "ends_on", "about", "owner"), WORK)
def test_000_28_to_31_the_work_of_the_autumn_has_its_periods_and_owners(plan, starts_on, ends_on, about, owner):
    found = [item for item in plan.timeline.all() if item.about.startswith(about)]
    assert [(str(item.starts_on), str(item.ends_on), item.owner) for item in found] == [(starts_on, ends_on, owner)]


def test_000_28_to_31_the_periods_are_read_as_months(document):
    (timeline,) = blocks(document, Timeline)
    assert [row.when for row in timeline.rows[:4]] == [
        "Augusti–december 2025",
        "Augusti–december 2025",
        "September–oktober 2025",
        "September–november 2025",
    ]


def test_000_41_eight_courses_of_seven_and_a_half_each_with_need_and_analysis(plan, document):
    tier = plan.tiers.get(tier="authority")
    assert (tier.offered, tier.course_credits) == (8, Decimal("7.5"))
    (table,) = blocks(document, CourseTable)
    assert len(table.rows) == 8
    assert {row.credits for row in table.rows} == {Decimal("7.5")}
    assert all(row.need and row.analysis for row in table.rows)
    assert "åtta kurser om 7,5 hp vardera ska vara förvaltningsgemensamma" in chapter_text(document, "Kurser på tre nivåer")


def test_000_43_four_of_the_eight_are_thirty_credits(plan, document):
    tier = plan.tiers.get(tier="authority")
    assert (tier.choose, tier.total_credits) == (4, Decimal(30))
    assert "i samråd med rektor, fyra av de åtta kurserna, motsvarande 30 hp (figur 2)" in chapter_text(document, "Kurser på tre nivåer")


def test_000_48_two_of_the_units_courses_are_fifteen_and_how_many_are_on_offer_is_free(plan, document):
    tier = plan.tiers.get(tier="unit")
    assert (tier.offered, tier.choose, tier.total_credits) == (None, 2, Decimal(15))
    assert "två av enhetens kurser, motsvarande 15 hp" in chapter_text(document, "Enhetens kurser")


def test_000_49_the_individual_tier_goes_up_to_level_3(plan):
    tier = plan.tiers.get(tier="individual")
    assert (tier.choose, tier.up_to_level) == (None, 3)


def test_000_51_seven_and_a_half_credits_are_five_weeks(plan, document):
    assert full_time_weeks(Decimal("7.5")) == 5
    assert "7,5 hp är 5 veckors heltidsstudier" in chapter_text(document, "Budget")
    for line in plan.budget.filter(kind="substitutes"):
        seats = plan.budget.get(year=line.year, tier=line.tier, kind="literature").quantity
        assert line.quantity == seats * full_time_weeks(Decimal("7.5")) * Decimal("0.4")
        assert line.assumption.startswith(f"{int(seats)} deltagare × 5 veckor × 40 procent.")


def test_000_53_the_budget_document_and_its_section_are_named(document):
    chapter = next(chapter for chapter in document.chapters if chapter.heading == "Kompetensförsörjning")
    assert chapter.grounds == "Nämndens budget 2025, avsnitt 3.2.7 Fortsatta insatser för kompetensförsörjning och arbetsmiljö"
    (quotation,) = blocks(document, Quotation)
    assert "Behovet av behöriga yrkeslärare och speciallärare ökar" in quotation.paragraphs[0]


def test_000_60_to_63_the_universities_in_order_with_contact_and_node(plan, document):
    rows = [(dialogue.priority, dialogue.institution) for dialogue in plan.dialogues.all()]
    assert rows == [
        (1, "Malmö universitet"),
        (2, "Linnéuniversitetet"),
        (2, "Lunds universitet"),
        (2, "Högskolan Kristianstad"),
        (2, "Högskolan i Halmstad"),
    ]
    assert plan.dialogues.get(priority=1).contact_unit == "Centrum för samverkan och samordning (CESAM)"
    assert set(plan.dialogues.values_list("node", flat=True)) == {"Sydliga noden"}
    assert "uppdragsutbildningar för valda kurser" in chapter_text(document, "Dialog med lärosäten")
    (dialogues,) = blocks(document, Dialogues)
    assert [(group.heading, len(group.rows)) for group in dialogues.groups] == [("I första hand", 1), ("I andra hand", 4)]


def test_000_69_the_base_is_four_courses(document):
    assert "Basen är fyra förvaltningsgemensamma kurser om 7,5 hp vardera" in chapter_text(document, "Budget")


def test_000_70_the_budget_is_decided_in_november(plan, document):
    assert "beslut om budget för professionsprogrammet fattas i novembernämnden" in chapter_text(document, "Budget")
    item = plan.timeline.get(title="Budgetbeslut i novembernämnden")
    assert (item.starts_on, item.ends_on) == (date(2025, 11, 1), date(2025, 11, 30))


def test_000_71_to_81_every_forum_with_its_day_and_kind(plan):
    assert [(str(entry.held_on), entry.kind, entry.forum) for entry in plan.anchoring.all()] == FORUMS


def test_000_80_the_decision_is_the_plans_own(plan, document):
    assert (plan.status, plan.decided_on, plan.decision_reference) == ("decided", date(2025, 9, 25), "§ 94")
    decision = document.facts[0].value.replace("\N{NO-BREAK SPACE}", " ")
    assert decision == "Gymnasie- och vuxenutbildningsnämnden, 25 september 2025, § 94"


def test_000_81_the_log_goes_on_after_the_decision(document):
    (anchoring,) = blocks(document, Anchoring)
    assert [str(row.held_on) for row in anchoring.rows if row.is_after_decision] == ["2025-11-06"]


def test_000_82_the_plan_is_followed_up_every_year(plan, document):
    assert plan.revised_by == date(2027, 5, 31)
    assert document.facts[-1].value.replace("\N{NO-BREAK SPACE}", " ") == "Varje år, nästa gång senast 31 maj 2027"


def test_the_budget_is_reckoned_from_its_lines(plan, document):
    (budget,) = blocks(document, Budget)
    total = sum(line.quantity * line.unit_price for line in plan.budget.all())
    assert budget.total.total.replace("\N{NO-BREAK SPACE}", "") == f"{total:.0f}kr"
    assert all(line.assumption and line.funding for line in plan.budget.all())


def test_nothing_of_the_scan_is_left_and_no_other_municipality_is_named():
    text = PLAN_FILE.read_text(encoding="utf-8")
    for fault in ("ndmnd", "nimnd", "lirare", "larare", "fér", "skolférv", "torvaltning", "Malmö stad", "2] aug", "206 aug"):
        assert fault not in text
