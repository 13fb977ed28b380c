"""The units somebody leads or oversees, and one unit's overview."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from core.formats import first_upper, in_words
from inventory.models import Campaign
from inventory.reminding import last_reminded, remind_unit
from merit.rule_sets import rule_set_for
from merit.rules.rulesets import RuleSet
from organisation.delegating import may_delegate
from organisation.http import PRINCIPAL_ROLES, SignedInRequest
from organisation.models import SchoolUnit
from plans.models import AuthorityPlan, PlanCourse, PlanTier, Tier, UnitCourse, UnitPlan
from plans.units import aggregates, pages, permissions, reading
from plans.units.forms import StaffFilter
from plans.units.list_page import unit_rows
from plans.units.plan_page import closed_summary, plan_summary

STAFF_PER_PAGE = 10


@require_safe
def units(request: SignedInRequest) -> HttpResponse:
    """The units the viewer leads or oversees. Others have no such page."""
    if not permissions.can_see_units(request.scope):
        raise PermissionDenied
    seen = SchoolUnit.objects.overviewed_by(request.user, on=request.today).select_related("authority")
    led = frozenset(given.unit_id for given in request.scope.roles if given.role in PRINCIPAL_ROLES and given.unit_id)
    rows = unit_rows(
        list(seen.in_use(request.today).order_by("authority__name", "name", "pk")), led=led, viewer=request.user, on=request.today
    )
    return render(request, "plans/units/units.html", {"rows": rows})


@require_safe
def unit(request: SignedInRequest, pk: int) -> HttpResponse:
    """One unit. Who leads it sees people; who oversees it sees the same aggregates and nobody by name; who works there gets 403."""
    place = _overviewed(request, pk)
    leads = permissions.can_lead(request.scope, place)
    campaign = reading.campaign_of(place, on=request.today)
    plan = AuthorityPlan.objects.of_authority(place.authority, on=request.today).first()
    tiers = list(plan.tiers.all()) if plan is not None else []
    rules = rule_set_for(request.user.provider_id, on=request.today)
    limits = aggregates.limits_of(rules)
    context: dict[str, Any] = {"unit": place, "campaign": campaign, "plan": plan, "leads": leads}
    context |= {"todos": [], "staff": None, "reminding": None}
    context["may_hand_over"] = may_delegate(request.scope, place)
    if leads:
        roll = reading.members(place, campaign, plan, limits, on=request.today)
        context |= _people(request, place, campaign, tiers, roll.members)
        staff, courses, counts, levels = roll.staff, roll.courses, roll.counts, roll.levels
    else:
        staff = reading.staff_of(place, campaign, on=request.today)
        courses = reading.course_sums(staff.ids)
        counts = reading.offer_counts(staff.ids, plan) if plan is not None else []
        levels = reading.level_sums(staff.senders, limits)
        if campaign is not None and permissions.can_remind(request.scope, place):
            context["reminding"] = pages.reminding_unseen(place, last_reminded(campaign, staff.ids))
    context["response"] = pages.response_of(len(staff.sent), len(staff.ids), campaign)
    context |= _aggregates(rules, levels, courses)
    context |= _plan(request, place, plan, tiers, counts, leads=leads)
    context["lead"] = pages.lead(context["response"], campaign, context["todos"], leads=leads, on=request.today)
    return render(request, "plans/units/unit.html", context)


@require_POST
def remind(request: SignedInRequest, pk: int) -> HttpResponse:
    """Remind those of the unit who have not sent. For those who lead it and its authority's strategists; others as for the page itself."""
    place = _overviewed(request, pk)
    if not permissions.can_remind(request.scope, place):
        raise PermissionDenied
    campaign = reading.campaign_of(place, on=request.today)
    told = remind_unit(place, campaign, by=request.user, on=request.today, at=timezone.now()) if campaign is not None else 0
    leads = permissions.can_lead(request.scope, place)
    if campaign is None:
        messages.info(request, _("Ingen inventering pågår."))
    elif not leads:
        messages.success(request, _("De som inte har skickat är påminda. Den som fick en påminnelse de senaste tre dagarna fick ingen ny."))
    elif told:
        words = {"count": first_upper(in_words(told))}
        messages.success(request, ngettext("%(count)s person är påmind.", "%(count)s personer är påminda.", told) % words)
    else:
        messages.info(request, _("Ingen att påminna just nu. De som inte har skickat har redan fått en påminnelse de senaste tre dagarna."))
    return redirect(f"{reverse('plans:unit', kwargs={'pk': place.pk})}#{'personal' if leads else 'paminn'}")


def _overviewed(request: SignedInRequest, pk: int) -> SchoolUnit:
    """Whoever only works in the unit knows it, but not its overview: 403. To others it does not exist."""
    leads = any(given.unit_id == pk for given in request.scope.roles if given.role in PRINCIPAL_ROLES)
    seen = SchoolUnit.objects.led_by if leads else SchoolUnit.objects.overviewed_by
    unit = seen(request.user, on=request.today).select_related("authority").filter(pk=pk).first()
    if unit is None:
        get_object_or_404(SchoolUnit.objects.workplaces_of(request.user, on=request.today), pk=pk)
        raise PermissionDenied
    return unit


def _people(
    request: SignedInRequest, unit: SchoolUnit, campaign: Campaign | None, tiers: list[PlanTier], members: list[reading.Member]
) -> dict[str, Any]:
    """What needs the principal, and the staff by name: a page of them, after the filter."""
    asked = StaffFilter(request.GET).asked
    found = pages.matching(members, **asked)
    page = Paginator(found, STAFF_PER_PAGE).get_page(request.GET.get("page"))
    return {
        "todos": pages.todos_of(members, unit, campaign, viewer=request.user, on=request.today),
        "staff": pages.staff_rows(list(page.object_list), unit, tiers, viewer=request.user),
        "staff_count": len(members),
        "staff_page": page,
        "staff_filter": pages.filter_selects(StaffFilter, asked),
        "reminding": _reminding(request, unit, campaign, members),
    }


def _reminding(
    request: SignedInRequest, unit: SchoolUnit, campaign: Campaign | None, members: list[reading.Member]
) -> pages.Reminding | None:
    unsent = [member.person.pk for member in members if not member.has_sent]
    if campaign is None or not unsent:
        return None
    return pages.reminding_of(members, unit, last_reminded(campaign, unsent), viewer=request.user)


def _aggregates(rules: RuleSet, levels: reading.LevelSums, courses: list[reading.CourseSum]) -> dict[str, Any]:
    return {
        "bands": aggregates.bands(levels, rules),
        "levels": aggregates.levels(levels),
        "bases": aggregates.bases(reading.basis_sums(courses)),
    }


def _plan(
    request: SignedInRequest,
    unit: SchoolUnit,
    plan: AuthorityPlan | None,
    tiers: list[PlanTier],
    counts: list[reading.OfferCount],
    *,
    leads: bool,
) -> dict[str, Any]:
    """The unit's plan in short, and the chosen courses. Of a draft that is not the viewer's to read, no more than that there is one."""
    if plan is None:
        return {"chosen": None, "summary": None}
    of_unit, writes = UnitPlan.objects.filter(plan=plan, unit=unit), permissions.can_write_plan(request.scope, unit)
    unit_plan = of_unit.visible_to(request.user, on=request.today).first()
    is_closed = unit_plan is None and of_unit.exists()
    plan_courses = PlanCourse.objects.filter(plan=plan).order_by("order", "pk").values_list("offer", "offer__title")
    unit_courses = UnitCourse.objects.filter(unit_plan=unit_plan).order_by("pk").values_list("offer", "offer__title")
    offered: dict[str, list[tuple[int, str]]] = {Tier.AUTHORITY: list(plan_courses), Tier.UNIT: list(unit_courses)}
    return {
        "chosen": aggregates.chosen(counts, tiers, offered, open_=leads),
        "summary": closed_summary() if is_closed else plan_summary(unit, unit_plan, len(offered[Tier.UNIT]), tiers, leads=writes),
    }
