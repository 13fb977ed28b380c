"""Every answer under /api/ is for a program: no cookie is read or set, nothing is kept, and what goes wrong is told as JSON.

Stands outside the session, so that a browser that is signed in is nobody here, and outside what draws pages of error, so that a broken
Host header, an address that is not there or a fault of ours is told in the way the API tells everything. The documentation is a page.
"""

import logging
from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from api import use
from api.errors import JSON, ApiError
from api.models import ClientKey

logger = logging.getLogger(__name__)
ADDRESSES = "/api/"
PAGES = frozenset({"/api/v1/docs"})
CHUNK = 1 << 16
READ_AT_MOST = 8 << 20  # a program that is still sending does not read the answer; beyond this it is on its own
WRONG_FROM = 400


class MachineMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(ADDRESSES) or request.path_info in PAGES:
            return self.get_response(request)
        request.META.pop("HTTP_COOKIE", None)
        with translation.override(translation.get_language_from_request(request)):
            response = self._answer(request)
            response.headers.setdefault("Content-Language", translation.get_language())
        response.headers["Cache-Control"] = "no-store"
        response.headers["Vary"] = "Accept-Language"
        response.cookies.clear()
        return response

    def _answer(self, request: HttpRequest) -> HttpResponse:
        try:
            _check_length(request)
        except ApiError as error:
            return error.response()
        response = self.get_response(request)
        if response.status_code >= WRONG_FROM and response.headers.get("Content-Type") != JSON:
            kept = {name: value for name, value in response.headers.items() if name in {"Allow", "Retry-After"}}
            response = ApiError(response.status_code, headers=kept).response()
        return _counted(request, response)


def _check_length(request: HttpRequest) -> None:
    """Raises ApiError for what is too long, before it is read into memory, or does not say how long it is."""
    if "HTTP_TRANSFER_ENCODING" in request.META and not request.META.get("CONTENT_LENGTH"):
        raise ApiError(HTTPStatus.LENGTH_REQUIRED)
    try:
        length = int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        raise ApiError(HTTPStatus.BAD_REQUEST) from None
    if length > settings.API_MAX_BODY_BYTES:
        left = min(length, READ_AT_MOST)
        while left > 0 and (chunk := request.read(min(CHUNK, left))):
            left -= len(chunk)
        raise ApiError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)


def _counted(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """No call of a client goes uncounted: where that fails, there is no answer either."""
    key, match = getattr(request, "auth", None), request.resolver_match
    if not isinstance(key, ClientKey) or match is None:
        return response
    try:
        use.note_call(key, match.url_name or "", is_faulty=response.status_code >= WRONG_FROM, at=timezone.now())
    except DatabaseError:
        logger.exception("api.use.lost client=%s", key.client_id)
        return ApiError(HTTPStatus.SERVICE_UNAVAILABLE).response()
    return response
