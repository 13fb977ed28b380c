"""The unit's plan, ready to draw: analysis, courses with the needs they answer, and the three tiers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.figures.drawing import Figure
from core.figures.tiers import Stone, three_tiers
from core.figures.tiers import Tier as DrawnTier
from core.formats import first_upper, hp, in_words, long_date
from organisation.models import SchoolUnit
from plans.choices.outlook import OWN
from plans.choices.pages import offer_meta
from plans.models import PlanCourse, PlanTier, Tier, UnitCourse, UnitPlan
from plans.terms import Term


@dataclass(frozen=True, slots=True)
class Summary:
    """The plan in one panel on the unit's overview. kind and word: where it stands. url is empty where there is nothing to open."""

    kind: str
    word: str
    text: str
    url: str
    pk: int | None


@dataclass(frozen=True, slots=True)
class CourseRow:
    pk: int
    title: str
    meta: str
    basis: str
    first_term: str
    need: str
    remove_url: str


@dataclass(frozen=True, slots=True)
class PlanPage:
    """blocked: why the plan cannot be decided yet, empty when it can."""

    heading: str
    lead: str
    kind: str
    word: str
    paragraphs: Mapping[str, tuple[str, ...]]
    sources: str
    courses: tuple[CourseRow, ...]
    rule: str
    figure: Figure
    blocked: str
    version: int
    pk: int | None
    is_decided: bool
    has_analysis: bool


def plan_summary(unit: SchoolUnit, unit_plan: UnitPlan | None, courses: int, tiers: Sequence[PlanTier], *, leads: bool) -> Summary:
    kind, word = state_of(unit_plan)
    url = reverse("plans:unit_plan", kwargs={"pk": unit.pk})
    if unit_plan is None:
        text = _("Börja med analysen. Sedan väljer du enhetens kurser.") if leads else _("Rektor har inte börjat än.")
        return Summary(kind, word, text, url if leads else "", None)
    if not courses:
        text = _("Inga kurser är valda för enheten än.")
        return Summary(kind, word, f"{text} {_rule(tiers)}".strip(), url, unit_plan.pk)
    text = ngettext("%(count)s kurs i enhetens plan.", "%(count)s kurser i enhetens plan.", courses) % {
        "count": first_upper(in_words(courses)),
    }
    return Summary(kind, word, f"{text} {_rule(tiers)}".strip(), url, unit_plan.pk)


def closed_summary() -> Summary:
    """Of a draft, to somebody who is to read it when it is decided."""
    return Summary("now", _("Utkast"), _("Rektor arbetar med planen. Du kan läsa den när den är beslutad."), "", None)


def state_of(unit_plan: UnitPlan | None) -> tuple[str, str]:
    if unit_plan is None:
        return "off", _("Inte påbörjad")
    if unit_plan.status == UnitPlan.Status.DECIDED:
        return "met", _("Beslutad %(day)s") % {"day": long_date(unit_plan.decided_on)}
    return "now", _("Utkast")


def plan_page(
    unit: SchoolUnit,
    unit_plan: UnitPlan | None,
    courses: Sequence[UnitCourse],
    tiers: Sequence[PlanTier],
    plan_courses: Sequence[PlanCourse],
    *,
    leads: bool,
) -> PlanPage:
    kind, word = state_of(unit_plan)
    decided = unit_plan is not None and unit_plan.status == UnitPlan.Status.DECIDED
    return PlanPage(
        heading=_heading(unit, unit_plan),
        lead=_lead(unit_plan, courses, tiers, leads=leads),
        kind=kind,
        word=word,
        paragraphs={name: paragraphs(getattr(unit_plan, name, "")) for name in ("results", "needs")},
        sources=unit_plan.sources if unit_plan is not None else "",
        courses=tuple(_course_row(unit, course, removable=leads and not decided) for course in courses),
        rule=_rule(tiers),
        figure=tiers_figure(tiers, plan_courses, courses),
        blocked=blocked(unit_plan, len(courses), tiers),
        version=unit_plan.version if unit_plan is not None else 0,
        pk=unit_plan.pk if unit_plan is not None else None,
        is_decided=decided,
        has_analysis=unit_plan is not None and unit_plan.has_analysis,
    )


def _heading(unit: SchoolUnit, unit_plan: UnitPlan | None) -> str:
    words = {"unit": unit.name}
    if unit_plan is None:
        return _("%(unit)s har ingen plan än") % words
    if unit_plan.status == UnitPlan.Status.DECIDED:
        return _("Planen för %(unit)s är beslutad") % words
    return _("Planen för %(unit)s är ett utkast") % words


def _lead(unit_plan: UnitPlan | None, courses: Sequence[UnitCourse], tiers: Sequence[PlanTier], *, leads: bool) -> str:
    if unit_plan is not None and unit_plan.status == UnitPlan.Status.DECIDED:
        return _("Beslutad av rektor %(day)s. %(rule)s") % {"day": long_date(unit_plan.decided_on), "rule": _rule(tiers)}
    if not leads:
        return _("Rektor skriver analysen och beslutar enhetens kurser.")
    return blocked(unit_plan, len(courses), tiers) or _("Analys och kurser är klara. Nu kan du besluta planen.")


def blocked(unit_plan: UnitPlan | None, courses: int, tiers: Sequence[PlanTier]) -> str:
    """What is left before the plan can be decided."""
    if unit_plan is None or not unit_plan.has_analysis:
        return _("Skriv analysen först. Enhetens kurser ska svara mot den.")
    missing = max((tier.choose or 0 for tier in tiers if tier.tier == Tier.UNIT), default=0) - courses
    if missing <= 0:
        return ""
    words = {"missing": in_words(missing), "rule": _rule(tiers)}
    return ngettext("%(rule)s Lägg till minst %(missing)s kurs till.", "%(rule)s Lägg till minst %(missing)s kurser till.", missing) % words


def _rule(tiers: Sequence[PlanTier]) -> str:
    """ "Lärarna väljer två av enhetens kurser, 15 hp." """
    tier = next((tier for tier in tiers if tier.tier == Tier.UNIT), None)
    if tier is None or tier.choose is None or tier.total_credits is None:
        return ""
    return _("Lärarna väljer %(choose)s av enhetens kurser, %(credits)s.") % {
        "choose": in_words(tier.choose),
        "credits": hp(tier.total_credits),
    }


def saved_analysis(unit_plan: UnitPlan) -> Mapping[str, tuple[str, ...]]:
    """What is stored, to read beside what somebody else has typed."""
    return {name: paragraphs(getattr(unit_plan, name)) for name in ("results", "needs", "sources")}


def paragraphs(text: str) -> tuple[str, ...]:
    """Paragraphs are separated by an empty line."""
    parts = text.replace("\r\n", "\n").split("\n\n")
    return tuple(part.strip() for part in parts if part.strip())


def _course_row(unit: SchoolUnit, course: UnitCourse, *, removable: bool) -> CourseRow:
    offer = course.offer
    return CourseRow(
        pk=course.pk,
        title=offer.title,
        meta=offer_meta(offer),
        basis=str(offer.get_merit_basis_display()),
        first_term=Term.parse(offer.first_term).label,
        need=course.need,
        remove_url=reverse("plans:unit_course_remove", kwargs={"pk": unit.pk, "course": course.pk}) if removable else "",
    )


def tiers_figure(tiers: Sequence[PlanTier], plan_courses: Sequence[PlanCourse], courses: Sequence[UnitCourse]) -> Figure:
    """The plan's three tiers with what is on offer on each; the teacher's own tier is an open place."""
    offered = {
        Tier.AUTHORITY: [course.offer for course in plan_courses],
        Tier.UNIT: [course.offer for course in courses],
        Tier.INDIVIDUAL: [],
    }
    drawn = []
    for tier in tiers:
        stones = tuple(Stone(offer.title, Term.parse(offer.first_term).label) for offer in offered[Tier(tier.tier)])
        drawn.append(
            DrawnTier(
                tier=OWN[tier.tier],
                name=str(tier.get_tier_display()),
                stones=stones or (Stone(_("Eget val") if tier.tier == Tier.INDIVIDUAL else _("Inget beslutat än"), "", "open"),),
                rule=(_decides(tier), _chooses(tier)),
                amount=hp(tier.total_credits) if tier.total_credits is not None else _("fritt"),
                chosen=_count(tier, len(stones)),
            )
        )
    return three_tiers(drawn, figure_id="enhetens-nivaer", title=_("Kurserna att välja på, på tre nivåer"), key=False)


def _decides(tier: PlanTier) -> str:
    return _("Läraren väljer själv") if tier.tier == Tier.INDIVIDUAL else _("%(decider)s beslutar") % {"decider": tier.decider}


def _chooses(tier: PlanTier) -> str:
    if tier.choose is None:
        return _("Rektor godkänner")
    return _("Läraren väljer %(choose)s") % {"choose": in_words(tier.choose)}


def _count(tier: PlanTier, offered: int) -> str:
    if tier.choose is None:
        return _("upp till nivå %(level)s") % {"level": tier.up_to_level} if tier.up_to_level else ""
    if not offered:
        return _("inga kurser än")
    return _("%(choose)s av %(offered)s väljs") % {"choose": tier.choose, "offered": offered}
