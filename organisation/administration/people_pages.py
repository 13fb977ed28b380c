"""What the pages about people tell: the list, and one person by periods. Records, assessments and choices are never among it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from core.formats import NBSP, decimal_comma, first_upper, iso, long_date
from organisation.models import Delegation, Employment, Leave, Person, RoleAssignment
from organisation.querysets import active_on
from organisation.search import matching, words_of

NO_PASSWORD = "!"  # what an unusable password begins with  # noqa: S105

NONE = "–"


@dataclass(frozen=True)
class State:
    """A status: its kind and its word."""

    kind: str
    word: str


@dataclass(frozen=True)
class PersonRow:
    person: Person
    url: str
    places: str
    roles: str
    state: State


@dataclass(frozen=True)
class Action:
    label: str
    url: str


@dataclass(frozen=True)
class LeaveLine:
    text: str
    end_url: str


@dataclass(frozen=True)
class Line:
    """An employment, a role or a delegation with its period. person: somebody else who takes part in it."""

    what: str
    where: str
    period: str
    state: State
    note: str = ""
    person: Person | None = None
    leaves: tuple[LeaveLine, ...] = ()
    actions: tuple[Action, ...] = ()


def found_people(viewer: Person, *, sok: str, enhet: int | None, roll: str, visa: str, on: date) -> QuerySet[Person]:
    """The provider's people whose names the viewer may see, by name. What is left empty narrows nothing but ended accounts away."""
    people = Person.objects.named_to(viewer, on=on).filter(merged_into=None, is_active=visa != "slut").order_by("sort_name", "id")
    if words := words_of(sok):
        people = people.filter(matching(words) | Q(email__iexact=sok.strip()) | Q(username__iexact=sok.strip()))
    work = Employment.objects.active(on).filter(person=OuterRef("pk"))
    roles = RoleAssignment.objects.active(on).filter(person=OuterRef("pk"))
    if enhet:
        people = people.filter(Q(Exists(work.filter(unit=enhet))) | Q(Exists(roles.filter(unit=enhet))))
    if roll:
        people = people.filter(Exists(roles.filter(role=roll)))
    if visa == "tjanst":
        people = people.filter(Exists(work))
    elif visa == "mellan":
        people = people.filter(~Exists(work), ~Exists(roles))
    elif visa == "inte":
        people = people.filter(password__startswith=NO_PASSWORD)
    return people


def has_namesake(person: Person, viewer: Person, *, on: date) -> bool:
    """Whether somebody else, whose name the viewer may see, is called the same but for accents."""
    person.refresh_from_db(fields=["search_name"])  # the database writes it
    others = Person.objects.named_to(viewer, on=on).filter(merged_into=None).exclude(pk=person.pk)
    return others.filter(search_name=person.search_name).exists()


def person_rows(people: Sequence[Person], *, on: date) -> list[PersonRow]:
    """Two queries, however many they are, and one more where somebody neither works nor has a role."""
    works, roles = defaultdict(list), defaultdict(list)
    for work in Employment.objects.active(on).filter(person__in=people).select_related("unit").order_by("-extent_percent", "pk"):
        works[work.person_id].append(work)
    for given in RoleAssignment.objects.active(on).filter(person__in=people).select_related("unit", "authority").order_by("pk"):
        roles[given.person_id].append(given)
    idle = [person.pk for person in people if not works[person.pk] and not roles[person.pk]]
    ahead = Employment.objects.filter(person__in=idle, starts_on__gt=on).order_by("-starts_on") if idle else ()
    begins = {work.person_id: work.starts_on for work in ahead}
    return [
        PersonRow(
            person,
            reverse("administration:person", kwargs={"pk": person.pk}),
            places=", ".join(dict.fromkeys(work.unit.name for work in works[person.pk])) or NONE,
            roles=", ".join(dict.fromkeys(first_upper(given.title) for given in roles[person.pk])) or NONE,
            state=state_of(person, works[person.pk], roles[person.pk], begins=begins.get(person.pk)),
        )
        for person in people
    ]


def state_of(person: Person, works: Sequence[Employment], roles: Sequence[RoleAssignment], *, begins: date | None) -> State:
    """works, roles: those of the day. begins: the first day of the next employment, where there is one."""
    if not person.is_active:
        return State("off", _("Avslutat konto"))
    if works:
        return State("met", _("Anställd"))
    if roles:
        return State("met", _("Har uppdrag"))
    return State("wait", _("Börjar %(day)s") % {"day": iso(begins)} if begins else _("Utan anställning"))


def period_text(starts_on: date, ends_on: date | None, on: date) -> str:
    words = {"first": iso(starts_on), "last": iso(ends_on)}
    if ends_on is not None:
        return _("%(first)s till %(last)s") % words
    return (_("sedan %(first)s") if starts_on <= on else _("från %(first)s")) % words


def period_state(starts_on: date, ends_on: date | None, on: date) -> State:
    if starts_on > on:
        return State("wait", _("Börjar %(day)s") % {"day": iso(starts_on)})
    if ends_on is not None and ends_on < on:
        return State("off", _("Avslutad"))
    return State("met", _("Gäller nu"))


def extent_text(extent: Decimal) -> str:
    """62.5 → "62,5 %": never rounded, it is what was agreed."""
    return f"{decimal_comma(extent)}{NBSP}%"


def employment_lines(person: Person, *, may_change: bool, on: date) -> list[Line]:
    """Those in force first, then those to come, then the ended ones, the latest first."""
    works = Employment.objects.filter(person=person).select_related("unit").prefetch_related("leaves").order_by("-starts_on", "pk")
    return _in_order([_employment(work, may_change=may_change, on=on) for work in works])


def _employment(work: Employment, *, may_change: bool, on: date) -> Line:
    is_over = work.ends_on is not None and work.ends_on < on
    key = {"pk": work.pk}
    actions = [
        Action(_("Ändra"), reverse("administration:employment_change", kwargs=key)),
        Action(_("Avsluta"), reverse("administration:employment_end", kwargs=key)),
        Action(_("Lägg till ledighet"), reverse("administration:leave_new", kwargs=key)),
    ]
    wrong = Action(_("Ta bort"), reverse("administration:employment_remove", kwargs=key))
    return Line(
        what=work.get_profession_display(),
        where=work.unit.name,
        note=extent_text(work.extent_percent),
        period=period_text(work.starts_on, work.ends_on, on),
        state=period_state(work.starts_on, work.ends_on, on),
        leaves=tuple(_leave(leave, may_change=may_change, on=on) for leave in work.leaves.all()),
        actions=(*(() if is_over else actions), wrong) if may_change else (),
    )


def _leave(leave: Leave, *, may_change: bool, on: date) -> LeaveLine:
    words = {
        "kind": leave.get_kind_display(),
        "extent": extent_text(leave.extent_percent),
        "period": period_text(leave.starts_on, leave.ends_on, on),
    }
    is_over = leave.ends_on is not None and leave.ends_on < on
    end_url = reverse("administration:leave_end", kwargs={"pk": leave.pk}) if may_change and not is_over else ""
    return LeaveLine(_("%(kind)s %(extent)s, %(period)s") % words, end_url)


def role_lines(roles: Iterable[RoleAssignment], *, may_change: bool, on: date) -> list[Line]:
    """Needs person, unit, authority and given_by. person: who gave it."""
    return _in_order([role_line(given, may_change=may_change, on=on) for given in roles])


def role_line(given: RoleAssignment, *, may_change: bool, on: date) -> Line:
    place = given.unit or given.authority
    is_over = given.ends_on is not None and given.ends_on < on
    end = Action(_("Avsluta"), reverse("administration:role_end", kwargs={"pk": given.pk}))
    return Line(
        what=first_upper(given.title),
        where=place.name if place is not None else given.person.provider.name,
        period=period_text(given.starts_on, given.ends_on, on),
        state=period_state(given.starts_on, given.ends_on, on),
        person=given.given_by,
        actions=(end,) if may_change and not is_over and given.delegation_id is None else (),
    )


def delegation_lines(delegations: Iterable[Delegation], person: Person, *, may_change: bool, on: date, end: str) -> list[Line]:
    """Given and received, seen from one person. end: the name of the address where one is ended."""
    return _in_order([delegation_line(handed, person, may_change=may_change, on=on, end=end) for handed in delegations])


def delegation_line(handed: Delegation, person: Person, *, may_change: bool, on: date, end: str) -> Line:
    is_giver = handed.giver_id == person.pk
    is_over = handed.ends_on is not None and handed.ends_on < on
    action = Action(_("Avsluta"), reverse(end, kwargs={"pk": handed.pk}))
    return Line(
        what=handed.get_scope_display(),
        where=handed.unit.name,
        note=_("Till") if is_giver else _("Från"),
        period=period_text(handed.starts_on, handed.ends_on, on),
        state=period_state(handed.starts_on, handed.ends_on, on),
        person=handed.receiver if is_giver else handed.giver,
        actions=(action,) if may_change and not is_over else (),
    )


def standing(person: Person, *, on: date) -> str:
    """Where the person stands today, in a sentence or two."""
    if not person.is_active:
        return _("Kontot är avslutat. Personen kan inte logga in.")
    works = list(Employment.objects.active(on).filter(person=person).select_related("unit").order_by("-extent_percent", "pk"))
    parts = [_("%(profession)s, %(unit)s") % {"profession": work.get_profession_display(), "unit": work.unit} for work in works]
    if works:
        away = Leave.objects.active(on).filter(employment__in=works).order_by(F("ends_on").desc(nulls_first=True)).first()
        return f"{'; '.join(parts)}.{_away(away)}"
    ended = person.employments.filter(ends_on__lt=on).order_by("-ends_on").first()
    begins = person.employments.filter(starts_on__gt=on).order_by("starts_on").first()
    if not ended:
        return _("Börjar %(day)s.") % {"day": long_date(begins.starts_on)} if begins else _("Har ingen anställning.")
    told = _("Utan anställning. Den senaste slutade %(day)s.") % {"day": long_date(ended.ends_on)}
    return told if begins is None else told + " " + _("Börjar %(day)s.") % {"day": long_date(begins.starts_on)}


def _away(leave: Leave | None) -> str:
    if leave is None:
        return ""
    if leave.ends_on is None:
        return " " + _("Ledig tills vidare, %(extent)s.") % {"extent": extent_text(leave.extent_percent)}
    return " " + _("Ledig till och med %(day)s, %(extent)s.") % {
        "day": long_date(leave.ends_on),
        "extent": extent_text(leave.extent_percent),
    }


def found_roles(viewer: Person, *, roll: str, visa: str, on: date) -> QuerySet[RoleAssignment]:
    """Roles at the provider, of people whose names the viewer may see."""
    people = Person.objects.named_to(viewer, on=on)
    roles = RoleAssignment.objects.filter(person__provider=viewer.provider_id, person__in=people.order_by().values("pk"))
    when = {"kommande": Q(starts_on__gt=on), "avslutade": Q(ends_on__lt=on)}.get(visa, active_on(on))
    roles = roles.filter(when).select_related("person__provider", "unit", "authority", "given_by")
    return (roles.filter(role=roll) if roll else roles).order_by("role", "person__sort_name", "starts_on", "id")


def _in_order(lines: list[Line]) -> list[Line]:
    return sorted(lines, key=lambda line: ("met", "wait", "off").index(line.state.kind))
