"""The shortest way to a level, over the courses that the teacher may choose. Nothing is stored."""

from decimal import Decimal

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from merit.facts import facts_of
from merit.rule_sets import rule_sets_of
from organisation.http import SignedInRequest
from plans.choices import permissions
from plans.choices.situation import situation_of
from plans.choices.way_page import PACE_WORDS, USUAL_PACE, way_page


class WayForm(forms.Form):
    """What is asked, in the address. An odd value is as none: the page then shows the next level at the usual pace."""

    niva = forms.TypedChoiceField(required=False, coerce=int, empty_value=None, choices=[(n, n) for n in range(1, 5)])
    takt = forms.TypedChoiceField(required=False, coerce=Decimal, empty_value=None, choices=[(str(pace), pace) for pace in PACE_WORDS])


@require_safe
def shortest(request: SignedInRequest) -> HttpResponse:
    """What is lacking to a level, and the courses that close it. Only whoever the merit system covers has levels."""
    if not permissions.can_plan(request.scope):
        raise PermissionDenied
    situation = situation_of(request.user, on=request.today)
    if situation is None or not request.scope.is_teaching:
        return render(request, "plans/choices/no_way.html", {"has_plan": situation is not None})
    asked = WayForm(request.GET)
    asked.is_valid()
    level, pace = asked.cleaned_data.get("niva"), asked.cleaned_data.get("takt") or USUAL_PACE
    rules_on = rule_sets_of(request.user.provider_id)
    page = way_page(facts_of(request.user, on=request.today), situation, level=level, pace=pace, rules_on=rules_on)
    paces = [(str(pace), words, pace == page.pace) for pace, words in PACE_WORDS.items()]
    return render(request, "plans/choices/way.html", {"page": page, "paces": paces})
