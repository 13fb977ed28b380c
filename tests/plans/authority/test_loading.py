"""A plan comes from its file whole or not at all, and a second run changes nothing."""

import json
from datetime import UTC, date, datetime

import pytest

from audit.models import Entry
from inventory.models import Campaign
from plans.loading import PlanFileError, load_plan
from plans.models import AuthorityPlan, CourseOffer, Dialogue, TimelineItem
from tests.factories import NOW, AuthorityFactory, CampaignFactory
from tests.plans.authority.source import PLAN_FILE

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path):
    """Writes the plan's values, changed, to a file."""

    def write(**changes):
        path = tmp_path / "plan.json"
        path.write_text(json.dumps({**json.loads(PLAN_FILE.read_text(encoding="utf-8")), **changes}), encoding="utf-8")
        return path

    return write


def test_a_second_run_changes_nothing_and_keeps_what_people_wrote():
    authority = AuthorityFactory()
    plan = load_plan(PLAN_FILE, authority=authority, at=NOW)
    Dialogue.objects.filter(plan=plan, priority=1).update(note="Nytt avtal på gång.")
    assert load_plan(PLAN_FILE, authority=authority, at=NOW) == plan
    assert AuthorityPlan.objects.count() == 1
    assert CourseOffer.objects.count() == 8
    assert Dialogue.objects.get(plan=plan, priority=1).note == "Nytt avtal på gång."
    assert Entry.objects.filter(action="plans.authority_plan.loaded").count() == 1


def test_two_authorities_of_one_provider_share_the_offers():
    authority = AuthorityFactory()
    load_plan(PLAN_FILE, authority=authority, at=NOW)
    load_plan(PLAN_FILE, authority=AuthorityFactory(provider=authority.provider), at=NOW)
    load_plan(PLAN_FILE, authority=AuthorityFactory(), at=NOW)
    assert AuthorityPlan.objects.count() == 3
    assert CourseOffer.objects.filter(provider=authority.provider).count() == 8
    assert CourseOffer.objects.count() == 16


@pytest.mark.parametrize(
    ("at", "statuses", "revised_by"),
    [
        (datetime(2025, 10, 15, 8, tzinfo=UTC), {"done": 1, "running": 4, "planned": 5}, date(2026, 5, 31)),
        (datetime(2026, 5, 31, 20, tzinfo=UTC), {"done": 7, "running": 1, "planned": 2}, date(2026, 5, 31)),
        (datetime(2026, 5, 31, 23, tzinfo=UTC), {"done": 8, "planned": 2}, date(2027, 5, 31)),  # the first of June in Sweden
    ],
)
def test_the_day_decides_how_far_the_timeline_has_come(at, statuses, revised_by):
    plan = load_plan(PLAN_FILE, authority=AuthorityFactory(), at=at)
    found = list(plan.timeline.values_list("status", flat=True))
    assert {status: found.count(status) for status in set(found)} == statuses
    assert plan.revised_by == revised_by


def test_the_survey_of_courses_is_linked_to_the_inventory_of_its_days():
    authority = AuthorityFactory()
    campaign = CampaignFactory(
        provider=authority.provider, authorities=[authority], opens_on=date(2025, 9, 15), closes_on=date(2025, 10, 15)
    )
    plan = load_plan(PLAN_FILE, authority=authority, at=NOW)
    assert plan.timeline.get(campaign=campaign).title == "Kartläggning av kurser efter examen"
    assert plan.timeline.count() == 10


def test_a_later_inventory_gets_a_place_of_its_own_on_the_timeline():
    authority = AuthorityFactory()
    own = CampaignFactory(provider=authority.provider, authorities=[authority], name="Inventering hösten 2026")
    CampaignFactory(provider=authority.provider, authorities=[AuthorityFactory(provider=authority.provider)])
    plan = load_plan(PLAN_FILE, authority=authority, at=NOW)
    item = TimelineItem.objects.get(plan=plan, campaign__isnull=False)
    assert (item.campaign, item.title, item.status) == (own, own.name, "running")
    assert Campaign.objects.count() == 2


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"title": ""}, "plan: "),
        ({"decided_on": None}, "plan: En beslutad plan behöver beslutets datum."),
        ({"starts_on": "hösten"}, "plan: "),
        ({"colour": "blå"}, "plan: "),
        ({"follow_up_every_year_by": "maj"}, "follow_up_every_year_by: "),
        (
            {"tiers": [{"tier": "authority", "offered": 3, "choose": 4, "course_credits": "7.5", "decider": "Nämnden", "basis": "Analys"}]},
            "tiers 1: Det går inte",
        ),
        ({"courses": [{"title": "Kurs"}]}, "courses 1: "),
        ({"sections": [{"heading": "Text", "body": "inte en lista"}]}, "sections 1: "),
        ({"timeline": [{"title": "A", "owner": "B", "starts_on": "2026-02-01", "ends_on": "2026-01-01"}]}, "timeline 1: Slutdatum"),
        (
            {
                "budget": [
                    {"year": 2026, "tier": "unit", "kind": "seats", "quantity": "0", "unit_price": "1", "funding": "x", "assumption": "y"}
                ]
            },
            "budget 1: ",
        ),
        ({"dialogues": "inga"}, "dialogues: "),
    ],
)
def test_a_fault_is_named_by_its_place_and_nothing_is_loaded(file, changes, where):
    with pytest.raises(PlanFileError) as caught:
        load_plan(file(**changes), authority=AuthorityFactory(), at=NOW)
    assert str(caught.value).startswith(where)
    assert not AuthorityPlan.objects.exists()
    assert not CourseOffer.objects.exists()


@pytest.mark.parametrize("content", ["", "[]", "{"])
def test_what_is_no_plan_file_is_refused(tmp_path, content):
    path = tmp_path / "plan.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(PlanFileError):
        load_plan(path, authority=AuthorityFactory(), at=NOW)


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(PlanFileError):
        load_plan(tmp_path / "borta.json", authority=AuthorityFactory(), at=NOW)
