"""The authority's overview, ready to draw: who has sent, what levels and credits add up to, what is chosen, and what comes next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.figures.basis import BasisCredits, credits_by_basis
from core.figures.drawing import Figure
from core.figures.level_counts import LevelCount, level_counts
from core.figures.tier_counts import TierCount, tier_counts
from core.formats import first_upper, hp, in_words, long_date, percent, thousands
from core.suppression import SMALLEST_SHOWN, shown_parts
from core.wording import either
from inventory.models import Campaign, Cycle, MeritBasis
from plans.authority.counts import Chosen
from plans.authority.figures import DRAWN
from plans.models import PlanCourse, PlanTier, Tier
from portal.overview.aggregates import Choices, Credits, Levels, People, Staff, UnitStaff
from portal.overview.telling import Told, told_credits, told_in_unit, told_people, total_of

ON_THE_WAY = Decimal("0.8")  # of the goal
NOBODY = Credits()


@dataclass(frozen=True)
class KeyNumber:
    label: str
    number: str
    unit: str = ""


@dataclass(frozen=True)
class UnitRow:
    """share: a whole percentage for the bar, None where the group is too small to tell of."""

    name: str
    url: str
    sent: str
    share: int | None
    share_text: str
    kind: str
    word: str


@dataclass(frozen=True)
class Response:
    rows: tuple[UnitRow, ...]
    total: str
    share: str
    goal: int | None
    goal_text: str


@dataclass(frozen=True)
class Cell:
    """label: the heading of its column, for where the table is read downwards."""

    text: str
    is_hidden: bool = False
    label: str = ""


@dataclass(frozen=True)
class Row:
    """A row of a table; url is empty where there is nothing further to open."""

    label: str
    cells: tuple[Cell, ...]
    url: str = ""


@dataclass(frozen=True)
class Table:
    """A figure with its rows, and what may be told of each unit. The columns are those after the row's own name."""

    figure: Figure
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    unit_columns: tuple[str, ...]
    units: tuple[Row, ...]


@dataclass(frozen=True)
class CourseRow:
    title: str
    count: int
    text: str
    is_hidden: bool


@dataclass(frozen=True)
class Chosen3:
    """The three tiers, and the courses of the authority's own."""

    figure: Figure
    caption: str
    rows: tuple[CourseRow, ...]
    top: int


def lead(staff: Staff, response: Response, campaign: Campaign | None) -> str:
    unit_text = ngettext("%(count)s enhet", "%(count)s enheter", len(staff.units)) % {"count": in_words(len(staff.units))}
    people = ngettext("%(count)s anställd", "%(count)s anställda", staff.total) % {"count": staff.total}
    start = first_upper(_("%(units)s, %(people)s.") % {"units": unit_text, "people": people})
    if campaign is None:
        none = _("Ingen inventering pågår.")
        return f"{start} {none}"
    behind = sum(row.kind == "wait" for row in response.rows)
    if not behind:
        closing = _("Inventeringen stänger %(day)s.") % {"day": long_date(campaign.closes_on)}
        return f"{start} {closing}"
    nudge = ngettext("%(count)s enhet behöver en knuff före %(day)s.", "%(count)s enheter behöver en knuff före %(day)s.", behind)
    return f"{start} {first_upper(nudge % {'count': in_words(behind), 'day': long_date(campaign.closes_on)})}"


def response_of(staff: Staff, campaign: Campaign | None) -> Response:
    goal = campaign.target_percent if campaign else None
    goal_text = ""
    if campaign:
        words = {"goal": campaign.target_percent, "day": long_date(campaign.closes_on)}
        goal_text = _("Målet är %(goal)s procent den %(day)s, strecket i stapeln") % words
    return Response(
        rows=tuple(_unit_row(unit, campaign) for unit in staff.units),
        total=_of(staff.sent, staff.total) if campaign else thousands(staff.total),
        share=percent(100 * staff.sent / staff.total) if campaign and staff.total >= SMALLEST_SHOWN else "–",
        goal=goal,
        goal_text=goal_text,
    )


def _unit_row(unit: UnitStaff, campaign: Campaign | None) -> UnitRow:
    url = reverse("plans:unit", kwargs={"pk": unit.pk})
    if campaign is None:
        return UnitRow(unit.name, url, thousands(unit.staff), None, "–", "quiet", _("Ingen inventering pågår"))
    if unit.staff < SMALLEST_SHOWN:
        return UnitRow(unit.name, url, _("visas inte"), None, "–", "quiet", _("Färre än fem anställda"))
    share = 100 * Decimal(unit.sent) / unit.staff
    goal = campaign.target_percent
    if share >= goal:
        kind, word = "met", _("Målet nått")
    elif share >= goal * ON_THE_WAY:
        kind, word = "now", _("På väg")
    else:
        kind, word = "wait", _("Behöver en knuff")
    return UnitRow(unit.name, url, _of(unit.sent, unit.staff), round(share), percent(share), kind, word)


def _of(part: int, whole: int) -> str:
    return _("%(part)s av %(whole)s") % {"part": thousands(part), "whole": thousands(whole)}


def key_numbers(
    response: Response, levels: Levels, credits_: Mapping[tuple[str, str], Credits], chosen: Sequence[Chosen]
) -> list[KeyNumber]:
    found = []
    if response.goal is not None and response.share != "–":
        found.append(KeyNumber(_("har skickat in"), response.share.removesuffix("%").strip(), _("procent")))
    total = total_of(told_credits(each) for each in credits_.values())
    found.append(KeyNumber(_("godkända poäng efter examen"), total.word, "hp"))
    found.append(KeyNumber(_("har beslut om nivå 1"), told_people(levels.decided[1]).word))
    if chosen:
        shown = [each for each in chosen if not each.is_suppressed]
        found.append(KeyNumber(_("valda kurser, alla nivåer"), thousands(sum(each.choices for each in shown))))
    return found


def levels_table(levels: Levels, units: Sequence[UnitStaff]) -> Table:
    drawn, rows = [], []
    columns = (_("Preliminärt"), _("Beslutade"))
    for level in levels.met:
        name = _("Nivå %(level)s") % {"level": level}
        met, decided = told_people(levels.met[level]), told_people(levels.decided[level])
        drawn.append(LevelCount(name, _count(met), _count(decided)))
        rows.append(_row(name, columns, (met, decided)))
    unit_columns = (_("Nivå 1, preliminärt"), _("Nivå 1, beslut"), _("Nivå 2, preliminärt"), _("Nivå 2, beslut"))
    numbers = (levels.met[1], levels.decided[1], levels.met[2], levels.decided[2])
    return Table(
        figure=level_counts(drawn, figure_id="nivaer", caption=_("Preliminärt uppfyllda villkor, och beslut som är registrerade.")),
        columns=columns,
        rows=tuple(rows),
        unit_columns=unit_columns,
        units=tuple(_unit_row_of(unit, unit_columns, [told_in_unit(people, unit.pk) for people in numbers]) for unit in units),
    )


def credits_table(credits_: Mapping[tuple[str, str], Credits], units: Sequence[UnitStaff]) -> Table | None:
    """None while no course counts. Hidden sums are neither drawn nor part of a total."""
    if not credits_:
        return None
    bases: dict[str, tuple[Told, Told]] = {
        basis: (told_credits(credits_.get((basis, Cycle.SECOND), NOBODY)), told_credits(credits_.get((basis, Cycle.FIRST), NOBODY)))
        for basis in dict.fromkeys(basis for basis, _cycle in credits_)
    }
    drawn, rows = [], []
    columns = (_("Avancerad nivå"), _("Grundnivå"))
    for basis, (advanced, basic) in sorted(bases.items(), key=lambda item: -(item[1][0].size + item[1][1].size)):
        label = str(MeritBasis(basis).label) if basis else _("Inte angiven")
        is_hidden = (advanced.is_hidden or basic.is_hidden) and not advanced.size + basic.size
        drawn.append(BasisCredits(label, advanced.size, basic.size, is_suppressed=is_hidden))
        rows.append(_row(label, (*columns, _("Summa, hp")), (advanced, basic, total_of([advanced, basic]))))
    return Table(
        figure=credits_by_basis(drawn, figure_id="grunder"),
        columns=(*columns, _("Summa, hp")),
        rows=tuple(rows),
        unit_columns=columns,
        units=tuple(_unit_row_of(unit, columns, _unit_credits(credits_, unit.pk)) for unit in units),
    )


def _unit_credits(credits_: Mapping[tuple[str, str], Credits], unit: int) -> list[Told]:
    """What may be told of the unit, summed over the areas."""
    return [
        total_of(
            told_in_unit(each.people, unit, each.by_unit.get(unit, Decimal(0))) for (_basis, of), each in credits_.items() if of == cycle
        )
        for cycle in (Cycle.SECOND, Cycle.FIRST)
    ]


def _unit_row_of(unit: UnitStaff, columns: Sequence[str], told: Sequence[Told]) -> Row:
    return _row(unit.name, columns, told, reverse("plans:unit", kwargs={"pk": unit.pk}))


def _row(name: str, columns: Sequence[str], told: Sequence[Told], url: str = "") -> Row:
    return Row(name, tuple(Cell(each.word, each.is_hidden, column) for column, each in zip(columns, told, strict=True)), url)


def _count(told: Told) -> int | None:
    return None if told.value is None else int(told.value)


def chosen_of(tiers: Sequence[PlanTier], sums: Sequence[Chosen], courses: Sequence[PlanCourse], choices: Sequence[Choices]) -> Chosen3:
    """Courses nobody has chosen are there too. One hidden course hides the next smallest with it, since the tier's sum is known."""
    by_tier = {each.tier: each for each in sums}
    drawn = []
    for tier in tiers:
        each = by_tier[tier.tier]
        count = None if each.is_suppressed else each.choices
        drawn.append(TierCount(DRAWN[tier.tier], str(tier.get_tier_display()), count, "" if count is None else hp(each.credits)))
    people = {each.offer: each.people for each in choices if each.tier == Tier.AUTHORITY}
    counts = {course.offer_id: people.get(course.offer_id, People()).total for course in courses}
    safe = shown_parts(counts)
    told = {pk: Told(None) if safe[pk] is None else told_people(people.get(pk, People())) for pk in counts}
    rows = [
        CourseRow(course.offer.title, _count(told[course.offer_id]) or 0, told[course.offer_id].word, told[course.offer_id].is_hidden)
        for course in courses
    ]
    return Chosen3(
        figure=tier_counts(drawn, figure_id="valda-kurser", caption=_("Antal valda kurser och högskolepoäng per nivå.")),
        caption=_courses_caption(len(courses), next((tier for tier in tiers if tier.tier == Tier.AUTHORITY), None)),
        rows=tuple(sorted(rows, key=lambda row: -row.count)),
        top=max((row.count for row in rows), default=0) or 1,
    )


def _courses_caption(courses: int, tier: PlanTier | None) -> str:
    text = either(
        ngettext("Den förvaltningsgemensamma kursen.", "De %(count)s förvaltningsgemensamma kurserna.", courses),
        ngettext("Den gemensamma kursen.", "De %(count)s gemensamma kurserna.", courses),
    ) % {"count": in_words(courses)}
    if tier is None or tier.choose is None:
        return text
    choice = _("Varje lärare väljer %(count)s.") % {"count": in_words(tier.choose)}
    return f"{text} {choice}"


def next_up(items: Sequence[tuple[date, date, str]], *, on: date) -> list[tuple[date, str]]:
    """What the plan has ahead or under way, the nearest first: the day to show, and what it is."""
    ahead = [(starts_on if starts_on >= on else ends_on, title) for starts_on, ends_on, title in items if ends_on >= on]
    return sorted(ahead)
