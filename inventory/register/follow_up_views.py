"""What has happened to somebody's decision, as an administrator reads it in Skolverket's letter."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from inventory.forms.decision import ReportedEventsForm
from inventory.services import decisions, records
from organisation.administration.access import administrators_only
from organisation.http import SignedInRequest
from organisation.models import Person


@require_http_methods(["GET", "HEAD", "POST"])
@administrators_only
def decision_events(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Nothing of what is registered is shown: whoever writes the level and the day has the letter. One's own decisions have a page."""
    person = get_object_or_404(Person.objects.filter(provider=request.user.provider_id), pk=pk)
    if person.pk == request.user.pk:
        raise PermissionDenied
    back = reverse("administration:person", kwargs={"pk": pk})
    form = ReportedEventsForm(request.POST or None, today=request.today, cancel=back)
    if request.method == "POST" and form.is_valid():
        try:
            stored = decisions.report_what_happened(
                person,
                form.events,
                level=int(form.cleaned_data["level"]),
                decided_on=form.cleaned_data["decided_on"],
                by=request.user,
                on=request.today,
                at=timezone.now(),
            )
        except records.RecordGoneError:
            form.add_error("decided_on", _("Det finns inget godkänt beslut om den nivån från den dagen. Kontrollera mot brevet."))
        except ValidationError as error:
            form.add_error(None, error)
        else:
            waits = _("Sparat. Det väntar på granskning, eftersom beslutet skulle gälla längre än förut.")
            messages.success(request, waits if stored.is_waiting else _("Sparat. Bedömningen är omräknad, och personen får veta det."))
            return redirect(back)
    return render(request, "inventory/register/decision_events.html", {"form": form, "person": person})
