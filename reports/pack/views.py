"""A teacher's checklist for one level, and the pack that is made of it: ordered, followed and fetched by nobody else."""

from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jobs import services as jobs
from notices.services import read_about
from organisation.http import SignedInRequest
from reports.models import ApplicationPack
from reports.pack import content, services
from reports.pack.basis import read_basis
from reports.pack.checklist import checklist_of
from reports.pack.forms import DayForm, OrderForm
from reports.pack.making import file_name

LATEST = 5
NAMES = {"pdf": "{name}.pdf", "archive": "{name}.zip", "print_copy": "{name}-utskrift.pdf"}
TYPES = {"pdf": "application/pdf", "archive": "application/zip", "print_copy": "application/pdf"}


@require_http_methods(["GET", "HEAD", "POST"])
def level(request: SignedInRequest, level: int) -> HttpResponse:
    """The checklist of one level; sent, it orders the pack."""
    _may_open(request)
    person, today = request.user, request.today
    asked = DayForm(request.GET if "dag" in request.GET else None, initial={"dag": today}, on=today)
    applies_on: date = asked.cleaned_data["dag"] if asked.is_bound and asked.is_valid() else today
    has_number = content.has_number(person)
    form = OrderForm(request.POST if request.method == "POST" else None, initial={"dag": applies_on}, on=today, has_number=has_number)
    if request.method == "POST" and form.is_valid():
        ordered = services.order(
            person,
            level=level,
            applies_on=form.cleaned_data["dag"],
            with_number=form.cleaned_data.get("whole_number", False),
            at=timezone.now(),
        )
        return redirect("packs:pack", pk=ordered.pk)
    return render(request, "reports/pack/level.html", _level_page(request, level, applies_on, asked, form))


def _level_page(request: SignedInRequest, level: int, applies_on: date, asked: DayForm, form: OrderForm) -> dict[str, Any]:
    basis = read_basis(request.user, level, on=request.today)
    view = content.level_view(basis)
    checklist = checklist_of(basis, applies_on=applies_on)
    packs = ApplicationPack.objects.visible_to(request.user).filter(level=level).select_related("job").order_by("-ordered_at", "pk")
    return {
        "level": view,
        "levels": (1, 2, 3, 4),
        "standing": content.standing_of(basis, view),
        "checklist": checklist,
        "fee": content.fee_text(),
        "applies_on": applies_on,
        "asked": asked,
        "order": form,
        "has_errors": bool(asked.errors) or bool(form.errors),
        "packs": [{"pack": each, "state": _state(each, basis_digest=basis.digest)} for each in packs[:LATEST]],
    }


def _state(pack: ApplicationPack, *, basis_digest: str) -> dict[str, Any]:
    can_be_fetched = pack.can_be_fetched(timezone.now())
    return {"can_be_fetched": can_be_fetched, "has_changed": can_be_fetched and pack.basis != basis_digest}


@require_safe
def pack(request: SignedInRequest, pk: UUID) -> HttpResponse:
    return render(request, "reports/pack/pack.html", {**_followed(request, pk), "is_swapped": False})


@require_safe
def progress(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """The part of the page that tells how far the work has come; htmx asks for it each second until the work is over."""
    return render(request, "reports/pack/_progress.html", {**_followed(request, pk), "is_swapped": True})


@require_POST
def cancel(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Call off what one has ordered. What is ready already stays ready."""
    found = _own(request, pk)
    jobs.cancel(found.job, by=request.user, at=timezone.now())
    return redirect("packs:pack", pk=found.pk)


@require_safe
def file(request: SignedInRequest, pk: UUID, what: str) -> FileResponse:
    """One of the three files, as long as they are there. Each fetching is put on record."""
    found = _own(request, pk)
    stored = getattr(found, what)
    if not found.can_be_fetched(timezone.now()) or not stored:
        raise Http404
    try:
        opened = stored.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    services.record_fetching(found, what=what, by=request.user, at=timezone.now())
    name = NAMES[what].format(name=file_name(found.level))
    response = FileResponse(opened, as_attachment=True, content_type=TYPES[what], filename=name)
    response["Cache-Control"] = "private, no-store"
    return response


def _followed(request: SignedInRequest, pk: UUID) -> dict[str, Any]:
    found = _own(request, pk)
    if found.job.is_over:
        read_about(request.user, found, at=timezone.now())  # whoever is here need not be told by mail
    state = {"can_be_fetched": False, "has_changed": False}
    if found.can_be_fetched(timezone.now()):
        state = _state(found, basis_digest=read_basis(request.user, found.level, on=request.today).digest)
    may_cancel = not found.job.is_over and found.job.cancel_requested_at is None
    return {"pack": found, "may_cancel": may_cancel, **state}


def _own(request: SignedInRequest, pk: UUID) -> ApplicationPack:
    return get_object_or_404(ApplicationPack.objects.visible_to(request.user).select_related("job", "person"), pk=pk)


def _may_open(request: SignedInRequest) -> None:
    """For those whom the merit system covers, about themselves."""
    if not request.scope.is_teaching:
        raise PermissionDenied
