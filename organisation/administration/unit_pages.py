"""What the pages about units tell: the list, and one unit today, before and to come."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.formats import first_upper, in_words, iso, long_date
from core.names import is_named
from organisation.administration.unit_previews import TAKE_BACK
from organisation.models import (
    LAST_DAY_OF_FORM,
    Employment,
    Person,
    PlannedReorganisation,
    Profession,
    RoleAssignment,
    SchoolForm,
    SchoolUnit,
    UnitPeriod,
    UnitSuccession,
)
from organisation.services.ledger import planned_of
from organisation.services.reorganising import LEADING, placing_day, to_place


@dataclass(frozen=True)
class UnitRow:
    unit: SchoolUnit
    place: str
    code: str
    staff: int
    note: str


def found_units(provider: int, *, text: str, authority: str, kind: str, show: str, on: date) -> QuerySet[SchoolUnit]:
    """The provider's units by name, earlier and coming names and codes too. show: empty is open, then kommande, stangda, alla."""
    units = SchoolUnit.objects.of_provider(provider).select_related("authority", "area").order_by("name", "pk")
    if show == "kommande":
        units = units.filter(~Exists(UnitPeriod.objects.filter(unit=OuterRef("pk"), starts_on__lte=on)))
    elif show == "stangda":
        units = units.filter(closed_on__lt=on)
    elif not show:
        units = units.open_on(on)
    if authority:
        units = units.filter(authority=int(authority))
    if kind:
        units = units.filter(kind=kind)
    if text := text.strip():
        named = UnitPeriod.objects.filter(Q(name__icontains=text) | Q(unit_code__startswith=text), unit=OuterRef("pk"))
        units = units.filter(Exists(named))
    return units


def unit_rows(units: Sequence[SchoolUnit], *, with_authority: bool, on: date) -> list[UnitRow]:
    """One row each, and one query for how many work there that day."""
    work = Employment.objects.active(on).filter(unit__in=units).order_by().values("unit")
    staff = dict(work.annotate(people=Count("person", distinct=True)).order_by("unit").values_list("unit", "people"))
    begins = {row.unit_id: row.starts_on for row in UnitPeriod.objects.filter(unit__in=units).order_by("-starts_on")}
    return [
        UnitRow(
            unit,
            place=place_of(unit, with_authority=with_authority),
            code=unit.unit_code or "–",
            staff=staff.get(unit.pk, 0),
            note=_note(unit, begins.get(unit.pk), on),
        )
        for unit in units
    ]


def place_of(unit: SchoolUnit | UnitPeriod, *, with_authority: bool) -> str:
    parts = [unit.authority.name if with_authority else "", unit.area.name if unit.area is not None else ""]
    return ", ".join(filter(None, parts)) or "–"


def _note(unit: SchoolUnit, begins: date | None, on: date) -> str:
    if begins is not None and begins > on:
        return _("öppnar %(day)s") % {"day": iso(begins)}
    if unit.closed_on is None:
        return ""
    return (_("stängde %(day)s") if unit.closed_on < on else _("stänger %(day)s")) % {"day": iso(unit.closed_on)}


@dataclass(frozen=True)
class Line:
    """When, and what. kind and word: a status. cancel: where it is taken back, if it can be."""

    when: str
    text: str
    kind: str
    word: str
    cancel: str = ""


@dataclass(frozen=True)
class Relative:
    """A sentence about other units, with the way to them."""

    text: str
    units: Sequence[SchoolUnit]


@dataclass(frozen=True)
class Leader:
    """title: the role as it is held, and from when if that is to come. person and url: nobody, where the viewer may not see who it is."""

    title: str
    person: Person | None
    url: str


@dataclass(frozen=True)
class Group:
    name: str
    count: int


@dataclass(frozen=True)
class Action:
    title: str
    text: str
    url: str


@dataclass(frozen=True)
class UnitPage:
    unit: SchoolUnit
    lead: str
    place: str
    first_day: date
    has_come: bool
    history: Sequence[Line]
    forms: Sequence[Line]
    relatives: Sequence[Relative]
    leaders: Sequence[Leader]
    is_led: bool
    staff: Sequence[Group]
    left: int
    actions: Sequence[Action]


def unit_page(unit: SchoolUnit, *, viewer: Person, with_authority: bool, on: date) -> UnitPage:
    periods = list(unit.periods.select_related("authority", "area").order_by("starts_on"))
    given = RoleAssignment.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), unit=unit, role__in=LEADING)
    leaders = list(given.select_related("person").order_by("-role", "starts_on", "pk"))
    is_closed, has_come = unit.closed_on is not None and unit.closed_on < on, periods[0].starts_on <= on
    return UnitPage(
        unit=unit,
        lead=_lead(unit, periods, on),
        place=place_of(unit, with_authority=with_authority),
        first_day=periods[0].starts_on,
        has_come=has_come and not is_closed,
        history=_history(periods, on, with_authority=with_authority),
        forms=_forms(unit, on),
        relatives=_relatives(unit, periods[0].starts_on),
        leaders=[_leader(given, viewer, on) for given in leaders],
        is_led=any(given.starts_on <= on for given in leaders),
        staff=_staff(unit, on),
        left=to_place(unit).count() if unit.closed_on is not None else 0,
        actions=[*_take_back(unit, on), *_actions(unit)],
    )


def _lead(unit: SchoolUnit, periods: Sequence[UnitPeriod], on: date) -> str:
    if periods[0].starts_on > on:
        return _("Enheten öppnar %(day)s.") % {"day": long_date(periods[0].starts_on)}
    if unit.closed_on is not None:
        told = _("Enheten stängde. Sista dagen var %(day)s.") if unit.closed_on < on else _("Enheten stänger. Sista dagen är %(day)s.")
        return told % {"day": long_date(unit.closed_on)}
    ahead = [period for period in periods if period.starts_on > on]
    if ahead:
        return _("Så här är enheten i dag. Den ändras %(day)s.") % {"day": long_date(ahead[0].starts_on)}
    return _("Så här är enheten i dag. Inga ändringar är planerade.")


def between(starts_on: date, ends_on: date | None) -> str:
    """ "2019-08-01–2024-06-30", or "från 2024-07-01" where it goes on."""
    if ends_on is None:
        return _("från %(day)s") % {"day": iso(starts_on)}
    return f"{iso(starts_on)}–{iso(ends_on)}"


def _history(periods: Sequence[UnitPeriod], on: date, *, with_authority: bool) -> list[Line]:
    """The latest first."""
    tells_place = len({(period.authority_id, period.area_id) for period in periods}) > 1
    lines = []
    for number, period in enumerate(periods):
        kind, word, text = _told(period, on)
        parts = [text % {"name": period.name}, _code(period)]
        if tells_place:
            parts.append(_("hör till %(place)s") % {"place": place_of(period, with_authority=with_authority)})
        can_cancel = period.starts_on > on and number > 0
        address = reverse("administration:unit_plan_cancel", kwargs={"pk": period.unit_id, "period": period.pk}) if can_cancel else ""
        lines.append(Line(between(period.starts_on, period.ends_on), ", ".join(filter(None, parts)), kind, word, address))
    return lines[::-1]


def _told(period: UnitPeriod, on: date) -> tuple[str, str, str]:
    if period.starts_on > on:
        return "wait", _("Kommer"), _("ska heta %(name)s")
    if period.covers(on):
        return "met", _("Gäller nu"), _("heter %(name)s")
    return "off", _("Har gällt"), _("hette %(name)s")


def _code(period: UnitPeriod) -> str:
    return _("kod %(code)s") % {"code": period.unit_code} if period.unit_code else ""


def _forms(unit: SchoolUnit, on: date) -> list[Line]:
    lines = []
    for row in unit.form_periods.order_by("school_form", "starts_on"):
        kind, word = "off", _("Har upphört")
        if row.covers(on):
            kind, word = "met", _("Erbjuds nu")
        elif row.starts_on > on:
            kind, word = "wait", _("Kommer")
        text = row.get_school_form_display()
        if row.ends_on is not None and LAST_DAY_OF_FORM.get(SchoolForm(row.school_form)) == row.ends_on:
            text = _("%(form)s, som då upphörde som egen skolform") % {"form": text}
        lines.append(Line(between(row.starts_on, row.ends_on), text, kind, word))
    return lines


def _relatives(unit: SchoolUnit, first_day: date) -> list[Relative]:
    told = []
    origins = UnitSuccession.objects.filter(successor=unit).select_related("predecessor")
    for day, kind, rows in _by_day(origins):
        if kind == UnitSuccession.Kind.SPLIT:
            text = _("Bildades %(day)s ur:")
        else:
            text = _("Bildades %(day)s av:") if day == first_day else _("Tog %(day)s emot:")
        told.append(Relative(text % {"day": iso(day)}, [row.predecessor for row in rows]))
    successions = UnitSuccession.objects.filter(predecessor=unit).select_related("successor")
    for day, kind, rows in _by_day(successions):
        text = _("Från och med %(day)s uppgången i:") if kind == UnitSuccession.Kind.MERGED else _("Från och med %(day)s delad i:")
        told.append(Relative(text % {"day": iso(day)}, [row.successor for row in rows]))
    return told


def _by_day(rows: Iterable[UnitSuccession]) -> list[tuple[date, UnitSuccession.Kind, list[UnitSuccession]]]:
    found: dict[tuple[date, str], list[UnitSuccession]] = {}
    for row in sorted(rows, key=lambda row: (row.on, row.pk)):
        found.setdefault((row.on, row.kind), []).append(row)
    return [(day, UnitSuccession.Kind(kind), each) for (day, kind), each in found.items()]


def _leader(given: RoleAssignment, viewer: Person, on: date) -> Leader:
    title = first_upper(given.title)
    if given.starts_on > on:
        title = _("%(role)s från %(day)s") % {"role": title, "day": iso(given.starts_on)}
    if not is_named(given.person, viewer):
        return Leader(title, None, "")
    is_open = not given.person.is_protected
    return Leader(title, given.person, reverse("administration:person", kwargs={"pk": given.person_id}) if is_open else "")


def _staff(unit: SchoolUnit, on: date) -> list[Group]:
    """How many of each profession, the largest group first; nobody by name."""
    work = Employment.objects.active(on).filter(unit=unit).order_by().values("profession")
    rows = work.annotate(people=Count("person", distinct=True)).order_by("-people", "profession").values_list("profession", "people")
    return [Group(str(Profession(profession).label), people) for profession, people in rows]


def _actions(unit: SchoolUnit) -> list[Action]:
    """What can be done with a unit that is not closed, nor to be; one that was split also has people to place."""
    if unit.closed_on is not None:
        return []
    told = [
        ("unit_rename", _("Byt namn"), _("Från en dag du väljer.")),
        ("unit_code", _("Ge ny kod"), _("När Skolenhetsregistret har gett enheten en annan kod.")),
        ("unit_move", _("Flytta"), _("Till ett annat område eller en annan del av organisationen.")),
        ("unit_school_forms", _("Ändra skolformer"), _("Vad enheten erbjuder, från en dag du väljer.")),
        ("unit_merge", _("Slå samman"), _("Med en eller flera andra enheter. Personalen följer med.")),
        ("unit_split", _("Dela"), _("I flera enheter, eller så att en del bryts ut.")),
        ("unit_close", _("Stäng"), _("När enheten upphör. Historiken står kvar.")),
    ]
    if unit.kind == SchoolUnit.Kind.PRESCHOOL:  # has no code, and no other school form
        told = [each for each in told if each[0] not in {"unit_code", "unit_school_forms"}]
    if placing_day(unit) is not None:
        told.append(("unit_place", _("Placera personal"), _("Välj vilka som flyttar till det som bröts ut.")))
    return [Action(title, text, reverse(f"administration:{name}", kwargs={"pk": unit.pk})) for name, title, text in told]


def _take_back(unit: SchoolUnit, on: date) -> list[Action]:
    plan = planned_of(unit.pk, provider=unit.authority.provider_id)
    if plan is None or plan.on <= on:
        return []
    text = _("Allt blir som det var. Går till och med dagen före %(day)s.") % {"day": long_date(plan.on)}
    return [
        Action(
            str(TAKE_BACK[PlannedReorganisation.Kind(plan.kind)]), text, reverse("administration:unit_take_back", kwargs={"pk": unit.pk})
        )
    ]


def heading_of(count: int, *, narrowed: bool) -> str:
    """ "Tolv enheter" for all that are open, "Tre enheter i urvalet" when the list is narrowed."""
    text = ngettext("%(count)s enhet", "%(count)s enheter", count) % {"count": in_words(count)}
    return first_upper(_("%(units)s i urvalet") % {"units": text} if narrowed else text)
