"""Check the answers, send them, and keep the receipt."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from inventory.models import Submission
from inventory.pages.answers import frozen_answers, live_answers, to_dos
from inventory.pages.phrases import day_of_week, moment
from inventory.services import sending
from inventory.tasklist import task_list
from inventory.views.common import for_staff, standing_of
from organisation.http import SignedInRequest


@require_http_methods(["GET", "HEAD", "POST"])
@for_staff
def check(request: SignedInRequest) -> HttpResponse:
    """Everything that would be sent, also what was skipped; then send."""
    standing = standing_of(request)
    if standing.campaign is None:
        return redirect("inventory:tasks")
    has_errors = False
    if request.method == "POST":
        try:
            sent = sending.send(request.user, standing.campaign, with_merit=standing.with_merit, on=request.today, at=timezone.now())
        except sending.IncompleteError:
            has_errors = True
            standing = standing_of(request)
        except sending.NothingToSendError:
            return redirect("inventory:tasks")
        else:
            return redirect("inventory:receipt", pk=sent.submission.pk)
    tasks = task_list(standing)
    context = {
        "campaign_name": standing.campaign.name if standing.campaign else "",
        "closes": day_of_week(standing.campaign.closes_on) if standing.campaign and standing.is_open else "",
        "parts": live_answers(standing, request.scope.employments),
        "missing": to_dos(tasks.missing),
        "has_errors": has_errors,
        "is_sent": tasks.is_sent,
    }
    return render(request, "inventory/check.html", context)


@require_safe
def receipt(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """What was sent, from the frozen copy alone. It is the sender's for as long as it is kept, employed or not."""
    submission = get_object_or_404(Submission.objects.visible_to(request.user, on=request.today), pk=pk)
    context = {
        "number": submission.number,
        "digest": submission.digest,
        "campaign_name": submission.content["campaign"]["name"],
        "sent": moment(submission.sent_at),
        "parts": frozen_answers(submission),
        "with_merit": submission.content["about"]["with_merit"],
    }
    return render(request, "inventory/receipt.html", context)
