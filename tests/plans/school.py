"""A unit with a plan in force: eight courses of the authority, four of the unit, a teacher, a principal; and a second provider's principal."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from organisation.models import Person, Profession, SchoolUnit
from plans.choices.services import Pick
from plans.choices.situation import situation_of
from plans.models import AuthorityPlan, CourseOffer, Tier, UnitPlan
from tests.factories import (
    AuthorityPlanFactory,
    CourseOfferFactory,
    PersonFactory,
    PlanCourseFactory,
    SchoolUnitFactory,
    UnitCourseFactory,
    UnitPlanFactory,
)


@dataclass
class School:
    unit: SchoolUnit
    plan: AuthorityPlan
    unit_plan: UnitPlan
    offers: list[CourseOffer]
    unit_offers: list[CourseOffer]
    teacher: Person
    principal: Person
    stranger: Person  # leads a unit of another provider

    def picks(self, authority: int = 4, unit: int = 2, term: str = "2027-1") -> list[Pick]:
        """The first so many courses of each tier."""
        first = [Pick(Tier.AUTHORITY, offer.pk, term) for offer in self.offers[:authority]]
        return first + [Pick(Tier.UNIT, offer.pk, term) for offer in self.unit_offers[:unit]]

    def seen(self, on: date) -> str:
        """What a form opened now would carry."""
        situation = situation_of(self.teacher, on=on)
        assert situation is not None
        return situation.stamp


def build_school(**plan: object) -> School:
    unit = SchoolUnitFactory()
    found = AuthorityPlanFactory(authority=unit.authority, **plan)
    provider = unit.authority.provider
    offers: list[Any] = [CourseOfferFactory(provider=provider, title=f"Kurs {n}") for n in range(8)]
    for order, offer in enumerate(offers):
        PlanCourseFactory(plan=found, offer=offer, order=order)
    unit_plan = UnitPlanFactory(
        plan=found,
        unit=unit,
        results="Var femte elev når inte målen.",
        needs="Lärarna behöver leda samtal.",
        sources="Betyg 2026",
        status="decided",
        decided_on=date(2026, 3, 1),
    )
    unit_offers: list[Any] = [CourseOfferFactory(provider=provider, title=f"Enhetskurs {n}") for n in range(4)]
    for offer in unit_offers:
        UnitCourseFactory(unit_plan=unit_plan, offer=offer)
    return School(
        unit=unit,
        plan=found,
        unit_plan=unit_plan,
        offers=offers,
        unit_offers=unit_offers,
        teacher=PersonFactory(teaches_at=unit, given_name="Sara", family_name="Nyström"),
        principal=PersonFactory(teaches_at=unit, profession=Profession.PRINCIPAL, principal_of=unit),
        stranger=PersonFactory(principal_of=SchoolUnitFactory()),
    )
