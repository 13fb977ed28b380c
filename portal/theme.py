"""Light, dark, or as the device has it: a cookie, so that it works without an account and without script."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from portal.addresses import safe_next

COOKIE = "theme"
THEMES = {"": _("Som enheten"), "light": _("Ljust"), "dark": _("Mörkt")}
A_YEAR = 365 * 86_400


def chosen_theme(request: HttpRequest) -> str:
    """light or dark; empty to follow the device."""
    theme = request.COOKIES.get(COOKIE, "")
    return theme if theme in THEMES else ""


@login_not_required
@require_POST
def set_theme(request: HttpRequest) -> HttpResponse:
    response = redirect(safe_next(request))
    theme = request.POST.get("theme", "")
    if theme and theme in THEMES:
        response.set_cookie(COOKIE, theme, max_age=A_YEAR, samesite="Lax", httponly=True, secure=settings.SESSION_COOKIE_SECURE)
    else:
        response.delete_cookie(COOKIE, samesite="Lax")
    return response
