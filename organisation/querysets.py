"""Which people, units and roles: chainable, named for what they mean. Everything starts inside the viewer's own provider."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.contrib.auth.models import BaseUserManager
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Q

from organisation.mandates import PRINCIPALS, Mandate, mandate, roles_of
from organisation.sight import SightQuerySet

if TYPE_CHECKING:
    from organisation.models import Authority, Delegation, Employment, Leave, Person, RoleAssignment, SchoolUnit, UnitPeriod

OVERSEERS = ("strategist", "reader")
REVIEWER = "reviewer"


def active_on(day: date) -> Q:
    """Rows whose period covers the day; ends_on is the last day."""
    return Q(starts_on__lte=day) & (Q(ends_on__isnull=True) | Q(ends_on__gte=day))


class RoleAssignmentQuerySet(models.QuerySet["RoleAssignment"]):
    def active(self, on: date) -> Self:
        return self.filter(active_on(on))


class EmploymentQuerySet(models.QuerySet["Employment"]):
    def active(self, on: date) -> Self:
        return self.filter(active_on(on))


class LeaveQuerySet(models.QuerySet["Leave"]):
    def active(self, on: date) -> Self:
        return self.filter(active_on(on))


class DelegationQuerySet(models.QuerySet["Delegation"]):
    def active(self, on: date) -> Self:
        return self.filter(active_on(on))


def _period_of_unit(day: date) -> models.QuerySet[UnitPeriod]:
    from organisation.models import UnitPeriod

    return UnitPeriod.objects.filter(active_on(day), unit=models.OuterRef("pk"))


class AuthorityQuerySet(models.QuerySet["Authority"]):
    def overseen_by(self, viewer: Person, *, on: date) -> Self:
        """Authorities whose aggregates the viewer may read: as strategist or reader there, or for the whole provider."""
        return self.filter(mandate(viewer, OVERSEERS, on=on).over_authorities(), provider=viewer.provider_id)

    def known_to(self, viewer: Person, *, on: date) -> Self:
        """Authorities the viewer works in or answers for in any role."""
        from organisation.models import Employment, Role

        answers = mandate(viewer, set(Role.values) - {Role.ADMINISTRATOR}, on=on)
        if answers.everywhere:
            return self.filter(provider=viewer.provider_id)
        led = Mandate.of(role for role in roles_of(viewer, on=on))
        work = Employment.objects.active(on).filter(person=viewer)
        there = Q(pk__in=led.authorities) | Q(units__in=led.units)
        works_there = Q(pk__in=work.order_by().values("unit__authority"))
        return self.filter(pk__in=self.model._default_manager.filter(there | works_there).values("pk"), provider=viewer.provider_id)


class SchoolUnitQuerySet(models.QuerySet["SchoolUnit"]):
    def of_provider(self, provider: int) -> Self:
        return self.filter(authority__provider=provider)

    def open_on(self, day: date) -> Self:
        """Units that are there that day: begun, and not closed before it. Lists and forms that offer units start here."""
        return self.filter(models.Exists(_period_of_unit(day)))

    def in_use(self, day: date) -> Self:
        """Units that are there that day, and closed ones where somebody is left: what sums of people are shown by."""
        from organisation.models import Employment

        left = Employment.objects.active(day).filter(unit=models.OuterRef("pk"))
        return self.filter(models.Exists(_period_of_unit(day)) | models.Exists(left))

    def out_of_step(self, day: date) -> Self:
        """Open units whose own columns differ from the period or the school forms of that day."""
        from organisation.models import UnitSchoolForm

        same_area = Q(area=models.OuterRef("area")) | Q(area__isnull=True, unit__area__isnull=True)
        same = {name: models.OuterRef(name) for name in ("authority", "name", "unit_code")}
        forms = UnitSchoolForm.objects.filter(active_on(day), unit=models.OuterRef("pk")).order_by("pk").values("school_form")
        in_step = models.Exists(_period_of_unit(day).filter(same_area, **same))
        there = self.open_on(day).alias(forms_then=ArraySubquery(forms))
        return there.filter(
            ~in_step | ~Q(school_forms__contains=models.F("forms_then")) | ~Q(school_forms__contained_by=models.F("forms_then"))
        )

    def led_by(self, viewer: Person, *, on: date) -> Self:
        """Units where the viewer is principal or deputy principal that day."""
        return self.filter(pk__in=mandate(viewer, PRINCIPALS, on=on).units, authority__provider=viewer.provider_id)

    def workplaces_of(self, person: Person, *, on: date) -> Self:
        from organisation.models import Employment

        return self.filter(pk__in=Employment.objects.active(on).filter(person=person).values("unit"))

    def overviewed_by(self, viewer: Person, *, on: date) -> Self:
        """Units whose aggregates the viewer may read: those led, and those of an authority overseen."""
        led, overseen = mandate(viewer, PRINCIPALS, on=on), mandate(viewer, OVERSEERS, on=on)
        by_authority = Q() if overseen.everywhere else Q(pk__in=led.units) | Q(authority__in=overseen.authorities)
        return self.filter(by_authority, authority__provider=viewer.provider_id)


class PersonQuerySet(SightQuerySet):
    def staff_of_units(self, units: models.QuerySet[SchoolUnit], *, on: date) -> Self:
        from organisation.models import Employment

        return self.filter(pk__in=Employment.objects.active(on).filter(unit__in=units.order_by().values("pk")).order_by().values("person"))

    def led_by(self, viewer: Person, *, on: date) -> Self:
        """People employed that day in a unit the viewer leads. Never the viewer: nobody handles their own matters."""
        from organisation.models import SchoolUnit

        return (
            self.filter(provider=viewer.provider_id).staff_of_units(SchoolUnit.objects.led_by(viewer, on=on), on=on).exclude(pk=viewer.pk)
        )

    def reviewable_by(self, viewer: Person, *, on: date) -> Self:
        """People whose sent records and certificates the viewer may read and judge, as principal of their unit or as reviewer.

        Certificates carry names: a protected identity is reviewed by those who lead, and no other reviewer comes upon it.
        """
        from organisation.models import SchoolUnit

        reach = mandate(viewer, (*PRINCIPALS, REVIEWER), on=on).over_units()
        units = SchoolUnit.objects.filter(reach, authority__provider=viewer.provider_id)
        people = self.filter(provider=viewer.provider_id).staff_of_units(units, on=on).exclude(pk=viewer.pk)
        only_leads = not any(role.role == REVIEWER for role in roles_of(viewer, on=on))
        return people if only_leads else people.not_hidden_from(viewer, on=on)


class PersonManager(BaseUserManager["Person"]):
    def create_user(self, username: str, password: str | None = None, **fields: Any) -> Person:
        person = self.model(username=username, **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def create_superuser(self, username: str, password: str | None = None, **fields: Any) -> Person:
        return self.create_user(username, password, is_staff=True, is_superuser=True, **fields)
