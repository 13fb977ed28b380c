"""Bodies far over what any form may carry: read to the end so that the browser listens, then answered with a page."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

CHUNK = 1 << 20
READ_AT_MOST = 256 << 20  # a browser that is still sending does not show the answer; beyond this it is on its own


class BodyLimitMiddleware:
    """413 for a body over settings.MAX_BODY_BYTES. The limit of a single file is the form's, which says so at its place."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        size = announced_size(request)
        if size <= settings.MAX_BODY_BYTES:
            return self.get_response(request)
        left = min(size, READ_AT_MOST)
        while left > 0 and (chunk := request.read(min(CHUNK, left))):
            left -= len(chunk)
        return render(request, "413.html", status=413)


def announced_size(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0
