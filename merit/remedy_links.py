"""Where each remedy is done: from the id a finding carries to the pages of whoever reads their own assessment.

The rules name the remedy and know no pages. A link says what happens when it is followed, and is made only where the page has something
for this person. Nobody else is shown any: what a teacher has shared is read, not acted on.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import TypeAlias
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from core.formats import long_date
from inventory.models import KINDS, Record, RecordStatus
from inventory.words import WORDS
from merit.rules.findings import Finding
from merit.rules.messages import Remedy
from organisation.models import Person

MOST_ROWS = 3  # beyond that the list is a better place than a row of links


@dataclass(frozen=True, slots=True)
class RemedyLink:
    text: str
    url: str


@dataclass
class Reader:
    """Whoever looks at their own assessment. rows: their records by the facts' ref. may_share: somebody could read it who cannot yet."""

    person: Person
    on: date
    rows: Mapping[str, Record]
    may_share: bool

    @cached_property
    def has_courses(self) -> bool:
        return any(asks(self.person, self.on) for asks in _ON_COURSES)


_ON_COURSES: list[Callable[[Person, date], bool]] = []


def ask_about_courses(asks: Callable[[Person, date], bool]) -> None:
    """Let the app above that offers courses say who may choose among them that day."""
    _ON_COURSES.append(asks)


@dataclass(frozen=True, slots=True)
class Place:
    """One finding, under one level, for one reader."""

    finding: Finding
    level: int
    reader: Reader

    @property
    def open_rows(self) -> list[Record]:
        """The records that could count but do not yet."""
        return self._records(doubtful.ref for doubtful in self.finding.doubts)

    @property
    def weighed_rows(self) -> list[Record]:
        return self._records(row.ref for row in self.finding.rows)

    def _records(self, refs: Iterable[str | None]) -> list[Record]:
        return [self.reader.rows[ref] for ref in refs if ref is not None and ref in self.reader.rows]


Maker: TypeAlias = Callable[[Place], Iterable[RemedyLink]]


def links_of(finding: Finding, level: int, reader: Reader) -> tuple[RemedyLink, ...]:
    """None where the remedy is only to wait, or is done at Skolverket alone."""
    place = Place(finding, level, reader)
    return tuple(dict.fromkeys(link for make in LINKS[finding.remedy] for link in make(place)))


# ---------------------------------------------------------------- what a link does


def _add(kind: str) -> Maker:
    def make(place: Place) -> Iterator[RemedyLink]:
        yield RemedyLink(str(WORDS[kind].add), reverse("inventory:record_new", kwargs={"slug": KINDS[kind].slug}))

    return make


def _see(kind: str) -> Maker:
    def make(place: Place) -> Iterator[RemedyLink]:
        yield RemedyLink(_see_text(kind), reverse("inventory:records", kwargs={"slug": KINDS[kind].slug}))

    return make


def _see_text(kind: str) -> str:
    return {
        "licence": _("Se din legitimation"),
        "qualifying_degree": _("Se din behörighetsgivande examen"),
        "employment": _("Se dina anställningar"),
        "course": _("Se dina kurser"),
        "research": _("Se din praktiknära forskning"),
        "degree": _("Se dina senare examina"),
        "decision": _("Se dina beslut"),
    }[kind]


def _send(kind: str) -> Maker:
    """What has been returned is put right, what is a draft is sent; what waits can only be looked at."""

    def make(place: Place) -> Iterator[RemedyLink]:
        rows = [row for row in place.reader.rows.values() if row.kind == kind]
        returned = [row for row in rows if row.status == RecordStatus.COMPLETION_ASKED]
        yield from _each(returned)
        if any(row.status == RecordStatus.DRAFT for row in rows):
            yield RemedyLink(_("Kontrollera och skicka det du har registrerat"), reverse("inventory:check"))
        elif not returned:
            yield from _see(kind)(place)

    return make


def _change_or_see(kind: str) -> Maker:
    """The records in question, where they can be changed; else the list, which says where each stands."""

    def make(place: Place) -> Iterator[RemedyLink]:
        rows = place.open_rows or [row for row in place.reader.rows.values() if row.kind == kind]
        links = list(_each(row for row in rows if row.can_be_edited))
        yield from links or _see(kind)(place)

    return make


def _each(rows: Iterable[Record]) -> Iterator[RemedyLink]:
    for row in list(rows)[:MOST_ROWS]:
        url = reverse("inventory:record_edit", kwargs={"slug": row.slug, "pk": row.pk})
        yield RemedyLink(_("Ändra %(what)s") % {"what": WORDS[row.kind].called(row.heading)}, url)


def _open_kind(place: Place) -> Iterator[RemedyLink]:
    """For a remedy that several kinds of record share: the kind of the rows that wait."""
    for kind in dict.fromkeys(row.kind for row in place.open_rows):
        yield from _send(kind)(place)


def _weighed_kind(place: Place) -> Iterator[RemedyLink]:
    """The list of the kind that was weighed, with what the reviewer wrote."""
    for kind in dict.fromkeys(row.kind for row in place.weighed_rows):
        yield from _see(kind)(place)


def _shortest(place: Place) -> Iterator[RemedyLink]:
    if place.reader.has_courses:
        url = f"{reverse('plans:shortest')}?{urlencode({'niva': place.level})}"
        yield RemedyLink(_("Se vilka kurser som är närmaste vägen till nivå %(level)s") % {"level": place.level}, url)


def _what_if(place: Place) -> Iterator[RemedyLink]:
    yield RemedyLink(_("Pröva vad en annan omfattning ger"), reverse("plans:what_if"))


def _share(place: Place) -> Iterator[RemedyLink]:
    if place.reader.may_share:
        yield RemedyLink(_("Dela bedömningen med din rektor inför ett samtal"), "#dela")


def _pack(place: Place) -> Iterator[RemedyLink]:
    yield RemedyLink(_("Gör underlag för ansökan om nivå %(level)s") % {"level": 1}, reverse("packs:level", kwargs={"level": 1}))


def _on_day(name: str) -> Maker:
    def make(place: Place) -> Iterator[RemedyLink]:
        day = dict(place.finding.values).get(name)
        if isinstance(day, date):
            url = f"{reverse('merit:assessment')}?{urlencode({'dag': day.isoformat()})}"
            yield RemedyLink(_("Visa bedömningen den %(day)s") % {"day": long_date(day)}, url)

    return make


_MORE_COURSES: tuple[Maker, ...] = (_shortest, _add("course"))
_MORE_WORK: tuple[Maker, ...] = (_see("employment"), _what_if, _share)
LINKS: Mapping[Remedy, tuple[Maker, ...]] = MappingProxyType(
    {
        Remedy.NOTHING: (),
        Remedy.REVIEW: (_open_kind,),
        Remedy.RESUBMIT: (_weighed_kind,),
        Remedy.WAIT_UNTIL: (_on_day("day"),),
        # ---
        Remedy.LICENCE_APPLY: (_add("licence"),),
        Remedy.LICENCE_RENEW: (_see("licence"),),
        Remedy.LICENCE_LOST_LATER: (_on_day("revoked_on"),),
        # ---
        Remedy.DECISION_APPLY: (_pack, _add("decision")),
        Remedy.DECISION_RENEW: (_see("licence"),),
        # ---
        Remedy.ACTIVE_ADD: (_add("employment"),),
        Remedy.ACTIVE_TEACH: _MORE_WORK,
        Remedy.ACTIVE_MORE: _MORE_WORK,
        Remedy.ACTIVE_MORE_ANYWAY: _MORE_WORK,
        Remedy.ACTIVE_REVIEW: (_send("employment"),),
        Remedy.ACTIVE_SCHOOL_SYSTEM: (_change_or_see("employment"),),
        Remedy.ACTIVE_PROFESSION: (_change_or_see("employment"),),
        # ---
        Remedy.YEARS_CONTINUE: (_on_day("reached_on"), _add("employment")),
        Remedy.YEARS_MORE: (_add("employment"),),
        Remedy.YEARS_REVIEW: (_send("employment"),),
        Remedy.YEARS_PROFESSION: (_change_or_see("employment"),),
        # ---
        Remedy.DEGREE_ADD: (_add("qualifying_degree"),),
        Remedy.DEGREE_RESUBMIT: (_see("qualifying_degree"),),
        Remedy.DEGREE_LATER: (_on_day("degree_on"),),
        Remedy.DEGREE_REVIEW: (_send("qualifying_degree"),),
        # ---
        Remedy.CREDITS_MORE: _MORE_COURSES,
        Remedy.CREDITS_MORE_ANYWAY: _MORE_COURSES,
        Remedy.CREDITS_MORE_IF_EASED: _MORE_COURSES,
        Remedy.CREDITS_REVIEW: (_send("course"),),
        Remedy.CREDITS_GRADE: (_change_or_see("course"),),
        Remedy.CREDITS_CYCLE: (_change_or_see("course"),),
        Remedy.CREDITS_AREA: (_change_or_see("course"),),
        Remedy.TRANSITION_ALONE: (_send("employment"), _shortest),
        Remedy.TRANSITION_OR_CREDITS: (_send("employment"), _send("course")),
        Remedy.TRANSITION_AND_CREDITS: (_send("employment"), _send("course")),
        Remedy.RESEARCH_ALONE: (_send("research"), _shortest),
        Remedy.RESEARCH_OR_CREDITS: (_send("research"), _send("course")),
        Remedy.RESEARCH_AND_CREDITS: (_send("research"), _send("course")),
        # ---
        Remedy.ADVANCED_MORE: _MORE_COURSES,
        Remedy.ADVANCED_MORE_ANYWAY: _MORE_COURSES,
        # ---
        Remedy.PROFICIENCY_MORE: (_shortest, _add("course"), _share),
        Remedy.PROFICIENCY_MORE_ANYWAY: (_shortest, _add("course"), _share),
        # ---
        Remedy.SECOND_CYCLE_TAKE: (_add("degree"),),
        Remedy.SECOND_CYCLE_SHARE: (_change_or_see("degree"),),
        Remedy.SECOND_CYCLE_MORE_MERITING: (_change_or_see("degree"),),
        # ---
        Remedy.RESEARCH_DEGREE_TAKE: (_add("degree"),),
    }
)
