"""The administrator's pages about the retention plan: what is decided, what the coming night would delete, and what has been done."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Window
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.database import room_for_joins
from core.formats import long_date
from organisation.http import SignedInRequest
from organisation.models import SchoolProvider
from privacy.kind import Kind
from privacy.kinds import BY_KEY
from privacy.models import Action, RetentionRule, RetentionRun
from privacy.permissions import for_administrators
from privacy.retention.due import due_of
from privacy.retention.forms import RuleForm
from privacy.retention.plan import Line, decision_of, in_words_of, line_of, plan_of
from privacy.retention.services import save_rule

PER_PAGE = 30
SAMPLE = 10
NIGHT = timedelta(days=1)  # the task runs after midnight


@dataclass(frozen=True)
class Row:
    """One kind in the plan. tonight: how many rows the coming night deletes, None where the rule keeps."""

    kind: Kind
    sentence: str
    decision: str
    is_proposal: bool
    tonight: int | None
    klassa: str


@require_safe
@for_administrators
def plan(request: SignedInRequest) -> HttpResponse:
    provider, night = request.user.provider, request.today + NIGHT
    with room_for_joins():
        rows = [_row(line, night=night, tonight=_tonight(line, night=night)) for line in plan_of(provider)]
    runs = Paginator(RetentionRun.objects.filter(provider=provider).order_by("-on", "-pk"), PER_PAGE)
    page = runs.get_page(request.GET.get("page"))
    context = {
        "rows": rows,
        "tonight": sum(row.tonight or 0 for row in rows),
        "proposals": sum(row.is_proposal for row in rows),
        "runs": page,
        "done": [{"run": run, "kinds": _told(run)} for run in page.object_list],
    }
    return render(request, "privacy/retention.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
def rule(request: SignedInRequest, kind: str) -> HttpResponse:
    """One rule: read it, see what it would delete, and write down another decision."""
    if kind not in BY_KEY:
        raise Http404
    provider, night = request.user.provider, request.today + NIGHT
    line = line_of(provider, BY_KEY[kind])
    back = reverse("privacy:retention")
    form = RuleForm(request.POST or None, kind=line.kind, initial=_initial(line.rule), on=request.today, cancel=back)
    if request.method == "POST" and form.is_valid():
        saved = save_rule(provider, line.kind, form.decision, by=request.user, at=timezone.now())
        messages.success(request, _saved(saved, request.today))
        return redirect("privacy:retention")
    count, sample = _preview(provider, line, night=night)
    context = {
        "form": form,
        "row": _row(line, night=night, tonight=count if line.deletes(night) else None),
        "would": count,
        "sample": sample,
        "is_in_force": line.deletes(night),
        "keeps": line.rule.action == Action.KEEP or bool(line.kind.kept),
    }
    return render(request, "privacy/retention_rule.html", context)


def _tonight(line: Line, *, night: date) -> int | None:
    return sum(rows.count() for _source, rows in due_of(line, on=night)) if line.deletes(night) else None


def _row(line: Line, *, night: date, tonight: int | None) -> Row:
    is_proposal = line.rule.action != Action.KEEP and not line.kind.kept and not line.rule.is_decided(night)
    rule = line.rule
    return Row(
        kind=line.kind,
        sentence=in_words_of(line),
        decision=decision_of(line, on=night),
        is_proposal=is_proposal,
        tonight=tonight,
        klassa=f"{rule.confidentiality}, {rule.correctness}, {rule.availability}",
    )


def _preview(provider: SchoolProvider, line: Line, *, night: date) -> tuple[int, list[str]]:
    """How many rows the rule would delete if it were decided, and the ids of some: never a name."""
    if line.kind.kept or line.rule.action == Action.KEEP:
        return 0, []
    total, sample = 0, []
    with room_for_joins():
        for _source, rows in due_of(line, on=night):
            found = list(rows.order_by("pk").annotate(among=Window(Count("*"))).values_list("pk", "among")[:SAMPLE])
            total += found[0][1] if found else 0
            sample += [f"{rows.model._meta.verbose_name} {key}" for key, _among in found]
    return total, sample[:SAMPLE]


def _told(run: RetentionRun) -> list[str]:
    return [f"{BY_KEY[key].label}: {count}" if key in BY_KEY else f"{key}: {count}" for key, count in sorted(run.counts.items())]


def _initial(rule: RetentionRule) -> dict[str, object]:
    names = ("action", "years", "counts_from", "legal_ground", "decision_reference", "decided_on")
    return {
        **{name: getattr(rule, name) for name in names},
        **{name: str(getattr(rule, name)) for name in ("confidentiality", "correctness", "availability")},
    }


def _saved(rule: RetentionRule, on: date) -> str:
    if rule.action == Action.KEEP:
        return _("Regeln är sparad. Uppgifterna bevaras.")
    if not rule.is_decided(on):
        return _("Förslaget är sparat. Inget gallras förrän beslutet står i regeln.")
    return _("Regeln är sparad och gäller från natten till den %(day)s.") % {"day": long_date(on + NIGHT)}
