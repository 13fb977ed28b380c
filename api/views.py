"""The description of the API, for programs and for people. Both are open to everybody: they tell no secrets."""

from http import HTTPStatus

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from api.docs_page import docs_page
from api.document import document_for
from api.errors import JSON, ApiError
from merit.contract import written


@login_not_required
@require_safe
def document(request: HttpRequest) -> HttpResponse:
    return HttpResponse(written(document_for(request)), content_type=JSON)


@login_not_required
@require_safe
def documentation(request: HttpRequest) -> HttpResponse:
    """Made on the server from the document, so that it needs no script and nobody else's server."""
    return render(request, "api/docs.html", {"page": docs_page(document_for(request))})


@csrf_exempt
@login_not_required
def not_there(request: HttpRequest) -> HttpResponse:
    return ApiError(HTTPStatus.NOT_FOUND).response()
