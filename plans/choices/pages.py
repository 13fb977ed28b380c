"""What the teacher's pages show, ready to draw: my plan, and the page where courses are chosen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import groupby
from types import MappingProxyType

from django.forms import BoundField
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.figures.drawing import Figure
from core.figures.tiers import State, Stone, TierName, three_tiers
from core.figures.tiers import Tier as DrawnTier
from core.formats import first_upper, hp, in_words, local_day, long_date
from core.names import sort_key
from inventory.pages.phrases import listed
from plans.choices.forms import ChooseForm, term_name
from plans.choices.outlook import OWN, weeks_text
from plans.choices.services import UNSENT, lacking
from plans.choices.situation import SHARED_TIERS, Option, Situation
from plans.choices.taken import Key, said_of
from plans.models import CourseChoice, CourseOffer, PlanTier, Tier
from plans.terms import Term

Status = CourseChoice.Status
EMPTY: Mapping[Key, str] = MappingProxyType({})
STATES: Mapping[str, State] = {Status.AGREED: "agreed", Status.PROPOSED: "waiting"}
KINDS = {Status.AGREED: "met", Status.PROPOSED: "wait", Status.DECLINED: "no", Status.DRAFT: "off"}
TIER_CSS = {Tier.AUTHORITY: "mp-tier", Tier.UNIT: "mp-tier mp-tier--unit", Tier.INDIVIDUAL: "mp-tier mp-tier--own"}


@dataclass(frozen=True, slots=True)
class ChoiceRow:
    """A chosen course, as the list term by term and the principal's list show it."""

    when: str
    title: str
    meta: str
    purpose: str
    tier: str
    tier_css: str
    kind: str
    word: str
    note: str
    answer: str
    is_over: bool
    remove_url: str
    taken: str = ""  # that the course is registered already, told to the teacher alone


@dataclass(frozen=True, slots=True)
class MyPlanPage:
    """crowded: a sentence for each term to come that holds several of the courses."""

    heading: str
    lead: str
    figure: Figure
    crowded: tuple[str, ...]
    rows: tuple[ChoiceRow, ...]
    weeks: str
    unsent: int
    lacking: tuple[str, ...]
    can_send: bool
    must_choose_again: bool


def my_plan_page(situation: Situation, *, on: date, taken: Mapping[Key, str] = EMPTY) -> MyPlanPage:
    """taken: what the teacher has registered already, so that the plan shows it as done."""
    unsent = sum(choice.status in UNSENT for choice in situation.choices)
    short = lacking(situation)
    choices = sorted(situation.choices, key=lambda choice: (choice.term, choice.tier, str(choice.pk)))
    credit_sizes = {tier.course_credits for tier in situation.tiers.values()}
    return MyPlanPage(
        heading=_heading(situation),
        lead=_lead(situation),
        figure=tiers_figure(situation),
        crowded=crowded_terms(choices, on=on),
        rows=tuple(replace(choice_row(choice, on=on), taken=said_of(choice.offer, taken)) for choice in choices),
        weeks=weeks_text(credit_sizes.pop()) if len(credit_sizes) == 1 else "",
        unsent=unsent,
        lacking=tuple(_still(tier, required - chosen) for tier, chosen, required in short),
        can_send=bool(unsent) and not short,
        must_choose_again=any(choice.status == Status.DECLINED for choice in situation.choices),
    )


def _heading(situation: Situation) -> str:
    """The state, the most urgent first."""
    by_status = {status: sum(choice.status == status for choice in situation.choices) for status in Status}
    if not situation.choices:
        return _("Välj dina kurser")
    if by_status[Status.DECLINED]:
        count = by_status[Status.DECLINED]
        return ngettext("Ett val behöver göras om", "%(count)s val behöver göras om", count) % {"count": first_upper(in_words(count))}
    if lacking(situation):
        return _("Din plan är på väg")
    if by_status[Status.DRAFT]:
        return _("Din plan är inte skickad än")
    if by_status[Status.PROPOSED]:
        return _("Din plan väntar på rektor")
    return _("Din plan är överenskommen")


def _lead(situation: Situation) -> str:
    if not situation.choices:
        return _("Planen har tre nivåer. Välj kurser på dem och skicka till din rektor, så kommer ni överens.")
    total = len(situation.choices)
    words = {"count": first_upper(in_words(total)), "credits": hp(sum(choice.offer.credits for choice in situation.choices))}
    start = ngettext("%(count)s kurs, %(credits)s.", "%(count)s kurser, %(credits)s.", total) % words
    parts = [_state(status, sum(choice.status == status for choice in situation.choices)) for status in reversed(Status)]
    said = [part for part in parts if part]
    return f"{start} {first_upper(', '.join(said))}."


def _state(status: str, count: int) -> str:
    if not count:
        return ""
    words = {"count": in_words(count)}
    return {
        Status.AGREED: ngettext("%(count)s är överenskommen med rektor", "%(count)s är överenskomna med rektor", count),
        Status.PROPOSED: ngettext("%(count)s väntar på rektors svar", "%(count)s väntar på rektors svar", count),
        Status.DRAFT: ngettext("%(count)s är inte skickad", "%(count)s är inte skickade", count),
        Status.DECLINED: ngettext("%(count)s behöver ett nytt val", "%(count)s behöver ett nytt val", count),
    }[Status(status)] % words


def crowded_terms(choices: Sequence[CourseChoice], *, on: date) -> tuple[str, ...]:
    """For each term that is not over and has two courses or more: which they are, and how much they are together."""
    terms = {term: list(of_term) for term, of_term in groupby(choices, key=lambda choice: Term.parse(choice.term))}
    return tuple(_crowded(term, chosen) for term, chosen in terms.items() if len(chosen) > 1 and term.last_day >= on)


def _crowded(term: Term, chosen: Sequence[CourseChoice]) -> str:
    words = {
        "term": first_upper(term.label),
        "count": in_words(len(chosen)),
        "titles": listed(
            [_("”%(heading)s”") % {"heading": title} for title in sorted((choice.offer.title for choice in chosen), key=sort_key)]
        ),
    }
    sentence = _("%(term)s har du %(count)s kurser: %(titles)s.") % words
    return f"{sentence} {weeks_text(sum((choice.offer.credits for choice in chosen), Decimal(0)))}"


def _still(tier: str, missing: int) -> str:
    words = {"tier": Tier(tier).label, "count": in_words(missing)}
    return ngettext("%(tier)s: välj %(count)s kurs till.", "%(tier)s: välj %(count)s kurser till.", missing) % words


def choice_row(choice: CourseChoice, *, on: date, removable: bool = True) -> ChoiceRow:
    tier = Tier(choice.tier)
    term = Term.parse(choice.term)
    return ChoiceRow(
        when=first_upper(term.label),
        title=choice.offer.title,
        meta=offer_meta(choice.offer),
        purpose=_purpose(choice),
        tier=str(tier.label),
        tier_css=TIER_CSS[tier],
        kind=KINDS[Status(choice.status)],
        word=choice.get_status_display(),
        note=_since(choice),
        answer=choice.answer,
        is_over=term.last_day < on and choice.status == Status.AGREED,
        remove_url=reverse("plans:choice_remove", kwargs={"pk": choice.pk}) if removable and choice.can_be_changed else "",
    )


def _since(choice: CourseChoice) -> str:
    """Who waits for whom and since when."""
    if choice.status == Status.PROPOSED and choice.proposed_at:
        return _("Skickad %(day)s") % {"day": long_date(local_day(choice.proposed_at))}
    if choice.status in {Status.AGREED, Status.DECLINED} and choice.answered_at:
        return long_date(local_day(choice.answered_at))
    return ""


def _purpose(choice: CourseChoice) -> str:
    if not choice.purpose:
        return ""
    return f"{choice.get_purpose_display()}: {choice.purpose_text}" if choice.purpose_text else choice.get_purpose_display()


def offer_meta(offer: CourseOffer) -> str:
    """ "Malmö universitet, 7,5 hp, avancerad nivå", with what kind of course it is where that matters."""
    cycle = str(offer.get_cycle_display()).lower()
    parts = [offer.institution, hp(offer.credits), cycle]
    if offer.kind == CourseOffer.Kind.VAK:
        parts.append(str(offer.get_kind_display()))
    elif offer.kind == CourseOffer.Kind.COMMISSIONED:
        parts.append(str(offer.get_kind_display()).lower())
    return ", ".join(parts)


# ---------------------------------------------------------------- the three tiers as a cairn


def tiers_figure(situation: Situation) -> Figure:
    """The person's own stones on the plan's three tiers, with an empty place for each course still to choose."""
    drawn = [_drawn(situation, situation.tiers[tier]) for tier in Tier.values if tier in situation.tiers]
    return three_tiers(drawn, figure_id="min-plan", title=_("Min plan på tre nivåer"))


def _drawn(situation: Situation, tier: PlanTier) -> DrawnTier:
    choices = sorted(situation.choices_of(tier.tier), key=lambda choice: (choice.term, str(choice.pk)))
    stones = [Stone(choice.offer.title, Term.parse(choice.term).label, STATES.get(choice.status, "")) for choice in choices]
    places = max(tier.choose - len(choices), 0) if tier.choose is not None else 1
    empty_note = _("upp till nivå %(level)s") % {"level": tier.up_to_level} if tier.up_to_level else ""
    stones += [Stone(_("Plats kvar"), empty_note, "open")] * places
    name: TierName = OWN[tier.tier]
    return DrawnTier(
        tier=name,
        name=str(tier.get_tier_display()),
        stones=tuple(stones),
        rule=_rule(situation, tier),
        amount=hp(sum((choice.offer.credits for choice in choices), 0)),
        chosen=_chosen(situation, tier, len(choices)),
    )


def _rule(situation: Situation, tier: PlanTier) -> tuple[str, str]:
    if tier.tier == Tier.INDIVIDUAL:
        return _("Du väljer, med ett syfte"), _("Rektor godkänner")
    who = _("%(decider)s beslutar kurserna") % {"decider": tier.decider}
    return who, _asked_of(situation, tier)


def _asked_of(situation: Situation, tier: PlanTier) -> str:
    offered = len(situation.options_of(tier.tier)) or tier.offered
    if tier.choose is None:
        return _("Du väljer fritt")
    if not offered:
        return _("Du väljer %(choose)s") % {"choose": in_words(tier.choose)}
    return _("Du väljer %(choose)s av %(offered)s") % {"choose": in_words(tier.choose), "offered": in_words(offered)}


def _chosen(situation: Situation, tier: PlanTier, count: int) -> str:
    if tier.choose is None and not count:
        return _("inga valda")
    if tier.choose is None:
        return ngettext("%(count)s vald", "%(count)s valda", count) % {"count": in_words(count)}
    return _("%(count)s av %(choose)s valda") % {"count": count, "choose": tier.choose}


# ---------------------------------------------------------------- choosing


@dataclass(frozen=True, slots=True)
class OptionRow:
    """One check box. is_locked: shown as it is and no part of the form, with the reason in word."""

    id: str
    name: str
    value: str
    title: str
    meta: str
    first: str
    fills: str
    need: str
    is_checked: bool
    is_locked: bool
    kind: str
    icon: str
    word: str
    answer: str
    term: BoundField | None
    locked_term: str


@dataclass(frozen=True, slots=True)
class TierGroup:
    id: str
    legend: str
    lead: str
    chosen: str
    basis: str
    errors: tuple[str, ...]
    rows: tuple[OptionRow, ...]
    empty: str


def choose_groups(form: ChooseForm, fills: Mapping[int, str]) -> tuple[TierGroup, ...]:
    return tuple(_group(form, tier, fills) for tier in SHARED_TIERS if tier in form.situation.tiers)


def _group(form: ChooseForm, tier: Tier, fills: Mapping[int, str]) -> TierGroup:
    situation = form.situation
    plan_tier = situation.tiers[tier]
    bound = form[tier] if tier in form.fields else None
    ticked = {str(value) for value in (bound.value() or [])} if bound is not None else set()
    open_ids = [option.offer.pk for option in form.offered[tier]]
    listed = {option.offer.pk: option for option in (*situation.options_of(tier), *form.offered[tier])}
    for choice in situation.choices_of(tier):
        listed.setdefault(choice.offer_id, Option(tier, choice.offer, ""))
    rows = [
        _option_row(form, option, fills.get(pk, ""), index=open_ids.index(pk) if pk in open_ids else None, ticked=ticked)
        for pk, option in listed.items()
    ]
    return TierGroup(
        id=f"id_{tier}",
        legend=str(tier.label),
        lead=_tier_lead(situation, plan_tier),
        chosen=_chosen(situation, plan_tier, len(situation.choices_of(tier))),
        basis=plan_tier.basis,
        errors=tuple(str(error) for error in bound.errors) if bound is not None else (),
        rows=tuple(rows),
        empty="" if rows else _nothing_offered(tier),
    )


def _tier_lead(situation: Situation, tier: PlanTier) -> str:
    if not situation.options_of(tier.tier):
        return _nothing_offered(Tier(tier.tier)) if situation.choices_of(tier.tier) else ""
    if tier.choose is None:
        return _("Välj de kurser du vill läsa.")
    total = tier.total_credits
    words = {
        "choose": in_words(tier.choose),
        "offered": in_words(len(situation.options_of(tier.tier))),
        "credits": hp(total) if total is not None else "",
    }
    return _("Välj %(choose)s av %(offered)s kurser, tillsammans %(credits)s.") % words


def _nothing_offered(tier: Tier) -> str:
    if tier == Tier.UNIT:
        return _("Rektor har inte beslutat om enhetens kurser än. Du kan välja dem när planen för enheten är beslutad.")
    return _("Planen har inga kurser att välja på än.")


def _option_row(form: ChooseForm, option: Option, fills: str, *, index: int | None, ticked: set[str]) -> OptionRow:
    offer, situation = option.offer, form.situation
    choice = situation.choice_of(offer.pk)
    locked = index is None
    kind, word = _option_state(situation, option, choice) if choice or not locked else ("quiet", _("Ingen termin kvar i planen"))
    return OptionRow(
        id=f"id_{option.tier}_{index}" if index is not None else f"last_{offer.pk}",
        name=str(option.tier),
        value=str(offer.pk),
        title=offer.title,
        meta=offer_meta(offer),
        first=_("Ges första gången %(term)s.") % {"term": Term.parse(offer.first_term).label},
        fills=fills,
        need=option.need,
        is_checked=str(offer.pk) in ticked,
        is_locked=locked,
        kind=kind,
        icon={"quiet": "lock"}.get(kind, kind),
        word=word,
        answer=choice.answer if choice is not None and choice.tier == option.tier else "",
        term=None if locked else form[term_name(option)],
        locked_term=Term.parse(choice.term).label if locked and choice is not None else "",
    )


def _option_state(situation: Situation, option: Option, choice: CourseChoice | None) -> tuple[str, str]:
    if choice is None:
        return "", ""
    if choice.tier != option.tier:
        return "quiet", _("Vald på %(tier)s") % {"tier": str(choice.get_tier_display()).lower()}
    if not situation.is_offered(choice) and choice.status != Status.AGREED:
        is_waiting = option.tier == Tier.UNIT and not situation.options_of(Tier.UNIT)
        return ("wait", _("Rektor arbetar med enhetens plan")) if is_waiting else ("no", _("Erbjuds inte längre"))
    return (KINDS[Status(choice.status)], choice.get_status_display()) if choice.status != Status.DRAFT else ("", "")
