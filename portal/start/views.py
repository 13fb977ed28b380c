"""The start page: what needs me now, and the shortest way there. It sends nobody elsewhere."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.names import display_name
from organisation.http import SignedInRequest
from portal.start.events import latest_events
from portal.start.page import start_of


@require_safe
def start(request: SignedInRequest) -> HttpResponse:
    person = request.user
    page = start_of(person, request.scope, on=request.today, at=timezone.now())
    context = {
        "page": page,
        "called": display_name(person, person).partition(" ")[0],
        "events": latest_events(person, on=request.today),
        "is_teaching": request.scope.is_teaching,
    }
    return render(request, "portal/start.html", context)
