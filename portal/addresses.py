"""Addresses that come from outside: only paths on this site are followed."""

from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme


def safe_next(request: HttpRequest, *, otherwise: str = "") -> str:
    """The address in `next` of the form or the query where it is one of ours; else the start page."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    if asked.startswith("/") and url_has_allowed_host_and_scheme(
        asked, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        return asked
    return otherwise or resolve_url(settings.LOGIN_REDIRECT_URL)
