"""The plan's figures, from its rows: the law's levels, the three tiers, the timeline and the chosen courses."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.figures.drawing import Figure
from core.figures.tier_counts import TierCount, tier_counts
from core.figures.tiers import Stone, TierName, three_tiers
from core.figures.tiers import Tier as DrawnTier
from core.figures.timeline import Milestone, Span, State, timeline
from core.formats import first_upper, hp, in_words, long_date, short_date
from plans.authority.counts import Chosen
from plans.models import PlanTier, Tier, TimelineItem

DRAWN: dict[str, TierName] = {Tier.AUTHORITY: "authority", Tier.UNIT: "unit", Tier.INDIVIDUAL: "own"}
TONES = {Tier.AUTHORITY: "t1", Tier.UNIT: "t2", Tier.INDIVIDUAL: "t3"}
STATES: dict[str, State] = {"planned": "planned", "running": "now", "done": "done"}


def tiers_figure(tiers: Sequence[PlanTier], *, caption: str) -> Figure:
    drawn = [
        DrawnTier(
            DRAWN[tier.tier], tier.get_tier_display(), _stones(tier), rule=_rule(tier), amount=amount_text(tier), chosen=chosen_text(tier)
        )
        for tier in tiers
    ]
    return three_tiers(drawn, figure_id="figur-tre-nivaer", caption=caption, key=False)


def _stones(tier: PlanTier) -> tuple[Stone, ...]:
    return (Stone(hp(tier.course_credits)),) * tier.choose if tier.choose else (Stone(_("eget val")),)


def _rule(tier: PlanTier) -> tuple[str, str]:
    """Who decides and who chooses, in two short lines."""
    if not tier.choose:
        return _("Läraren väljer,"), _("rektor godkänner")
    values = {"decider": tier.decider, "offered": in_words(tier.offered or 0), "choose": in_words(tier.choose)}
    decides = _("%(decider)s beslutar %(offered)s,") if tier.offered else _("%(decider)s beslutar,")
    return decides % values, _("läraren väljer %(choose)s") % values


def amount_text(tier: PlanTier) -> str:
    return _("fritt") if tier.total_credits is None else hp(tier.total_credits)


def chosen_text(tier: PlanTier) -> str:
    """ "fyra kurser", or how far a free tier goes."""
    if tier.choose:
        return ngettext("%(count)s kurs", "%(count)s kurser", tier.choose) % {"count": in_words(tier.choose)}
    return _("upp till nivå %(level)s") % {"level": tier.up_to_level} if tier.up_to_level else ""


def tiers_caption(tiers: Sequence[PlanTier]) -> str:
    """What the tiers carry, from the ground up."""
    parts = {Tier(tier.tier): tier for tier in tiers}
    sentences: list[str] = []
    if (ground := parts.get(Tier.AUTHORITY)) and ground.total_credits:
        sentences.append(_("Grunden är %(credits)s.") % {"credits": hp(ground.total_credits)})
    if (unit := parts.get(Tier.UNIT)) and unit.total_credits:
        sentences.append(_("Enheten lägger till %(credits)s.") % {"credits": hp(unit.total_credits)})
    if (own := parts.get(Tier.INDIVIDUAL)) and own.up_to_level:
        sentences.append(_("Läraren bygger vidare upp till meriteringsnivå %(level)s.") % {"level": own.up_to_level})
    return " ".join(sentences)


def timeline_figure(items: Iterable[TimelineItem], *, on: date) -> Figure:
    """The drawing alone: the list with owners and periods stands under it at every width."""
    rows = list(items)
    spans = [
        Span(item.title, item.starts_on, item.ends_on, STATES[item.status], TONES.get(Tier(item.tier), "t1") if item.tier else "t1")
        for item in rows
        if not item.is_milestone
    ]
    milestones = [
        Milestone(item.title, item.starts_on, is_done=item.status == TimelineItem.Status.DONE) for item in rows if item.is_milestone
    ]
    drawn = timeline(spans, milestones, today=on, figure_id="figur-tidslinje", title=_("Planens tidslinje"))
    return Figure(wide=drawn.wide, on_paper=drawn.on_paper, css=drawn.css)


def period_text(starts_on: date, ends_on: date) -> str:
    """ "25 september 2025", "augusti–december 2025" for whole months, else "1 oktober–18 december 2026"."""
    if starts_on == ends_on:
        return long_date(starts_on)
    is_one_year = starts_on.year == ends_on.year
    if starts_on.day == 1 and (ends_on + timedelta(days=1)).day == 1:
        last = f"{MONTHS[ends_on.month]} {ends_on.year}"
        if is_one_year and starts_on.month == ends_on.month:
            return first_upper(last)
        first = str(MONTHS[starts_on.month]) if is_one_year else f"{MONTHS[starts_on.month]} {starts_on.year}"
        return first_upper(f"{first}–{last}")
    return f"{short_date(starts_on) if is_one_year else long_date(starts_on)}–{long_date(ends_on)}"


def chosen_figure(chosen: Sequence[Chosen], *, caption: str) -> Figure:
    counts = [
        TierCount(
            DRAWN[each.tier],
            str(Tier(each.tier).label),
            None if each.is_suppressed else each.choices,
            "" if each.is_suppressed else hp(each.credits),
            _("färre än 5 lärare"),
        )
        for each in chosen
    ]
    return tier_counts(counts, figure_id="figur-valda-kurser", caption=caption)
