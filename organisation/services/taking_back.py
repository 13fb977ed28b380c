"""A merge, split or closing taken back before its day: what it did to rows is undone, and what has been decided since stays."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import ProtectedError, Q
from django.utils import timezone

from audit.services import record
from organisation.models import (
    Delegation,
    Employment,
    Leave,
    Person,
    PlannedReorganisation,
    RoleAssignment,
    SchoolUnit,
    UnitSchoolForm,
    UnitSuccession,
)
from organisation.services import unit_errors as errors
from organisation.services import unit_rows as rows
from organisation.services.delegations import ROLE_OF
from organisation.services.ledger import Rows, planned_of
from organisation.services.unit_rows import DAY, Versions
from organisation.services.units import Outcome
from organisation.telling import (
    tell_delegation_ends,
    tell_delegation_given,
    tell_delegation_withdrawn,
    tell_role_ends,
    tell_role_given,
    tell_role_withdrawn,
)


@dataclass(frozen=True, slots=True)
class Undoing:
    """One taking back, by whom and when. last: the day before the new order, where what it ended has its last day."""

    plan: PlannedReorganisation
    by: Person
    at: datetime

    @property
    def last(self) -> date:
        return self.plan.on - DAY


@transaction.atomic
def take_back(pk: int, *, versions: Versions | None = None, by: Person, at: datetime) -> Outcome:
    """Undo the latest planned merge, split or closing of the unit. The outcome's unit is there afterwards; units: those that never begin.

    Raises NothingPlannedError, BegunError, LaterPlanError, NewlyEmployedError, InUseError, StaleUnitError, NameTakenError, CodeTakenError.
    """
    rows.hold_provider(by.provider_id)
    plan, today = planned_of(pk, provider=by.provider_id), timezone.localdate(at)
    if plan is None:
        raise errors.NothingPlannedError
    if plan.on <= today:  # before the versions are looked at: the day itself has changed the units
        raise errors.BegunError(SchoolUnit.objects.get(pk=pk).name, plan.on)
    units = rows.held([*plan.sources, *plan.begun, *plan.targets], provider_id=by.provider_id, versions=versions)
    seen = {unit.pk: unit.version for unit in units.values()}
    _check_nothing_later(plan, units)
    undoing, begun = Undoing(plan, by, at), [units[key] for key in plan.begun]
    back = _employments_back(undoing)
    withdrawn = _withdraw(begun, undoing)
    _remove(begun, undoing)
    for key in plan.rows["closed"]:
        _reopen(units[key], undoing)
    _forms_back(undoing)
    again = _roles_back(undoing) + _delegations_back(undoing)
    rows.changed([units[key] for key in (*plan.sources, *plan.targets)], today=today)
    unit = units[plan.sources[0]] if pk in plan.begun else units[pk]
    details: dict[str, str | int | bool | None] = {"on": plan.on.isoformat(), "kind": plan.kind, "employments": back, "roles": again}
    record("organisation.unit.taken_back", actor=by, target=unit, at=at, details=details)
    plan.delete()
    return Outcome(unit, tuple(begun), seen, moved=back, leaders=again, other_roles=withdrawn)


def forget_begun(*, on: date) -> int:
    """Plans whose day has come are no plans any more. How many."""
    return PlannedReorganisation.objects.filter(on__lte=on).delete()[0]


def _check_nothing_later(plan: PlannedReorganisation, units: dict[int, SchoolUnit]) -> None:
    """What was planned afterwards for the same people or units rests on this, and goes first."""
    ours = [*plan.sources, *plan.begun, *plan.targets]
    rests = Q(sources__overlap=ours) | Q(targets__overlap=plan.begun) if plan.begun else Q(sources__overlap=ours)
    later = PlannedReorganisation.objects.filter(rests, provider=plan.provider_id, pk__gt=plan.pk).order_by("-pk").first()
    if later is not None:
        shared = next((key for key in (*later.sources, *later.targets) if key in units), plan.sources[0])
        raise errors.LaterPlanError(units[shared].name, later.on)


def _employments_back(undoing: Undoing) -> int:
    """Each goes on where it was, to the last day it has got meanwhile. How many. Raises NewlyEmployedError."""
    plan, back = undoing.plan, 0
    keys = [key for old, new, _home in plan.rows["joined"] for key in (old, new)]
    works = Employment.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk")
    found = {work.pk: work for work in works}
    for old, new, home in plan.rows["joined"]:
        if new in found:
            _join(found.get(old), found[new], home=home, undoing=undoing)
            back += 1
    for pk, home in plan.rows["moved"]:
        back += Employment.objects.filter(pk=pk).update(unit=home)
    for unit in SchoolUnit.objects.filter(pk__in=plan.begun, employments__isnull=False).order_by("pk")[:1]:
        raise errors.NewlyEmployedError(unit.name)
    return back


def _join(old: Employment | None, new: Employment, *, home: int, undoing: Undoing) -> None:
    """One employment again. Where the old row was ended earlier meanwhile, or is gone, the new one stays, at home."""
    if old is None or old.ends_on != undoing.last:
        new.unit_id = home
        new.save(update_fields=["unit"])
        return
    for leave in new.leaves.order_by("pk"):
        before = old.leaves.filter(kind=leave.kind, extent_percent=leave.extent_percent, ends_on=undoing.last).first()
        if before is not None and leave.starts_on == undoing.plan.on:
            Leave.objects.filter(pk=before.pk).update(ends_on=leave.ends_on)
        else:
            Leave.objects.filter(pk=leave.pk).update(employment=old)
    Employment.objects.filter(pk=new.pk).delete()
    old.ends_on = new.ends_on
    old.save(update_fields=["ends_on"])


def _withdraw(begun: Iterable[SchoolUnit], undoing: Undoing) -> int:
    """What has been given in units that never begin. How many people are told."""
    by, at = undoing.by, undoing.at
    delegations = list(Delegation.objects.filter(unit__in=begun).select_related("giver", "receiver").order_by("pk"))
    for handed in delegations:
        tell_delegation_withdrawn(handed, handed.receiver, by=by, at=at)
        handed.delete()
    roles = list(RoleAssignment.objects.filter(unit__in=begun).select_related("person").order_by("pk"))
    for given in roles:
        tell_role_withdrawn(given, by=by, at=at)
        given.delete()
    return len(delegations) + len(roles)


def _remove(begun: Iterable[SchoolUnit], undoing: Undoing) -> None:
    """Raises InUseError where something has been written about a unit that never begins."""
    plan = undoing.plan
    others = [*plan.begun, *plan.targets]
    UnitSuccession.objects.filter(on=plan.on, predecessor__in=plan.sources, successor__in=others).delete()
    for unit in begun:
        key = unit.pk
        try:
            unit.delete()
        except ProtectedError:
            raise errors.InUseError(unit.name) from None
        unit.pk = key  # the outcome tells of it


def _reopen(unit: SchoolUnit, undoing: Undoing) -> None:
    """The unit goes on, if nobody has taken its name or code."""
    on = undoing.plan.on
    last = unit.periods.latest("starts_on")
    rows.check_name(last.name, last.authority, on=on, besides=unit.pk)
    rows.check_code(last.unit_code, unit.kind, provider_id=undoing.plan.provider_id, on=on, besides=unit.pk)
    last.ends_on, unit.closed_on = None, None
    last.save(update_fields=["ends_on"])


def _forms_back(undoing: Undoing) -> None:
    told = undoing.plan.rows
    UnitSchoolForm.objects.filter(pk__in=told["forms_begun"]).delete()
    for pk, ends_on in told["forms_ended"]:
        UnitSchoolForm.objects.filter(pk=pk, ends_on=undoing.last).update(ends_on=ends_on)
    UnitSchoolForm.objects.bulk_create(UnitSchoolForm(**_read(values)) for values in told["forms_removed"])


def _roles_back(undoing: Undoing) -> int:
    """Roles that ended with the unit go on, and those that were not to begin are given again. How many."""
    told, back = undoing.plan.rows, 0
    for pk, ends_on in told["roles_ended"]:
        given = RoleAssignment.objects.select_related("person").filter(pk=pk, ends_on=undoing.last).first()
        if given is not None:
            given.ends_on = _day(ends_on)
            given.save(update_fields=["ends_on"])
            tell_role_ends(given, by=undoing.by, at=undoing.at)
            back += 1
    for values in told["roles_removed"]:
        if _is_there(values["person_id"]):
            given = RoleAssignment.objects.create(**_read(values))
            tell_role_given(given, by=undoing.by, at=undoing.at)
            back += 1
    return back


def _delegations_back(undoing: Undoing) -> int:
    """The same of what was handed over, with the role it acts through."""
    told, back = undoing.plan.rows, 0
    by, at = undoing.by, undoing.at
    for pk, ends_on in told["delegations_ended"]:
        handed = Delegation.objects.select_related("receiver").filter(pk=pk, ends_on=undoing.last).first()
        if handed is not None:
            handed.ends_on = _day(ends_on)
            handed.save(update_fields=["ends_on"])
            handed.role_assignments.update(ends_on=handed.ends_on)
            tell_delegation_ends(handed, handed.receiver, by=by, at=at)
            back += 1
    for values in told["delegations_removed"]:
        if _is_there(values["giver_id"]) and _is_there(values["receiver_id"]):
            handed = Delegation.objects.create(**_read(values))
            period = {"starts_on": handed.starts_on, "ends_on": handed.ends_on, "given_by_id": handed.given_by_id}
            role = ROLE_OF[Delegation.Scope(handed.scope)]
            RoleAssignment.objects.create(person=handed.receiver, role=role, unit_id=handed.unit_id, delegation=handed, **period)
            tell_delegation_given(handed, by=by, at=at)
            back += 1
    return back


def _is_there(person: str) -> bool:
    return Person.objects.filter(pk=person, is_active=True).exists()


def _read(values: Rows) -> Rows:
    """Days as days again; whoever gave it may be gone."""
    told = {**values, **{name: _day(values[name]) for name in ("starts_on", "ends_on")}}
    if (giver := told.get("given_by_id")) is not None and not Person.objects.filter(pk=giver).exists():
        told["given_by_id"] = None
    return told


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
