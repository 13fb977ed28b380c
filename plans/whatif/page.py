"""What the what-if page says: the state in a sentence, what is supposed and how it counts, and today beside then."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.formats import decimal_comma, hp, long_date
from inventory.models import MeritBasis
from inventory.pages.phrases import listed
from merit.comparison import LevelComparison, compare
from merit.course_use import Use, uses_of
from merit.rules import assess
from merit.rules.facts import CourseKind, Facts
from merit.rules.findings import Assessment
from merit.supposing import Supposition, suppose
from plans.choices.forms import term_field
from plans.choices.situation import Situation
from plans.models import OfferCycle, Tier
from plans.terms import Term
from plans.whatif.forms import Offered, WhatIfForm


@dataclass(frozen=True, slots=True)
class Supposed:
    """One thing that is supposed. use: how a course would count, None for what is no course. note: what the law or others ask first."""

    title: str
    meta: str
    use: Use | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class TypedLink:
    """The way from a typed course to the plan's form for it."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Answer:
    """day: the one asked about. choose_url: to choosing the ticked courses; empty where there are none, or all are in the plan."""

    heading: str
    lead: str
    day: date
    supposed: tuple[Supposed, ...]
    levels: tuple[LevelComparison, ...]
    then: Assessment
    choose_url: str
    typed_links: tuple[TypedLink, ...]

    @property
    def open_levels(self) -> tuple[int, ...]:
        """Which to show at once: those with a new outcome, else the first undecided one where something moved."""
        new = [level.number for level in self.levels if level.change.way != "same"]
        moved = [level.number for level in self.levels if level.changed and not level.is_decided]
        return tuple(new or moved[:1])


def offered_to(situation: Situation | None, facts: Facts) -> list[Offered]:
    """The courses on the shared tiers and those chosen as one's own, without what is taken already; what is chosen comes first."""
    if situation is None:
        return []
    terms = {choice.offer_id: choice.term for choice in situation.choices}
    taken = {(course.title.casefold(), course.institution.casefold()) for course in facts.courses if course.passed is not False}
    shared = [Offered(option.tier, option.offer, terms.get(option.offer.pk, "")) for option in situation.options]
    known = {each.offer.pk for each in shared}
    own = [Offered(Tier(choice.tier), choice.offer, choice.term) for choice in situation.choices if choice.offer_id not in known]
    free = [each for each in (*shared, *own) if (each.offer.title.casefold(), each.offer.institution.casefold()) not in taken]
    return sorted(free, key=lambda each: not each.term)


def planned_query(offered: Iterable[Offered]) -> str:
    """The question with everything that is in the plan; empty where nothing is."""
    chosen = [each for each in offered if each.term]
    pairs = [*(("kurs", each.offer.pk) for each in chosen), *((term_field(str(each.offer.pk)), each.term) for each in chosen)]
    return urlencode(pairs)


def answer_of(facts: Facts, form: WhatIfForm) -> Answer:
    """facts: as they are today. form: valid. Each day is answered by the rule set in force then."""
    supposition = form.supposition
    day = supposition.day(facts.reference_date)
    today = assess(facts, rules=form.rules_on(facts.reference_date))
    then = assess(suppose(facts, supposition), rules=form.rules_on(day))
    levels = compare(today, then)
    return Answer(
        heading=_heading(levels),
        lead=_lead(supposition, day, facts.reference_date),
        day=day,
        supposed=tuple(_supposed(form, supposition, uses_of(then))),
        levels=levels,
        then=then,
        choose_url=_choose_url(form),
        typed_links=tuple(_typed_links(form)),
    )


def _heading(levels: Sequence[LevelComparison]) -> str:
    reached = [str(level.number) for level in levels if level.becomes_met]
    lost = [str(level.number) for level in levels if level.stops_being_met]
    if reached:
        return _("Då är alla villkor för nivå %(levels)s uppfyllda.") % {"levels": listed(reached)}
    if lost:
        return _("Då är villkoren för nivå %(levels)s inte längre uppfyllda.") % {"levels": listed(lost)}
    return _heading_of_conditions(levels)


def _heading_of_conditions(levels: Sequence[LevelComparison]) -> str:
    """Where no level gets a new outcome."""
    gained = _names(levels, "better", "met")
    fewer = _names(levels, "worse")
    if gained and fewer:
        words = {"gained": _in_sentence(gained), "lost": _in_sentence(fewer)}
        return _("Då uppfylls %(gained)s, men inte längre %(lost)s.") % words
    if gained:
        text = ngettext(
            "Då uppfylls %(count)s villkor till, men ingen ny nivå.", "Då uppfylls %(count)s villkor till, men ingen ny nivå.", len(gained)
        )
        return text % {"count": len(gained)}
    if fewer:
        return _("Då är färre villkor uppfyllda än i dag.")
    if any(level.changed for level in levels):
        return _("Då ändras talen, men varje villkor får samma svar som i dag.")
    return _("Då ändras inget villkor.")


def _in_sentence(names: Collection[str]) -> str:
    """Names of conditions inside a sentence."""
    return listed([f"”{name}”" for name in names])


def _names(levels: Sequence[LevelComparison], way: str, kind: str = "") -> list[str]:
    """The conditions of undecided levels that change so, each once; kind: only those that become so."""
    found = [
        condition.name
        for level in levels
        for condition in level.conditions
        if not level.is_decided and condition.change.way == way and kind in {"", condition.then.kind}
    ]
    return list(dict.fromkeys(found))


def _lead(supposition: Supposition, day: date, today: date) -> str:
    if day == today:
        return _("Så säger reglerna redan i dag, om det du har fyllt i stämmer.")
    words = {"day": long_date(day)}
    if supposition.on is not None:
        return _("Så säger reglerna den %(day)s, om det du har fyllt i händer.") % words
    return _("Så säger reglerna den %(day)s, när allt du har fyllt i har hänt.") % words


def _supposed(form: WhatIfForm, supposition: Supposition, uses: dict[str | None, Use]) -> Iterable[Supposed]:
    whens = [_term(term) for _each, term in form.ticked]
    whens += [_("klar %(day)s") % {"day": long_date(course.completed_on)} for course in form.typed]
    for course, when in zip(supposition.courses, whens, strict=True):
        parts = [
            *([course.institution] if course.institution else []),
            hp(course.credits),
            str(OfferCycle(course.cycle).label).lower(),
            str(MeritBasis(course.merit_basis).label).lower(),
            when,
        ]
        yield Supposed(course.title, ", ".join(parts), uses.get(course.ref), _asked_first(course.kind))
    if supposition.extent_percent is not None:
        extent = _("%(extent)s procent") % {"extent": decimal_comma(supposition.extent_percent)}
        yield Supposed(_("Arbete som lärare från i dag: %(extent)s") % {"extent": extent}, _("i stället för det du har registrerat"))
    if supposition.research_on is not None:
        meta = _("börjar %(day)s, räknas en gång") % {"day": long_date(supposition.research_on)}
        yield Supposed(_("Praktiknära forskning"), meta)
    if supposition.decision_on is not None:
        yield Supposed(_("Beslut om nivå 1"), _("beslutas %(day)s") % {"day": long_date(supposition.decision_on)})


def _term(term: Term) -> str:
    return _("%(term)s, klar %(day)s") % {"term": term.label, "day": long_date(term.last_day)}


def _asked_first(kind: CourseKind) -> str:
    return _("Kräver beslut om nivå 1, 30 hp meriterande utbildning och att din rektor godkänner.") if kind is CourseKind.VAK else ""


def _choose_url(form: WhatIfForm) -> str:
    """To the page where courses are chosen, with those ticked here that the plan does not have, on the tiers where one ticks."""
    new = [(each, term) for each, term in form.ticked if not each.term]
    if not new:
        return ""
    pairs = [("kurs", each.offer.pk) for each, _term in new] + [(term_field(str(each.offer.pk)), term.code) for each, term in new]
    return f"{reverse('plans:choose')}?{urlencode(pairs)}"


def _typed_links(form: WhatIfForm) -> Iterable[TypedLink]:
    for course in form.typed:
        said = {
            "egen": "1",
            "title": course.title,
            "credits": decimal_comma(course.credits),
            "cycle": course.cycle.value,
            "merit_basis": course.merit_basis.value,
            "kind": course.kind.value,
        }
        yield TypedLink(course.title, f"{reverse('plans:individual_new')}?{urlencode(said)}")
