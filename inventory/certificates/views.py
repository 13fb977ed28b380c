"""Serving files and their pages to whoever may see them, and removing one's own."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from audit.services import record_reading
from inventory.certificates import services
from inventory.models import Certificate
from inventory.models.certificate import preview_path
from organisation.http import SignedInRequest
from organisation.models import Employment

# Safari shows an empty window for a PDF in a sandbox, so a PDF gets none; it may still load and run nothing of ours.
NOTHING = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"


@require_safe
def file(request: SignedInRequest, pk: UUID) -> HttpResponseBase:
    """The file as it was uploaded. Opening somebody else's is put on record."""
    certificate = get_object_or_404(Certificate.objects.visible_to(request.user, on=request.today), pk=pk)
    if certificate.is_blocked:
        return blocked(request, certificate)
    try:
        stored = certificate.file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    services.record_reading(certificate, by=request.user, at=timezone.now())
    return private(FileResponse(stored, filename=certificate.original_name, content_type=certificate.content_type))


@require_safe
def page(request: SignedInRequest, pk: UUID, page: int) -> HttpResponseBase:
    """One drawn page. Opening somebody else's is put on record, once for a review that shows them all."""
    certificate = get_object_or_404(Certificate.objects.visible_to(request.user, on=request.today), pk=pk)
    if certificate.is_blocked:
        raise PermissionDenied
    if not 1 <= page <= certificate.preview_pages:
        raise Http404
    try:
        stored = default_storage.open(preview_path(certificate, page))
    except FileNotFoundError:
        raise Http404 from None
    record_reading(
        "inventory.certificate.read", by=request.user, of=[certificate.person], at=timezone.now(), details={"page": "certificate"}
    )
    return private(FileResponse(stored, content_type="image/png"))


@require_POST
def remove(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Remove one's own certificate, as long as it belongs to nothing that was sent."""
    certificate = get_object_or_404(Certificate.objects.visible_to(request.user, on=request.today), pk=pk)
    if certificate.person_id != request.user.pk or has_left(request):
        raise PermissionDenied
    name = certificate.original_name
    try:
        services.remove(certificate, by=request.user, at=timezone.now())
    except services.RemovalRefusedError:
        messages.error(request, _("%(name)s ingår i det du har skickat in och kan därför inte tas bort.") % {"name": name})
    else:
        messages.success(request, _("%(name)s är borttagen.") % {"name": name})
    return redirect(way_back(request))


def blocked(request: SignedInRequest, certificate: Certificate) -> HttpResponse:
    """Why a file cannot be opened, and what its owner can do."""
    is_own = certificate.person_id == request.user.pk
    context = {
        "name": certificate.original_name,
        "is_infected": certificate.scan == Certificate.Scan.INFECTED,
        "is_own": is_own,
        "back": reverse("inventory:tasks") if is_own else reverse("review:person", kwargs={"pk": certificate.person_id}),
    }
    return render(request, "inventory/certificates/blocked.html", context, status=403)


def private(response: FileResponse) -> FileResponse:
    """For this reader alone, as the type it was checked to be, and without the right to load or run anything."""
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = NOTHING if response["Content-Type"] == Certificate.ContentType.PDF else f"{NOTHING}; sandbox"
    return response


def has_left(request: SignedInRequest) -> bool:
    """Whoever worked here and does not any more reads what is theirs, and changes nothing."""
    return not request.scope.is_staff and Employment.objects.filter(person=request.user, ends_on__lt=request.today).exists()


def way_back(request: SignedInRequest) -> str:
    """Where the person came from, if that is a page of ours."""
    wanted = request.POST.get("next", "") or request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return wanted if is_ours and wanted.startswith("/") else reverse("inventory:tasks")
