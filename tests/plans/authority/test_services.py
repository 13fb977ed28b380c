"""What is written while the plan is carried out: one audit entry each, once, and never in a plan that has been replaced."""

from datetime import date
from decimal import Decimal

import pytest

from audit.models import Entry
from plans.authority import services
from plans.models import AnchoringEntry, BudgetLine, Dialogue
from tests.factories import NOW, AuthorityPlanFactory, DialogueFactory, PersonFactory, TimelineItemFactory

pytestmark = pytest.mark.django_db

ANCHORING = {
    "held_on": date(2026, 1, 14),
    "forum": "Förvaltningsrådets dialogmöte",
    "kind": "consultation",
    "outcome": "Uppföljningen gicks igenom.",
    "minutes": "",
}
DIALOGUE = {
    "institution": "Karlstads universitet",
    "contact_unit": "Uppdragsutbildning",
    "priority": 3,
    "node": "",
    "status": "enquiry",
    "latest_on": date(2026, 11, 2),
    "note": "",
}
BUDGET = {
    "year": 2027,
    "tier": "unit",
    "kind": "seats",
    "quantity": Decimal(20),
    "unit_price": Decimal(14000),
    "funding": "Nämndens budget 2027",
    "assumption": "En kurs med 20 platser.",
}


@pytest.fixture
def plan():
    return AuthorityPlanFactory()


@pytest.fixture
def by(plan):
    return PersonFactory(strategist_of=plan.authority)


def audited():
    return list(Entry.objects.order_by("pk").values_list("action", flat=True))


def test_the_log_goes_on_after_the_decision(plan, by):
    entry = services.add_anchoring(plan.pk, **ANCHORING, by=by, at=NOW)
    assert entry.held_on > plan.decided_on
    assert audited() == ["plans.anchoring.added"]
    assert Entry.objects.get().actor == by


@pytest.mark.parametrize(
    ("add", "values", "model"),
    [
        (services.add_anchoring, ANCHORING, AnchoringEntry),
        (services.add_dialogue, DIALOGUE, Dialogue),
        (services.add_budget_line, BUDGET, BudgetLine),
    ],
)
def test_a_double_click_writes_one_row_and_one_entry(plan, by, add, values, model):
    first = add(plan.pk, **values, by=by, at=NOW)
    assert add(plan.pk, **values, by=by, at=NOW) == first
    assert model.objects.count() == 1
    assert len(audited()) == 1


def test_the_same_meeting_with_another_outcome_is_refused(plan, by):
    services.add_anchoring(plan.pk, **ANCHORING, by=by, at=NOW)
    with pytest.raises(services.AlreadyThereError):
        services.add_anchoring(plan.pk, **{**ANCHORING, "outcome": "Något annat."}, by=by, at=NOW)


def test_a_university_is_in_the_plan_once_however_it_is_written(plan, by):
    services.add_dialogue(plan.pk, **DIALOGUE, by=by, at=NOW)
    with pytest.raises(services.AlreadyThereError):
        services.add_dialogue(plan.pk, **{**DIALOGUE, "institution": "KARLSTADS universitet", "priority": 1}, by=by, at=NOW)


def test_a_dialogue_moves_on_with_its_latest_contact(by, plan):
    dialogue = DialogueFactory(plan=plan, status="offer")
    values = {"contact_unit": "CESAM", "status": "agreement", "latest_on": date(2026, 11, 19), "note": "Avtal om två kurser."}
    services.update_dialogue(dialogue.pk, version=1, **values, by=by, at=NOW)
    dialogue.refresh_from_db()
    assert {name: getattr(dialogue, name) for name in values} == values
    assert dialogue.version == 2
    assert Entry.objects.get().details == {"from": "offer", "to": "agreement"}


def test_a_second_tab_does_not_write_over_what_it_has_not_seen(by, plan):
    dialogue = DialogueFactory(plan=plan)
    values = {"contact_unit": "", "status": "offer", "latest_on": date(2026, 11, 19), "note": "Första fliken."}
    services.update_dialogue(dialogue.pk, version=1, **values, by=by, at=NOW)
    with pytest.raises(services.ChangedMeanwhileError):
        services.update_dialogue(dialogue.pk, version=1, **{**values, "note": "Andra fliken."}, by=by, at=NOW)
    services.update_dialogue(dialogue.pk, version=1, **values, by=by, at=NOW)  # the same once more is no change
    dialogue.refresh_from_db()
    assert (dialogue.note, dialogue.version) == ("Första fliken.", 2)
    assert len(audited()) == 1


def test_the_timeline_says_how_far_something_has_come(by, plan):
    item = TimelineItemFactory(plan=plan, status="running")
    services.update_timeline(item.pk, status="done", by=by, at=NOW)
    services.update_timeline(item.pk, status="done", by=by, at=NOW)
    item.refresh_from_db()
    assert item.status == "done"
    assert [entry.details for entry in Entry.objects.all()] == [{"from": "running", "to": "done"}]


def test_a_replaced_plan_is_kept_as_it_was(by, plan):
    dialogue, item = DialogueFactory(plan=plan), TimelineItemFactory(plan=plan)
    type(plan).objects.filter(pk=plan.pk).update(status="replaced")
    changes = {"contact_unit": "", "status": "offer", "latest_on": date(2026, 11, 19), "note": ""}
    for write in (
        lambda: services.add_anchoring(plan.pk, **ANCHORING, by=by, at=NOW),
        lambda: services.add_dialogue(plan.pk, **DIALOGUE, by=by, at=NOW),
        lambda: services.add_budget_line(plan.pk, **BUDGET, by=by, at=NOW),
        lambda: services.update_dialogue(dialogue.pk, version=1, **changes, by=by, at=NOW),
        lambda: services.update_timeline(item.pk, status="done", by=by, at=NOW),
    ):
        with pytest.raises(services.PlanReplacedError):
            write()
    assert audited() == []
