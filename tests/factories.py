"""Made-up rows for tests. Factories say who; traits say in what state."""

from datetime import UTC, date, datetime
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from inventory.models import (
    Campaign,
    Certificate,
    Course,
    Degree,
    LevelDecision,
    Licence,
    PracticeResearch,
    QualifyingDegree,
    RecordStatus,
    StatedEmployment,
)
from jobs.models import Job
from merit.models import StoredAssessment
from organisation.models import Authority, Employment, Person, Profession, Role, RoleAssignment, SchoolProvider, SchoolUnit
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
    TimelineItem,
    UnitCourse,
    UnitPlan,
)
from reports.models import Report

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 20)


class SchoolProviderFactory(DjangoModelFactory[SchoolProvider]):
    class Meta:
        model = SchoolProvider

    name = factory.Sequence(lambda n: f"Provkommun {n}")
    kind = SchoolProvider.Kind.MUNICIPALITY


class AuthorityFactory(DjangoModelFactory[Authority]):
    class Meta:
        model = Authority

    provider = factory.SubFactory(SchoolProviderFactory)
    name = factory.Sequence(lambda n: f"Förvaltning {n}")
    committee = "Utbildningsnämnden"


class SchoolUnitFactory(DjangoModelFactory[SchoolUnit]):
    class Meta:
        model = SchoolUnit

    authority = factory.SubFactory(AuthorityFactory)
    name = factory.Sequence(lambda n: f"Provskolan {n}")
    kind = SchoolUnit.Kind.SCHOOL
    school_forms = factory.LazyFunction(lambda: ["upper_secondary"])


class PersonFactory(DjangoModelFactory[Person]):
    """teaches_at / principal_of / reviewer_of (authority) / strategist_of / reader_of / administrator give the role from 2020 on."""

    class Meta:
        model = Person
        skip_postgeneration_save = True

    provider = factory.SubFactory(SchoolProviderFactory)
    username = factory.Sequence(lambda n: f"person{n}")
    email = factory.LazyAttribute(lambda o: f"{o.username}@example.se")
    given_name = "Åsa"
    family_name = factory.Sequence(lambda n: f"Öberg {n}")

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        teaches_at = kwargs.pop("teaches_at", None)
        profession = kwargs.pop("profession", Profession.TEACHER)
        places = {
            Role.PRINCIPAL: {"unit": kwargs.pop("principal_of", None)},
            Role.DEPUTY_PRINCIPAL: {"unit": kwargs.pop("deputy_of", None)},
            Role.REVIEWER: {"authority": kwargs.pop("reviewer_of", None)},
            Role.STRATEGIST: {"authority": kwargs.pop("strategist_of", None)},
            Role.READER: {"authority": kwargs.pop("reader_of", None)},
        }
        is_administrator = kwargs.pop("administrator", False)
        place = teaches_at or next((value for place in places.values() for value in place.values() if value is not None), None)
        if place is not None:
            authority = place.authority if isinstance(place, SchoolUnit) else place
            kwargs["provider"] = authority.provider
        person = super()._create(model_class, *args, **kwargs)
        if teaches_at:
            EmploymentFactory(person=person, unit=teaches_at, profession=profession)
        for role, where in places.items():
            if any(value is not None for value in where.values()):
                RoleAssignment.objects.create(person=person, role=role, starts_on=date(2020, 1, 1), **where)
        if is_administrator:
            RoleAssignment.objects.create(person=person, role=Role.ADMINISTRATOR, starts_on=date(2020, 1, 1))
        return person


class EmploymentFactory(DjangoModelFactory[Employment]):
    class Meta:
        model = Employment

    person = factory.SubFactory(PersonFactory)
    unit = factory.SubFactory(SchoolUnitFactory)
    profession = Profession.TEACHER
    extent_percent = Decimal(100)
    starts_on = date(2018, 8, 13)


class CampaignFactory(DjangoModelFactory[Campaign]):
    """Open on TODAY. authorities=[…] says whose staff are asked."""

    class Meta:
        model = Campaign
        skip_postgeneration_save = True

    provider = factory.SubFactory(SchoolProviderFactory)
    name = factory.Sequence(lambda n: f"Inventering {n}")
    opens_on = date(2026, 10, 1)
    closes_on = date(2026, 12, 18)

    @factory.post_generation
    def authorities(self, create, extracted, **kwargs):
        if create and extracted:
            self.authorities.set(extracted)


class CertificateFactory(DjangoModelFactory[Certificate]):
    class Meta:
        model = Certificate

    person = factory.SubFactory(PersonFactory)
    file = factory.django.FileField(data=b"%PDF-1.4 prov")
    original_name = "Intyg från lärosätet.pdf"
    content_type = Certificate.ContentType.PDF
    size = 13
    sha256 = factory.Sequence(lambda n: f"{n:064x}")
    uploaded_at = NOW


class RecordFactory(DjangoModelFactory):
    """Traits: sent, accepted, returned, rejected. certificates=[…] sets the evidence."""

    class Meta:
        abstract = True
        skip_postgeneration_save = True

    class Params:
        sent = factory.Trait(status=RecordStatus.SENT, sent_at=NOW)
        accepted = factory.Trait(status=RecordStatus.ACCEPTED, sent_at=NOW, reviewed_at=NOW)
        returned = factory.Trait(
            status=RecordStatus.COMPLETION_ASKED, sent_at=NOW, reviewed_at=NOW, review_reason="Intyget går inte att läsa."
        )
        rejected = factory.Trait(status=RecordStatus.REJECTED, sent_at=NOW, reviewed_at=NOW, review_reason="Fel person på intyget.")

    person = factory.SubFactory(PersonFactory)
    created_at = NOW
    changed_at = NOW

    @factory.post_generation
    def certificates(self, create, extracted, **kwargs):
        if create and extracted:
            self.certificates.set(extracted)


class LicenceFactory(RecordFactory):
    class Meta:
        model = Licence

    licence_kind = Licence.Kind.TEACHER
    issued_on = date(2013, 6, 20)


class QualifyingDegreeFactory(RecordFactory):
    class Meta:
        model = QualifyingDegree

    title = "Ämneslärarexamen"
    institution = "Malmö universitet"
    issued_on = date(2012, 6, 8)


class StatedEmploymentFactory(RecordFactory):
    class Meta:
        model = StatedEmployment

    profession = Profession.TEACHER
    employer = "Sjöstad kommun"
    unit_name = "Strandgymnasiet"
    in_school_system = True
    extent_percent = Decimal(100)
    starts_on = date(2013, 8, 12)


class CourseFactory(RecordFactory):
    class Meta:
        model = Course

    title = factory.Sequence(lambda n: f"Språkutvecklande arbetssätt {n}")
    institution = "Malmö universitet"
    credits = Decimal("7.5")
    cycle = "second"
    completed_on = date(2022, 6, 5)
    passed = True
    merit_basis = "subject_didactics"


class DegreeFactory(RecordFactory):
    class Meta:
        model = Degree

    title = "Magisterexamen"
    institution = "Lunds universitet"
    cycle = "second"
    credits = Decimal(60)
    merit_credits = Decimal(30)
    awarded_on = date(2020, 6, 5)


class PracticeResearchFactory(RecordFactory):
    class Meta:
        model = PracticeResearch

    title = "Läsförståelse på yrkesprogram"
    institution = "Malmö universitet"
    starts_on = date(2024, 8, 15)
    ends_on = date(2025, 6, 10)


class LevelDecisionFactory(RecordFactory):
    class Meta:
        model = LevelDecision

    level = 1
    decided_on = date(2025, 12, 4)
    case_number = "2025:41877"


class StoredAssessmentFactory(DjangoModelFactory[StoredAssessment]):
    class Meta:
        model = StoredAssessment

    person = factory.SubFactory(PersonFactory)
    reference_date = TODAY
    rule_set = "SFS 2025:280"
    facts = factory.LazyFunction(dict)
    facts_digest = "0" * 64
    level_1 = level_2 = level_3 = level_4 = "not_met"
    sure_credits = Decimal(0)
    assessed_at = NOW


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


class JobFactory(DjangoModelFactory[Job]):
    class Meta:
        model = Job

    owner = factory.SubFactory(PersonFactory)
    created_at = NOW


class ReportFactory(DjangoModelFactory[Report]):
    """Of a unit plan unless told otherwise. Trait finished: with a file."""

    class Meta:
        model = Report

    class Params:
        finished = factory.Trait(job__state="finished", job__finished_at=NOW, pdf=factory.django.FileField(data=b"%PDF-1.7 prov"), pages=2)

    kind = Report.Kind.UNIT_PLAN
    unit_plan = factory.SubFactory(UnitPlanFactory)
    ordered_by = factory.SubFactory(PersonFactory)
    ordered_at = NOW
    job = factory.SubFactory(JobFactory, owner=factory.SelfAttribute("..ordered_by"))
