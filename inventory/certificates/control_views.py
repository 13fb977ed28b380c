"""How a certificate can be checked with its issuer, as its owner says it."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from inventory.certificates import services
from inventory.certificates.views import has_left, way_back
from inventory.forms.control import ControlForm
from inventory.models import Certificate
from organisation.http import SignedInRequest


@require_http_methods(["GET", "HEAD", "POST"])
def control(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Only the owner says it; whoever reviews reads it beside the file."""
    certificate = get_object_or_404(Certificate.objects.visible_to(request.user, on=request.today), pk=pk)
    if certificate.person_id != request.user.pk or has_left(request):
        raise PermissionDenied
    said = services.Control.of(certificate)
    initial = {"code": said.code, "url": said.url, "until": said.until}
    back = way_back(request)
    form = ControlForm(request.POST or None, initial=initial, on=request.today, cancel=back)
    if request.method == "POST" and form.is_valid():
        services.say_control(certificate, form.control, by=request.user, at=timezone.now())
        if form.control.until and form.control.until < request.today:
            messages.warning(request, _("Sparat. Koden har slutat gälla. Skapa ett nytt intyg med en ny kod innan du ansöker."))
        else:
            messages.success(request, _("Uppgifterna om kontrollkoden är sparade."))
        return redirect(back)
    return render(request, "inventory/certificates/control.html", {"form": form, "certificate": certificate, "back": back})
