"""Which plans, courses and choices, by the table "who sees what"."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import OuterRef, Q, Subquery, Sum

from organisation.models import Authority, Person, SchoolUnit

if TYPE_CHECKING:
    from plans.models import AuthorityPlan, CourseChoice, CourseOffer, UnitPlan

IN_FORCE = ("decided", "replaced")


def units_known_to(viewer: Person, *, on: date) -> models.QuerySet[SchoolUnit]:
    """Units whose plan the viewer may come to read: those led or overseen, and where the viewer works. Others do not exist for them."""
    overviewed = SchoolUnit.objects.overviewed_by(viewer, on=on)
    return (overviewed | SchoolUnit.objects.workplaces_of(viewer, on=on)).filter(authority__provider=viewer.provider_id)


class AuthorityPlanQuerySet(models.QuerySet["AuthorityPlan"]):
    def visible_to(self, viewer: Person, *, on: date) -> Self:
        """Every version for those who oversee the authority; the decided ones for whoever works or leads there."""
        overseen = Authority.objects.overseen_by(viewer, on=on).values("pk")
        known = Authority.objects.known_to(viewer, on=on).values("pk")
        return self.filter(authority__provider=viewer.provider_id).filter(
            Q(authority__in=overseen) | Q(authority__in=known, status__in=IN_FORCE)
        )

    def in_force(self, on: date) -> Self:
        """Decided and covering the day."""
        return self.filter(status="decided", starts_on__lte=on).filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))

    def for_person(self, person: Person, *, on: date) -> Self:
        """The plan in force where somebody works that day."""
        units = SchoolUnit.objects.workplaces_of(person, on=on)
        return self.in_force(on).filter(authority__in=units.values("authority"), authority__provider=person.provider_id)

    def main_for(self, person: Person, *, on: date) -> Self:
        """The same, the one to plan by first: where most of the working time is, and there the latest."""
        from organisation.models import Employment

        work = Employment.objects.active(on).filter(person=person, unit__authority=OuterRef("authority"))
        extent = work.order_by().values("unit__authority").annotate(extent=Sum("extent_percent")).values("extent")
        return self.for_person(person, on=on).order_by(Subquery(extent).desc(), "-starts_on", "-version")

    def of_authority(self, authority: Authority, *, on: date) -> Self:
        """The plan in force there, the latest first."""
        return self.in_force(on).filter(authority=authority).order_by("-starts_on", "-version")


class UnitPlanQuerySet(models.QuerySet["UnitPlan"]):
    def visible_to(self, viewer: Person, *, on: date) -> Self:
        """All for its principal and for those who oversee the authority; the decided one for those who work in the unit."""
        units = SchoolUnit.objects.overviewed_by(viewer, on=on).values("pk")
        own = SchoolUnit.objects.workplaces_of(viewer, on=on).values("pk")
        return self.filter(unit__authority__provider=viewer.provider_id).filter(Q(unit__in=units) | Q(unit__in=own, status="decided"))

    def led_by(self, viewer: Person, *, on: date) -> Self:
        return self.filter(unit__in=SchoolUnit.objects.led_by(viewer, on=on).values("pk"))


class CourseOfferQuerySet(models.QuerySet["CourseOffer"]):
    def catalogue_for(self, person: Person) -> Self:
        """What somebody can choose from: the provider's offers and the person's own proposals."""
        return self.filter(provider=person.provider_id).filter(Q(proposed_by__isnull=True) | Q(proposed_by=person))


class CourseChoiceQuerySet(models.QuerySet["CourseChoice"]):
    def visible_to(self, viewer: Person, *, on: date) -> Self:
        """Own choices; and those sent to a principal by the people that principal leads."""
        led = Person.objects.led_by(viewer, on=on)
        return self.filter(Q(person=viewer) | Q(person__in=led.values("pk")) & ~Q(status="draft"))

    def answerable_by(self, viewer: Person, *, on: date) -> Self:
        """Proposed to the viewer. Nobody agrees to their own."""
        return self.of_people_led_by(viewer, on=on).filter(status="proposed")

    def of_people_led_by(self, viewer: Person, *, on: date) -> Self:
        """What has been sent by people in the units the viewer leads, whatever the answer."""
        return self.filter(person__in=Person.objects.led_by(viewer, on=on).values("pk")).exclude(status="draft")
