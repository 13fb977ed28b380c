"""The pages: who is shown what, what may be written, and that bad input is answered at its place with nothing lost."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from audit.models import Entry
from organisation.models import RoleAssignment
from plans.loading import load_plan
from plans.models import AnchoringEntry, AuthorityPlan, BudgetLine, Dialogue
from tests.factories import (
    NOW,
    AuthorityFactory,
    AuthorityPlanFactory,
    DialogueFactory,
    PersonFactory,
    SchoolUnitFactory,
    TimelineItemFactory,
)
from tests.plans.authority.source import PLAN_FILE

pytestmark = pytest.mark.django_db

ANCHORING = {"held_on": "2025-11-06", "forum": "Nämndens budgetkonferens", "kind": "dialogue", "outcome": "Kostnaderna gicks igenom."}
BUDGET = {
    "year": "2027",
    "tier": "authority",
    "kind": "seats",
    "quantity": "60",
    "unit_price": "14 000 kr",
    "funding": "Nämndens budget 2027",
    "assumption": "Tre kurser med 20 platser var.",
}


@pytest.fixture
def plan():
    return AuthorityPlanFactory(starts_on=timezone.localdate().replace(year=timezone.localdate().year - 1))


@pytest.fixture
def strategist(plan):
    return PersonFactory(strategist_of=plan.authority)


@pytest.fixture
def signed_in(client, strategist):
    client.force_login(strategist)
    return client


def page(name, plan, **kwargs):
    return reverse(f"plans:{name}", kwargs={"pk": plan.pk, **kwargs})


def text_of(response):
    return response.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def errors_of(response):
    return {name: [str(error) for error in errors] for name, errors in response.context["form"].errors.items()}


def test_the_list_shows_an_authoritys_strategist_the_draft_too_and_a_teacher_only_what_is_decided(client):
    decided = AuthorityPlanFactory()
    draft = AuthorityPlanFactory(authority=decided.authority, version="2.0", status="draft", decided_on=None)
    other = AuthorityPlanFactory(authority=AuthorityFactory(provider=decided.authority.provider))
    foreign = AuthorityPlanFactory()
    unit = SchoolUnitFactory(authority=decided.authority)
    for person, seen in ((PersonFactory(strategist_of=decided.authority), {decided, draft}), (PersonFactory(teaches_at=unit), {decided})):
        client.force_login(person)
        html = text_of(client.get(reverse("plans:authority_plans")))
        assert {each for each in (decided, draft, other, foreign) if page("authority_plan", each) in html} == seen


def test_who_has_no_plan_to_read_is_told_so(client):
    AuthorityPlanFactory()
    client.force_login(PersonFactory())
    html = text_of(client.get(reverse("plans:authority_plans")))
    assert "Det finns ingen huvudmannaplan att visa" in html
    assert "mp-empty" in html


def test_a_strategist_of_the_whole_provider_updates_every_authoritys_plan(client, plan):
    person = PersonFactory(provider=plan.authority.provider)
    RoleAssignment.objects.create(person=person, role="strategist", starts_on=plan.starts_on)
    client.force_login(person)
    assert client.get(page("anchoring_new", plan)).status_code == 200


@pytest.mark.parametrize("name", ["authority_plan", "anchoring_new", "budget_line_new"])
def test_a_draft_is_out_of_sight_for_other_authorities_and_other_providers(client, plan, name):
    AuthorityPlan.objects.update(status="draft", decided_on=None)
    unit = SchoolUnitFactory(authority=plan.authority)
    for person in (
        PersonFactory(strategist_of=AuthorityFactory(provider=plan.authority.provider)),
        PersonFactory(strategist_of=AuthorityFactory()),
        PersonFactory(teaches_at=unit),
        PersonFactory(reader_of=plan.authority),
    ):
        client.force_login(person)
        assert client.get(page(name, plan)).status_code == 404


@pytest.mark.parametrize("place", ["authority", "everywhere"])
@pytest.mark.parametrize(("status", "is_seen"), [("draft", False), ("anchored", False), ("decided", True), ("replaced", True)])
def test_a_reader_waits_for_the_decision(client, plan, place, status, is_seen):
    AuthorityPlan.objects.update(status=status, decided_on=plan.decided_on if is_seen else None)
    reader = PersonFactory(provider=plan.authority.provider)
    authority = plan.authority if place == "authority" else None
    RoleAssignment.objects.create(person=reader, role="reader", authority=authority, starts_on=plan.starts_on)
    client.force_login(reader)
    assert client.get(page("authority_plan", plan)).status_code == (200 if is_seen else 404)
    for listed in (reverse("plans:authority_plans"), "/", "/rapporter/"):
        assert not (page("authority_plan", plan) in text_of(client.get(listed)) and not is_seen)
    ordered = client.post("/rapporter/bestall/", {"kind": "authority_plan", "id": plan.pk})
    assert ordered.status_code == (302 if is_seen else 404)


def test_a_role_that_ended_yesterday_opens_nothing(client, plan, strategist):
    strategist.role_assignments.update(ends_on=timezone.localdate() - timezone.timedelta(days=1))
    client.force_login(strategist)
    assert client.get(page("authority_plan", plan)).status_code == 404


def test_the_plan_is_read_in_full(client):
    plan = load_plan(PLAN_FILE, authority=AuthorityFactory(committee="Gymnasie- och vuxenutbildningsnämnden"), at=NOW)
    client.force_login(PersonFactory(reader_of=plan.authority))
    html = text_of(client.get(page("authority_plan", plan)))
    for words in (
        "Gymnasie- och vuxenutbildningsnämnden, 25 september 2025, § 94",
        "GVN 2025/0318",
        "läsåren 2025/26–2027/28",
        "De åtta förvaltningsgemensamma kurserna. Läraren väljer fyra i samråd med rektor.",
        "30 hp + 15 hp = 45 hp",
        "Centrum för samverkan och samordning (CESAM)",
        "Figur 2. Grunden är 30 hp.",
        "8 185 120 kr",
    ):
        assert words in html


def test_only_who_may_update_gets_the_links_and_only_who_may_order_the_button(client, plan):
    TimelineItemFactory(plan=plan)
    DialogueFactory(plan=plan)
    unit = SchoolUnitFactory(authority=plan.authority)
    order = reverse("reports:order")
    found = {}
    people = {
        "strategist": PersonFactory(strategist_of=plan.authority),
        "reader": PersonFactory(reader_of=plan.authority),
        "principal": PersonFactory(principal_of=unit),
        "teacher": PersonFactory(teaches_at=unit),
    }
    for name, person in people.items():
        client.force_login(person)
        html = text_of(client.get(page("authority_plan", plan)))
        found[name] = (html.count(f"{page('authority_plan', plan)}forankring/"), html.count("Ändra läge"), order in html)
    assert found == {"strategist": (1, 1, True), "reader": (0, 0, True), "principal": (0, 0, True), "teacher": (0, 0, False)}


def test_an_anchoring_entry_is_saved_and_shown_after_the_decision(signed_in, plan):
    response = signed_in.post(page("anchoring_new", plan), ANCHORING, follow=True)
    assert response.redirect_chain[-1][0] == f"{page('authority_plan', plan)}#forankring"
    html = text_of(response)
    assert "Förankringen är sparad." in html
    assert "efter beslutet" in html
    assert Entry.objects.filter(action="plans.anchoring.added").count() == 1


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"held_on": ""}, "held_on", "Skriv vilken dag"),
        ({"held_on": "31 februari 2026"}, "held_on", "Den dagen finns inte"),
        ({"held_on": "2099-01-01"}, "held_on", "Den dagen har inte varit än. Lägg till posten när mötet har hållits."),
        ({"held_on": "1999-01-01"}, "held_on", "År 1999 kan inte stämma"),
        ({"forum": "  "}, "forum", "Skriv vilket forum det var."),
        ({"forum": "x" * 201}, "forum", "200"),
        ({"kind": ""}, "kind", "Välj vad det var."),
        ({"kind": "party"}, "kind", "party"),
    ],
)
def test_bad_input_in_the_log_is_said_at_its_place_and_nothing_is_lost(signed_in, plan, changes, field, words):
    response = signed_in.post(page("anchoring_new", plan), {**ANCHORING, **changes})
    assert response.status_code == 200
    errors = errors_of(response)
    assert list(errors) == [field]
    assert words in errors[field][0]
    assert "Kostnaderna gicks igenom." in text_of(response)
    assert not AnchoringEntry.objects.exists()


def test_the_same_meeting_twice_with_another_outcome_is_said(signed_in, plan):
    signed_in.post(page("anchoring_new", plan), ANCHORING)
    response = signed_in.post(page("anchoring_new", plan), {**ANCHORING, "outcome": "Annat."})
    assert "Forumet finns redan i förankringen den dagen" in errors_of(response)["forum"][0]
    assert AnchoringEntry.objects.count() == 1


def test_a_dialogue_is_updated_and_a_second_tab_is_told_what_somebody_else_wrote(signed_in, plan):
    dialogue = DialogueFactory(plan=plan, status="enquiry")
    address = page("dialogue_edit", plan, dialogue=dialogue.pk)
    values = {"status": "offer", "latest_on": "2026-10-21", "contact_unit": "CESAM", "note": "Offert i dag.", "version": "1"}
    assert signed_in.post(address, values).status_code == 302
    response = signed_in.post(address, {**values, "status": "agreement", "note": "Min text."})
    html = text_of(response)
    assert "Nu står det: Offert, senaste kontakt 2026-10-21. Offert i dag." in html
    assert "Min text." in html
    assert signed_in.post(address, {**values, "status": "agreement", "note": "Min text.", "version": "2"}).status_code == 302
    dialogue.refresh_from_db()
    assert (dialogue.status, dialogue.note) == ("agreement", "Min text.")
    assert 'name="version" value="2"' in html


def test_a_new_university_comes_into_its_place_in_the_order(signed_in, plan):
    values = {"institution": "Malmö universitet", "priority": "1", "status": "enquiry", "latest_on": "2026-10-01", "node": "Sydliga noden"}
    response = signed_in.post(page("dialogue_new", plan), values, follow=True)
    assert "I första hand" in text_of(response)
    again = signed_in.post(page("dialogue_new", plan), {**values, "institution": "malmö universitet", "priority": "2"})
    assert "Lärosätet finns redan i planen." in errors_of(again)["institution"][0]
    assert Dialogue.objects.count() == 1


def test_a_dialogue_or_timeline_item_of_another_plan_is_out_of_sight(signed_in, plan):
    foreign_dialogue, foreign_item = DialogueFactory(), TimelineItemFactory()
    assert signed_in.get(page("dialogue_edit", plan, dialogue=foreign_dialogue.pk)).status_code == 404
    assert signed_in.post(page("timeline_edit", plan, item=foreign_item.pk), {"status": "done"}).status_code == 404
    foreign_item.refresh_from_db()
    assert foreign_item.status == "planned"


def test_the_timeline_is_brought_up_to_date(signed_in, plan):
    item = TimelineItemFactory(plan=plan)
    response = signed_in.post(page("timeline_edit", plan, item=item.pk), {"status": "done"}, follow=True)
    assert "Läget är sparat." in text_of(response)
    item.refresh_from_db()
    assert item.status == "done"
    assert "status" in errors_of(signed_in.post(page("timeline_edit", plan, item=item.pk), {"status": "later"}))


def test_a_budget_line_tells_what_it_amounts_to(signed_in, plan):
    year = str(timezone.localdate().year)
    response = signed_in.post(page("budget_line_new", plan), {**BUDGET, "year": year}, follow=True)
    assert "Budgetraden är sparad: 60 platser à 14 000 kr är 840 000 kr." in text_of(response)
    assert str(BudgetLine.objects.get().amount) == "840000.000"


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"quantity": "0"}, "quantity", "Talet måste vara mer än noll."),
        ({"unit_price": "-14000"}, "unit_price", "Talet måste vara mer än noll."),
        ({"unit_price": "gratis"}, "unit_price", "Skriv ett tal med siffror"),
        ({"quantity": "12,55"}, "quantity", "högst 1 decimal."),
        ({"year": "1848"}, "year", "1848"),
        ({"tier": ""}, "tier", "Välj nivå."),
        ({"assumption": ""}, "assumption", "Skriv hur antalet och priset är räknade."),
    ],
)
def test_a_budget_of_nothing_is_refused_at_its_place(signed_in, plan, changes, field, words):
    values = {**BUDGET, "year": str(timezone.localdate().year), **changes}
    response = signed_in.post(page("budget_line_new", plan), values)
    errors = errors_of(response)
    assert list(errors) == [field]
    assert words in errors[field][0]
    assert "Nämndens budget 2027" in text_of(response)
    assert not BudgetLine.objects.exists()


WRONG = {
    "anchoring_new": {"outcome": "x" * 501, "minutes": "x" * 121},
    "dialogue_new": {"contact_unit": "x" * 201, "node": "x" * 81, "latest_on": "i går", "note": "x" * 501},
    "dialogue_edit": {"contact_unit": "x" * 201, "latest_on": "i går", "note": "x" * 501, "version": "1"},
    "budget_line_new": {"year": "1848"},
}


@pytest.mark.parametrize("name", WRONG)
def test_the_error_summary_follows_the_fields_down_the_page(signed_in, plan, name):
    kwargs = {"dialogue": DialogueFactory(plan=plan).pk} if name == "dialogue_edit" else {}
    response = signed_in.post(page(name, plan, **kwargs), WRONG[name])
    summary, _, form = text_of(response).partition('class="mp-errors"')[2].partition("</ul>")
    listed = re.findall(r'href="#(id_\w+)"', summary)
    assert len(listed) == len(response.context["form"].visible_fields())
    assert listed == sorted(listed, key=lambda target: form.index(f'id="{target}"'))


def test_a_replaced_plan_is_read_but_not_written(signed_in, plan):
    AuthorityPlan.objects.update(status="replaced")
    assert signed_in.get(page("authority_plan", plan)).status_code == 200
    assert signed_in.get(page("anchoring_new", plan)).status_code == 403


def test_pages_take_a_constant_number_of_queries(signed_in, plan, django_assert_max_num_queries):
    signed_in.get(page("authority_plan", plan))
    with django_assert_max_num_queries(16) as few:
        signed_in.get(page("authority_plan", plan))
    TimelineItemFactory.create_batch(5, plan=plan)
    DialogueFactory.create_batch(5, plan=plan)
    with django_assert_max_num_queries(len(few)):
        signed_in.get(page("authority_plan", plan))
