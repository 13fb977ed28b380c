"""What is written in a huvudmannaplan while it is carried out: the anchoring, the dialogues, the timeline and the budget.

A row that is there already, word for word, is given back instead of written twice, so that a double click does no harm.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar

from django.db import models, transaction

from audit.services import record
from organisation.models import Person
from plans.models import AnchoringEntry, AuthorityPlan, BudgetLine, Dialogue, TimelineItem

Row = TypeVar("Row", bound=models.Model)


class PlanReplacedError(Exception):
    """A later version has taken the plan's place; this one is kept as it was."""


class AlreadyThereError(Exception):
    """The plan has the entry, with something else in it."""


class ChangedMeanwhileError(Exception):
    """Somebody else has written since the form was opened."""


@transaction.atomic
def add_anchoring(
    plan_id: int, *, held_on: date, forum: str, kind: str, outcome: str, minutes: str, by: Person, at: datetime
) -> AnchoringEntry:
    """Log where the plan was told of, talked over or decided, before or after the decision. Raises AlreadyThereError, PlanReplacedError."""
    plan = _locked(plan_id)
    same = AnchoringEntry.objects.filter(plan=plan, held_on=held_on, forum=forum, kind=kind).first()
    if same is not None:
        if (same.outcome, same.minutes) != (outcome, minutes):
            raise AlreadyThereError
        return same
    entry = AnchoringEntry(plan=plan, held_on=held_on, forum=forum, kind=kind, outcome=outcome, minutes=minutes)
    return _added(entry, "plans.anchoring.added", by=by, at=at, kind=kind)


@transaction.atomic
def add_dialogue(
    plan_id: int,
    *,
    institution: str,
    contact_unit: str,
    priority: int,
    node: str,
    status: str,
    latest_on: date,
    note: str,
    by: Person,
    at: datetime,
) -> Dialogue:
    """Open the dialogue with a university. Raises AlreadyThereError, PlanReplacedError."""
    plan = _locked(plan_id)
    values = {
        "contact_unit": contact_unit,
        "priority": priority,
        "node": node,
        "status": status,
        "latest_on": latest_on,
        "note": note,
    }
    same = Dialogue.objects.filter(plan=plan, institution__iexact=institution).first()
    if same is not None:
        if any(getattr(same, name) != value for name, value in values.items()):
            raise AlreadyThereError
        return same
    return _added(Dialogue(plan=plan, institution=institution, **values), "plans.dialogue.added", by=by, at=at, status=status)


@transaction.atomic
def update_dialogue(
    dialogue_id: int, *, version: int, contact_unit: str, status: str, latest_on: date, note: str, by: Person, at: datetime
) -> Dialogue:
    """Note how far a dialogue has come. version: the one the form showed. Raises ChangedMeanwhileError, PlanReplacedError."""
    dialogue = Dialogue.objects.get(pk=dialogue_id)
    _locked(dialogue.plan_id)
    dialogue.refresh_from_db()
    values: dict[str, Any] = {"contact_unit": contact_unit, "status": status, "latest_on": latest_on, "note": note}
    before = dialogue.status
    if all(getattr(dialogue, name) == value for name, value in values.items()):
        return dialogue
    if dialogue.version != version:
        raise ChangedMeanwhileError
    for name, value in values.items():
        setattr(dialogue, name, value)
    dialogue.version += 1
    dialogue.save()
    record("plans.dialogue.updated", actor=by, target=dialogue, at=at, details={"from": before, "to": status})
    return dialogue


@transaction.atomic
def update_timeline(item_id: int, *, status: str, by: Person, at: datetime) -> TimelineItem:
    """Say how far something on the timeline has come. Raises PlanReplacedError."""
    item = TimelineItem.objects.get(pk=item_id)
    _locked(item.plan_id)
    item.refresh_from_db()
    if item.status != status:
        before, item.status = item.status, status
        item.save(update_fields=["status"])
        record("plans.timeline.updated", actor=by, target=item, at=at, details={"from": before, "to": status})
    return item


@transaction.atomic
def add_budget_line(
    plan_id: int,
    *,
    year: int,
    tier: str,
    kind: str,
    quantity: Decimal,
    unit_price: Decimal,
    funding: str,
    assumption: str,
    by: Person,
    at: datetime,
) -> BudgetLine:
    """Add what something costs in one year on one tier. Raises PlanReplacedError."""
    plan = _locked(plan_id)
    values = {"year": year, "tier": tier, "kind": kind, "quantity": quantity, "unit_price": unit_price, "funding": funding}
    same = BudgetLine.objects.filter(plan=plan, assumption=assumption, **values).first()
    if same is not None:
        return same
    return _added(BudgetLine(plan=plan, assumption=assumption, **values), "plans.budget_line.added", by=by, at=at, year=year, tier=tier)


def _locked(plan_id: int) -> AuthorityPlan:
    """The plan, held until the end of the transaction: what is written in it is written by one at a time."""
    plan = AuthorityPlan.objects.select_for_update(of=("self",), no_key=True).get(pk=plan_id)
    if plan.status == AuthorityPlan.Status.REPLACED:
        raise PlanReplacedError
    return plan


def _added(row: Row, action: str, *, by: Person, at: datetime, **details: str | int) -> Row:
    row.save()
    record(action, actor=by, target=row, at=at, details={**details})
    return row
