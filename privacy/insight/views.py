from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inventory.certificates.views import blocked, private
from inventory.models import Certificate
from organisation.http import SignedInRequest
from organisation.models import Person
from privacy.export.document import document_of
from privacy.export.forms import ReasonForm
from privacy.insight import services
from privacy.models import Insight
from privacy.permissions import for_administrators
from privacy.reading import sections_of


@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
def insight(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Ask for the reason; then, for half an hour, show everything there is about the person. Nothing can be changed here."""
    person, now = _person(request, pk), timezone.now()
    opened = Insight.objects.open_to(request.user, at=now).filter(person=person).first()
    if opened is not None and request.method != "POST":
        return _shown(request, opened)
    form = ReasonForm(
        request.POST or None, submit=_("Öppna uppgifterna"), cancel=reverse("administration:person", kwargs={"pk": person.pk})
    )
    if request.method == "POST" and form.is_valid():
        services.open_record(person, by=request.user, reason=form.cleaned_data["reason"], at=now)
        return redirect("privacy:insight", pk=person.pk)
    return render(request, "privacy/insight_ask.html", {"form": form, "person": person})


@require_POST
@for_administrators
def insight_close(request: SignedInRequest, pk: UUID) -> HttpResponse:
    person, now = _person(request, pk), timezone.now()
    for opened in Insight.objects.open_to(request.user, at=now).filter(person=person).order_by("pk"):
        services.close(opened, at=now)
    return redirect("administration:person", pk=pk)


@require_safe
@for_administrators
def insight_file(request: SignedInRequest, pk: UUID, certificate: UUID) -> HttpResponse | FileResponse:
    """One certificate of the person, while their data is open to the viewer. A protected identity's stays closed."""
    person, now = _person(request, pk), timezone.now()
    opened = get_object_or_404(Insight.objects.open_to(request.user, at=now).select_related("person", "opened_by"), person=person)
    if person.is_protected and not request.user.sees_name_of(person.pk):
        raise PermissionDenied
    found = get_object_or_404(Certificate.objects.filter(person=person), pk=certificate)
    if found.is_blocked:
        return blocked(request, found)
    try:
        stored = found.file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    services.record_opening(opened, certificate=found, at=now)
    return private(FileResponse(stored, filename=found.original_name, content_type=found.content_type))


def _shown(request: SignedInRequest, opened: Insight) -> HttpResponse:
    now, person = timezone.now(), opened.person
    services.record_opening(opened, at=now)
    document = document_of(person, viewer=request.user, at=now)

    def address(key: str) -> str:
        return reverse("privacy:insight_file", kwargs={"pk": person.pk, "certificate": key})

    sections = sections_of(document, file_url=address)
    return render(request, "privacy/insight.html", {"insight": opened, "person": person, "sections": sections})


def _person(request: SignedInRequest, pk: UUID) -> Person:
    """Somebody of one's own school provider. One's own data has a page of its own."""
    person = get_object_or_404(Person.objects.filter(provider=request.user.provider_id), pk=pk)
    if person.pk == request.user.pk:
        raise PermissionDenied
    return person
