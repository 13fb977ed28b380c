"""The huvudmannaplan made ready to read: plan_document() for page and PDF, plan_rows() for the list. A constant number of queries."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from core.formats import NBSP, decimal_comma, hp, in_words, long_date
from core.wording import either
from merit.figures import law_figure
from merit.rule_sets import rule_set_for
from merit.rules.rulesets import RuleSet
from plans.authority import figures, tables
from plans.authority.budget import budget_of
from plans.authority.counts import Chosen, chosen_per_tier
from plans.authority.document import Block, Chapter, Drawn, Fact, Link, Note, Part, PlanDocument
from plans.authority.reach import reach_of
from plans.authority.text import blocks_of
from plans.models import (
    AnchoringEntry,
    AuthorityPlan,
    BudgetLine,
    Dialogue,
    PlanCourse,
    PlanSection,
    PlanTier,
    Tier,
    TimelineItem,
)
from plans.pace import full_time_weeks
from plans.querysets import IN_FORCE

Kind = PlanSection.Kind
PLAN_LANGUAGE = "sv"
FIRST_MONTH_OF_SCHOOL_YEAR = 7
ANCHORS = {
    Kind.LEVELS: "meriteringsnivaer",
    Kind.TIMELINE: "tidplan",
    Kind.TIERS: "tre-nivaer",
    Kind.COURSES: "kurser",
    Kind.REACH: "racker-till",
    Kind.CHOICES: "valda-kurser",
    Kind.DIALOGUES: "dialoger",
    Kind.BUDGET: "budget",
    Kind.ANCHORING: "forankring",
    Kind.FOLLOW_UP: "uppfoljning",
}
NUMBERED_FIGURES = (Kind.LEVELS, Kind.TIERS, Kind.CHOICES)


@dataclass(frozen=True)
class PlanContent:
    """A plan's rows, read once. day: whose numbers and whose law they are shown with."""

    plan: AuthorityPlan
    sections: tuple[PlanSection, ...]
    tiers: tuple[PlanTier, ...]
    courses: tuple[PlanCourse, ...]
    timeline: tuple[TimelineItem, ...]
    dialogues: tuple[Dialogue, ...]
    anchoring: tuple[AnchoringEntry, ...]
    budget: tuple[BudgetLine, ...]
    chosen: tuple[Chosen, ...]
    versions: tuple[AuthorityPlan, ...]
    rules: RuleSet
    day: date

    @classmethod
    def of(cls, plan: AuthorityPlan, *, on: date) -> "PlanContent":
        order = Tier.values
        return cls(
            plan=plan,
            sections=tuple(plan.sections.all()),
            tiers=tuple(sorted(plan.tiers.all(), key=lambda tier: order.index(tier.tier))),
            courses=tuple(plan.courses.select_related("offer")),
            timeline=tuple(plan.timeline.select_related("campaign")),
            dialogues=tuple(plan.dialogues.all()),
            anchoring=tuple(plan.anchoring.all()),
            budget=tuple(plan.budget.all()),
            chosen=tuple(chosen_per_tier(plan)),
            versions=tuple(AuthorityPlan.objects.filter(authority=plan.authority_id, status__in=IN_FORCE)),
            rules=rule_set_for(plan.authority.provider_id, on=on),
            day=on,
        )

    def tier(self, name: Tier) -> PlanTier | None:
        return next((tier for tier in self.tiers if tier.tier == name), None)


def plan_document(plan: AuthorityPlan, *, on: date) -> PlanDocument:
    """Everything there is to read of a plan, with the numbers of that day. plan: with its authority and provider already read."""
    content = PlanContent.of(plan, on=on)
    status, word = tables.standing(plan, on)
    return PlanDocument(
        pk=plan.pk,
        title=plan.title,
        authority=plan.authority.name,
        provider=plan.authority.provider.name,
        years=school_years(plan.starts_on, plan.ends_on),
        version=plan.version,
        status=status,
        word=word,
        facts=tuple(_facts(plan)),
        chapters=tuple(_chapters(content)),
        on=on,
        rule_set=content.rules.id,
    )


def school_years(starts_on: date, ends_on: date | None) -> str:
    """ "läsåren 2025/26–2027/28", or from when where the end is open."""
    first = _school_year(starts_on)
    if ends_on is None:
        return _("från läsåret %(first)s") % {"first": first}
    last = _school_year(ends_on)
    if first == last:
        return _("läsåret %(first)s") % {"first": first}
    return _("läsåren %(first)s–%(last)s") % {"first": first, "last": last}


def _school_year(day: date) -> str:
    year = day.year if day.month >= FIRST_MONTH_OF_SCHOOL_YEAR else day.year - 1
    return f"{year}/{(year + 1) % 100:02}"


def decision_text(plan: AuthorityPlan) -> str:
    """ "Gymnasie- och vuxenutbildningsnämnden, 25 september 2025, § 94"."""
    if plan.decided_on is None:
        return _("Inte beslutad än")
    return ", ".join(filter(None, (plan.authority.committee, long_date(plan.decided_on), plan.decision_reference.replace(" ", NBSP))))


def _facts(plan: AuthorityPlan) -> Iterable[Fact]:
    yield Fact(_("Beslut"), decision_text(plan))
    if plan.case_number:
        yield Fact(_("Ärende"), plan.case_number)
    yield Fact(_("Version"), plan.version)
    if plan.revised_by is not None:
        yield Fact(_("Följs upp"), _("Varje år, nästa gång senast %(day)s") % {"day": long_date(plan.revised_by)})


def _chapters(content: PlanContent) -> Iterable[Chapter]:
    """The sections in order, numbered; parts within the chapter before them; at the end what the plan has but no section shows."""
    shown: set[str] = set()
    number = 0
    sections = [*content.sections, *_unwritten(content)]
    while sections:
        head = sections.pop(0)
        parts = []
        while sections and sections[0].is_part:
            parts.append(sections.pop(0))
        number += 1
        part = _part(content, head, f"kapitel-{number}", shown)
        yield Chapter(
            **vars(part),
            number=number,
            parts=tuple(_part(content, each, f"kapitel-{number}-{index}", shown) for index, each in enumerate(parts, start=1)),
        )


def _unwritten(content: PlanContent) -> list[PlanSection]:
    """A chapter for each figure or table that the plan's own chapters do not show."""
    written = {section.kind for section in content.sections}
    kinds = (Kind.TIMELINE, Kind.TIERS, Kind.COURSES, Kind.REACH, Kind.CHOICES, Kind.DIALOGUES, Kind.BUDGET, Kind.ANCHORING)
    return [PlanSection(heading=str(kind.label), kind=kind) for kind in kinds if kind not in written]


def _part(content: PlanContent, section: PlanSection, anchor: str, shown: set[str]) -> Part:
    """A section; its figure or table stands under the text the first time its kind comes."""
    kind = Kind(section.kind)
    is_first = kind in SHOWN and kind not in shown
    shown.add(kind)
    blocks = blocks_of(section.body)
    if is_first:
        figure_number = len(shown & set(NUMBERED_FIGURES))
        blocks += tuple(SHOWN[kind](content, figure_number))
    return Part(
        anchor=ANCHORS[kind] if is_first else anchor,
        heading=section.heading,
        blocks=blocks,
        language=PLAN_LANGUAGE if section.pk else "",
        grounds=section.grounds,
        link=_link(kind) if is_first else None,
    )


def _link(kind: PlanSection.Kind) -> Link | None:
    """What somebody who may update the plan can add there."""
    links = {
        Kind.ANCHORING: ("plans:anchoring_new", _("Lägg till i förankringen")),
        Kind.DIALOGUES: ("plans:dialogue_new", _("Lägg till ett lärosäte")),
        Kind.BUDGET: ("plans:budget_line_new", _("Lägg till en budgetrad")),
    }
    return Link(*links[kind]) if kind in links else None


def _caption(number: int, text: str) -> str:
    return _("Figur %(number)s. %(text)s") % {"number": number, "text": text}


def _levels(content: PlanContent, number: int) -> Iterable[Block]:
    text = _("De fyra meriteringsnivåerna och det viktigaste som var och en kräver enligt %(law)s.") % {
        "law": content.rules.transition.law.replace(" ", NBSP)
    }
    yield Drawn(law_figure(content.rules, caption=_caption(number, text)))


def _timeline(content: PlanContent, _number: int) -> Iterable[Block]:
    if not content.timeline:
        yield Note(_("Tidplanen är inte skriven än."))
        return
    yield Drawn(figures.timeline_figure(content.timeline, on=content.day))
    yield tables.timeline_of(content.timeline)


def _tiers(content: PlanContent, number: int) -> Iterable[Block]:
    if not content.tiers:
        yield Note(_("Nivåerna är inte bestämda än."))
        return
    yield from _pace(content.tiers)
    yield Drawn(figures.tiers_figure(content.tiers, caption=_caption(number, figures.tiers_caption(content.tiers))))
    yield tables.tiers_of(content.tiers)


def _pace(tiers: Iterable[PlanTier]) -> Iterable[Block]:
    """How long a course takes, where they are all of one size."""
    sizes = {tier.course_credits for tier in tiers}
    if len(sizes) == 1:
        size = sizes.pop()
        weeks = full_time_weeks(size)
        values = {"credits": hp(size), "weeks": in_words(int(weeks)) if weeks == int(weeks) else decimal_comma(weeks, 1)}
        yield Note(_("En kurs ger %(credits)s, vilket motsvarar %(weeks)s veckors heltidsstudier.") % values)


def _courses(content: PlanContent, _number: int) -> Iterable[Block]:
    if not content.courses:
        yield Note(either(_("Inga förvaltningsgemensamma kurser är valda än."), _("Inga gemensamma kurser är valda än.")))
        return
    yield tables.courses_of(content.courses, content.tier(Tier.AUTHORITY))


def _reach(content: PlanContent, _number: int) -> Iterable[Block]:
    found = reach_of(content.tiers, content.courses, content.rules)
    yield found or Note(_("Planen säger inte hur många kurser som ska väljas, så det går inte att räkna ut än."))


def _choices(content: PlanContent, number: int) -> Iterable[Block]:
    if not any(each.people for each in content.chosen):
        yield Note(_("Inga kurser är valda än."))
        return
    day = {"day": long_date(content.day)}
    yield Note(_("Så här många kurser har lärarna föreslagit sin rektor eller kommit överens om. Siffrorna gäller %(day)s.") % day)
    caption = _caption(number, _("Fördelning av valda kurser på tre nivåer, antal val och högskolepoäng."))
    yield Drawn(figures.chosen_figure(content.chosen, caption=caption))
    yield tables.counts_of(content.chosen)


def _dialogues(content: PlanContent, _number: int) -> Iterable[Block]:
    if not content.dialogues:
        yield Note(_("Inga dialoger med lärosäten är antecknade än."))
        return
    yield tables.dialogues_of(content.dialogues)


def _budget(content: PlanContent, _number: int) -> Iterable[Block]:
    if not content.budget:
        yield Note(_("Budgeten är inte räknad än."))
        return
    yield budget_of(content.budget)


def _anchoring(content: PlanContent, _number: int) -> Iterable[Block]:
    if not content.anchoring:
        yield Note(_("Planen är inte förankrad i något forum än."))
        return
    yield tables.anchoring_of(content.anchoring, content.plan.decided_on)


def _follow_up(content: PlanContent, _number: int) -> Iterable[Block]:
    if content.plan.revised_by is not None:
        yield Note(_("Nästa uppföljning ska vara klar senast %(day)s.") % {"day": long_date(content.plan.revised_by)})
    if len(content.versions) > 1:
        yield tables.versions_of(content.versions, this=content.plan, on=content.day)


SHOWN: dict[str, Callable[[PlanContent, int], Iterable[Block]]] = {
    Kind.LEVELS: _levels,
    Kind.TIMELINE: _timeline,
    Kind.TIERS: _tiers,
    Kind.COURSES: _courses,
    Kind.REACH: _reach,
    Kind.CHOICES: _choices,
    Kind.DIALOGUES: _dialogues,
    Kind.BUDGET: _budget,
    Kind.ANCHORING: _anchoring,
    Kind.FOLLOW_UP: _follow_up,
}
