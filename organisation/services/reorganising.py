"""Units that become others: merged, split, closed; and where the people go. Old employments end the day before, new ones begin."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from audit.services import record
from organisation.models import (
    Delegation,
    Employment,
    Leave,
    Person,
    PlannedReorganisation,
    Role,
    RoleAssignment,
    SchoolUnit,
    UnitSuccession,
)
from organisation.services import unit_errors as errors
from organisation.services import unit_rows as rows
from organisation.services.ledger import Ledger, add_placed, forms_of, planned_of
from organisation.services.unit_rows import DAY, Versions
from organisation.services.units import NewUnit, Outcome, begin_unit
from organisation.telling import tell_delegation_ends, tell_delegation_withdrawn, tell_role_ends, tell_role_withdrawn

Details = dict[str, str | int | bool | None]
LEADING = (Role.PRINCIPAL, Role.DEPUTY_PRINCIPAL)


@transaction.atomic
def merge(pks: Collection[int], into: NewUnit | int, *, on: date, versions: Versions | None = None, by: Person, at: datetime) -> Outcome:
    """From the day, the units are one: a new one, or one there is (which may be among pks). All employments move; roles end.

    A new one that names no school forms has those of the units it comes from.
    Raises NothingToMergeError, MixedKindsError, StaleUnitError, ClosedUnitError, what check_closable raises and what open_unit raises.
    """
    today, is_new = timezone.localdate(at), isinstance(into, NewUnit)
    units = rows.held({*pks} if isinstance(into, NewUnit) else {*pks, into}, provider_id=by.provider_id, versions=versions)
    seen = {pk: unit.version for pk, unit in units.items()}
    old = [unit for pk, unit in units.items() if pk != into]
    if len(old) < (2 if is_new else 1):
        raise errors.NothingToMergeError
    kinds = {unit.kind for unit in units.values()} | ({into.kind} if isinstance(into, NewUnit) else set())
    if len(kinds) > 1:
        raise errors.MixedKindsError
    forms = tuple(dict.fromkeys(form for unit in old for form in rows.forms_on(unit, on)))
    ledger = Ledger()
    leaders, others = _end(old, ledger, on=on, by=by, at=at)
    if isinstance(into, NewUnit):
        successor = begin_unit(replace(into, school_forms=into.school_forms or forms), on=on, provider_id=by.provider_id)
    else:
        successor = units[into]
        _check_open(successor, on=on)
        before = forms_of(successor)
        rows.begin_forms(successor, forms, on=on)
        ledger.forms_begun = sorted(forms_of(successor) - before)
    moved = move_employments(_works_at(old, on), successor, ledger, on=on)
    _succeed(old, [successor], UnitSuccession.Kind.MERGED, on=on)
    rows.changed([*old, successor], today=today)
    _keep(ledger, PlannedReorganisation.Kind.MERGED, old, [successor], is_new=is_new, on=on, by=by, at=at)
    details: Details = {"on": on.isoformat(), "units": _keys(old), "employments": moved, "roles": leaders + others}
    record("organisation.unit.merged", actor=by, target=successor, at=at, details=details)
    return Outcome(successor, tuple(old), seen, moved=moved, leaders=leaders, other_roles=others)


@transaction.atomic
def split(
    pk: int, parts: Sequence[NewUnit], *, stays: bool, on: date, versions: Versions | None = None, by: Person, at: datetime
) -> Outcome:
    """From the day, parts of the unit are units of their own. stays: the old one goes on beside them, otherwise it closes and roles end.

    Nobody is moved: place() does that, person by person. Until then the employments of a closed unit are left there, to be placed.
    """
    today = timezone.localdate(at)
    unit = rows.held([pk], provider_id=by.provider_id, versions=versions)[pk]
    seen = {pk: unit.version}
    if len(parts) < (1 if stays else 2):
        raise errors.NothingToSplitError
    leaders, others, ledger = 0, 0, Ledger()
    if stays:
        _check_open(unit, on=on)
    else:
        leaders, others = _end([unit], ledger, on=on, by=by, at=at)
    begun = [begin_unit(part, on=on, provider_id=by.provider_id) for part in parts]
    _succeed([unit], begun, UnitSuccession.Kind.SPLIT, on=on)
    rows.changed([unit, *begun], today=today)
    _keep(ledger, PlannedReorganisation.Kind.SPLIT, [unit], begun, is_new=True, on=on, by=by, at=at)
    staying = _works_at([unit], on).count()
    details: Details = {"on": on.isoformat(), "units": _keys(begun), "stays": stays, "roles": leaders + others}
    record("organisation.unit.split", actor=by, target=unit, at=at, details=details)
    return Outcome(unit, tuple(begun), seen, staying=staying, leaders=leaders, other_roles=others)


@transaction.atomic
def close(pk: int, *, last_day: date, move_to: int | None = None, versions: Versions | None = None, by: Person, at: datetime) -> Outcome:
    """Close a unit; its roles end with it. move_to: where every employment goes on the day after; None leaves them to be placed."""
    today, on = timezone.localdate(at), last_day + DAY
    units = rows.held({pk} if move_to is None else {pk, move_to}, provider_id=by.provider_id, versions=versions)
    seen = {key: unit.version for key, unit in units.items()}
    unit, moved, ledger = units[pk], 0, Ledger()
    leaders, others = _end([unit], ledger, on=on, by=by, at=at)
    if move_to is not None:
        _check_open(units[move_to], on=on)
        moved = move_employments(_works_at([unit], on), units[move_to], ledger, on=on)
    staying = _works_at([unit], on).count()
    rows.changed([unit], today=today)
    elsewhere = [other for other in units.values() if other is not unit]
    _keep(ledger, PlannedReorganisation.Kind.CLOSED, [unit], elsewhere, is_new=False, on=on, by=by, at=at)
    details: Details = {"last_day": last_day.isoformat(), "employments": moved, "to_place": staying, "roles": leaders + others}
    record("organisation.unit.closed", actor=by, target=unit, at=at, details=details)
    return Outcome(unit, (units[move_to],) if move_to is not None else (), seen, moved, staying, leaders, others)


@transaction.atomic
def place(pk: int, places: Mapping[int, int], *, versions: Versions | None = None, by: Person, at: datetime) -> Outcome:
    """Move some of those who are left at a closed or split unit, employment → unit, from the day it closed or was split.

    Raises AlreadyPlacedError when one of them has left it since, StaleUnitError, ClosedUnitError or NotOpenYetError of the unit moved to.
    """
    unit = rows.held([pk], provider_id=by.provider_id, versions=versions)[pk]
    seen = {pk: unit.version}
    on = placing_day(unit)
    if on is None:
        raise errors.StaleUnitError
    targets = rows.held(set(places.values()), provider_id=by.provider_id, versions=None)
    for target in targets.values():
        _check_open(target, on=on)
    there = _works_at([unit], on).filter(pk__in=places)
    if there.count() != len(places):
        raise errors.AlreadyPlacedError
    ledger = Ledger()
    moved = sum(
        move_employments(there.filter(pk__in=[work for work, to in places.items() if to == target.pk]), target, ledger, on=on)
        for target in targets.values()
    )
    plan = planned_of(pk, provider=by.provider_id)
    if plan is not None and pk in plan.sources and plan.on == on:
        add_placed(plan, ledger, set(targets))
    rows.changed([unit], today=timezone.localdate(at))
    record("organisation.unit.staff_placed", actor=by, target=unit, at=at, details={"on": on.isoformat(), "employments": moved})
    return Outcome(unit, tuple(targets.values()), seen, moved=moved, staying=_works_at([unit], on).count())


def placing_day(unit: SchoolUnit) -> date | None:
    """The day from which people at the unit go elsewhere: the day after it closed, or when a part last left it. None: neither is so."""
    if unit.closed_on is not None:
        return unit.closed_on + DAY
    latest = unit.successions.filter(kind=UnitSuccession.Kind.SPLIT).order_by("-on").first()
    return latest.on if latest is not None else None


def to_place(unit: SchoolUnit) -> QuerySet[Employment]:
    """Employments that are left at the unit on or after its placing day."""
    on = placing_day(unit)
    return Employment.objects.none() if on is None else _works_at([unit], on)


def move_employments(works: QuerySet[Employment], to: SchoolUnit, ledger: Ledger, *, on: date) -> int:
    """End them the day before and begin the same in the other unit, leaves too. What begins that day or later begins there instead."""
    found = list(works.select_for_update(of=("self",)).order_by("pk"))
    begun = {work.pk: work for work in found if work.starts_on < on}
    new = {pk: rows.copied(work, unit_id=to.pk, starts_on=on) for pk, work in begun.items()}
    for work in begun.values():
        work.ends_on = on - DAY
    Employment.objects.bulk_update(begun.values(), ["ends_on"], 1000)
    Employment.objects.bulk_create(new.values(), 1000)
    planned = [work for work in found if work.pk not in begun]
    Employment.objects.filter(pk__in=[work.pk for work in planned]).update(unit=to)
    ledger.joined += [[pk, work.pk, begun[pk].unit_id] for pk, work in new.items()]
    ledger.moved += [[work.pk, work.unit_id] for work in planned]
    _move_leaves(new, on=on)
    return len(found)


def _move_leaves(new: Mapping[int, Employment], *, on: date) -> None:
    """A leave that is running is one leave before the day and one after it; one that is to come follows."""
    begun, continued = [], []
    for leave in Leave.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), employment__in=list(new)).order_by("pk"):
        if leave.starts_on < on:
            continued.append(rows.copied(leave, employment_id=new[leave.employment_id].pk, starts_on=on))
            leave.ends_on = on - DAY
        else:
            leave.employment = new[leave.employment_id]
        begun.append(leave)
    Leave.objects.bulk_update(begun, ["ends_on", "employment"], 1000)
    Leave.objects.bulk_create(continued, 1000)


def _end(units: Sequence[SchoolUnit], ledger: Ledger, *, on: date, by: Person, at: datetime) -> tuple[int, int]:
    """Close the units and end what is held there: how many leaders' roles, and how many others, end."""
    today = timezone.localdate(at)
    for unit in units:
        rows.check_closable(unit, on=on, today=today)
    for unit in units:
        ledger.closing(unit, on=on)
        rows.end_unit(unit, on=on, today=today)
    return _end_roles(units, ledger, on=on, by=by, at=at)


def _end_roles(units: Sequence[SchoolUnit], ledger: Ledger, *, on: date, by: Person, at: datetime) -> tuple[int, int]:
    """Roles and delegations end the day before; those that have not begun are taken back. Raises LaterRoleError for one that has.

    Each is told to the person. Who has something handed over is told of that, not of the role it acts through.
    """
    beyond = Q(ends_on__isnull=True) | Q(ends_on__gte=on)
    held = RoleAssignment.objects.filter(beyond, unit__in=units).select_for_update(of=("self",)).select_related("person")
    roles = list(held.order_by("starts_on", "pk"))
    begun = next((given for given in roles if on <= given.starts_on <= timezone.localdate(at)), None)
    if begun is not None:
        names = {unit.pk: unit.name for unit in units}
        raise errors.LaterRoleError(names[begun.unit_id or 0], begun.starts_on)
    handed = Delegation.objects.filter(beyond, unit__in=units).select_for_update(of=("self",)).select_related("receiver")
    for given in (role for role in roles if role.delegation_id is None):
        ledger.ending_role(given, on=on)
        _end_role(given, on=on, by=by, at=at)
    for delegation in handed.order_by("pk"):
        ledger.ending_delegation(delegation, on=on)
        _end_delegation(delegation, on=on, by=by, at=at)
    leaders = sum(given.role in LEADING for given in roles)
    return leaders, len(roles) - leaders


def _end_role(given: RoleAssignment, *, on: date, by: Person, at: datetime) -> None:
    if given.starts_on >= on:
        tell_role_withdrawn(given, by=by, at=at)
        given.delete()
        return
    given.ends_on = on - DAY
    given.save(update_fields=["ends_on"])
    tell_role_ends(given, by=by, at=at)


def _end_delegation(handed: Delegation, *, on: date, by: Person, at: datetime) -> None:
    """With the role it acts through."""
    if handed.starts_on >= on:
        tell_delegation_withdrawn(handed, handed.receiver, by=by, at=at)
        handed.delete()
        return
    handed.ends_on = on - DAY
    handed.save(update_fields=["ends_on"])
    handed.role_assignments.update(ends_on=handed.ends_on)
    tell_delegation_ends(handed, handed.receiver, by=by, at=at)


def _check_open(unit: SchoolUnit, *, on: date) -> None:
    """Whether people can be there from the day on. Raises ClosedUnitError, NotOpenYetError."""
    rows.period_on(unit, on)
    if unit.closed_on is not None:
        raise errors.ClosedUnitError(unit.name, unit.closed_on)


def _works_at(units: Iterable[SchoolUnit], on: date) -> QuerySet[Employment]:
    """Employments there that last to the day or longer."""
    return Employment.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), unit__in=list(units))


def _succeed(old: Sequence[SchoolUnit], new: Sequence[SchoolUnit], kind: UnitSuccession.Kind, *, on: date) -> None:
    UnitSuccession.objects.bulk_create(UnitSuccession(predecessor=one, successor=other, kind=kind, on=on) for one in old for other in new)


def _keep(
    ledger: Ledger,
    kind: PlannedReorganisation.Kind,
    sources: Sequence[SchoolUnit],
    others: Sequence[SchoolUnit],
    *,
    is_new: bool,
    on: date,
    by: Person,
    at: datetime,
) -> None:
    keys = [unit.pk for unit in others]
    places = {"begun": keys} if is_new else {"targets": keys}
    plan = PlannedReorganisation(provider_id=by.provider_id, kind=kind, on=on, sources=[unit.pk for unit in sources], **places)
    ledger.keep(plan, today=timezone.localdate(at))


def _keys(units: Iterable[SchoolUnit]) -> str:
    return ",".join(str(unit.pk) for unit in units)
