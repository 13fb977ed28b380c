"""The administrator's landing page: what there is in the system, and who has which role today. Reading only, so far."""

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from organisation.http import SignedInRequest
from organisation.models import Employment, Person, RoleAssignment, SchoolUnit


@require_safe
def administration(request: SignedInRequest) -> HttpResponse:
    """Everybody signed in knows the page exists; only administrators may open it."""
    if not request.scope.administers:
        raise PermissionDenied
    provider, today = request.user.provider, request.today
    working = Employment.objects.active(today).filter(unit__authority__provider=provider)
    units = (
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
    context = {"provider": provider, "units": list(units), "roles": list(roles), "people": people}
    return render(request, "portal/administration.html", context)
