"""What people have registered, the campaigns they are asked in, and what it amounts to."""

from datetime import date
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
from merit.contract import facts_digest, record_of
from merit.models import EarlierAssessment, StoredAssessment
from merit.rules.facts import Facts
from organisation.models import Profession
from tests.factories.days import NOW, TODAY
from tests.factories.people import PersonFactory, SchoolProviderFactory


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


class EarlierAssessmentFactory(DjangoModelFactory[EarlierAssessment]):
    """Of somebody with nothing on record."""

    class Meta:
        model = EarlierAssessment

    person = factory.SubFactory(PersonFactory)
    reference_date = TODAY
    rule_set = "SFS 2025:280"
    facts = factory.LazyAttribute(lambda row: record_of(Facts(reference_date=row.reference_date)))
    facts_digest = factory.LazyAttribute(lambda row: facts_digest(row.facts))
    level_1 = level_2 = level_3 = level_4 = "not_met"
    sure_credits = Decimal(0)
    assessed_at = NOW
    replaced_at = NOW
