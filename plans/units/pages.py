"""The unit's overview, ready to draw: what needs the principal, the staff, and the aggregates that everybody in sight may read."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from django.forms import ChoiceField, Form
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.formats import first_upper, hp, in_words, local_day, long_date, percent
from core.suppression import SMALLEST_SHOWN
from inventory.models import Campaign
from merit.models import OutcomeChoice
from organisation.models import Person, Profession, SchoolUnit
from plans.models import PlanTier, Tier
from plans.units.reading import LEVELS, Colleague, Member, SharedLevels

NAMED = 3  # so many names are said in a row before they become a number


@dataclass(frozen=True, slots=True)
class Todo:
    """A row of what needs the principal. note: since when."""

    count: int
    title: str
    text: str
    url: str
    kind: str
    note: str


@dataclass(frozen=True, slots=True)
class StaffRow:
    person: Colleague
    professions: str
    kind: str
    word: str
    icon: str
    accepted: str
    pending: str
    chosen: str
    plan_url: str
    review_url: str
    level: str
    level_url: str


@dataclass(frozen=True, slots=True)
class Response:
    """share is empty where the group is too small to be told about."""

    sent: int
    staff: int
    share: str
    goal: str


def response_of(sent: int, staff: int, campaign: Campaign | None) -> Response | None:
    """None where no campaign runs or nobody is asked."""
    if campaign is None or not staff:
        return None
    goal = _("Målet är %(goal)s den %(day)s.") % {"goal": percent(campaign.target_percent), "day": long_date(campaign.closes_on)}
    return Response(sent, staff, percent(100 * sent / staff) if staff >= SMALLEST_SHOWN else "", goal)


def lead(response: Response | None, campaign: Campaign | None, todos: Sequence[Todo], *, leads: bool, on: date) -> str:
    parts = []
    if leads:
        count = len(todos)
        parts.append(
            ngettext("%(count)s sak behöver dig i dag.", "%(count)s saker behöver dig i dag.", count)
            % {"count": first_upper(in_words(count))}
            if count
            else _("Inget behöver dig i dag.")
        )
    if response is None or campaign is None:
        return " ".join([*parts, _("Ingen inventering pågår.")])
    days = (campaign.closes_on - on).days
    closes = (
        ngettext("Inventeringen stänger om %(days)d dag", "Inventeringen stänger om %(days)d dagar", days) % {"days": days}
        if days
        else _("Inventeringen stänger i dag")
    )
    if not response.share:
        return " ".join([*parts, f"{closes}."])
    words = {"closes": closes, "sent": response.sent, "staff": response.staff}
    return " ".join([*parts, _("%(closes)s och %(sent)s av %(staff)s har skickat.") % words])


def todos_of(members: Sequence[Member], unit: SchoolUnit, campaign: Campaign | None, *, viewer: Person, on: date) -> list[Todo]:
    """What waits for the principal, what is oldest first. Nobody handles their own."""
    others = [member for member in members if member.person.pk != viewer.pk]
    owes_own = any(member.person.pk == viewer.pk and not member.has_sent for member in members)
    found = [_reviews(others, on), _choices(others, unit, on), _unsent(others, unit, campaign, owes_own=owes_own)]
    return [todo for todo in found if todo is not None]


def _reviews(members: Sequence[Member], on: date) -> Todo | None:
    count = sum(member.waiting for member in members)
    since = min((member.waiting_since for member in members if member.waiting_since), default=None)
    if not count:
        return None
    title = ngettext("Uppgift att granska", "Uppgifter att granska", count)
    text = _("Den äldsta har väntat sedan %(day)s.") % {"day": long_date(local_day(since))} if since else ""
    return Todo(count, title, text, reverse("review:queue"), "wait", _age(since, on))


def _choices(members: Sequence[Member], unit: SchoolUnit, on: date) -> Todo | None:
    waiting = [member for member in members if member.proposed]
    if not waiting:
        return None
    since = min((member.proposed_since for member in waiting if member.proposed_since), default=None)
    count = sum(member.proposed for member in waiting)
    people = ngettext("%(count)s person väntar på svar.", "%(count)s personer väntar på svar.", len(waiting))
    text = people % {"count": first_upper(in_words(len(waiting)))}
    url = reverse("plans:unit_choices", kwargs={"unit": unit.pk})
    return Todo(count, _("Kursval att ta ställning till"), text, url, "wait", _age(since, on))


def _unsent(members: Sequence[Member], unit: SchoolUnit, campaign: Campaign | None, *, owes_own: bool) -> Todo | None:
    count = sum(not member.has_sent for member in members)
    if campaign is None or not count:
        return None
    title = ngettext("Person som inte har skickat", "Personer som inte har skickat", count)
    text = _("%(campaign)s är öppen till och med %(day)s.") % {"campaign": campaign.name, "day": long_date(campaign.closes_on)}
    if owes_own:
        text = text + " " + _("Din egen inventering är inte medräknad.")
    return Todo(count, title, text, f"{reverse('plans:unit', kwargs={'pk': unit.pk})}?state=unsent#personal", "off", _("Se vilka"))


def _age(since: datetime | None, on: date) -> str:
    if since is None:
        return ""
    days = (on - local_day(since)).days
    if days < 1:
        return _("Kom i dag")
    return ngettext("Äldst: %(days)d dag", "Äldst: %(days)d dagar", days) % {"days": days}


# ---------------------------------------------------------------- the staff, for those who lead the unit

STATES = {
    "sent": ("met", "sent", gettext_lazy("Skickad")),
    "returned": ("no", "back", gettext_lazy("Behöver rättas")),
    "begun": ("now", "part", gettext_lazy("Påbörjad")),
    "none": ("off", "todo", gettext_lazy("Inte påbörjad")),
}


def matching(members: Sequence[Member], *, state: str, profession: str) -> list[Member]:
    """The staff that a filter asks for; an empty value asks for all."""
    return [member for member in members if (not state or state in _keys(member)) and (not profession or profession in member.professions)]


def _keys(member: Member) -> set[str]:
    return {_state(member), "" if member.has_sent else "unsent", "choices" if member.proposed else ""}


@dataclass(frozen=True, slots=True)
class FilterOption:
    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class FilterSelect:
    name: str
    label: str
    options: tuple[FilterOption, ...]


def filter_selects(form: type[Form], asked: Mapping[str, str]) -> tuple[FilterSelect, ...]:
    """The filter's lists, with what was asked chosen."""
    selects = []
    for name, field in form.base_fields.items():
        choices = list(cast(Iterable[tuple[str, str]], cast(ChoiceField, field).choices))
        options = tuple(FilterOption(str(value), str(label), str(value) == asked[name]) for value, label in choices)
        selects.append(FilterSelect(name, str(field.label), options))
    return tuple(selects)


@dataclass(frozen=True, slots=True)
class Reminding:
    """What is said beside the button, and where it leads."""

    text: str
    url: str


def reminding_of(members: Sequence[Member], unit: SchoolUnit, last: datetime | None, *, viewer: Person) -> Reminding | None:
    """None where everybody has sent. last: when somebody who has not sent was last reminded."""
    count = sum(not member.has_sent for member in members if member.person.pk != viewer.pk)
    if not count:
        return None
    whom = ngettext("%(count)s person har inte skickat.", "%(count)s personer har inte skickat.", count)
    return _reminding(whom % {"count": first_upper(in_words(count))}, unit, last)


def reminding_unseen(unit: SchoolUnit, last: datetime | None) -> Reminding:
    """For whoever oversees the unit: the same whether many, few or none have not sent, since in a small unit that is somebody."""
    return _reminding(_("Påminnelsen går till dem som inte har skickat. Du ser inte vilka de är."), unit, last)


def _reminding(whom: str, unit: SchoolUnit, last: datetime | None) -> Reminding:
    parts = [whom]
    if last is not None:
        parts.append(_("Senaste påminnelsen gick %(day)s.") % {"day": long_date(local_day(last))})
    parts.append(_("En påminnelse upprepas varje vecka tills inventeringen är skickad eller stänger, och ingen får två på tre dagar."))
    return Reminding(" ".join(parts), reverse("plans:unit_remind", kwargs={"pk": unit.pk}))


def staff_rows(members: Sequence[Member], unit: SchoolUnit, tiers: Sequence[PlanTier], *, viewer: Person) -> list[StaffRow]:
    required = sum(tier.choose or 0 for tier in tiers if tier.tier != Tier.INDIVIDUAL)
    return [_staff_row(member, unit, required, has_plan=bool(tiers), viewer=viewer) for member in members]


def _staff_row(member: Member, unit: SchoolUnit, required: int, *, has_plan: bool, viewer: Person) -> StaffRow:
    kind, icon, word = STATES[_state(member)]
    is_other = member.person.pk != viewer.pk
    has_records = member.has_sent or member.waiting or member.returned or member.accepted
    has_choices = has_plan and member.is_planning
    address = {"unit": unit.pk, "person": member.person.pk}
    return StaffRow(
        person=member.person,
        professions=", ".join(str(Profession(profession).label) for profession in dict.fromkeys(member.professions)),
        kind=kind,
        word=str(word),
        icon=icon,
        accepted=hp(member.accepted) if has_records else "–",
        pending=hp(member.pending) if has_records else "–",
        chosen=_chosen(member, required) if has_choices else "–",
        plan_url=reverse("plans:person_choices", kwargs=address) if has_choices and is_other else "",
        review_url=reverse("review:person", kwargs={"pk": member.person.pk}) if is_other and has_records else "",
        level=_level(member.shared) if is_other else _("Din egen"),
        level_url=reverse("merit:shared", kwargs={"person": member.person.pk}) if member.shared and is_other else "",
    )


def _state(member: Member) -> str:
    if member.returned:
        return "returned"
    if member.has_sent:
        return "sent"
    return "begun" if member.has_begun else "none"


def _chosen(member: Member, required: int) -> str:
    """ "4 av 6 och en individuell, fem väntar på svar": what waits is part of what is told before it."""
    sent = _("%(chosen)s av %(required)s") % {"chosen": member.chosen, "required": required}
    if member.own:
        both = ngettext("%(sent)s och %(own)s individuell", "%(sent)s och %(own)s individuella", member.own)
        sent = both % {"sent": sent, "own": in_words(member.own)}
    if not member.proposed:
        return sent
    return _("%(sent)s, %(count)s väntar på svar") % {"sent": sent, "count": in_words(member.proposed)}


def _level(shared: SharedLevels | None) -> str:
    """The highest level decided, else the highest met; only where the teacher has shared it."""
    if shared is None:
        return _("Inte delad")
    decided = [level for level, is_decided in zip(LEVELS, shared.decided, strict=True) if is_decided]
    met = [level for level, outcome in zip(LEVELS, shared.outcomes, strict=True) if outcome == OutcomeChoice.MET]
    if decided:
        return _("Nivå %(level)s beslutad") % {"level": max(decided)}
    return _("Nivå %(level)s uppfylld, preliminärt") % {"level": max(met)} if met else _("Ingen nivå uppfylld än")
