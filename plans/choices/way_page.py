"""What a teacher lacks to a level, and which of the courses on offer close it with the fewest credits, then the soonest."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.formats import first_upper, hp, long_date
from merit import sentences
from merit.position import position_of
from merit.rules import assess
from merit.rules.facts import CourseKind, Cycle, Evidence, Facts, MeritBasis
from merit.rules.findings import Assessment, Condition, Finding, Outcome
from merit.rules.rulesets import RulesOn
from merit.shortest import Candidate, Limits, Period, Way, shortest_way
from plans.choices.forms import term_field
from plans.choices.pages import TIER_CSS, offer_meta
from plans.choices.situation import Situation
from plans.models import CourseOffer, Tier
from plans.terms import BEGINS, Term

PACES = (Decimal("7.5"), Decimal(15), Decimal(30))
USUAL_PACE = Decimal("7.5")
TERMS_AHEAD = 10
FREE_OF_DEGREE = 4  # asks for VAK and a research degree, which count whenever the qualifying degree was issued
PACE_WORDS: Mapping[Decimal, Any] = {
    PACES[0]: gettext_lazy("7,5 hp i terminen (kvartsfart)"),
    PACES[1]: gettext_lazy("15 hp i terminen (halvfart)"),
    PACES[2]: gettext_lazy("30 hp i terminen (helfart)"),
}
BY_COURSES = (Condition.MERIT_CREDITS, Condition.ADVANCED_CREDITS, Condition.TEACHING_PROFICIENCY)


@dataclass(frozen=True, slots=True)
class CourseRow:
    title: str
    meta: str
    tier: str
    tier_css: str
    planned: str
    """That it is in the plan, and in which term where that is another one; empty where it is not."""
    asks: str
    """What must be there before the course can be begun; empty where nothing is."""


@dataclass(frozen=True, slots=True)
class StepRow:
    """A term and its courses; or, without courses, something else to do and when at the earliest."""

    when: str
    courses: tuple[CourseRow, ...]
    todo: str = ""


@dataclass(frozen=True, slots=True)
class WayPart:
    heading: str
    text: str
    steps: tuple[StepRow, ...]
    try_url: str
    """To the what-if page with these courses ticked; empty where there are none."""


@dataclass(frozen=True, slots=True)
class WayPage:
    """level: None where every level is decided. ways: the one with the fewest credits, then a sooner one if there is one.

    lacking: what courses would have to close, where there is no way. others: what something else than courses must meet.
    hint: what would help then. degree: what to do about the qualifying degree, where no course can count surely before that is done.
    """

    levels: tuple[int, ...]
    level: int | None
    pace: Decimal
    ways: tuple[WayPart, ...] = ()
    lacking: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    has_waiting: bool = False
    no_way: str = ""
    hint: str = ""
    degree: str = ""


def way_page(facts: Facts, situation: Situation, *, level: int | None, pace: Decimal, rules_on: RulesOn) -> WayPage:
    """level: None for the next one. pace: högskolepoäng a term at the most."""
    today = assess(facts, rules=rules_on(facts.reference_date))
    levels = tuple(result.level for result in today if not result.decided)
    level = level if level in levels else position_of(today).next_level
    if level is None:
        return WayPage((), None, pace)
    degree = facts.qualifying_degree
    if level != FREE_OF_DEGREE and (degree is None or degree.evidence is not Evidence.ACCEPTED):
        return WayPage(levels, level, pace, degree=sentences.what_to_do(today.level(1).finding(Condition.YEARS_OF_SERVICE)))
    terms = _terms(facts.reference_date, situation.plan.ends_on)
    ways = _ways(facts, level, situation, terms=terms, pace=pace, rules_on=rules_on)
    if not ways:
        return WayPage(
            levels=levels,
            level=level,
            pace=pace,
            lacking=_lacking(today, level),
            no_way=_no_way(level, terms),
            hint=_hint(facts, level, situation, today=today, terms=terms, pace=pace, rules_on=rules_on),
            has_waiting=_has_waiting(today),
        )
    there = ways[0].reached_on
    reached = assess(replace(facts, reference_date=there), rules=rules_on(there))
    return WayPage(
        levels=levels,
        level=level,
        pace=pace,
        ways=tuple(_part(way, number, situation, terms, on=facts.reference_date) for number, way in enumerate(ways)),
        others=tuple(sentences.what_to_do(finding) for finding in _of(reached, level, ways[0].others)),
        has_waiting=_has_waiting(today),
    )


def _ways(facts: Facts, level: int, situation: Situation, *, terms: Sequence[Term], pace: Decimal, rules_on: RulesOn) -> list[Way]:
    candidates = _candidates(facts, situation, terms)
    periods = [Period(date(term.year, *BEGINS[term.half]), term.last_day) for term in terms]
    rooms = {tier: given.choose for tier, given in situation.tiers.items() if given.choose is not None}
    limits = Limits(most=pace, rooms=rooms)
    entry = rules_on(facts.reference_date).thresholds.proficiency_entry_credits
    shortest = partial(shortest_way, facts, level, candidates, periods=periods, limits=limits, entry_credits=entry, rules_on=rules_on)
    least = shortest()
    if least is None or least.reached_on == facts.reference_date:
        return [least] if least else []
    eve = least.reached_on - timedelta(days=1)
    sooner = shortest(until=eve)
    return [least, sooner] if sooner else [least]


def _terms(on: date, ends_on: date | None) -> list[Term]:
    ahead = Term.still_open(on).ahead(TERMS_AHEAD)
    return [term for term in ahead if ends_on is None or term <= Term.last_begun(ends_on)]


def _candidates(facts: Facts, situation: Situation, terms: Sequence[Term]) -> list[Candidate]:
    """The courses on the shared tiers and the teacher's own, without those that are taken already; what is chosen comes first."""
    own = [(Tier.INDIVIDUAL, choice.offer) for choice in situation.choices_of(Tier.INDIVIDUAL)]
    offered = [*((option.tier, option.offer) for option in situation.options), *own]
    chosen = {choice.offer_id for choice in situation.choices}
    taken = {(course.title.casefold(), course.institution.casefold()) for course in facts.courses if course.passed is not False}
    return [
        _candidate(tier, offer, terms)
        for tier, offer in sorted(offered, key=lambda pair: pair[1].pk not in chosen)
        if (offer.title.casefold(), offer.institution.casefold()) not in taken
    ]


def _candidate(tier: Tier, offer: CourseOffer, terms: Sequence[Term]) -> Candidate:
    first = Term.parse(offer.first_term)
    return Candidate(
        ref=str(offer.pk),
        title=offer.title,
        institution=offer.institution,
        credits=offer.credits,
        cycle=Cycle(offer.cycle),
        merit_basis=MeritBasis(offer.merit_basis),
        kind=CourseKind(offer.kind),
        group=tier,
        first=sum(term < first for term in terms),
    )


# ---------------------------------------------------------------- in words


def _part(way: Way, number: int, situation: Situation, terms: Sequence[Term], *, on: date) -> WayPart:
    return WayPart(_heading(way, number), _text(way, on=on), tuple(_steps(way, situation, terms)), _try_url(way, terms))


def _try_url(way: Way, terms: Sequence[Term]) -> str:
    """With the decision on level 1 on the first day it can come, where the way goes over it: without it nothing beyond would be met."""
    chosen = [(candidate.ref, terms[number].code) for number, candidates in way.steps for candidate in candidates]
    if not chosen:
        return ""
    pairs = [*(("kurs", ref) for ref, _code in chosen), *((term_field(ref), code) for ref, code in chosen)]
    if way.first_on is not None and way.level != 1:
        pairs.append(("beslut", way.first_on.isoformat()))
    return f"{reverse('plans:what_if')}?{urlencode(pairs)}"


def _heading(way: Way, number: int) -> str:
    if not way.credits:
        return _("Inga fler kurser behövs")
    words = {"credits": hp(way.credits)}
    return _("Fortare, med %(credits)s") % words if number else _("Minst att läsa: %(credits)s") % words


def _text(way: Way, *, on: date) -> str:
    if way.reached_on == on:
        return _("Du har redan de kurser och år som krävs.")
    words = {"level": way.level, "day": long_date(way.reached_on)}
    return _("Den %(day)s har du de kurser och år som nivå %(level)s kräver, om du blir godkänd på allt.") % words


def _steps(way: Way, situation: Situation, terms: Sequence[Term]) -> Iterable[StepRow]:
    """The terms in order, with the application for level 1 where it belongs among them."""
    offers = {str(option.offer.pk): (option.tier, option.offer) for option in situation.options}
    offers |= {str(choice.offer_id): (Tier.INDIVIDUAL, choice.offer) for choice in situation.choices_of(Tier.INDIVIDUAL)}
    planned = {str(choice.offer_id): Term.parse(choice.term) for choice in situation.choices}
    rows = [
        (
            terms[number].last_day,
            StepRow(
                first_upper(terms[number].label),
                tuple(_course(*offers[candidate.ref], terms[number], planned.get(candidate.ref)) for candidate in candidates),
            ),
        )
        for number, candidates in way.steps
    ]
    if way.first_on is not None and way.level != 1:
        todo = _("Ansök om nivå 1 hos Skolverket. Beslutet behövs för nästa nivå och för kursen i undervisningsskicklighet (VAK).")
        if way.first_others:
            first_more = _("Innan dess behöver också de andra villkoren för nivå 1 vara uppfyllda.")
            todo = f"{todo} {first_more}"
        rows.append((way.first_on, StepRow(_("Tidigast %(day)s") % {"day": long_date(way.first_on)}, (), todo)))
    return (row for _day, row in sorted(rows, key=lambda pair: (pair[0], bool(pair[1].todo))))


def _course(tier: Tier, offer: CourseOffer, term: Term, planned: Term | None) -> CourseRow:
    asks = ""
    if offer.kind == CourseOffer.Kind.VAK:
        asks = _("Kräver beslut om nivå 1, 30 hp meriterande utbildning och att din rektor godkänner.")
    return CourseRow(offer.title, offer_meta(offer), str(tier.label), TIER_CSS[tier], _planned(term, planned), asks)


def _planned(term: Term, planned: Term | None) -> str:
    if planned is None:
        return ""
    return _("Finns i din plan") if planned == term else _("Finns i din plan, %(term)s") % {"term": planned.label}


def _no_way(level: int, terms: Sequence[Term]) -> str:
    if not terms:
        return _("Planen har inga terminer kvar att läsa i.")
    words = {"level": level, "term": terms[-1].label}
    return _("I den takten räcker kurserna som erbjuds inte till nivå %(level)s, ens till och med %(term)s.") % words


def _hint(
    facts: Facts, level: int, situation: Situation, *, today: Assessment, terms: Sequence[Term], pace: Decimal, rules_on: RulesOn
) -> str:
    """A faster pace where that is enough; else the course in teaching proficiency where it is asked for and not on offer."""
    for faster in (other for other in PACES if other > pace):
        if _ways(facts, level, situation, terms=terms, pace=faster, rules_on=rules_on):
            return _("Det går om du hinner läsa %(credits)s i terminen.") % {"credits": hp(faster)}
    lacks_vak = any(f.outcome is not Outcome.MET for f in _of(today, level, (Condition.TEACHING_PROFICIENCY,)))
    if lacks_vak and not any(c.kind is CourseKind.VAK for c in _candidates(facts, situation, terms)):
        return _("Ingen kurs i undervisningsskicklighet (VAK) erbjuds. Lägg till den som individuell kurs om du vet var du ska läsa den.")
    return ""


def _lacking(today: Assessment, level: int) -> tuple[str, ...]:
    return tuple(sentences.explain(f) for f in _of(today, level, BY_COURSES) if f.outcome is not Outcome.MET)


def _of(assessment: Assessment, level: int, conditions: Sequence[str]) -> list[Finding]:
    return [finding for finding in assessment.level(level).findings if finding.condition in conditions]


def _has_waiting(today: Assessment) -> bool:
    """Whether courses wait for review: they are not counted here, and may shorten the way."""
    finding = today.level(2).finding(Condition.MERIT_CREDITS)
    return finding.possible is not None and finding.possible != finding.sure
