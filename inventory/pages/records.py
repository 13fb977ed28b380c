"""One part of the inventory: its rows, what they add up to, and the ways on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils.translation import gettext as _

from core.formats import hp, iso
from inventory.models import KINDS, Record, RecordStatus
from inventory.pages.phrases import left_out_text, service_length, sums_text
from inventory.pages.rows import Row, row_of
from inventory.standing import Standing
from inventory.sums import CourseSums, Service, sum_courses, sum_service
from inventory.tasklist import Part
from inventory.words import PART_TITLES, WORDS
from organisation.models import Person

ROWS_A_PAGE = 50
ONLY_ONE = frozenset({"licence", "qualifying_degree"})


@dataclass(frozen=True)
class Group:
    """The rows of one kind. An empty address means that the way is not open; said_none is the answer that there is nothing."""

    kind: str
    title: str
    is_alone: bool
    how: str
    empty: str
    rows: Sequence[Row]
    page: Page[Any]
    add_url: str
    add_label: str
    none_url: str
    none_label: str
    said_none: str


@dataclass(frozen=True)
class Fact:
    label: str
    text: str


@dataclass(frozen=True)
class Sums:
    """The panel beside the list or the form: one number, what it is, and what it is made of."""

    title: str
    number: str
    unit: str
    facts: Sequence[Fact]
    notes: Sequence[str]


@dataclass(frozen=True)
class RecordsPage:
    """title names the part; heading says how it stands."""

    title: str
    heading: str
    lead: str
    groups: Sequence[Group]
    sums: Sums | None


def records_page(part: Part, standing: Standing, person: Person, *, on: date, page: str) -> RecordsPage:
    sums = sum_courses(standing.courses, degree_on=standing.degree_on)
    groups = [_group(kind, part, standing, person, sums, page=page) for kind in part.kinds]
    return RecordsPage(
        title=str(PART_TITLES[part.slug]),
        heading=_heading(part, standing, sums, on=on),
        lead=_lead(part, groups, sums),
        groups=groups,
        sums=sums_beside(part.slug, standing, on=on),
    )


def _heading(part: Part, standing: Standing, sums: CourseSums, *, on: date) -> str:
    """How the part stands, where that is a number; else its name."""
    if part.slug == "kurser" and sums.number:
        return sums_text(sums)
    if part.slug == "anstallningar" and standing.employments:
        service = sum_service(standing.employments, degree_on=standing.degree_on, on=on)
        if not service.is_none:
            return _("%(time)s som lärare") % {"time": service_length(service)}
    return str(PART_TITLES[part.slug])


def _lead(part: Part, groups: Sequence[Group], sums: CourseSums) -> str:
    """What the part asks for; over the courses, first what the heading's sum leaves out."""
    if len(groups) > 1:
        return _leads()[part.slug]
    left_out = left_out_text(sums) if part.slug == "kurser" else ""
    return f"{left_out} {groups[0].how}".strip()


def _leads() -> dict[str, str]:
    return {
        "legitimation": _("Din legitimation och den examen som gör dig behörig. Datumen avgör vad som räknas sedan."),
        "senare-examina": _("Frivilligt: examina du har tagit utöver den som gör dig behörig, och beslut från Skolverket."),
    }


def _group(kind: str, part: Part, standing: Standing, person: Person, sums: CourseSums, *, page: str) -> Group:
    words, records = WORDS[kind], sorted(standing.of(kind), key=_urgency)
    shown = Paginator(records, ROWS_A_PAGE).get_page(page)
    address = {"slug": KINDS[kind].slug}
    is_full = kind in ONLY_ONE and any(record.status != RecordStatus.REJECTED for record in records)
    can_answer = standing.is_open and not records
    has_said = kind in standing.nothing_to_add
    return Group(
        kind=kind,
        title=str(words.title),
        is_alone=len(part.kinds) == 1,
        how=str(words.how),
        empty=str(words.empty),
        rows=[row_of(record, person, standing, sums) for record in shown],
        page=shown,
        add_url="" if is_full else reverse("inventory:record_new", kwargs=address),
        add_label=str(words.add_another if records else words.add),
        none_url=reverse("inventory:records_none", kwargs=address) if can_answer else "",
        none_label=str(words.none),
        said_none=str(words.said_none) if can_answer and has_said else "",
    )


def _urgency(record: Record) -> bool:
    """What has been sent back comes first; the rest keeps its order."""
    return record.status != RecordStatus.COMPLETION_ASKED


def sums_beside(slug: str, standing: Standing, *, on: date) -> Sums | None:
    """What the rows of the part make so far, for those meritering concerns."""
    if slug == "kurser" and standing.courses:
        return course_panel(sum_courses(standing.courses, degree_on=standing.degree_on), standing.degree_on, with_merit=standing.with_merit)
    if slug == "anstallningar" and standing.employments:
        service = sum_service(standing.employments, degree_on=standing.degree_on, on=on)
        return service_panel(service, standing.degree_on)
    return None


def course_panel(sums: CourseSums, degree_on: date | None, *, with_merit: bool) -> Sums:
    facts = [
        Fact(_("Godkända av granskaren"), hp(sums.accepted)),
        Fact(_("Väntar på granskning"), hp(sums.waiting)),
        Fact(_("Inte skickade"), hp(sums.drafts)),
        Fact(_("Varav avancerad nivå"), hp(sums.advanced)),
    ]
    if sums.before_degree:
        facts.append(Fact(_("Före examen, räknas inte"), hp(sums.before_degree)))
    notes = []
    if with_merit and degree_on is None:
        notes.append(_("Lägg till din behörighetsgivande examen, så ser vi vilka kurser som är lästa efter den."))
    unit = _("hp efter examen") if degree_on else _("hp")
    return Sums(_("Summan hittills"), hp(sums.counted).removesuffix("hp").strip(), unit, facts, notes)


def service_panel(service: Service, degree_on: date | None) -> Sums:
    notes = []
    if degree_on is None:
        notes.append(_("Lägg till din behörighetsgivande examen. Bara tid efter den räknas (SFS 2025:280, 6 § 2)."))
    else:
        notes.append(_("Räknat från din examen %(day)s till i går.") % {"day": iso(degree_on)})
    if service.overlapping:
        notes.append(_("Några anställningar går in i varandra. Det är tillåtet, och varje dag räknas en gång."))
    if service.possible_more:
        notes.append(_("Tid som specialpedagog är inte med i summan. Skolverket prövar om den räknas."))
    return Sums(_("Tid som lärare hittills"), service_length(service), "", [], notes)
