"""What has happened to a decision since it was accepted, as its owner tells it."""

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from inventory import permissions
from inventory.forms.decision import DecisionEventsForm
from inventory.models import LevelDecision
from inventory.pages.decisions import told
from inventory.services import decisions, records
from inventory.views.common import for_staff, own_record_or_404
from inventory.views.records import locked
from organisation.http import SignedInRequest


@require_http_methods(["GET", "HEAD", "POST"])
@for_staff
def decision_events(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """An accepted decision has been appealed or has lapsed. In sight but not accepted: 403, since it is changed in its own form."""
    decision = cast(LevelDecision, own_record_or_404(request, LevelDecision.slug, pk))
    if not permissions.can_follow_up(request.user, decision):
        return locked(request, decision)
    back = reverse("inventory:records", kwargs={"slug": LevelDecision.slug})
    form = DecisionEventsForm(request.POST or None, decision=decision, today=request.today, cancel=back)
    if request.method == "POST" and form.is_valid():
        try:
            stored = decisions.tell_what_happened(
                decision, form.events, version=form.cleaned_data["version"], by=request.user, on=request.today, at=timezone.now()
            )
        except records.RecordLockedError as error:
            return locked(request, error.stored)
        except records.RecordGoneError:
            return redirect(back)
        except records.RecordChangedError as error:
            sentence = _("Beslutet har ändrats i ett annat fönster: %(now)s. Öppna sidan på nytt och kontrollera.")
            form.add_error(None, sentence % {"now": told(cast(LevelDecision, error.stored))})
        except ValidationError as error:
            form.add_error(None, error)
        else:
            waits = _("Sparat. Det väntar på granskning, eftersom beslutet skulle gälla längre än förut.")
            messages.success(request, waits if stored.is_waiting else _("Sparat. Bedömningen är omräknad."))
            return redirect(back)
    return render(
        request, "inventory/decision_events.html", {"form": form, "heading": decision.heading, "told": told(decision), "back": back}
    )
