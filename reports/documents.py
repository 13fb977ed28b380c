"""Which template and which content an ordered document has. The plans themselves say what they consist of; here they get a cover."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from core.formats import long_date
from plans.authority.document import Fact
from plans.authority.pages import plan_document, school_years
from plans.models import AuthorityPlan, PlanCourse, PlanTier, Tier, UnitCourse, UnitPlan
from plans.units.plan_page import plan_page
from reports.models import Report


@dataclass(frozen=True)
class Cover:
    """The first page. facts: four at most, in a row at its foot."""

    title: str
    subtitle: str
    years: str
    facts: tuple[Fact, ...]


def document_of(report: Report, *, on: date) -> tuple[str, dict[str, Any]]:
    """The template and its context, in the active language. on: the day whose numbers are shown."""
    if report.authority_plan is not None:
        return "reports/authority_plan.html", _authority_plan(report.authority_plan, on=on)
    if report.unit_plan is not None:
        return "reports/unit_plan.html", _unit_plan(report.unit_plan, on=on)
    raise ValueError(report.kind)


def _authority_plan(plan: AuthorityPlan, *, on: date) -> dict[str, Any]:
    document = plan_document(plan, on=on)
    cover = Cover(document.title, document.authority, document.years, document.facts)
    return {"document": document, "cover": cover, "provider": document.provider, "on": on}


def _unit_plan(unit_plan: UnitPlan, *, on: date) -> dict[str, Any]:
    plan, unit = unit_plan.plan, unit_plan.unit
    tiers = _from_the_ground(plan)
    courses = list(UnitCourse.objects.filter(unit_plan=unit_plan).select_related("offer"))
    shared = list(PlanCourse.objects.filter(plan=plan).select_related("offer"))
    facts = (
        Fact(_("Läge"), str(unit_plan.get_status_display())),
        Fact(_("Beslut"), long_date(unit_plan.decided_on) if unit_plan.decided_on else _("Inte beslutad än")),
        Fact(_("Bygger på"), _("Huvudmannaplan, version %(version)s") % {"version": plan.version}),
        Fact(_("Utskriven"), long_date(on)),
    )
    return {
        "page": plan_page(unit, unit_plan, courses, tiers, shared, leads=False),
        "cover": Cover(_("Kompetensplan"), unit.name, school_years(plan.starts_on, plan.ends_on), facts),
        "unit": unit,
        "authority": unit.authority.name,
        "shared_courses": shared,
        "provider": unit.authority.provider.name,
        "on": on,
    }


def _from_the_ground(plan: AuthorityPlan) -> list[PlanTier]:
    return sorted(PlanTier.objects.filter(plan=plan), key=lambda tier: Tier.values.index(tier.tier))
