from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from audit.services import record_reading
from organisation.http import SignedInRequest
from organisation.models import Person
from privacy.extract import services
from privacy.extract.forms import ExtractForm, PartForm, suggested
from privacy.models import ExtractItem, PublicExtract
from privacy.permissions import for_administrators

PER_PAGE = 25


@dataclass(frozen=True)
class Part:
    """A page of items to decide. undecided: how many are left on it."""

    number: int
    person: Person
    title: str
    count: int
    undecided: int
    flagged: int


@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
def extracts(request: SignedInRequest) -> HttpResponse:
    """What has been taken out, and taking out something new."""
    form = ExtractForm(request.POST or None, administrator=request.user)
    if request.method == "POST" and form.is_valid():
        cleaned = form.cleaned_data
        made = services.take_out(cleaned["people"], cleaned["request"], by=request.user, at=timezone.now())
        return redirect("privacy:extract", pk=made.pk)
    rows = PublicExtract.objects.filter(provider=request.user.provider).select_related("made_by", "job").order_by("-created_at", "pk")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "privacy/extracts.html", {"form": form, "page": page, "rows": page.object_list})


@require_safe
@for_administrators
def extract(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """How far the check has come, part by part; and the document when it is let out."""
    found = _found(request, pk)
    items = list(ExtractItem.objects.filter(extract=found).select_related("person").order_by("order"))
    parts = parts_of(items)
    job = found.job
    context = {
        "extract": found,
        "parts": parts,
        "undecided": sum(part.undecided for part in parts),
        "count": len(items),
        "is_lost": job is not None and job.is_over and not found.pdf,
        "may_cancel": job is not None and job.owner_id == request.user.pk and not job.is_over and job.cancel_requested_at is None,
    }
    return render(request, "privacy/extract.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
def extract_part(request: SignedInRequest, pk: UUID, part: int) -> HttpResponse:
    """Decide about each item of one part."""
    found = _found(request, pk)
    items = list(ExtractItem.objects.filter(extract=found, part=part).select_related("person").order_by("order"))
    if not items:
        raise Http404
    record_reading("privacy.extract.read", by=request.user, of=[items[0].person], at=timezone.now())
    back = reverse("privacy:extract", kwargs={"pk": found.pk})
    form = PartForm(request.POST if request.method == "POST" and "suggested" not in request.POST else None, items=items, cancel=back)
    verdicts = None
    if request.method == "POST":
        verdicts = suggested(items) if "suggested" in request.POST else form.verdicts if form.is_valid() else None
    if verdicts is not None:
        try:
            services.decide(found, verdicts, by=request.user, at=timezone.now())
        except services.DecidedError:
            messages.info(request, _("Uppgifterna är redan utlämnade. Inget har ändrats."))
        else:
            messages.success(request, _("Besluten är sparade."))
        return redirect("privacy:extract", pk=found.pk)
    return render(request, "privacy/extract_part.html", {"form": form, "extract": found, "item": items[0]})


@require_POST
@for_administrators
def extract_let_out(request: SignedInRequest, pk: UUID) -> HttpResponse:
    found = _found(request, pk)
    try:
        services.let_out(found, by=request.user, at=timezone.now())
    except services.UndecidedError as error:
        text = ngettext(
            "%(count)s uppgift saknar beslut. Inget har lämnats ut.",
            "%(count)s uppgifter saknar beslut. Inget har lämnats ut.",
            error.count,
        )
        messages.error(request, text % {"count": error.count})
    except services.DecidedError:
        messages.info(request, _("Uppgifterna är redan utlämnade. Inget har ändrats."))
    return redirect("privacy:extract", pk=found.pk)


@require_POST
@for_administrators
def extract_cancel(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Call off the document one has ordered. What is ready already stays ready."""
    found = _found(request, pk)
    try:
        services.call_off(found, by=request.user, at=timezone.now())
    except services.NotTheirsError:
        raise PermissionDenied from None
    return redirect("privacy:extract", pk=found.pk)


@require_safe
@for_administrators
def extract_file(request: SignedInRequest, pk: UUID) -> FileResponse:
    found = _found(request, pk)
    if not found.pdf or not found.pdf.storage.exists(found.pdf.name):
        raise Http404
    name = f"utlamnande-{str(found.pk)[:8]}.pdf"
    response = FileResponse(found.pdf.open("rb"), as_attachment=True, content_type="application/pdf", filename=name)
    response["Cache-Control"] = "private, no-store"
    return response


def parts_of(items: Sequence[ExtractItem]) -> list[Part]:
    found = []
    for number, some in groupby(items, key=lambda item: item.part):
        rows = list(some)
        found.append(
            Part(
                number=number,
                person=rows[0].person,
                title=rows[0].section,
                count=len(rows),
                undecided=sum(not row.decision for row in rows),
                flagged=sum(row.hint != ExtractItem.Hint.NONE for row in rows),
            )
        )
    return found


def _found(request: SignedInRequest, pk: UUID) -> PublicExtract:
    return get_object_or_404(PublicExtract.objects.filter(provider=request.user.provider_id).select_related("job", "made_by"), pk=pk)
