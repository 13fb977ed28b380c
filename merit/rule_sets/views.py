"""The administrator's pages of how the law is read: what is in force, drafts, the dry run, publishing."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jobs import services as jobs
from merit.models import StoredAssessment
from merit.rule_sets import services
from merit.rule_sets.content import Content, Grounds, RuleSetError, base_on, is_explained, still_about, to_explain
from merit.rule_sets.forms import GroundsForm, ReadingForm, grounds_initial, list_address, reading_initial
from merit.rule_sets.in_force import rule_sets_of
from merit.rule_sets.models import DryRun, PublishedRuleSet, RuleSetDraft
from merit.rule_sets.pages import draft_page, list_page, rule_set_page
from merit.rules.readings import Readings
from merit.rules.rulesets import NoRuleSetError
from organisation.administration.access import administrators_only
from organisation.http import SignedInRequest

BOTH = ["GET", "HEAD", "POST"]


@require_safe
@administrators_only
def rule_sets(request: SignedInRequest) -> HttpResponse:
    """What is in force, has been and will be; and what is being prepared."""
    drafts = RuleSetDraft.objects.filter(provider=request.user.provider_id, published=None).select_related("changed_by")
    page = list_page(rule_sets_of(request.user.provider_id), list(drafts), on=request.today)
    return render(request, "merit/rule_sets/list.html", {"page": page})


@require_http_methods(BOTH)
@administrators_only
def draft_new(request: SignedInRequest) -> HttpResponse:
    """A draft begins with the answers that are in force today."""
    published = rule_sets_of(request.user.provider_id)
    try:
        readings = published(request.today).readings
    except NoRuleSetError:
        messages.error(request, _("Inga regler för meritering gäller i dag. Då finns det inget att läsa på ett annat sätt."))
        return redirect("rule_sets:list")
    form = ReadingForm(
        request.POST or None, initial=reading_initial("", request.today, readings, 0), in_force=readings, cancel=list_address()
    )
    row = published.row_on(request.today)
    return _save(request, form, None, grounds={} if row is None else row.grounds, written_for=readings)


@require_http_methods(BOTH)
@administrators_only
def draft_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    draft = _draft(request, pk)
    if draft.published_id is not None:
        return _is_published(request, draft)
    readings = Readings.from_values(draft.readings)
    try:
        in_force = rule_sets_of(draft.provider_id)(request.today).readings
    except NoRuleSetError:
        in_force = readings
    initial = reading_initial(draft.name, draft.valid_from, readings, draft.revision)
    form = ReadingForm(request.POST or None, initial=initial, in_force=in_force, cancel=_address(draft))
    return _save(request, form, draft, grounds=draft.grounds, written_for=readings)


def _save(
    request: SignedInRequest, form: ReadingForm, draft: RuleSetDraft | None, *, grounds: Grounds, written_for: Readings
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        kept = still_about(grounds, written_for=written_for, readings=form.readings)
        content = Content(form.cleaned_data["name"], form.cleaned_data["valid_from"], form.readings, kept)
        try:
            saved = services.save_draft(draft, content, seen=form.seen_version, by=request.user, on=request.today, at=timezone.now())
        except RuleSetError as error:
            form.add_error(error.field, str(error))
        else:
            base = base_on(saved.valid_from)
            if not is_explained(form.readings, saved.grounds, base):
                return redirect("rule_sets:grounds", pk=saved.pk)
            messages.success(request, _("Utkastet är sparat."))
            return redirect("rule_sets:draft", pk=saved.pk)
    return render(request, "merit/rule_sets/edit.html", {"form": form, "draft": draft})


@require_http_methods(BOTH)
@administrators_only
def grounds(request: SignedInRequest, pk: int) -> HttpResponse:
    """Why each answer that differs is chosen."""
    draft = _draft(request, pk)
    if draft.published_id is not None:
        return _is_published(request, draft)
    readings = Readings.from_values(draft.readings)
    asked = to_explain(readings, base_on(draft.valid_from))
    if not asked:
        messages.info(request, _("Alla svar är de som gäller från början. Inget behöver förklaras."))
        return redirect("rule_sets:draft", pk=draft.pk)
    form = GroundsForm(
        request.POST or None,
        readings=readings,
        to_explain=asked,
        initial=grounds_initial(draft.grounds, draft.revision),
        cancel=_address(draft),
    )
    if request.method == "POST" and form.is_valid():
        try:
            services.save_grounds(draft, form.grounds, seen=form.seen_version, by=request.user, at=timezone.now())
        except RuleSetError as error:
            form.add_error(error.field, str(error))
        else:
            messages.success(request, _("Skälen är sparade."))
            return redirect("rule_sets:draft", pk=draft.pk)
    return render(request, "merit/rule_sets/grounds.html", {"form": form, "draft": draft})


@require_safe
@administrators_only
def draft(request: SignedInRequest, pk: int) -> HttpResponse:
    """The draft, how far it has come, and what the dry run says."""
    found = _draft(request, pk)
    if found.published_id is not None:
        return redirect("rule_sets:rule_set", pk=found.published_id)
    return render(request, "merit/rule_sets/draft.html", _draft_context(request, found, is_swapped=False))


@require_safe
@administrators_only
def progress(request: SignedInRequest, pk: int) -> HttpResponse:
    """The part of the draft's page about the dry run; htmx asks for it each second until the work is over."""
    return render(request, "merit/rule_sets/_dry_run.html", _draft_context(request, _draft(request, pk), is_swapped=True))


@require_POST
@administrators_only
def rehearse(request: SignedInRequest, pk: int) -> HttpResponse:
    found = _draft(request, pk)
    try:
        services.order_dry_run(found, by=request.user, on=request.today, at=timezone.now())
    except RuleSetError as error:
        messages.error(request, str(error))
    return redirect(_address(found) + "#provkorning")


@require_POST
@administrators_only
def cancel(request: SignedInRequest, pk: int) -> HttpResponse:
    """Call the dry run off. What is finished stays."""
    found = _draft(request, pk)
    run = found.dry_runs.select_related("job").first()
    if run is not None:
        jobs.cancel(run.job, by=request.user, at=timezone.now())
    return redirect(_address(found) + "#provkorning")


@require_http_methods(BOTH)
@administrators_only
def publish(request: SignedInRequest, pk: int) -> HttpResponse:
    """What will happen, and then the yes. What is published is never changed."""
    found = _draft(request, pk)
    if found.published_id is not None:
        return _is_published(request, found)
    page = _page(request, found)
    if not page.may_publish:
        messages.info(request, page.before_publishing)
        return redirect("rule_sets:draft", pk=found.pk)
    if request.method == "POST":
        run, seen = _number(request.POST.get("run", "")), _number(request.POST.get("seen", ""))
        try:
            row = services.publish(found, run=run, seen=seen, by=request.user, on=request.today, at=timezone.now())
        except RuleSetError as error:
            messages.error(request, str(error))
            return redirect("rule_sets:draft", pk=found.pk)
        messages.success(request, _("%(name)s är publicerad.") % {"name": row.name})
        return redirect("rule_sets:rule_set", pk=row.pk)
    return render(request, "merit/rule_sets/publish.html", {"page": page, "draft": found})


@require_POST
@administrators_only
def remove(request: SignedInRequest, pk: int) -> HttpResponse:
    found = _draft(request, pk)
    try:
        services.remove_draft(found, by=request.user, at=timezone.now())
    except RuleSetError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Utkastet är borttaget."))
    return redirect("rule_sets:list")


@require_safe
@administrators_only
def rule_set(request: SignedInRequest, pk: int) -> HttpResponse:
    """A published one: its answers, and how far everybody has been assessed again."""
    return render(request, "merit/rule_sets/rule_set.html", {"page": _rule_set_page(request, pk)})


@require_safe
@administrators_only
def reassessment(request: SignedInRequest, pk: int) -> HttpResponse:
    """The part of that page about the re-assessment; htmx asks for it each second until the work is over."""
    return render(request, "merit/rule_sets/_reassessment.html", {"page": _rule_set_page(request, pk)})


def _rule_set_page(request: SignedInRequest, pk: int) -> Any:
    row = get_object_or_404(PublishedRuleSet.objects.filter(provider=request.user.provider_id).select_related("published_by"), pk=pk)
    return rule_set_page(row, rule_sets_of(row.provider_id), on=request.today)


def _draft(request: SignedInRequest, pk: int) -> RuleSetDraft:
    return get_object_or_404(RuleSetDraft.objects.filter(provider=request.user.provider_id).select_related("changed_by", "provider"), pk=pk)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


def _address(draft: RuleSetDraft) -> str:
    return reverse("rule_sets:draft", kwargs={"pk": draft.pk})


def _is_published(request: SignedInRequest, draft: RuleSetDraft) -> HttpResponse:
    messages.info(request, _("Utkastet är redan publicerat."))
    return redirect("rule_sets:rule_set", pk=draft.published_id)


def _page(request: SignedInRequest, draft: RuleSetDraft) -> Any:
    run: DryRun | None = draft.dry_runs.select_related("job").first()
    mine = StoredAssessment.objects.visible_to(request.user, on=request.today).filter(person__provider=draft.provider_id)
    return draft_page(draft, run, rule_sets_of(draft.provider_id), may_see=mine, viewer=request.user, on=request.today)


def _draft_context(request: SignedInRequest, draft: RuleSetDraft, *, is_swapped: bool) -> dict[str, Any]:
    if draft.published_id is not None:
        raise Http404
    return {"draft": draft, "page": _page(request, draft), "is_swapped": is_swapped}
