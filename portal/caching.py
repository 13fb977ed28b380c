"""No cache between us and the reader keeps a page: nearly every one is for a single person."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

PRIVATE = "private, no-cache"
"""Kept by the reader's own browser alone, so that Back still shows what was typed, and asked for anew at each visit."""


class PrivateByDefaultMiddleware:
    """Says so on every answer that does not say something itself. Static files are answered before it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", PRIVATE)
        return response
