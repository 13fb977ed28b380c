"""The plan on its three levels."""

from datetime import date
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from plans.models import (
    AnchoringEntry,
    AuthorityPlan,
    BudgetLine,
    CourseChoice,
    CourseOffer,
    Dialogue,
    PlanCourse,
    PlanSection,
    PlanTier,
    Scenario,
    TimelineItem,
    UnitCourse,
    UnitPlan,
)
from tests.factories.days import NOW
from tests.factories.people import AuthorityFactory, PersonFactory, SchoolProviderFactory, SchoolUnitFactory


class AuthorityPlanFactory(DjangoModelFactory[AuthorityPlan]):
    """Decided and in force on TODAY, with the three tiers 4 of 8, 2 and free."""

    class Meta:
        model = AuthorityPlan
        skip_postgeneration_save = True

    authority = factory.SubFactory(AuthorityFactory)
    title = "Huvudmannaplan för professionsprogrammet"
    version = "1.0"
    status = AuthorityPlan.Status.DECIDED
    starts_on = date(2025, 9, 25)
    decided_on = date(2025, 9, 25)

    @factory.post_generation
    def tiers(self, create, extracted, **kwargs):
        if not create:
            return
        common = {"plan": self, "course_credits": Decimal("7.5")}
        PlanTier.objects.create(tier="authority", offered=8, choose=4, decider="Nämnden", basis="Analys på aggregerad nivå", **common)
        PlanTier.objects.create(tier="unit", choose=2, decider="Rektor", basis="Analys på enhetsnivå", **common)
        PlanTier.objects.create(tier="individual", decider="Läraren", basis="Behov i undervisningen", up_to_level=3, **common)


class CourseOfferFactory(DjangoModelFactory[CourseOffer]):
    class Meta:
        model = CourseOffer

    provider = factory.SubFactory(SchoolProviderFactory)
    title = factory.Sequence(lambda n: f"Kurs i utbudet {n}")
    institution = "Malmö universitet"
    credits = Decimal("7.5")
    cycle = "second"
    merit_basis = "subject_didactics"
    first_term = "2027-1"


class PlanCourseFactory(DjangoModelFactory[PlanCourse]):
    class Meta:
        model = PlanCourse

    plan = factory.SubFactory(AuthorityPlanFactory)
    offer = factory.SubFactory(CourseOfferFactory, provider=factory.SelfAttribute("..plan.authority.provider"))
    order = factory.Sequence(lambda n: n)
    need = "Fler elever behöver stöd i sin läsning."


class UnitPlanFactory(DjangoModelFactory[UnitPlan]):
    class Meta:
        model = UnitPlan

    unit = factory.SubFactory(SchoolUnitFactory)
    plan = factory.SubFactory(AuthorityPlanFactory, authority=factory.SelfAttribute("..unit.authority"))
    changed_at = NOW


class UnitCourseFactory(DjangoModelFactory[UnitCourse]):
    class Meta:
        model = UnitCourse

    unit_plan = factory.SubFactory(UnitPlanFactory)
    offer = factory.SubFactory(CourseOfferFactory, provider=factory.SelfAttribute("..unit_plan.unit.authority.provider"))
    need = "Eleverna talar sällan i helklass."


class CourseChoiceFactory(DjangoModelFactory[CourseChoice]):
    class Meta:
        model = CourseChoice

    person = factory.SubFactory(PersonFactory)
    plan = factory.SubFactory(AuthorityPlanFactory)
    tier = "authority"
    offer = factory.SubFactory(CourseOfferFactory, provider=factory.SelfAttribute("..plan.authority.provider"))
    term = "2027-1"
    changed_at = NOW


class PlanSectionFactory(DjangoModelFactory[PlanSection]):
    class Meta:
        model = PlanSection

    plan = factory.SubFactory(AuthorityPlanFactory)
    order = factory.Sequence(lambda n: n)
    heading = factory.Sequence(lambda n: f"Kapitel {n}")
    body = "Nämnden har det övergripande ansvaret."


class TimelineItemFactory(DjangoModelFactory[TimelineItem]):
    class Meta:
        model = TimelineItem

    plan = factory.SubFactory(AuthorityPlanFactory)
    title = "Analys på enhetsnivå"
    owner = "Rektorerna"
    starts_on = date(2026, 9, 1)
    ends_on = date(2026, 11, 30)


class DialogueFactory(DjangoModelFactory[Dialogue]):
    class Meta:
        model = Dialogue

    plan = factory.SubFactory(AuthorityPlanFactory)
    institution = factory.Sequence(lambda n: f"Högskolan {n}")
    priority = 1
    latest_on = date(2026, 10, 1)


class AnchoringEntryFactory(DjangoModelFactory[AnchoringEntry]):
    class Meta:
        model = AnchoringEntry

    plan = factory.SubFactory(AuthorityPlanFactory)
    held_on = date(2025, 8, 13)
    forum = "Förvaltningsrådets dialogmöte"
    kind = "consultation"


class BudgetLineFactory(DjangoModelFactory[BudgetLine]):
    class Meta:
        model = BudgetLine

    plan = factory.SubFactory(AuthorityPlanFactory)
    year = 2027
    tier = "authority"
    kind = "seats"
    quantity = Decimal(60)
    unit_price = Decimal(14000)
    funding = "Nämndens budget 2027"
    assumption = "Tre kurser med 20 platser var."


class ScenarioFactory(DjangoModelFactory[Scenario]):
    class Meta:
        model = Scenario

    person = factory.SubFactory(PersonFactory)
    name = factory.Sequence(lambda n: f"Tanke {n}")
    question = factory.LazyFunction(lambda: {"omfattning": ["40"]})
    created_at = NOW
    changed_at = NOW
