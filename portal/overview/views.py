from django.http import HttpResponse
from django.shortcuts import render

from organisation.http import SignedInRequest


def overview(request: SignedInRequest) -> HttpResponse:
    return render(request, "portal/start.html", {})


def authority_overview(request: SignedInRequest, pk: int) -> HttpResponse:
    return render(request, "portal/start.html", {})
