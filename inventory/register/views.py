"""The register check's first page, and the list that is sent."""

from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inventory.models import ColumnMapping, RegisterAnswer, RegisterCheck
from inventory.register import listing
from inventory.register.choosing import STAFF, Choice, count
from inventory.register.forms import ChoiceForm, OrderForm
from jobs.models import Job
from organisation.administration.access import administrators_only
from organisation.http import SignedInRequest
from organisation.models import Authority, SchoolUnit

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LATEST = 20


@require_safe
@administrators_only
def register(request: SignedInRequest) -> HttpResponse:
    """The two ways on, and what has been made and taken in before."""
    provider = request.user.provider_id
    context = {
        "checks": RegisterCheck.objects.filter(provider=provider)
        .annotate(has_content=Q(content__isnull=False))
        .select_related("job", "ordered_by")
        .defer("content")[:LATEST],
        "answers": RegisterAnswer.objects.filter(provider=provider).select_related("job", "uploaded_by").defer("content")[:LATEST],
        "mappings": ColumnMapping.objects.filter(provider=provider),
        "now": timezone.now(),
    }
    return render(request, "inventory/register/register.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@administrators_only
def new_check(request: SignedInRequest) -> HttpResponse:
    """Whose numbers: the choice stands in the address, so that what is ordered is what was counted on the page."""
    provider = request.user.provider_id
    chosen = ChoiceForm(
        request.GET,
        authorities=Authority.objects.filter(provider=provider),
        units=SchoolUnit.objects.of_provider(provider).open_on(request.today),
    )
    choice = chosen.choice
    form = OrderForm(request.POST or None, choice=choice)
    counted = count(choice, provider=provider, on=request.today)
    if request.method == "POST" and form.is_valid() and counted.personal:
        asked = Choice(choice.authority, choice.unit, choice.staff, bool(form.cleaned_data.get("with_protected")))
        made = listing.order(asked, reason=form.cleaned_data["reason"], by=request.user, at=timezone.now())
        return redirect("register:check", pk=made.pk)
    context = {"chosen": chosen, "form": form, "count": counted, "is_narrow": choice.is_narrow}
    return render(request, "inventory/register/new_check.html", context)


@require_safe
@administrators_only
def check(request: SignedInRequest, pk: UUID) -> HttpResponse:
    found = _found(request, pk)
    choice = Choice.of(found.choice)
    places = [
        Authority.objects.filter(provider=found.provider_id, pk=choice.authority or 0).values_list("name", flat=True).first(),
        SchoolUnit.objects.of_provider(found.provider_id).filter(pk=choice.unit or 0).values_list("name", flat=True).first(),
    ]
    context = {
        "check": found,
        "job": found.job,
        "whom": ", ".join([str(STAFF[choice.staff]), *filter(None, places)]),
        "with_protected": choice.takes_protected,
        "can_be_fetched": _lasts(found),
        "may_cancel": may_cancel(found.job),
        "is_cancelled": found.job is not None and found.job.state == found.job.State.CANCELLED,
    }
    return render(request, "inventory/register/check.html", context)


@require_POST
@administrators_only
def check_cancel(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Any administrator may stop a list of their provider's, as any may fetch it."""
    listing.call_off(_found(request, pk), by=request.user, at=timezone.now())
    return redirect("register:check", pk=pk)


@require_POST
@administrators_only
def check_remove(request: SignedInRequest, pk: UUID) -> HttpResponse:
    listing.remove(_found(request, pk), by=request.user, at=timezone.now())
    messages.success(request, _("Listan är borttagen."))
    return redirect("register:check", pk=pk)


@require_safe
@administrators_only
def check_file(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """The list as a file, while it lasts. That it was fetched is on record."""
    data = listing.fetch(_found(request, pk), by=request.user, at=timezone.now())
    if data is None:
        raise Http404
    return attached(data, f"registerkontroll-{request.today.isoformat()}.xlsx")


def attached(data: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(data, content_type=XLSX, headers=headers)


def may_cancel(job: Job | None) -> bool:
    return job is not None and not job.is_over and job.cancel_requested_at is None


def _lasts(found: RegisterCheck) -> bool:
    return found.content is not None and found.expires_at is not None and found.expires_at > timezone.now()


def _found(request: SignedInRequest, pk: UUID) -> RegisterCheck:
    return get_object_or_404(RegisterCheck.objects.filter(provider=request.user.provider_id).select_related("job", "ordered_by"), pk=pk)
