"""The administrator's hub for data protection, the settings, the record of processing, and reports of what could not be used."""

from dataclasses import dataclass

from django.conf import settings as django_settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from organisation.http import SignedInRequest
from organisation.models import Authority, Person, SchoolProvider
from privacy.kind import Kind
from privacy.models import ProviderPrivacy, ShortcomingReport
from privacy.open_pages import provider_of
from privacy.permissions import for_administrators
from privacy.retention.due import EMPTIED
from privacy.retention.plan import decision_of, in_words_of, plan_of
from privacy.statements import services
from privacy.statements.forms import AnswerForm, ReportForm, SettingsForm
from privacy.statements.limits import may_report

PER_PAGE = 25


@dataclass(frozen=True)
class Way:
    title: str
    text: str
    url: str


@dataclass(frozen=True)
class Processing:
    """One line of the record of processing (article 30.1 b–g)."""

    kind: Kind
    legal_ground: str
    how_long: str
    klassa: str


@require_safe
@for_administrators
def hub(request: SignedInRequest) -> HttpResponse:
    waiting = ShortcomingReport.objects.filter(provider=request.user.provider, handled_at=None).count()
    return render(request, "privacy/hub.html", {"ways": ways(request.user.provider), "waiting": waiting})


def ways(provider: SchoolProvider) -> list[Way]:
    """Nobody can ask a private provider for public records: it has none."""
    extracts = Way(
        _("Utlämnande av allmän handling"), _("Ta fram uppgifter om namngivna personer och pröva sekretessen."), reverse("privacy:extracts")
    )
    return [
        Way(_("Gallring"), _("Hur länge varje slag av uppgifter sparas, och vad som har tagits bort."), reverse("privacy:retention")),
        Way(_("Registerförteckning"), _("Vad som behandlas, varför och hur länge, att skriva ut."), reverse("privacy:processing")),
        *([extracts] if provider.keeps_public_records else []),
        Way(_("Läs in en person"), _("Ta emot någon som kommer från en annan huvudman."), reverse("privacy:import_new")),
        Way(_("Anmälda brister"), _("Det någon inte har kunnat använda, och vad som gjordes."), reverse("privacy:shortcomings")),
        Way(
            _("Kontakter och läsperiod"),
            _("Det som står på de öppna sidorna, och hur länge den som slutar får läsa."),
            reverse("privacy:settings"),
        ),
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
def settings(request: SignedInRequest) -> HttpResponse:
    stored = ProviderPrivacy.of(request.user.provider)
    form = SettingsForm(request.POST or None, stored=stored, on=request.today, cancel=reverse("privacy:hub"))
    if request.method == "POST" and form.is_valid():
        services.save_settings(form.said, by=request.user, at=timezone.now())
        messages.success(request, _("Uppgifterna är sparade och syns på de öppna sidorna."))
        return redirect("privacy:hub")
    return render(request, "privacy/settings.html", {"form": form})


@require_safe
@for_administrators
def processing(request: SignedInRequest) -> HttpResponse:
    """The record of processing activities (article 30), made from the kinds of record, the rules and the settings."""
    provider, on = request.user.provider, request.today
    lines = [
        Processing(
            kind=line.kind,
            legal_ground=line.rule.legal_ground,
            how_long=" ".join(filter(None, [in_words_of(line), decision_of(line, on=on)])),
            klassa=f"{line.rule.confidentiality}, {line.rule.correctness}, {line.rule.availability}",
        )
        for line in plan_of(provider)
    ]
    context = {
        "lines": lines,
        "said": ProviderPrivacy.of(provider),
        "provider": provider,
        "controllers": [each.committee or each.name for each in Authority.objects.filter(provider=provider).order_by("name", "pk")],
        "people": Person.objects.filter(provider=provider).exclude(username__startswith=EMPTIED).count(),
        "scans": django_settings.MALWARE_SCANNING != "off",
        "idle_minutes": django_settings.SESSION_IDLE_MINUTES,
        "session_hours": django_settings.SESSION_HOURS,
        "today": on,
    }
    return render(request, "privacy/processing.html", context)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def shortcoming_new(request: HttpRequest) -> HttpResponse:
    """Report something that cannot be used. Open to everybody, a few times an hour from one address."""
    provider = provider_of(request)
    form = ReportForm(request.POST or None, provider=provider, cancel=reverse("portal:accessibility"))
    if request.method == "POST" and form.is_valid() and form.provider is not None:
        if not may_report(request):
            form.add_error(None, _("Du har skickat flera anmälningar på kort tid. Vänta en timme och skicka sedan igen."))
            return render(request, "privacy/shortcoming_new.html", {"form": form}, status=429)
        person = request.user if isinstance(request.user, Person) else None
        services.report(form.said, form.provider, by=person, at=timezone.now())
        messages.success(request, _("Tack. Anmälan har kommit fram till systemförvaltaren."))
        return redirect("portal:accessibility")
    return render(request, "privacy/shortcoming_new.html", {"form": form})


@require_safe
@for_administrators
def shortcomings(request: SignedInRequest) -> HttpResponse:
    rows = ShortcomingReport.objects.filter(provider=request.user.provider).select_related("handled_by").order_by("-reported_at", "-pk")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    waiting = rows.filter(handled_at=None).count()
    return render(request, "privacy/shortcomings.html", {"rows": page.object_list, "page": page, "waiting": waiting})


@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
def shortcoming(request: SignedInRequest, pk: int) -> HttpResponse:
    """One report, and what was done about it."""
    row = get_object_or_404(ShortcomingReport.objects.filter(provider=request.user.provider), pk=pk)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.answer(row, form.cleaned_data["answer"], by=request.user, at=timezone.now())
        messages.success(request, _("Svaret är sparat."))
        return redirect("privacy:shortcomings")
    return render(request, "privacy/shortcoming.html", {"form": form, "row": row})
