"""Ordered documents and their progress."""

from datetime import timedelta

import factory
from factory.django import DjangoModelFactory

from jobs.models import Job
from reports.models import ApplicationPack, Report
from tests.factories.days import NOW, TODAY
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


class ApplicationPackFactory(DjangoModelFactory[ApplicationPack]):
    """Of level 1, not made yet. Trait finished: with its files, for a week."""

    class Meta:
        model = ApplicationPack

    class Params:
        finished = factory.Trait(
            job__state="finished",
            job__finished_at=NOW,
            pdf=factory.django.FileField(filename="underlag.pdf", data=b"%PDF-1.7 prov"),
            archive=factory.django.FileField(filename="paket.zip", data=b"PK"),
            print_copy=factory.django.FileField(filename="utskrift.pdf", data=b"%PDF-1.7 prov"),
            expires_at=NOW + timedelta(days=7),
        )

    person = factory.SubFactory(PersonFactory)
    level = 1
    applies_on = TODAY
    ordered_at = NOW
    job = factory.SubFactory(JobFactory, kind="reports.pack", owner=factory.SelfAttribute("..person"))
