"""Everybody's own log, who has read or changed what is theirs, and the administrator's page of whether the log as a whole stands."""

from dataclasses import dataclass
from datetime import datetime

from crispy_forms.helper import FormHelper
from django import forms
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from audit.models import Entry, Removal, Seal, Verification, Waiting
from core.formats import first_upper, in_words
from core.forms import filter_layout
from core.names import display_name
from organisation.http import SignedInRequest
from organisation.models import Person, Role
from privacy.log_words import READINGS, REASONS, UNKNOWN, WORDS, Text
from privacy.permissions import for_administrators
from privacy.troubles import unsealed

PER_PAGE = 25
READ, CHANGED = "lasning", "andring"


@dataclass(frozen=True)
class Row:
    """One event. who: a name, as the person may see it. role: what they were when it happened, where it matters."""

    at: datetime
    who: str
    role: str
    what: Text
    reason: str


class LogFilter(forms.Form):
    """Whatever else the address says is ignored."""

    visa = forms.ChoiceField(
        label=_("Vad"), required=False, choices=[("", _("Allt")), (READ, _("Bara läsning")), (CHANGED, _("Bara ändringar"))]
    )
    vem = forms.ChoiceField(label=_("Vem"), required=False, choices=[("", _("Andra än jag själv")), ("alla", _("Andra och jag själv"))])

    @property
    def chosen(self) -> tuple[str, bool]:
        """Kind of event, and whether the person's own are shown too."""
        self.is_valid()
        return self.cleaned_data.get("visa", ""), self.cleaned_data.get("vem") == "alla"

    @property
    def helper(self) -> FormHelper:
        return filter_layout("visa", "vem")


@require_safe
def my_log(request: SignedInRequest) -> HttpResponse:
    """Who has read or changed what is about the person, the latest first."""
    form = LogFilter(request.GET)
    kind, with_own = form.chosen
    page = Paginator(_entries(request.user, kind=kind, with_own=with_own), PER_PAGE).get_page(request.GET.get("page"))
    read_by = _entries(request.user, kind=READ, with_own=False).exclude(actor=None)
    readers = read_by.order_by().values("actor").distinct().count()
    context = {
        "form": form,
        "page": page,
        "rows": [_row(entry, request.user) for entry in page],
        "is_narrowed": bool(kind),
        "with_own": with_own,
        "readers": readers,
        "readers_in_words": first_upper(in_words(readers)),
    }
    return render(request, "privacy/my_log.html", context)


def _entries(person: Person, *, kind: str, with_own: bool) -> QuerySet[Entry]:
    """What is about the person, also under an account that was made one with theirs."""
    accounts = [person.pk, *Person.objects.filter(merged_into=person).order_by("pk").values_list("pk", flat=True)]
    entries = Entry.objects.filter(subject__in=accounts).select_related("actor").order_by("-at", "-pk")
    if not with_own:
        entries = entries.exclude(actor__in=accounts)
    if kind == READ:
        return entries.filter(_is_reading())
    return entries.exclude(_is_reading()) if kind == CHANGED else entries


def _is_reading() -> Q:
    return Q(action__in=READINGS) | Q(action__endswith=".read")


def _row(entry: Entry, person: Person) -> Row:
    if entry.actor_id is None:
        who = str(_("Meritplan, av sig självt"))
    elif entry.actor is None:
        who = str(_("Någon som inte längre har konto"))
    else:
        who = str(_("Du")) if entry.actor_id == person.pk else display_name(entry.actor, person)
    return Row(
        at=timezone.localtime(entry.at),
        who=who,
        role=", ".join(str(Role(role).label).lower() for role in entry.roles if role in Role.values),
        what=WORDS.get(entry.action, UNKNOWN),
        reason=_reason(entry),
    )


def _reason(entry: Entry) -> str:
    reasons, given = REASONS.get(entry.action), entry.details.get("reason")
    return str(reasons(given).label) if reasons is not None and given in reasons.values else ""


@require_safe
@for_administrators
def log_state(request: SignedInRequest) -> HttpResponse:
    """How many events there are and whether they stand as they were written. Never whose."""
    latest = Verification.objects.first()
    removed = Removal.objects.order_by("-up_to").first()
    now = timezone.now()
    context = {
        "checks": Verification.objects.all()[:PER_PAGE],
        "latest": latest,
        "is_whole": latest is not None and not latest.faults,
        "seal": Seal.objects.order_by("-number").first(),
        "waiting": Waiting.objects.count(),
        "is_late": unsealed(0, now, now) > 0,
        "removed": removed,
    }
    return render(request, "privacy/log_state.html", context)
