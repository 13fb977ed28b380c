"""Holds every signed-in request to the limits. Whoever comes too late is signed out; what a late form carried is kept (portal.keep)."""

from collections.abc import Callable
from datetime import datetime

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.sessions import limits
from portal.sessions.limits import Lasts


class SessionLimitMiddleware:
    """Stands after the messages, which say why somebody was signed out, and before the view's sign-in is asked for.

    Sets `request.session_lasts`, None without a session. now: the clock, for tests.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse], now: Callable[[], datetime] = timezone.now) -> None:
        self.get_response, self.now = get_response, now

    def __call__(self, request: HttpRequest) -> HttpResponse:
        lasts = self._held(request) if request.user.is_authenticated else None
        request.session_lasts = lasts  # type: ignore[attr-defined]
        return self.get_response(request)

    def _held(self, request: HttpRequest) -> Lasts | None:
        at = self.now()
        lasts = limits.read(request.session, at=at)
        if lasts.is_over(at):
            logout(request)
            if not _is_script(request):
                messages.info(request, why_ended(lasts))
            return None
        return lasts if _is_script(request) and request.method != "POST" else limits.note_life(request.session, lasts, at=at)


def why_ended(lasts: Lasts) -> str:
    if lasts.is_final:
        return _("Du loggades ut för att det har gått %(hours)s timmar sedan du loggade in.") % {
            "hours": int(lasts.longest.total_seconds() // 3600)
        }
    return _("Du loggades ut för att inget har hänt på %(minutes)s minuter.") % {"minutes": int(lasts.idle.total_seconds() // 60)}


def _is_script(request: HttpRequest) -> bool:
    """What a page asks for by itself, to follow a job or to know how long it may stay open, is no sign of somebody being there."""
    return request.headers.get("HX-Request") == "true" or request.headers.get("Accept") == "application/json"
