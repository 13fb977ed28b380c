"""The plan's tables and lists, from its rows."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

from django.utils.translation import gettext as _

from core.formats import first_upper, hp, in_words, term, thousands
from core.wording import either
from plans.authority.counts import Chosen
from plans.authority.document import (
    Anchoring,
    AnchoringRow,
    CountRow,
    CountTable,
    CourseRow,
    CourseTable,
    DialogueGroup,
    DialogueRow,
    Dialogues,
    TierRow,
    TierTable,
    Timeline,
    TimelineRow,
    Version,
    Versions,
)
from plans.authority.figures import amount_text, chosen_text, period_text
from plans.models import AnchoringEntry, AuthorityPlan, Dialogue, PlanCourse, PlanTier, Tier, TimelineItem

TIMELINE_STATUS = {"planned": "off", "running": "now", "done": "met"}
DIALOGUE_STATUS = {"enquiry": "off", "offer": "now", "agreement": "met", "started": "met"}


def standing(plan: AuthorityPlan, on: date) -> tuple[str, str]:
    """Kind and word of the status: a decided plan is in force on the days it is for."""
    if plan.status != AuthorityPlan.Status.DECIDED:
        kinds = {AuthorityPlan.Status.DRAFT: "off", AuthorityPlan.Status.ANCHORED: "now", AuthorityPlan.Status.REPLACED: "quiet"}
        return kinds[AuthorityPlan.Status(plan.status)], plan.get_status_display()
    if plan.starts_on > on:
        return "off", _("Beslutad, gäller inte än")
    if plan.ends_on is not None and plan.ends_on < on:
        return "quiet", _("Har gällt")
    return "met", _("Gäller")


def timeline_of(items: Iterable[TimelineItem]) -> Timeline:
    return Timeline(
        tuple(
            TimelineRow(
                pk=item.pk,
                when=period_text(item.starts_on, item.ends_on),
                title=item.title,
                about=item.about,
                owner=item.owner,
                status=TIMELINE_STATUS[item.status],
                word=item.get_status_display(),
                campaign=item.campaign.name if item.campaign and item.campaign.name != item.title else "",
            )
            for item in items
        )
    )


def tiers_of(tiers: Iterable[PlanTier]) -> TierTable:
    return TierTable(
        tuple(
            TierRow(
                name=tier.get_tier_display(),
                decider=tier.decider,
                basis=tier.basis,
                offered=first_upper(_("fritt")) if tier.offered is None else first_upper(in_words(tier.offered)),
                choose=first_upper(chosen_text(tier)),
                amount=first_upper(amount_text(tier)),
            )
            for tier in tiers
        )
    )


def courses_of(courses: Sequence[PlanCourse], tier: PlanTier | None) -> CourseTable:
    """tier: the authority's, which says how many of the courses a teacher chooses."""
    text = either(_("De %(count)s förvaltningsgemensamma kurserna."), _("De %(count)s gemensamma kurserna."))
    text %= {"count": in_words(len(courses))}
    if tier is not None and tier.choose:
        text += " " + _("Läraren väljer %(choose)s i samråd med rektor.") % {"choose": in_words(tier.choose)}
    return CourseTable(
        caption=text,
        rows=tuple(
            CourseRow(
                title=course.offer.title,
                institution=course.offer.institution,
                basis=course.offer.get_merit_basis_display(),
                cycle=course.offer.get_cycle_display(),
                start=term(course.offer.first_term),
                credits=course.offer.credits,
                kind=course.offer.get_kind_display(),
                need=course.need,
                analysis=course.analysis,
            )
            for course in courses
        ),
    )


def dialogues_of(dialogues: Iterable[Dialogue]) -> Dialogues:
    """In the order in which the universities are asked."""
    groups = groupby(dialogues, key=lambda dialogue: dialogue.priority)
    return Dialogues(tuple(DialogueGroup(_in_hand(priority), tuple(map(_dialogue_row, rows))) for priority, rows in groups))


def _in_hand(priority: int) -> str:
    words = {1: _("I första hand"), 2: _("I andra hand"), 3: _("I tredje hand")}
    return words.get(priority) or _("Som nummer %(number)s") % {"number": priority}


def _dialogue_row(dialogue: Dialogue) -> DialogueRow:
    return DialogueRow(
        pk=dialogue.pk,
        institution=dialogue.institution,
        contact=dialogue.contact_unit,
        node=dialogue.node,
        status=DIALOGUE_STATUS[dialogue.status],
        word=dialogue.get_status_display(),
        latest_on=dialogue.latest_on,
        note=dialogue.note,
    )


def anchoring_of(entries: Iterable[AnchoringEntry], decided_on: date | None) -> Anchoring:
    return Anchoring(
        tuple(
            AnchoringRow(
                held_on=entry.held_on,
                forum=entry.forum,
                kind=entry.get_kind_display(),
                outcome=entry.outcome,
                minutes=entry.minutes,
                is_decision=entry.kind == AnchoringEntry.Kind.DECISION,
                is_after_decision=decided_on is not None and entry.held_on > decided_on,
            )
            for entry in entries
        )
    )


def counts_of(chosen: Iterable[Chosen]) -> CountTable:
    """Groups under five are words; a tier where nothing is chosen is nought, which tells of nobody."""
    rows = []
    for each in chosen:
        hidden = _("visas inte")
        numbers = (
            (_("färre än 5"), hidden, hidden) if each.is_suppressed else (thousands(each.people), thousands(each.choices), hp(each.credits))
        )
        rows.append(CountRow(str(Tier(each.tier).label), *numbers, is_suppressed=each.is_suppressed))
    return CountTable(tuple(rows), has_suppressed=any(row.is_suppressed for row in rows))


def versions_of(plans: Iterable[AuthorityPlan], *, this: AuthorityPlan, on: date) -> Versions:
    return Versions(
        tuple(
            Version(plan.pk, plan.version, plan.decided_on, *standing(plan, on), is_this=plan.pk == this.pk)  # kind and word
            for plan in plans
        )
    )
