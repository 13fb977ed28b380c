"""What if: the question stands in the address, so that it can be gone back to, and is stored only where somebody asks for it."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from merit.facts import PersonRows, read_rows
from merit.figures import level_figure
from merit.pages import assessment_page
from merit.position import position_of
from merit.rule_sets import rule_sets_of
from merit.rules import Condition, Facts, RuleSet, assess
from organisation.http import SignedInRequest
from plans.choices import permissions
from plans.choices.situation import situation_of
from plans.models import Scenario
from plans.models.scenario import MOST
from plans.whatif import services
from plans.whatif.form_page import form_parts
from plans.whatif.forms import NameForm, WhatIfForm
from plans.whatif.page import Answer, answer_of, offered_to, planned_query


@require_safe
def what_if(request: SignedInRequest) -> HttpResponse:
    """The form, and where something is asked the answer beside today's. For a principal: the merit system does not cover the post."""
    if not permissions.can_plan(request.scope):
        raise PermissionDenied
    if not request.scope.is_teaching:
        return render(request, "merit/not_covered.html")
    rows, form = _read(request, request.GET)
    context: dict[str, Any] = {
        "form": form,
        "has_errors": form.is_bound and not form.is_valid(),
        "scenario": _opened(request),
        "scenarios": Scenario.objects.filter(person=request.user),
        "planned_query": planned_query(form.offered.values()),
        **form_parts(form, rows.as_facts(request.today)),
    }
    if form.is_bound and form.is_valid() and not form.supposition.is_empty:
        answer = answer_of(rows.as_facts(request.today), form)
        context |= {"answer": answer, "figure": _figure(answer, rows), "query": urlencode(_pairs(form, request.GET), doseq=True)}
    return render(request, "plans/whatif/what_if.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def scenario_save(request: SignedInRequest) -> HttpResponse:
    """Name a question and keep it; one that is kept already, named by `tanke`, is changed or kept beside as a new one."""
    if not permissions.can_plan(request.scope) or not request.scope.is_teaching:
        raise PermissionDenied
    asked = QueryDict(request.POST.get("fraga", "")) if request.method == "POST" else request.GET
    rows, question = _read(request, asked)
    address = f"{reverse('plans:what_if')}?{asked.urlencode()}"
    if not question.is_bound or not question.is_valid() or question.supposition.is_empty:
        return redirect(address)
    scenario = _opened(request, asked)
    form = NameForm(request.POST or None, initial={"name": scenario.name if scenario else ""})
    if request.method == "POST" and form.is_valid():
        kept = _keep(request, form, question, scenario if "new" not in request.POST else None)
        if kept is not None:
            messages.success(request, _("Tanken ”%(name)s” är sparad. Bara du ser den.") % {"name": form.cleaned_data["name"]})
            return redirect(f"{reverse('plans:what_if')}?{kept.query}")
    supposed = answer_of(rows.as_facts(request.today), question).supposed
    context = {"form": form, "scenario": scenario, "asked": asked.urlencode(), "address": address, "supposed": supposed}
    return render(request, "plans/whatif/save.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def scenario_remove(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Ask, then delete one of one's own; whoever has left may too."""
    scenario = get_object_or_404(Scenario, person=request.user, pk=pk)
    if request.method == "POST":
        services.let_go(pk, by=request.user, at=timezone.now())
        messages.success(request, _("Tanken ”%(name)s” är borttagen.") % {"name": scenario.name})
        return redirect("plans:what_if")
    return render(request, "plans/whatif/remove.html", {"scenario": scenario})


def _read(request: SignedInRequest, asked: QueryDict) -> tuple[PersonRows, WhatIfForm]:
    """The person's rows, and the form: unbound where nothing is asked, unjudged where a further course is asked for."""
    rows = read_rows([request.user.pk])[request.user.pk]
    facts = rows.as_facts(request.today)
    rules_on = rule_sets_of(request.user.provider_id)
    offered = offered_to(situation_of(request.user, on=request.today), facts)
    is_asked = any(name not in {"tanke", "fler"} for name in asked)
    form = WhatIfForm(
        asked,
        offered=offered,
        on=request.today,
        rules_on=rules_on,
        asks=_still_open(facts, rules_on(request.today)),
        is_draft="fler" in asked or not is_asked,
    )
    return rows, form


def _still_open(facts: Facts, rules: RuleSet) -> list[str]:
    """The fields about what has not happened yet: research that lowers level 2, and a decision on level 1."""
    today = assess(facts, rules=rules)
    is_lowered = today.level(2).finding(Condition.MERIT_CREDITS).required == rules.thresholds.research_credits
    return [name for name, is_settled in (("forskning", is_lowered), ("beslut", today.level(1).decided)) if not is_settled]


def _opened(request: SignedInRequest, asked: QueryDict | None = None) -> Scenario | None:
    """The kept one that the address names; one that is gone, or is somebody else's, is as none."""
    try:
        pk = UUID((asked if asked is not None else request.GET).get("tanke", ""))
    except ValueError:
        return None
    return Scenario.objects.filter(person=request.user, pk=pk).first()


def _pairs(form: WhatIfForm, asked: QueryDict) -> dict[str, list[str]]:
    named = {"tanke": [str(asked["tanke"])]} if asked.get("tanke") else {}
    return {**form.question, **named}


def _figure(answer: Answer, rows: PersonRows) -> Any:
    """The level graph as it would be."""
    return level_figure(assessment_page(answer.then, position_of(answer.then), rows.by_reference()))


def _keep(request: SignedInRequest, form: NameForm, question: WhatIfForm, scenario: Scenario | None) -> Scenario | None:
    """None where it was refused; the form says why."""
    name, asked, at = form.cleaned_data["name"], question.question, timezone.now()
    try:
        if scenario is not None and services.change(scenario.pk, name, asked, by=request.user, at=at):
            return Scenario.objects.get(pk=scenario.pk)
        return services.keep(request.user, name, asked, at=at)
    except services.NameTakenError:
        form.add_error("name", _("Du har redan en tanke som heter så. Skriv ett annat namn."))
    except services.TooManyScenariosError:
        form.add_error("name", _("Du har redan sparat %(most)s tankar, så många som får plats. Ta bort en först.") % {"most": MOST})
    return None
