"""Loads a huvudmannaplan from a data file. Every row is checked as a form would check it; nothing is half-loaded."""

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone

from audit.services import record
from inventory.models import Campaign
from organisation.models import Authority
from plans.models import (
    AnchoringEntry,
    AuthorityPlan,
    BudgetLine,
    CourseOffer,
    Dialogue,
    PlanCourse,
    PlanSection,
    PlanTier,
    TimelineItem,
)

Values = Mapping[str, Any]
Row = TypeVar("Row", bound=models.Model)
LISTS = ("sections", "tiers", "courses", "timeline", "dialogues", "anchoring", "budget")
FOLLOW_UP = "follow_up_every_year_by"  # month and day, "05-31"
FOLLOWS_INVENTORY = "follows_inventory"
PLAN_COURSE_FIELDS = ("need", "analysis")


class PlanFileError(ValueError):
    """The file cannot be loaded. The message says where in the file and why."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(f"{where}: {why}")


@transaction.atomic
def load_plan(path: Path, *, authority: Authority, at: datetime) -> AuthorityPlan:
    """The plan of the file as the authority's, with everything in it. Raises PlanFileError.

    A version that the authority already has is given back as it stands, so that a second run loses nobody's work. The status of
    the timeline and the next follow-up are reckoned from the Swedish day of `at`. Campaigns of the authority become part of the
    timeline, so they are best made first.
    """
    values = _read(path)
    on = timezone.localtime(at).date()
    Authority.objects.select_for_update(of=("self",), no_key=True).get(pk=authority.pk)
    there = AuthorityPlan.objects.filter(authority=authority, version=values.get("version", "")).first()
    if there is not None:
        return there
    plan = _plan(values, authority, on)
    _sections(plan, values["sections"])
    _rows(plan, PlanTier, "tiers", values)
    _courses(plan, values["courses"])
    _timeline(plan, values["timeline"], on)
    _rows(plan, Dialogue, "dialogues", values)
    _rows(plan, AnchoringEntry, "anchoring", values)
    _rows(plan, BudgetLine, "budget", values)
    record("plans.authority_plan.loaded", actor=None, target=plan, at=at, details={"version": plan.version})
    return plan


def _read(path: Path) -> dict[str, Any]:
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise PlanFileError(path.name, str(error)) from error
    if not isinstance(values, dict):
        raise PlanFileError(path.name, "an object is expected")
    for name in LISTS:
        if not isinstance(values.setdefault(name, []), list) or not all(isinstance(row, dict) for row in values[name]):
            raise PlanFileError(name, "a list of objects is expected")
    return values


def _checked(row: Row, where: str) -> Row:
    """The row saved, with its texts turned into days and numbers."""
    try:
        row.full_clean()
    except ValidationError as error:
        raise PlanFileError(where, "; ".join(error.messages)) from error
    row.save()
    return row


def _built(model: type[Row], where: str, **values: Any) -> Row:
    try:
        return model(**values)
    except TypeError as error:
        raise PlanFileError(where, str(error)) from error


def _rows(plan: AuthorityPlan, model: type[Row], name: str, values: Mapping[str, list[Values]]) -> None:
    for number, row in enumerate(values[name], start=1):
        where = f"{name} {number}"
        _checked(_built(model, where, plan=plan, **row), where)


def _plan(values: Values, authority: Authority, on: date) -> AuthorityPlan:
    own = {key: value for key, value in values.items() if key not in {*LISTS, FOLLOW_UP}}
    plan = _built(AuthorityPlan, "plan", authority=authority, **own)
    if values.get(FOLLOW_UP):
        plan.revised_by = _next(values[FOLLOW_UP], on)
    return _checked(plan, "plan")


def _next(month_and_day: str, on: date) -> date:
    """That day of the year, this year or the next."""
    try:
        this_year = date.fromisoformat(f"{on.year}-{month_and_day}")
    except ValueError as error:
        raise PlanFileError(FOLLOW_UP, "month and day are expected, such as 05-31") from error
    return this_year if this_year >= on else this_year.replace(year=on.year + 1)


def _sections(plan: AuthorityPlan, rows: Iterable[Values]) -> None:
    for number, row in enumerate(rows, start=1):
        where = f"sections {number}"
        values = {**row, "body": _body(row.get("body", []), where)}
        _checked(_built(PlanSection, where, plan=plan, order=number, **values), where)


def _body(lines: object, where: str) -> str:
    """Paragraphs with an empty line between them; the items of a list stay together."""
    if not isinstance(lines, list) or not all(isinstance(line, str) for line in lines):
        raise PlanFileError(where, "body is a list of texts, one a paragraph or list item")
    text = ""
    for line in lines:
        between = "\n" if line.startswith("- ") and text.rpartition("\n")[2].startswith("- ") else "\n\n"
        text = f"{text}{between}{line}" if text else line
    return text


def _courses(plan: AuthorityPlan, rows: Iterable[Values]) -> None:
    """The offers are the provider's, so one that another plan brought is used again."""
    provider = plan.authority.provider
    for number, row in enumerate(rows, start=1):
        where = f"courses {number}"
        values = {key: value for key, value in row.items() if key not in PLAN_COURSE_FIELDS}
        known = CourseOffer.objects.filter(
            provider=provider, proposed_by=None, title=values.get("title", ""), institution=values.get("institution", "")
        )
        offer = known.first() or _checked(_built(CourseOffer, where, provider=provider, **values), where)
        own = {key: row[key] for key in PLAN_COURSE_FIELDS if key in row}
        _checked(_built(PlanCourse, where, plan=plan, offer=offer, order=number, **own), where)


def _timeline(plan: AuthorityPlan, rows: Iterable[Values], on: date) -> None:
    """What follows the inventory is linked to the campaign of its days; a campaign nothing follows gets a place of its own."""
    campaigns = list(plan.authority.campaigns.order_by("opens_on", "pk"))
    linked: set[int] = set()
    for number, row in enumerate(rows, start=1):
        where = f"timeline {number}"
        values = {key: value for key, value in row.items() if key != FOLLOWS_INVENTORY}
        item = _checked(_built(TimelineItem, where, plan=plan, **values), where)
        item.campaign = _campaign_of(item, campaigns) if row.get(FOLLOWS_INVENTORY) else None
        if item.campaign is not None:
            linked.add(item.campaign.pk)
        item.status = values.get("status", _status(item, on))
        item.save()
    owner = next((row["owner"] for row in rows if row.get(FOLLOWS_INVENTORY)), str(plan.authority))
    for campaign in campaigns:
        if campaign.pk not in linked:
            item = TimelineItem(plan=plan, title=campaign.name[:80], owner=owner, starts_on=campaign.opens_on, ends_on=campaign.closes_on)
            item.campaign, item.tier, item.status = campaign, "individual", _status(item, on)
            _checked(item, campaign.name)


def _campaign_of(item: TimelineItem, campaigns: Iterable[Campaign]) -> Campaign | None:
    return next((each for each in campaigns if each.opens_on <= item.ends_on and item.starts_on <= each.closes_on), None)


def _status(item: TimelineItem, on: date) -> TimelineItem.Status:
    if item.ends_on < on:
        return TimelineItem.Status.DONE
    return TimelineItem.Status.RUNNING if item.starts_on <= on else TimelineItem.Status.PLANNED
