"""Ordered documents and their progress."""

import factory
from factory.django import DjangoModelFactory

from jobs.models import Job
from reports.models import Report
from tests.factories.days import NOW
from tests.factories.people import PersonFactory
from tests.factories.plans import UnitPlanFactory


class JobFactory(DjangoModelFactory[Job]):
    class Meta:
        model = Job

    kind = "reports.pdf"
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
