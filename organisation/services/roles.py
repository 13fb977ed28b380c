"""Roles: given by an administrator for a period, ended by one. Nobody gives themselves a role."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from audit.services import record
from core.periods import DAY, Period
from organisation.models import Authority, Person, Role, RoleAssignment, SchoolUnit
from organisation.querysets import active_on
from organisation.services import people_errors as errors
from organisation.services.employments import is_open, overlapping
from organisation.services.unit_rows import hold_provider
from organisation.telling import tell_role_ends, tell_role_given, tell_role_withdrawn

LEADING = (Role.PRINCIPAL, Role.DEPUTY_PRINCIPAL)
IN_A_UNIT = (*LEADING, Role.REVIEWER)
IN_AN_AUTHORITY = (Role.REVIEWER, Role.STRATEGIST, Role.READER)


@dataclass(frozen=True, slots=True)
class Place:
    """A unit, an authority, or, with neither, the whole provider."""

    unit: SchoolUnit | None = None
    authority: Authority | None = None

    @property
    def provider_id(self) -> int | None:
        if self.unit is not None:
            return self.unit.authority.provider_id
        return self.authority.provider_id if self.authority is not None else None


@transaction.atomic
def give_role(
    person: Person,
    role: str,
    place: Place,
    *,
    starts_on: date,
    ends_on: date | None = None,
    is_temporary: bool = False,
    by: Person,
    at: datetime,
) -> RoleAssignment:
    """Give a role. is_temporary: as tillförordnad, beside whoever has it.

    Raises OwnRoleError, ClosedAccountError, PlaceError, UnitNotOpenError, RoleThereError, SecondPrincipalError.
    """
    period = Period(starts_on, ends_on)
    if person.pk == by.pk:
        raise errors.OwnRoleError
    if person.provider_id != by.provider_id or place.provider_id not in {None, by.provider_id}:
        raise ValueError("the person or the place belongs elsewhere")
    if not _is_given_in(role, place):
        raise errors.PlaceError(role)
    hold_provider(by.provider_id)
    held = Person.objects.select_for_update(of=("self",), no_key=True).get(pk=person.pk)
    if not held.is_active:
        raise errors.ClosedAccountError
    if place.unit is not None and not is_open(place.unit, period):
        raise errors.UnitNotOpenError(place.unit.name)
    check_role_is_free(person, role, place, period)
    if role == Role.PRINCIPAL and not is_temporary:
        _check_only_principal(place, period)
    given = RoleAssignment.objects.create(
        person=person,
        role=role,
        unit=place.unit,
        authority=place.authority,
        is_temporary=is_temporary,
        starts_on=starts_on,
        ends_on=ends_on,
        given_by=by,
    )
    record("organisation.role.given", actor=by, target=given, subject=person, at=at, details=_details(given))
    tell_role_given(given, by=by, at=at)
    return given


@transaction.atomic
def end_role(pk: int, *, last_day: date, by: Person, at: datetime) -> None:
    """End a role, and what the person has handed over by it. One that has not begun by its last day is taken back.

    Raises StaleError, FromDelegationError, DayOutsideError, LastAdministratorError.
    """
    hold_provider(by.provider_id)
    rows = RoleAssignment.objects.select_for_update(of=("self",)).select_related("person", "unit")
    given = rows.filter(pk=pk, person__provider=by.provider_id).first()
    if given is None:
        raise errors.StaleError
    if given.delegation_id is not None:
        raise errors.FromDelegationError
    today = timezone.localdate(at)
    has_begun = given.starts_on <= today
    if has_begun and (last_day < given.starts_on or (given.ends_on is not None and last_day > given.ends_on)):
        raise errors.DayOutsideError("last_day", given.starts_on, given.ends_on)
    if given.role == Role.ADMINISTRATOR and has_begun:
        check_administrators(given.person, after=last_day, on=today)
    _end(given, last_day if has_begun else given.starts_on - DAY, by=by, at=at)


def end_all_roles(person: Person, *, last_day: date, by: Person | None, at: datetime) -> None:
    """Every role beyond the day, those by delegation too. Provider and person are held by the caller, and check_administrators asked."""
    from organisation.services.delegations import end_received  # noqa: PLC0415  # delegations stand on roles

    end_received(person, last_day=last_day, by=by, at=at)
    beyond = person.role_assignments.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=last_day), delegation=None).order_by("pk")
    for given in beyond.select_for_update(of=("self",)):
        _end(given, last_day, by=by, at=at)


def check_administrators(person: Person, *, after: date, on: date) -> None:
    """Whether somebody else administers on the day after. Raises LastAdministratorError. Nothing to ask of who administers no more."""
    theirs = RoleAssignment.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), person=person, role=Role.ADMINISTRATOR)
    if not theirs.exists():
        return
    day = max(after, on) + DAY
    others = RoleAssignment.objects.filter(
        active_on(day), role=Role.ADMINISTRATOR, person__provider=person.provider_id, person__is_active=True
    )
    if not others.exclude(person=person).exists():
        raise errors.LastAdministratorError


def check_role_is_free(person: Person, role: str, place: Place, period: Period) -> None:
    """Raises RoleThereError, which tells which one is in the way."""
    same = RoleAssignment.objects.filter(person=person, role=role, unit=place.unit, authority=place.authority)
    other = overlapping(same.select_related("unit", "authority", "person__provider"), period).first()
    if other is not None:
        raise errors.RoleThereError(other)


def _check_only_principal(place: Place, period: Period) -> None:
    there = RoleAssignment.objects.filter(role=Role.PRINCIPAL, unit=place.unit, is_temporary=False)
    other = overlapping(there.select_related("unit"), period).first()
    if other is not None:
        raise errors.SecondPrincipalError(other)


def _is_given_in(role: str, place: Place) -> bool:
    if place.unit is not None:
        return place.authority is None and role in IN_A_UNIT
    if place.authority is not None:
        return role in IN_AN_AUTHORITY
    return role not in LEADING


def _end(given: RoleAssignment, last_day: date, *, by: Person | None, at: datetime) -> None:
    from organisation.services.delegations import end_given  # noqa: PLC0415  # delegations stand on roles

    if given.role == Role.PRINCIPAL and given.unit is not None:
        end_given(given.person, given.unit, last_day=last_day, by=by, at=at)
    if given.starts_on > last_day:
        record("organisation.role.withdrawn", actor=by, target=given, subject=given.person, at=at, details=_details(given))
        tell_role_withdrawn(given, by=by, at=at)
        given.delete()
        return
    was, given.ends_on = given.ends_on, last_day
    given.save(update_fields=["ends_on"])
    record("organisation.role.ended", actor=by, target=given, subject=given.person, at=at, details=_details(given))
    if was != last_day:
        tell_role_ends(given, by=by, at=at)


def _details(given: RoleAssignment) -> dict[str, str | int | bool | None]:
    return {
        "role": given.role,
        "unit": given.unit_id,
        "authority": given.authority_id,
        "temporary": given.is_temporary,
        "first_day": given.starts_on.isoformat(),
        "last_day": given.ends_on.isoformat() if given.ends_on is not None else None,
    }
