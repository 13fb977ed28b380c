"""The units somebody leads or oversees, and one unit's overview."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from inventory.models import Campaign
from merit.rules.rulesets import rule_set_on
from organisation.http import PRINCIPAL_ROLES, SignedInRequest
from organisation.models import SchoolUnit
from plans.models import AuthorityPlan, PlanCourse, PlanTier, UnitCourse, UnitPlan
from plans.querysets import units_known_to
from plans.units import aggregates, pages, permissions, reading
from plans.units.forms import StaffFilter
from plans.units.list_page import unit_rows
from plans.units.plan_page import plan_summary

STAFF_PER_PAGE = 20


@require_GET
def units(request: SignedInRequest) -> HttpResponse:
    """The units the viewer leads or oversees. Others have no such page."""
    if not permissions.can_see_units(request.scope):
        raise PermissionDenied
    seen = SchoolUnit.objects.overviewed_by(request.user, on=request.today).select_related("authority")
    led = frozenset(given.unit_id for given in request.scope.roles if given.role in PRINCIPAL_ROLES and given.unit_id)
    rows = unit_rows(list(seen.order_by("authority__name", "name", "pk")), led=led, viewer=request.user, on=request.today)
    return render(request, "plans/units/units.html", {"rows": rows})


@require_GET
def unit(request: SignedInRequest, pk: int) -> HttpResponse:
    """One unit. Who leads it sees people; who oversees it sees the same aggregates and nobody by name; who works there gets 403."""
    place = get_object_or_404(units_known_to(request.user, on=request.today).select_related("authority"), pk=pk)
    if not permissions.can_overview(request.scope, place):
        raise PermissionDenied
    leads = permissions.can_lead(request.scope, place)
    campaign = reading.campaign_of(place, on=request.today)
    plan = AuthorityPlan.objects.of_authority(place.authority, on=request.today).first()
    tiers = list(plan.tiers.all()) if plan is not None else []
    context: dict[str, Any] = {"unit": place, "campaign": campaign, "plan": plan, "leads": leads, "todos": [], "staff": None}
    context |= _people(request, place, campaign, plan, tiers) if leads else _response(request, place, campaign)
    context |= _aggregates(request, place, plan, tiers, leads=leads)
    context["lead"] = pages.lead(context["response"], campaign, context["todos"], leads=leads, on=request.today)
    return render(request, "plans/units/unit.html", context)


def _response(request: SignedInRequest, unit: SchoolUnit, campaign: Campaign | None) -> dict[str, Any]:
    return {"response": pages.response_of(*reading.response(unit, campaign, on=request.today), campaign)}


def _people(
    request: SignedInRequest, unit: SchoolUnit, campaign: Campaign | None, plan: AuthorityPlan | None, tiers: list[PlanTier]
) -> dict[str, Any]:
    """What needs the principal, and the staff by name: a page of them, after the filter."""
    members = reading.members(unit, campaign, plan, viewer=request.user, on=request.today)
    form = StaffFilter(request.GET)
    found = pages.matching(members, **form.asked)
    page = Paginator(found, STAFF_PER_PAGE).get_page(request.GET.get("page"))
    return {
        "response": pages.response_of(sum(member.has_sent for member in members), len(members), campaign),
        "todos": pages.todos_of(members, unit, campaign, viewer=request.user, on=request.today),
        "staff": pages.staff_rows(list(page.object_list), unit, tiers, viewer=request.user),
        "staff_count": len(members),
        "found_count": len(found),
        "staff_page": page,
        "staff_filter": form,
    }


def _aggregates(
    request: SignedInRequest, unit: SchoolUnit, plan: AuthorityPlan | None, tiers: list[PlanTier], *, leads: bool
) -> dict[str, Any]:
    rules = rule_set_on(request.today)
    sums = reading.level_sums(unit, aggregates.limits_of(rules), on=request.today)
    context: dict[str, Any] = {
        "bands": aggregates.bands(sums, rules),
        "levels": aggregates.levels(sums),
        "bases": aggregates.bases(reading.basis_sums(unit, on=request.today)),
        "chosen": None,
        "summary": None,
    }
    if plan is None:
        return context
    unit_plan = UnitPlan.objects.visible_to(request.user, on=request.today).filter(plan=plan, unit=unit).first()
    plan_courses = list(PlanCourse.objects.filter(plan=plan).select_related("offer").order_by("order", "pk"))
    unit_courses = list(UnitCourse.objects.filter(unit_plan=unit_plan).select_related("offer")) if unit_plan is not None else []
    counts = reading.offer_counts(unit, plan, on=request.today)
    context["chosen"] = aggregates.chosen(counts, tiers, plan_courses, unit_courses, open_=leads)
    context["summary"] = plan_summary(unit_plan, unit_courses, tiers, leads=leads)
    return context
