"""Which plans, courses and choices, by the table "who sees what"."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import connections, models
from django.db.models import Exists, OuterRef, Q, Subquery, Sum

from organisation.mandates import mandate
from organisation.models import Authority, Person, Role, RoleAssignment, SchoolUnit
from plans.terms import Term

if TYPE_CHECKING:
    from plans.models import AuthorityPlan, CourseChoice, CourseOffer, UnitPlan

IN_FORCE = ("decided", "replaced")


def units_known_to(viewer: Person, *, on: date) -> models.QuerySet[SchoolUnit]:
    """Units whose plan the viewer may come to read: those led or overseen, and where the viewer works. Others do not exist for them."""
    overviewed = SchoolUnit.objects.overviewed_by(viewer, on=on)
    return (overviewed | SchoolUnit.objects.workplaces_of(viewer, on=on)).filter(authority__provider=viewer.provider_id)


def units_followed_by(viewer: Person, *, on: date) -> models.QuerySet[SchoolUnit]:
    """Units whose plan the viewer reads while it is written: those led, and those of a strategist. A reader waits for the decision."""
    roles = RoleAssignment.objects.active(on).filter(person=viewer, role=Role.STRATEGIST)
    everywhere = roles.filter(unit__isnull=True, authority__isnull=True)
    led = SchoolUnit.objects.led_by(viewer, on=on)
    return SchoolUnit.objects.filter(authority__provider=viewer.provider_id).filter(
        Q(pk__in=led.values("pk")) | Q(authority__in=roles.values("authority")) | Q(Exists(everywhere))
    )


class AuthorityPlanQuerySet(models.QuerySet["AuthorityPlan"]):
    def visible_to(self, viewer: Person, *, on: date) -> Self:
        """Every version for the strategists of the authority; the decided ones for readers and for whoever works or leads there."""
        written = Authority.objects.filter(mandate(viewer, (Role.STRATEGIST,), on=on).over_authorities(), provider=viewer.provider_id)
        known = Authority.objects.known_to(viewer, on=on).values("pk")
        return self.filter(authority__provider=viewer.provider_id).filter(
            Q(authority__in=written.values("pk")) | Q(authority__in=known, status__in=IN_FORCE)
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
        """Drafts too for its principals and for strategists; the decided ones for readers and for those who work in the unit."""
        followed = units_followed_by(viewer, on=on).values("pk")
        known = units_known_to(viewer, on=on).values("pk")
        return self.filter(unit__authority__provider=viewer.provider_id).filter(Q(unit__in=followed) | Q(unit__in=known, status="decided"))

    def hold_unchanged(self) -> None:
        """Until the transaction ends nobody changes these rows, but many may hold them so: a school sends its choices the same evening.

        FOR SHARE is not among Django's locks. For filters on the row itself; a joined table would be held too.
        """
        statement, values = self.order_by("pk").values_list("pk").query.sql_with_params()
        with connections[self.db].cursor() as cursor:
            cursor.execute(f"{statement} FOR SHARE", values)

    def led_by(self, viewer: Person, *, on: date) -> Self:
        return self.filter(unit__in=SchoolUnit.objects.led_by(viewer, on=on).values("pk"))


class CourseOfferQuerySet(models.QuerySet["CourseOffer"]):
    def catalogue_for(self, person: Person) -> Self:
        """What somebody can choose from: the provider's offers and the person's own proposals."""
        return self.filter(provider=person.provider_id).filter(Q(proposed_by__isnull=True) | Q(proposed_by=person))

    def begins_by(self, day: date | None) -> Self:
        """First given in a term that begins by that day, the last of a plan. None: whenever it is."""
        return self if day is None else self.filter(first_term__lte=Term.last_begun(day).code)


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
