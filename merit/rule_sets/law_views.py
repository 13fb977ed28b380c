"""The page that tells everybody how the law is read here."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.formats import long_date
from merit.rule_sets.in_force import rule_sets_of
from merit.rule_sets.law_page import READ_FROM_THE_START, law_page
from merit.rules.rulesets import NoRuleSetError
from organisation.http import SignedInRequest


@require_safe
def law(request: SignedInRequest) -> HttpResponse:
    """How the law is read at the viewer's school provider today, or on the day in `dag`. For everybody signed in."""
    day, missing, page = request.today, "", None
    asked = request.GET.get("dag", "")
    try:
        day = date.fromisoformat(asked) if asked else day
    except ValueError:
        missing = _("Dagen i adressen går inte att läsa. Sidan visar i dag.")
    try:
        page = law_page(rule_sets_of(request.user.provider_id), day=day, today=request.today)
    except NoRuleSetError:
        missing = _("Inga regler för meritering gäller %(day)s.") % {"day": long_date(day)}
    context = {"page": page, "missing": missing, "started": READ_FROM_THE_START, "is_teaching": request.scope.is_teaching}
    return render(request, "merit/law.html", context)
