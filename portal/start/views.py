"""The start page: what needs me now, and the shortest way there."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from organisation.http import SignedInRequest


@require_safe
def start(request: SignedInRequest) -> HttpResponse:
    return render(request, "portal/start.html", {})
