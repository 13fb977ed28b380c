"""Order a document, follow how far it has come, fetch it."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from jobs import services as jobs
from notices.services import read_about
from organisation.http import SignedInRequest
from plans.models import AuthorityPlan, UnitPlan
from reports import services
from reports.models import Report

LATEST = 20


@require_safe
def report_list(request: SignedInRequest) -> HttpResponse:
    """What can be ordered, and what the person has ordered lately."""
    _may_open(request)
    plans = AuthorityPlan.objects.visible_to(request.user, on=request.today).select_related("authority")
    unit_plans = UnitPlan.objects.visible_to(request.user, on=request.today).select_related("unit", "plan")
    ordered = (
        Report.objects.visible_to(request.user, on=request.today)
        .select_related("job", "authority_plan__authority", "unit_plan__unit")
        .order_by("-ordered_at", "pk")[:LATEST]
    )
    return render(request, "reports/list.html", {"plans": plans, "unit_plans": unit_plans, "ordered": ordered})


@require_POST
def order(request: SignedInRequest) -> HttpResponse:
    """Post kind (authority_plan or unit_plan) and id. A plan out of sight is 404."""
    _may_open(request)
    subject: AuthorityPlan | UnitPlan
    number = request.POST.get("id", "")
    if not number.isdecimal() or len(number) > 18:
        raise Http404
    match request.POST.get("kind"):
        case Report.Kind.UNIT_PLAN:
            subject = get_object_or_404(UnitPlan.objects.visible_to(request.user, on=request.today), pk=int(number))
        case Report.Kind.AUTHORITY_PLAN:
            subject = get_object_or_404(AuthorityPlan.objects.visible_to(request.user, on=request.today), pk=int(number))
        case _:
            raise Http404
    report = services.order(subject, by=request.user, language=get_language() or "sv", at=timezone.now())
    return redirect("reports:report", pk=report.pk)


@require_safe
def report(request: SignedInRequest, pk: UUID) -> HttpResponse:
    return render(request, "reports/report.html", _followed(_own(request, pk), is_swapped=False))


@require_safe
def progress(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """The part of the page that tells how far the work has come; htmx asks for it each second until the work is over."""
    return render(request, "reports/_progress.html", _followed(_own(request, pk), is_swapped=True))


@require_POST
def cancel(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Call off what one has ordered. What is ready already stays ready."""
    found = _own(request, pk)
    jobs.cancel(found.job, by=request.user, at=timezone.now())
    return redirect("reports:report", pk=found.pk)


@require_safe
def file(request: SignedInRequest, pk: UUID) -> FileResponse:
    found = _own(request, pk)
    if not found.pdf or not found.pdf.storage.exists(found.pdf.name):
        raise Http404
    response = FileResponse(
        found.pdf.open("rb"), as_attachment=True, content_type="application/pdf", filename=f"{slugify(found.title) or 'plan'}.pdf"
    )
    response["Cache-Control"] = "private, no-store"
    return response


def _followed(report: Report, *, is_swapped: bool) -> dict[str, Any]:
    """is_swapped: the part takes the place of the one before, and so also takes away the button beside it when that has had its day."""
    may_cancel = not report.job.is_over and report.job.cancel_requested_at is None
    return {"report": report, "may_cancel": may_cancel, "is_swapped": is_swapped}


def _own(request: SignedInRequest, pk: UUID) -> Report:
    seen = Report.objects.visible_to(request.user, on=request.today)
    found = get_object_or_404(seen.select_related("job", "authority_plan__authority", "unit_plan__unit"), pk=pk)
    if found.job.is_over:
        read_about(request.user, found, at=timezone.now())  # whoever is here need not be told by mail
    return found


def _may_open(request: SignedInRequest) -> None:
    """Reports are for those who lead, plan or read; a teacher reads the plans on the pages themselves."""
    if not (request.scope.leads or request.scope.oversees):
        raise PermissionDenied
