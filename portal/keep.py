"""What was typed when the session ended is kept, and given back to the same person after signing in. Files have to be chosen again.

A form that is sent without a session would otherwise be lost on the way to the sign-in page. Who filled it in is told by a signed
cookie from the last sign-in in that browser: on a shared computer nobody is shown what somebody else has typed.
"""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.core.signing import BadSignature
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from organisation.http import SignedInRequest
from organisation.models import Person

COOKIE, SALT = "last_person", "portal.keep"
KEPT = "kept_form"
MOST = 100_000  # characters; a form of ours is far below
NEVER_KEPT = frozenset({"csrfmiddlewaretoken", "login", "password", "oldpassword", "password1", "password2", "identity_number", "exactly"})


class KeepingLoginRequiredMiddleware(LoginRequiredMiddleware):
    """Signed in by default, as Django's own; what a form carried is set aside before the way to the sign-in page."""

    def handle_no_permission(self, request: HttpRequest, view_func: Any) -> HttpResponseRedirect:
        if request.method == "POST":
            _keep(request)
        return super().handle_no_permission(request, view_func)


def remember(response: HttpResponse, person: Person, *, secure: bool) -> None:
    """Mark the browser as the one this person signed in with last, until it is closed."""
    response.set_signed_cookie(COOKIE, str(person.pk), salt=SALT, httponly=True, samesite="Lax", secure=secure)


def forget(response: HttpResponse) -> None:
    response.delete_cookie(COOKIE, samesite="Lax")


def is_kept_for(request: HttpRequest, person: Person) -> bool:
    """Whether something waits for this person. What waits for somebody else is thrown away."""
    kept = request.session.get(KEPT)
    if kept and kept["person"] != str(person.pk):
        del request.session[KEPT]
        return False
    return bool(kept)


@require_http_methods(["GET", "HEAD", "POST"])
def resume(request: SignedInRequest) -> HttpResponse:
    """Offers what was kept. Going on sends the form anew to where it was going; the browser repeats it there (307)."""
    if not is_kept_for(request, request.user):
        return redirect("portal:start")
    kept = request.session[KEPT]
    if request.method != "POST":
        return render(request, "portal/resume.html", {"fields": list(_pairs(kept["fields"])), "had_files": kept["had_files"]})
    del request.session[KEPT]
    if "discard" in request.POST:
        return redirect("portal:start")
    return HttpResponse(status=307, headers={"Location": kept["path"]})


def _keep(request: HttpRequest) -> None:
    person = _last_person(request)
    fields = {name: values for name, values in request.POST.lists() if name not in NEVER_KEPT}
    if person and sum(len(value) for values in fields.values() for value in values) <= MOST:
        request.session[KEPT] = {"person": person, "path": request.get_full_path(), "fields": fields, "had_files": bool(request.FILES)}


def _last_person(request: HttpRequest) -> str:
    try:
        return str(request.get_signed_cookie(COOKIE, default="", salt=SALT))
    except BadSignature:
        return ""


def _pairs(fields: dict[str, list[Any]]) -> Iterator[tuple[str, str]]:
    for name, values in fields.items():
        for value in values:
            yield name, str(value)
