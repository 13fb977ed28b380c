"""The teacher's assessment, and the same page for a principal where the teacher has shared it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from audit.services import record
from inventory.models import Record
from merit import services, telling
from merit.basis_page import bases_view
from merit.facts import read_rows
from merit.figures import level_figure
from merit.forms import DayForm
from merit.models import StoredAssessment
from merit.next_step import NextStep, next_step
from merit.pages import assessment_page
from merit.position import position_of
from merit.remedy_links import Reader
from merit.rule_sets import rule_set_for, rule_sets_of
from merit.rules import assess
from merit.sharing import Sharing, sharing_of
from merit.years_page import with_times, years_view
from notices.services import read_kinds
from organisation.http import SignedInRequest
from organisation.models import Person


@require_safe
def assessment(request: SignedInRequest) -> HttpResponse:
    """Everybody employed has one; for a principal the page says that the merit system does not cover the post.

    dag in the address: another day to assess on. A day that cannot be is told at the field, and the page shows today.
    """
    if not request.scope.is_staff:
        raise PermissionDenied
    if not request.scope.is_teaching:
        return render(request, "merit/not_covered.html")
    stored = StoredAssessment.objects.visible_to(request.user, on=request.today).filter(person=request.user).first()
    read_kinds(request.user, (kind.name for kind in telling.KINDS), at=timezone.now())  # whoever is here need not be told by mail
    form = DayForm(request.GET if "dag" in request.GET else None, rules_on=rule_sets_of(request.user.provider_id))
    day = (form.cleaned_data["dag"] if form.is_valid() else None) or request.today
    sharing = sharing_of(request.user, stored.shared_at if stored is not None else None, on=request.today)
    context = {"is_own": True, "sharing": sharing, "form": form}
    return _page(request, request.user, day, context)


@require_safe
def shared_assessment(request: SignedInRequest, person: UUID) -> HttpResponse:
    """A principal reads what a teacher has shared; that it was read is on record."""
    stored = get_object_or_404(
        StoredAssessment.objects.visible_to(request.user, on=request.today).exclude(person=request.user).select_related("person"),
        person=person,
    )
    with transaction.atomic():
        record("merit.assessment.read", actor=request.user, target=stored, subject=stored.person, at=timezone.now())
    return _page(request, stored.person, request.today, {"is_own": False})


@require_POST
def share(request: SignedInRequest) -> HttpResponse:
    """The teacher shares the assessment with the principal, or takes it back."""
    if not request.scope.is_teaching:
        raise PermissionDenied
    shared = request.POST.get("shared") == "yes"
    services.share(request.user, shared=shared, on=request.today, at=timezone.now())
    messages.success(request, _("Din rektor kan nu läsa din bedömning.") if shared else _("Din rektor kan inte längre läsa din bedömning."))
    return redirect("merit:assessment")


def _page(request: SignedInRequest, person: Person, day: date, context: dict[str, Any]) -> HttpResponse:
    """What the law says on that day of what is on record today."""
    rows = read_rows([person.pk])[person.pk]
    facts, rules = rows.as_facts(day), rule_set_for(person.provider_id, on=day)
    answer = assess(facts, rules=rules)
    position = position_of(answer)
    records = rows.by_reference()
    page = assessment_page(answer, position, records, is_own=context["is_own"], reader=_reader(request, records, context))
    page = replace(page, levels=with_times(page.levels, facts, rules))
    when = "today" if day == request.today else "past" if day < request.today else "ahead"
    shown = {"page": page, "figure": level_figure(page), "years": years_view(facts, rules), "person": person, "when": when}
    shown |= {"bases": bases_view(answer, records), "step": next_step(page) if context["is_own"] else NextStep(page.lead)}
    return render(request, "merit/assessment.html", {**shown, **context})


def _reader(request: SignedInRequest, records: Mapping[str, Record], context: dict[str, Any]) -> Reader | None:
    """Whoever may do something about what is lacking: the owner."""
    if not context["is_own"]:
        return None
    sharing: Sharing = context["sharing"]
    return Reader(request.user, request.today, records, may_share=bool(sharing.readers) and not sharing.is_on)
