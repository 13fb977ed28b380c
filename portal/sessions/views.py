"""How long the session lasts, for the warning in the page; and ending one session or all."""

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from organisation.http import SignedInRequest
from portal.keep import forget
from portal.sessions import services
from portal.sessions.limits import Lasts

CLEARED = '"cache"'  # so that Back after signing out shows the way in, not the page


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def session(request: HttpRequest) -> HttpResponse:
    """GET by the page's script: how long is left, without being a sign of life. POST is one.

    person: the id of whoever is signed in, empty for nobody.
    """
    lasts: Lasts | None = getattr(request, "session_lasts", None)
    if lasts is None:
        return JsonResponse({"person": "", "seconds": 0, "is_final": True})
    left = lasts.seconds_left(timezone.now())
    return JsonResponse({"person": str(request.user.pk), "seconds": left, "is_final": lasts.is_final})


@require_POST
def end_session(request: SignedInRequest, ref: str) -> HttpResponse:
    """End one of one's own sessions. An id that is nobody's, or somebody else's, is one that has ended already."""
    try:
        services.end_session(request.user, ref, by=request.user, at=timezone.now())
    except services.SessionGoneError:
        messages.info(request, _("Den inloggningen är redan avslutad."))
    else:
        messages.success(request, _("Inloggningen är avslutad. Den som sitter vid den webbläsaren behöver logga in igen."))
    return redirect(f"{reverse('portal:account')}#inloggning")


@require_POST
def sign_out_everywhere(request: SignedInRequest) -> HttpResponse:
    services.end_every_session(request.user, by=request.user, at=timezone.now())
    logout(request)
    messages.success(request, _("Du är utloggad överallt, också här. Logga in igen när du vill."))
    response = redirect("account_login")
    forget(response)
    response["Clear-Site-Data"] = CLEARED
    return response
