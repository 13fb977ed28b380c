"""The unit's plan: everybody in sight reads it; the unit's principals write, decide and open it again, and nobody in their stead."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organisation.http import SignedInRequest
from organisation.models import Person, SchoolUnit
from plans.choices.forms import term_choices
from plans.models import AuthorityPlan, CourseOffer, PlanCourse, PlanTier, Tier, UnitCourse, UnitPlan
from plans.querysets import CourseOfferQuerySet, units_followed_by, units_known_to
from plans.units import permissions, services
from plans.units.forms import AnalysisForm, UnitCourseForm, renew
from plans.units.plan_page import plan_page, saved_analysis


@require_safe
def unit_plan(request: SignedInRequest, pk: int) -> HttpResponse:
    """A teacher of the unit and a reader of the authority read the decided plan; a draft is out of their sight."""
    unit = get_object_or_404(units_known_to(request.user, on=request.today).select_related("authority"), pk=pk)
    plan = AuthorityPlan.objects.of_authority(unit.authority, on=request.today).first()
    found = UnitPlan.objects.visible_to(request.user, on=request.today).filter(unit=unit, plan=plan).first()
    leads = permissions.can_lead(request.scope, unit)
    if found is None and not (leads or units_followed_by(request.user, on=request.today).filter(pk=unit.pk).exists()):
        raise Http404
    is_overseer = leads or SchoolUnit.objects.overviewed_by(request.user, on=request.today).filter(pk=unit.pk).exists()
    writes = permissions.can_write_plan(request.scope, unit)
    context: dict[str, Any] = {"unit": unit, "plan": plan, "leads": leads, "writes": writes, "is_overseer": is_overseer, "page": None}
    if plan is not None:
        courses = list(UnitCourse.objects.filter(unit_plan=found).select_related("offer")) if found is not None else []
        plan_courses = PlanCourse.objects.filter(plan=plan).select_related("offer").order_by("order", "pk")
        context["page"] = plan_page(unit, found, courses, list(plan.tiers.all()), list(plan_courses), leads=writes)
    return render(request, "plans/units/plan.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def unit_analysis(request: SignedInRequest, pk: int) -> HttpResponse:
    """Write the analysis. The first time it makes the unit's plan."""
    unit, plan = _led(request, pk)
    found = UnitPlan.objects.led_by(request.user, on=request.today).filter(unit=unit, plan=plan).first()
    if found is not None and found.status == UnitPlan.Status.DECIDED:
        return _decided(request, unit)
    initial: dict[str, Any] = {"version": services.NEW}
    if found is not None:
        initial = {"results": found.results, "needs": found.needs, "sources": found.sources, "version": found.version}
    form = AnalysisForm(request.POST or None, initial=initial, cancel=_address(unit))
    if request.method == "POST" and form.is_valid():
        version, analysis, at = form.cleaned_data["version"], form.analysis, timezone.now()
        if _done(form, lambda: services.save_analysis(plan, unit, analysis, version=version, by=request.user, at=at)):
            messages.success(request, _("Analysen är sparad."))
            return redirect(_address(unit))
    stored = saved_analysis(found) if found is not None and form.non_field_errors() else None
    renew(form, initial["version"])
    return render(request, "plans/units/analysis.html", {"form": form, "unit": unit, "stored": stored})


@require_http_methods(["GET", "HEAD", "POST"])
def unit_course_new(request: SignedInRequest, pk: int) -> HttpResponse:
    """Add a course, once the analysis that it answers is there: one that is first given while the plan lasts."""
    unit, plan = _led(request, pk)
    found = UnitPlan.objects.led_by(request.user, on=request.today).filter(unit=unit, plan=plan).first()
    if found is None or not found.has_analysis:
        messages.info(request, _("Skriv analysen först. Enhetens kurser ska svara mot den."))
        return redirect("plans:unit_analysis", pk=unit.pk)
    if found.status == UnitPlan.Status.DECIDED:
        return _decided(request, unit)
    terms = term_choices(request.today, ends_on=plan.ends_on)
    if not terms:
        messages.info(request, _("Ingen termin är kvar att välja i planen."))
        return redirect(_address(unit))
    tier = plan.tiers.filter(tier=Tier.UNIT).first()
    is_typed = "egen" in request.GET
    form = UnitCourseForm(
        request.POST or None,
        version=found.version,
        catalogue=_catalogue(plan, unit, tier),
        is_typed=is_typed,
        tier=tier,
        terms=terms,
        cancel=_address(unit),
    )
    if request.method == "POST" and form.is_valid() and _added(form, found, by=request.user, at=timezone.now()):
        messages.success(request, _("Kursen finns nu i enhetens plan."))
        return redirect(_address(unit))
    renew(form, found.version)
    return render(request, "plans/units/course_new.html", {"form": form, "unit": unit, "is_typed": is_typed})


def _catalogue(plan: AuthorityPlan, unit: SchoolUnit, tier: PlanTier | None) -> CourseOfferQuerySet:
    """What may be picked: courses of the provider that are not in the plan already, begin while it lasts, and have the size of the tier."""
    offers = CourseOffer.objects.filter(provider=unit.authority.provider_id, proposed_by__isnull=True)
    offers = offers.begins_by(plan.ends_on).exclude(plan_courses__plan=plan)
    return offers if tier is None else offers.filter(credits=tier.course_credits)


def _added(form: UnitCourseForm, unit_plan: UnitPlan, *, by: Person, at: datetime) -> bool:
    cleaned = form.cleaned_data
    return _done(
        form,
        lambda: services.add_course(
            unit_plan.pk,
            form.course,
            need=cleaned["need"],
            first_term=cleaned.get("first_term", ""),
            version=cleaned["version"],
            by=by,
            at=at,
        ),
    )


@require_POST
def unit_course_remove(request: SignedInRequest, pk: int, course: int) -> HttpResponse:
    unit, plan = _led(request, pk)
    found = _own_plan(request, unit, plan)
    form = Form()
    at, version = timezone.now(), _version(request)
    if _done(form, lambda: services.remove_course(found.pk, course, version=version, by=request.user, on=request.today, at=at)):
        messages.success(request, _("Kursen finns inte längre i enhetens plan."))
    return _told(request, form, unit)


@require_POST
def unit_plan_decide(request: SignedInRequest, pk: int) -> HttpResponse:
    unit, plan = _led(request, pk)
    found = _own_plan(request, unit, plan)
    form = Form()
    at, version = timezone.now(), _version(request)
    if _done(form, lambda: services.decide(found.pk, version=version, by=request.user, on=request.today, at=at)):
        messages.success(request, _("Planen är beslutad. Lärarna kan nu välja bland enhetens kurser."))
    return _told(request, form, unit)


@require_POST
def unit_plan_reopen(request: SignedInRequest, pk: int) -> HttpResponse:
    unit, plan = _led(request, pk)
    found = _own_plan(request, unit, plan)
    form = Form()
    at, version = timezone.now(), _version(request)
    if _done(form, lambda: services.reopen(found.pk, version=version, by=request.user, at=at)):
        messages.success(request, _("Planen är ett utkast igen. Det lärarna har valt står kvar."))
    return _told(request, form, unit)


def _done(form: Form, change: Callable[[], object]) -> bool:
    """Make the change. False, with the reason among the form's errors, if it could not be made."""
    form.cleaned_data = getattr(form, "cleaned_data", {})
    try:
        change()
    except services.StalePlanError:
        form.add_error(None, _("Planen har ändrats sedan du öppnade sidan. Jämför med det som är sparat nu. Det du har skrivit står kvar."))
    except (services.DecidedError, services.NotDecidedError):
        form.add_error(None, _("Planens läge har ändrats sedan du öppnade sidan."))
    except services.AnalysisMissingError:
        form.add_error(None, _("Skriv analysen först. Enhetens kurser ska svara mot den."))
    except services.CourseThereError:
        form.add_error(
            "offer" if "offer" in form.fields else "title", _("Kursen erbjuds redan, i enhetens plan eller på den gemensamma nivån.")
        )
    except services.WrongSizeError as error:
        form.add_error("credits" if "credits" in form.fields else "offer", str(error))
    except (services.TooFewCoursesError, services.CourseChosenError) as error:
        form.add_error(None, str(error))
    else:
        return True
    return False


def _led(request: SignedInRequest, pk: int) -> tuple[SchoolUnit, AuthorityPlan]:
    """A unit in sight whose plan is the viewer's to write, and the plan in force there. Out of sight is 404, not theirs to write 403."""
    unit = get_object_or_404(units_known_to(request.user, on=request.today).select_related("authority"), pk=pk)
    if not permissions.can_write_plan(request.scope, unit):
        raise PermissionDenied
    plan = AuthorityPlan.objects.of_authority(unit.authority, on=request.today).first()
    if plan is None:
        raise Http404
    return unit, plan


def _own_plan(request: SignedInRequest, unit: SchoolUnit, plan: AuthorityPlan) -> UnitPlan:
    return get_object_or_404(UnitPlan.objects.led_by(request.user, on=request.today), unit=unit, plan=plan)


def _version(request: SignedInRequest) -> int:
    """The version the page was opened with; what is no number is no version of anything."""
    text = request.POST.get("version", "")
    return int(text) if text.isdecimal() and len(text) < 10 else -1


def _told(request: SignedInRequest, form: Form, unit: SchoolUnit) -> HttpResponse:
    for error in form.non_field_errors():
        messages.error(request, str(error))
    return redirect(_address(unit))


def _decided(request: SignedInRequest, unit: SchoolUnit) -> HttpResponse:
    messages.info(request, _("Planen är beslutad. Öppna den först om du vill ändra något."))
    return redirect(_address(unit))


def _address(unit: SchoolUnit) -> str:
    return reverse("plans:unit_plan", kwargs={"pk": unit.pk})
