"""Ordering a document. The work itself is reports.making.make."""

from datetime import datetime

from django.db import transaction

from audit.services import record
from jobs import services as jobs
from organisation.models import Person
from plans.models import AuthorityPlan, UnitPlan
from reports.models import Report


@transaction.atomic
def order(subject: AuthorityPlan | UnitPlan, *, by: Person, language: str, at: datetime) -> Report:
    """Order the PDF of a plan. A second click while the first is unfinished gives the same report back."""
    plan, unit_plan = (subject, None) if isinstance(subject, AuthorityPlan) else (None, subject)
    Person.objects.select_for_update(of=("self",), no_key=True).get(pk=by.pk)
    unfinished = Report.objects.filter(
        ordered_by=by, language=language, job__finished_at=None, authority_plan=plan, unit_plan=unit_plan
    ).first()
    if unfinished is not None:
        return unfinished
    job = jobs.order("reports.pdf", owner=by, at=at)
    kind = Report.Kind.AUTHORITY_PLAN if plan is not None else Report.Kind.UNIT_PLAN
    report = Report.objects.create(
        kind=kind, authority_plan=plan, unit_plan=unit_plan, language=language, ordered_by=by, ordered_at=at, job=job
    )
    record("reports.report.ordered", actor=by, target=report, at=at, details={"kind": kind.value})
    return report
