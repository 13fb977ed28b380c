"""Which authorities somebody oversees, and one of them in numbers. Nobody is named here."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from organisation.http import SignedInRequest
from organisation.models import Authority, SchoolUnit
from plans.authority.counts import chosen_per_tier
from plans.authority.figures import timeline_figure
from plans.authority.tables import timeline_of
from plans.models import AuthorityPlan, PlanCourse
from portal.overview import aggregates, page
from portal.overview.rows import authority_rows


@require_safe
def overview(request: SignedInRequest) -> HttpResponse:
    """The authorities overseen, and for principals the way to their units. A single one is the page itself."""
    if not (request.scope.oversees or request.scope.leads):
        raise PermissionDenied
    overseen = Authority.objects.overseen_by(request.user, on=request.today).order_by("name", "pk")
    units = list(SchoolUnit.objects.led_by(request.user, on=request.today).order_by("name", "pk"))
    authorities = list(overseen)
    if len(authorities) == 1 and not units:
        return redirect("portal:authority_overview", pk=authorities[0].pk)
    rows = authority_rows(authorities, aggregates.totals_of(overseen, on=request.today))
    return render(request, "portal/overview.html", {"rows": rows, "units": units})


@require_safe
def authority_overview(request: SignedInRequest, pk: int) -> HttpResponse:
    """Out of sight is 404; whoever works there knows of it but may not read its numbers: 403."""
    authority = Authority.objects.overseen_by(request.user, on=request.today).filter(pk=pk).first()
    if authority is None:
        get_object_or_404(Authority.objects.known_to(request.user, on=request.today), pk=pk)
        raise PermissionDenied
    return render(request, "portal/authority_overview.html", _context(request, authority))


def _context(request: SignedInRequest, authority: Authority) -> dict[str, Any]:
    on = request.today
    campaign = aggregates.campaign_of(authority, on=on)
    staff = aggregates.staff_of(authority, campaign, on=on)
    levels, credits_ = aggregates.levels_of(authority, on=on), aggregates.credits_of(authority, on=on)
    plan = AuthorityPlan.objects.of_authority(authority, on=on).first()
    sums = chosen_per_tier(plan) if plan else []
    response = page.response_of(staff, campaign)
    return {
        "authority": authority,
        "lead": page.lead(staff, response, campaign),
        "numbers": page.key_numbers(response, levels, credits_, sums),
        "response": response,
        "campaign": campaign,
        "today": on,
        "levels": page.levels_table(levels, staff.units),
        "bases": page.credits_table(credits_, staff.units),
        "plan": plan,
        **(_plan(request, authority, plan, sums) if plan else {"chosen": None, "timeline": None, "timeline_rows": ()}),
    }


def _plan(request: SignedInRequest, authority: Authority, plan: AuthorityPlan, sums: list[Any]) -> dict[str, Any]:
    courses = list(PlanCourse.objects.filter(plan=plan).select_related("offer").order_by("order", "pk"))
    choices = aggregates.choices_of(authority, plan, on=request.today)
    items = list(plan.timeline.select_related("campaign"))
    return {
        "chosen": page.chosen_of(list(plan.tiers.all()), sums, courses, choices),
        "timeline": timeline_figure(items, on=request.today) if items else None,
        "timeline_rows": timeline_of(items).rows,
    }
