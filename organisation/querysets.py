"""Which people, units and roles: chainable, named for what they mean. Everything starts inside the viewer's own provider."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.contrib.auth.models import BaseUserManager
from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from organisation.models import Authority, Employment, Person, RoleAssignment, SchoolUnit

PRINCIPALS = ("principal", "deputy_principal")


def active_on(day: date) -> Q:
    """Rows whose period covers the day; ends_on is the last day."""
    return Q(starts_on__lte=day) & (Q(ends_on__isnull=True) | Q(ends_on__gte=day))


class RoleAssignmentQuerySet(models.QuerySet["RoleAssignment"]):
    def active(self, on: date) -> Self:
        return self.filter(active_on(on))


class EmploymentQuerySet(models.QuerySet["Employment"]):
    def active(self, on: date) -> Self:
        return self.filter(active_on(on))


class AuthorityQuerySet(models.QuerySet["Authority"]):
    def overseen_by(self, viewer: Person, *, on: date) -> Self:
        """Authorities whose aggregates the viewer may read: as strategist or reader there, or for the whole provider."""
        roles = _roles(viewer, on, ("strategist", "reader"))
        everywhere = roles.filter(unit__isnull=True, authority__isnull=True)
        return self.filter(provider=viewer.provider_id).filter(Q(pk__in=roles.values("authority")) | Q(models.Exists(everywhere)))

    def known_to(self, viewer: Person, *, on: date) -> Self:
        """Authorities the viewer works in or answers for in any role."""
        from organisation.models import Employment

        roles = _roles(viewer, on, None)
        everywhere = roles.filter(unit__isnull=True, authority__isnull=True).exclude(role="administrator")
        work = Employment.objects.active(on).filter(person=viewer)
        return self.filter(provider=viewer.provider_id).filter(
            Q(pk__in=roles.values("authority"))
            | Q(pk__in=roles.values("unit__authority"))
            | Q(pk__in=work.values("unit__authority"))
            | Q(models.Exists(everywhere))
        )


class SchoolUnitQuerySet(models.QuerySet["SchoolUnit"]):
    def led_by(self, viewer: Person, *, on: date) -> Self:
        """Units where the viewer is principal or deputy principal that day."""
        return self.filter(pk__in=_roles(viewer, on, PRINCIPALS).values("unit"), authority__provider=viewer.provider_id)

    def workplaces_of(self, person: Person, *, on: date) -> Self:
        from organisation.models import Employment

        return self.filter(pk__in=Employment.objects.active(on).filter(person=person).values("unit"))

    def overviewed_by(self, viewer: Person, *, on: date) -> Self:
        """Units whose aggregates the viewer may read: those led, and those of an authority overseen."""
        from organisation.models import Authority

        overseen = Authority.objects.overseen_by(viewer, on=on)
        return self.filter(authority__provider=viewer.provider_id).filter(
            Q(pk__in=_roles(viewer, on, PRINCIPALS).values("unit")) | Q(authority__in=overseen.values("pk"))
        )


class PersonQuerySet(models.QuerySet["Person"]):
    def staff_of_units(self, units: models.QuerySet[SchoolUnit], *, on: date) -> Self:
        from organisation.models import Employment

        return self.filter(pk__in=Employment.objects.active(on).filter(unit__in=units.values("pk")).values("person"))

    def led_by(self, viewer: Person, *, on: date) -> Self:
        """People employed that day in a unit the viewer leads. Never the viewer: nobody handles their own matters."""
        from organisation.models import SchoolUnit

        return (
            self.filter(provider=viewer.provider_id).staff_of_units(SchoolUnit.objects.led_by(viewer, on=on), on=on).exclude(pk=viewer.pk)
        )

    def reviewable_by(self, viewer: Person, *, on: date) -> Self:
        """People whose sent records and certificates the viewer may read and judge, as principal of their unit or as reviewer."""
        from organisation.models import Employment

        principal = _roles(viewer, on, PRINCIPALS)
        reviewer = _roles(viewer, on, ("reviewer",))
        everywhere = reviewer.filter(unit__isnull=True, authority__isnull=True)
        places = Employment.objects.active(on).filter(
            Q(unit__in=principal.values("unit"))
            | Q(unit__in=reviewer.values("unit"))
            | Q(unit__authority__in=reviewer.values("authority"))
            | Q(models.Exists(everywhere)),
            unit__authority__provider=viewer.provider_id,
        )
        return self.filter(provider=viewer.provider_id, pk__in=places.values("person")).exclude(pk=viewer.pk)


class PersonManager(BaseUserManager["Person"]):
    def create_user(self, username: str, password: str | None = None, **fields: Any) -> Person:
        person = self.model(username=username, **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def create_superuser(self, username: str, password: str | None = None, **fields: Any) -> Person:
        return self.create_user(username, password, is_staff=True, is_superuser=True, **fields)


def _roles(viewer: Person, on: date, names: tuple[str, ...] | None) -> models.QuerySet[RoleAssignment]:
    from organisation.models import RoleAssignment

    roles = RoleAssignment.objects.active(on).filter(person=viewer)
    return roles if names is None else roles.filter(role__in=names)
