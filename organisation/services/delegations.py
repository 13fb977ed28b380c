"""What a principal hands to somebody else while away. It acts through a role that comes and goes with it."""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from audit.services import record
from core.periods import DAY, Period
from organisation.models import Delegation, Person, Role, RoleAssignment, SchoolUnit
from organisation.services import people_errors as errors
from organisation.services.employments import overlapping
from organisation.services.roles import LEADING, Place, check_role_is_free
from organisation.services.unit_rows import hold_provider
from organisation.telling import tell_delegation_ends, tell_delegation_given, tell_delegation_withdrawn, tell_handed_over

MONTHS = 12
"""No delegation lasts longer. Whoever is away for longer needs a temporary principal."""
ROLE_OF = {Delegation.Scope.REVIEW: Role.REVIEWER, Delegation.Scope.LEAD: Role.DEPUTY_PRINCIPAL}


@transaction.atomic
def delegate(
    giver: Person,
    receiver: Person,
    unit: SchoolUnit,
    scope: str,
    *,
    starts_on: date,
    ends_on: date,
    reason: str = "",
    by: Person,
    at: datetime,
) -> Delegation:
    """Hand over, with the role it acts through. by: the giver, or an administrator.

    Raises ToOneselfError, ClosedAccountError, PastError, TooLongError, NotTheirsToGiveError, DelegationThereError, LeadsAlreadyError,
    RoleThereError.
    """
    period = Period(starts_on, ends_on)
    _check_asked(giver, receiver, unit, starts_on=starts_on, ends_on=ends_on, by=by, today=timezone.localdate(at))
    hold_provider(by.provider_id)
    people = Person.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=[giver.pk, receiver.pk]).order_by("pk")
    if not all(person.is_active for person in people):
        raise errors.ClosedAccountError
    if not may_give(giver, unit, period):
        raise errors.NotTheirsToGiveError
    _check_receiver(receiver, unit, scope, period)
    handed = Delegation.objects.create(
        giver=giver, receiver=receiver, unit=unit, scope=scope, reason=reason, starts_on=starts_on, ends_on=ends_on, given_by=by
    )
    RoleAssignment.objects.create(
        person=receiver,
        role=ROLE_OF[Delegation.Scope(scope)],
        unit=unit,
        starts_on=starts_on,
        ends_on=ends_on,
        delegation=handed,
        given_by=by,
    )
    record("organisation.delegation.given", actor=by, target=handed, subject=receiver, at=at, details=_details(handed))
    tell_delegation_given(handed, by=by, at=at)
    tell_handed_over(handed, by=by, at=at)
    return handed


def _check_asked(giver: Person, receiver: Person, unit: SchoolUnit, *, starts_on: date, ends_on: date, by: Person, today: date) -> None:
    """What is wrong whatever is on record. Raises ToOneselfError, PastError, TooLongError."""
    if {giver.provider_id, receiver.provider_id, unit.authority.provider_id} != {by.provider_id}:
        raise ValueError("somebody or something belongs elsewhere")
    if receiver.pk in {giver.pk, by.pk}:
        raise errors.ToOneselfError
    if starts_on < today:
        raise errors.PastError
    if ends_on > latest_day(starts_on):
        raise errors.TooLongError(latest_day(starts_on))


@transaction.atomic
def end_delegation(pk: int, *, last_day: date, by: Person, at: datetime) -> None:
    """One that has not begun is taken back. Raises StaleError, DayOutsideError."""
    hold_provider(by.provider_id)
    handed = _held(Delegation.objects.filter(pk=pk, giver__provider=by.provider_id)).first()
    if handed is None:
        raise errors.StaleError
    has_begun = handed.starts_on <= timezone.localdate(at)
    if has_begun and not handed.starts_on <= last_day <= (handed.ends_on or last_day):
        raise errors.DayOutsideError("last_day", handed.starts_on, handed.ends_on)
    _end([handed], last_day if has_begun else handed.starts_on - DAY, by=by, at=at)


def end_given(giver: Person, unit: SchoolUnit, *, last_day: date, by: Person | None, at: datetime) -> None:
    """The giver leads the unit no more after the day: nor does anybody in the giver's stead. The giver hears of the role that ends."""
    _end(_held(Delegation.objects.filter(giver=giver, unit=unit, ends_on__gt=last_day)), last_day, by=by, at=at, giver_hears=False)


def end_received(receiver: Person, *, last_day: date, by: Person | None, at: datetime) -> None:
    _end(_held(Delegation.objects.filter(receiver=receiver, ends_on__gt=last_day)), last_day, by=by, at=at)


def latest_day(starts_on: date) -> date:
    """The last day a delegation that begins so may have."""
    year, month = divmod(starts_on.year * 12 + starts_on.month - 1 + MONTHS, 12)
    return date(year, month + 1, min(starts_on.day, monthrange(year, month + 1)[1])) - DAY


def may_give(giver: Person, unit: SchoolUnit, period: Period) -> bool:
    """Whether the giver is the unit's principal, by an own role and none that was handed over, from the first day to the last."""
    own = RoleAssignment.objects.filter(person=giver, unit=unit, role=Role.PRINCIPAL, delegation=None, starts_on__lte=period.starts_on)
    return own.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=period.last)).exists()


def _check_receiver(receiver: Person, unit: SchoolUnit, scope: str, period: Period) -> None:
    """Nobody is handed what they have."""
    other = overlapping(Delegation.objects.filter(receiver=receiver, unit=unit, scope=scope), period).first()
    if other is not None:
        raise errors.DelegationThereError(other)
    leading = RoleAssignment.objects.filter(person=receiver, unit=unit, role__in=LEADING)
    lead = overlapping(leading.select_related("unit", "authority", "person__provider"), period).first()
    if lead is not None:
        raise errors.LeadsAlreadyError(lead)
    check_role_is_free(receiver, ROLE_OF[Delegation.Scope(scope)], Place(unit=unit), period)


def _held(rows: QuerySet[Delegation]) -> QuerySet[Delegation]:
    return rows.select_for_update(of=("self",)).select_related("giver", "receiver").order_by("pk")


def _end(rows: Iterable[Delegation], last_day: date, *, by: Person | None, at: datetime, giver_hears: bool = True) -> None:
    """The role goes with its delegation, to the same day."""
    for handed in rows:
        hears = (handed.receiver, handed.giver) if giver_hears else (handed.receiver,)
        if handed.starts_on > last_day:
            details = _details(handed)
            record("organisation.delegation.withdrawn", actor=by, target=handed, subject=handed.receiver, at=at, details=details)
            tell_delegation_withdrawn(handed, *hears, by=by, at=at)
            handed.delete()
            continue
        handed.role_assignments.update(ends_on=last_day)
        was, handed.ends_on = handed.ends_on, last_day
        handed.save(update_fields=["ends_on"])
        record("organisation.delegation.ended", actor=by, target=handed, subject=handed.receiver, at=at, details=_details(handed))
        if was != last_day:
            tell_delegation_ends(handed, *hears, by=by, at=at)


def _details(handed: Delegation) -> dict[str, str | int | bool | None]:
    return {
        "giver": str(handed.giver_id),
        "unit": handed.unit_id,
        "scope": handed.scope,
        "first_day": handed.starts_on.isoformat(),
        "last_day": handed.ends_on.isoformat() if handed.ends_on is not None else None,
    }
