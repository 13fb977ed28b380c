"""One's own data to read and take along, another's copy for an administrator with a reason, and taking somebody in."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jobs import services as jobs
from organisation.http import SignedInRequest
from organisation.models import Person
from privacy import leaving
from privacy.export import services, uploads
from privacy.export.document import READABLE_VERSIONS, document_of, schema_path
from privacy.export.forms import ReasonForm, TakeInForm, UploadForm
from privacy.export.reading_in import ArchiveRefusedError
from privacy.models import Insight, PersonExport, PersonImport
from privacy.permissions import for_administrators
from privacy.reading import sections_of

LATEST = 5


@require_safe
def my_data(request: SignedInRequest) -> HttpResponse:
    """Everything that is here about whoever is signed in, to read; and copies to order and fetch."""
    person, now = request.user, timezone.now()
    exports = PersonExport.objects.visible_to(person, request.scope).filter(person=person).select_related("job")
    context = {
        "sections": sections_of(document_of(person, viewer=person, at=now), file_url=_certificate),
        "exports": [
            {"export": each, "can_be_fetched": each.can_be_fetched(now)} for each in exports.order_by("-ordered_at", "pk")[:LATEST]
        ],
        "others": others_of(person),
        "reading_until": leaving.reading_until(person, on=request.today),
    }
    return render(request, "privacy/my_data.html", context)


@require_POST
def export_order(request: SignedInRequest) -> HttpResponse:
    export = services.order(request.user, by=request.user, reason="", at=timezone.now())
    return redirect("privacy:export", pk=export.pk)


@require_safe
def export(request: SignedInRequest, pk: UUID) -> HttpResponse:
    return render(request, "privacy/export.html", _state(request, pk))


@require_safe
def export_progress(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """The part of the page that tells how far the work has come; htmx asks for it each second until the work is over."""
    return render(request, "privacy/_export_progress.html", {**_state(request, pk), "is_swapped": True})


@require_POST
def export_cancel(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Call off what one has ordered. What is ready already stays ready."""
    found = _visible(request, pk)
    jobs.cancel(found.job, by=request.user, at=timezone.now())
    return redirect("privacy:export", pk=found.pk)


@require_safe
def export_file(request: SignedInRequest, pk: UUID) -> FileResponse:
    """The copy, as long as it is there. Each fetching is put on record."""
    found = _visible(request, pk)
    if not found.can_be_fetched(timezone.now()):
        raise Http404
    try:
        stored = found.file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    services.record_fetching(found, by=request.user, at=timezone.now())
    name = f"meritplan-{str(found.person_id)[:8]}.zip"
    response = FileResponse(stored, as_attachment=True, content_type="application/zip", filename=name)
    response["Cache-Control"] = "private, no-store"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
def export_of_person(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """An administrator orders a copy of a named person's data, with a reason the person reads."""
    person = get_object_or_404(Person.objects.filter(provider=request.user.provider_id), pk=pk)
    if person.pk == request.user.pk:
        raise PermissionDenied
    form = ReasonForm(request.POST or None, submit=_("Beställ kopian"), cancel=reverse("administration:person", kwargs={"pk": pk}))
    if request.method == "POST" and form.is_valid():
        try:
            ordered = services.order(person, by=request.user, reason=form.cleaned_data["reason"], at=timezone.now())
        except services.ProtectedPersonError:
            form.add_error(None, _("Personen har skyddad identitet. Bara personen själv kan beställa kopian, på sin egen sida."))
        else:
            return redirect("privacy:export", pk=ordered.pk)
    return render(request, "privacy/export_of_person.html", {"form": form, "person": person})


@login_not_required
@require_safe
def schema_file(request: HttpRequest, version: int) -> HttpResponse:
    """The published schema of the document, open to everybody who writes a reader; also those of earlier versions."""
    if version not in READABLE_VERSIONS:
        raise Http404
    return HttpResponse(schema_path(version).read_bytes(), content_type="application/schema+json")


@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
def import_new(request: SignedInRequest) -> HttpResponse:
    """Upload a copy from another installation. Nothing is taken in yet."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            stored = uploads.receive(form.upload, by=request.user, at=timezone.now())
        except ArchiveRefusedError as refused:
            for message in refused.messages:
                form.add_error("file", message)
        else:
            return redirect("privacy:import", pk=stored.pk)
    return render(request, "privacy/import_new.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
def import_taken(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """What the copy holds and what taking it in would do; taking it in; and afterwards what came of it."""
    stored = get_object_or_404(PersonImport.objects.filter(provider=request.user.provider_id, uploaded_by=request.user), pk=pk)
    if stored.taken_in_at is not None:
        return render(request, "privacy/import_done.html", {"stored": stored})
    if not stored.file:
        raise Http404
    form = TakeInForm(request.POST or None, administrator=request.user, cancel=reverse("privacy:import_new"))
    if request.method == "POST" and form.is_valid():
        try:
            taken = uploads.take(stored, into=form.into, review_again=form.review_again, by=request.user, at=timezone.now())
        except ArchiveRefusedError as refused:
            for message in refused.messages:
                form.add_error(None, message)
        else:
            messages.success(request, _("Personen är inläst."))
            for note in taken.notes:
                messages.info(request, note)
            return redirect("privacy:import", pk=stored.pk)
    return render(request, "privacy/import.html", {"form": form, **uploads.looked_through(stored, by=request.user, at=timezone.now())})


@dataclass(frozen=True)
class Other:
    """Somebody who has been given sight of the person's data, or a copy of it, and why."""

    who: Person
    what: str
    reason: str
    at: datetime


def others_of(person: Person) -> list[Other]:
    """Openings and copies by others, the latest first."""
    opened = Insight.objects.filter(person=person).select_related("opened_by").order_by("-opened_at", "pk")
    ordered = (
        PersonExport.objects.filter(person=person).exclude(ordered_by=person).select_related("ordered_by").order_by("-ordered_at", "pk")
    )
    found = [Other(each.opened_by, _("Insyn"), each.reason, each.opened_at) for each in opened]
    found += [Other(each.ordered_by, _("Kopia"), each.reason, each.ordered_at) for each in ordered]
    return sorted(found, key=lambda other: other.at, reverse=True)


def _certificate(key: str) -> str:
    return reverse("certificates:file", kwargs={"pk": key})


def _state(request: SignedInRequest, pk: UUID) -> dict[str, object]:
    found = _visible(request, pk)
    may_cancel = not found.job.is_over and found.job.cancel_requested_at is None
    return {"export": found, "is_own": found.is_own, "can_be_fetched": found.can_be_fetched(timezone.now()), "may_cancel": may_cancel}


def _visible(request: SignedInRequest, pk: UUID) -> PersonExport:
    seen = PersonExport.objects.visible_to(request.user, request.scope).select_related("job", "person")
    return get_object_or_404(seen, pk=pk)
