"""Swedish or English, remembered in a cookie, and as the language of the mail of whoever is signed in."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST
from django.views.i18n import set_language as remember_language

from notices import services
from organisation.models import Person


@login_not_required
@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Back to the page asked from; an address outside this site is not followed. An unknown language changes nothing."""
    if isinstance(request.user, Person):
        services.remember_language(request.user, request.POST.get("language", ""))
    return remember_language(request)
