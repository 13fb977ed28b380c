"""The huvudmannaplan: the list, the plan itself, and the small forms that keep it up to date."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from core.formats import iso
from organisation.http import SignedInRequest
from plans.authority import permissions, services
from plans.authority.budget import kronor, quantity_text
from plans.authority.forms import AnchoringForm, BudgetLineForm, DialogueForm, NewDialogueForm, PlanForm, TimelineForm
from plans.authority.pages import plan_document
from plans.authority.rows import plan_rows
from plans.models import AuthorityPlan, Dialogue, TimelineItem

REPLACED = gettext_lazy("Planen har ersatts av en senare version och kan inte ändras.")


@require_safe
def authority_plans(request: SignedInRequest) -> HttpResponse:
    """The plans the viewer may read, latest first within each authority."""
    plans = AuthorityPlan.objects.visible_to(request.user, on=request.today).select_related("authority")
    page = plan_rows(plans.order_by("authority__name", "-starts_on", "-version"), on=request.today)
    return render(request, "plans/authority/list.html", {"page": page})


@require_safe
def authority_plan(request: SignedInRequest, pk: int) -> HttpResponse:
    plan = _plan(request, pk)
    context = {
        "document": plan_document(plan, on=request.today),
        "medium": "screen",
        "may_update": permissions.can_update(request.scope, plan),
        "may_order": permissions.can_order(request.scope),
    }
    return render(request, "plans/authority/plan.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def anchoring_new(request: SignedInRequest, pk: int) -> HttpResponse:
    """One more forum in which the plan has been told of, talked over or decided; also after the decision."""
    plan = _plan_to_update(request, pk)
    form = AnchoringForm(request.POST or None, plan=plan, today=request.today)
    if request.method == "POST" and form.is_valid():
        try:
            services.add_anchoring(plan.pk, **form.cleaned_data, by=request.user, at=timezone.now())
        except services.AlreadyThereError:
            form.add_error("forum", _("Forumet finns redan i förankringen den dagen, med samma slag av möte."))
        except services.PlanReplacedError:
            form.add_error(None, REPLACED)
        else:
            return _saved(request, form, _("Förankringen är sparad."))
    return _form_page(request, form, title=_("Lägg till i förankringen"))


@require_http_methods(["GET", "HEAD", "POST"])
def dialogue_new(request: SignedInRequest, pk: int) -> HttpResponse:
    plan = _plan_to_update(request, pk)
    form = NewDialogueForm(request.POST or None, plan=plan, today=request.today)
    if request.method == "POST" and form.is_valid():
        try:
            services.add_dialogue(plan.pk, **form.cleaned_data, by=request.user, at=timezone.now())
        except services.AlreadyThereError:
            form.add_error("institution", _("Lärosätet finns redan i planen. Uppdatera den dialogen i stället."))
        except services.PlanReplacedError:
            form.add_error(None, REPLACED)
        else:
            return _saved(request, form, _("Dialogen är sparad."))
    return _form_page(request, form, title=_("Lägg till ett lärosäte"))


@require_http_methods(["GET", "HEAD", "POST"])
def dialogue_edit(request: SignedInRequest, pk: int, dialogue: int) -> HttpResponse:
    plan = _plan_to_update(request, pk)
    row = get_object_or_404(Dialogue, plan=plan, pk=dialogue)
    shown = {name: getattr(row, name) for name in ("contact_unit", "status", "latest_on", "note", "version")}
    form = DialogueForm(request.POST or None, plan=plan, today=request.today, initial=shown)
    if request.method == "POST" and form.is_valid():
        try:
            services.update_dialogue(row.pk, **form.cleaned_data, by=request.user, at=timezone.now())
        except services.ChangedMeanwhileError:
            form.add_error(None, _meanwhile(row))
            again = request.POST.copy()
            again["version"] = str(row.version)
            form.data = again
        except services.PlanReplacedError:
            form.add_error(None, REPLACED)
        else:
            return _saved(request, form, _("Dialogen är sparad."))
    return _form_page(request, form, title=_("Dialogen med %(institution)s") % {"institution": row.institution})


@require_http_methods(["GET", "HEAD", "POST"])
def timeline_edit(request: SignedInRequest, pk: int, item: int) -> HttpResponse:
    plan = _plan_to_update(request, pk)
    row = get_object_or_404(TimelineItem, plan=plan, pk=item)
    form = TimelineForm(request.POST or None, plan=plan, today=request.today, initial={"status": row.status})
    if request.method == "POST" and form.is_valid():
        try:
            services.update_timeline(row.pk, status=form.cleaned_data["status"], by=request.user, at=timezone.now())
        except services.PlanReplacedError:
            form.add_error(None, REPLACED)
        else:
            return _saved(request, form, _("Läget är sparat."))
    return _form_page(request, form, title=row.title, lead=row.about)


@require_http_methods(["GET", "HEAD", "POST"])
def budget_line_new(request: SignedInRequest, pk: int) -> HttpResponse:
    plan = _plan_to_update(request, pk)
    form = BudgetLineForm(request.POST or None, plan=plan, today=request.today)
    if request.method == "POST" and form.is_valid():
        try:
            line = services.add_budget_line(plan.pk, **form.cleaned_data, by=request.user, at=timezone.now())
        except services.PlanReplacedError:
            form.add_error(None, REPLACED)
        else:
            amounts = {"quantity": quantity_text(line), "price": kronor(line.unit_price), "amount": kronor(line.amount)}
            return _saved(request, form, _("Budgetraden är sparad: %(quantity)s à %(price)s är %(amount)s.") % amounts)
    return _form_page(request, form, title=_("Lägg till en budgetrad"))


def _plan(request: SignedInRequest, pk: int) -> AuthorityPlan:
    """Out of sight is 404."""
    seen = AuthorityPlan.objects.visible_to(request.user, on=request.today).select_related("authority__provider")
    return get_object_or_404(seen, pk=pk)


def _plan_to_update(request: SignedInRequest, pk: int) -> AuthorityPlan:
    """In sight but not the viewer's to update is 403."""
    plan = _plan(request, pk)
    if not permissions.can_update(request.scope, plan):
        raise PermissionDenied
    return plan


def _meanwhile(row: Dialogue) -> str:
    """What somebody else has saved; who reads it and saves once more means it."""
    row.refresh_from_db()
    values = {"status": row.get_status_display(), "day": iso(row.latest_on), "note": row.note}
    text = _("Någon annan har sparat dialogen sedan du öppnade sidan. Nu står det: %(status)s, senaste kontakt %(day)s. %(note)s")
    again = _("Spara igen om det du har skrivit ska gälla i stället.")
    return f"{text % values} {again}"


def _saved(request: SignedInRequest, form: PlanForm, message: str) -> HttpResponse:
    messages.success(request, message)
    return redirect(form.back)


def _form_page(request: SignedInRequest, form: PlanForm, **context: Any) -> HttpResponse:
    return render(request, "plans/authority/form.html", {"form": form, "lead": "", **context})
