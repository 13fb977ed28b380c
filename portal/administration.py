"""The administrator's landing page: what there is in the system, and who has which role today. Reading only, so far."""

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from core.formats import first_upper, in_words
from organisation.http import SignedInRequest
from organisation.models import Employment, Person, RoleAssignment, SchoolUnit


@require_safe
def administration(request: SignedInRequest) -> HttpResponse:
    """Everybody signed in knows the page exists; only administrators may open it."""
    if not request.scope.administers:
        raise PermissionDenied
    provider, today = request.user.provider, request.today
    working = Employment.objects.active(today).filter(unit__authority__provider=provider)
    units = list(
        SchoolUnit.objects.filter(authority__provider=provider)
        .select_related("authority")
        .annotate(staff=Count("employments__person", filter=Q(employments__in=working), distinct=True))
        .order_by("authority__name", "name")
    )
    roles = (
        RoleAssignment.objects.active(today)
        .filter(person__provider=provider)
        .select_related("person", "unit", "authority")
        .order_by("role", "person__family_name", "person__given_name", "id")
    )
    people = Person.objects.filter(provider=provider, is_active=True).count()
    context = {"provider": provider, "units": units, "roles": list(roles), "lead": counted(len(units), people)}
    return render(request, "portal/administration.html", context)


def counted(units: int, people: int) -> str:
    """ "Tolv enheter och 243 personer med konto." """
    unit_text = ngettext("%(count)s enhet", "%(count)s enheter", units) % {"count": in_words(units)}
    people_text = ngettext("%(count)s person med konto", "%(count)s personer med konto", people) % {"count": in_words(people)}
    return first_upper(_("%(units)s och %(people)s.") % {"units": unit_text, "people": people_text})
