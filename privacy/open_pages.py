"""Pages for everybody, signed in or not: how personal data is handled and for how long, and the accessibility statement."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import wraps

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_safe

from core.wording import either_lazy, worded_for
from organisation.models import Authority, SchoolProvider
from privacy.models import ProviderPrivacy
from privacy.retention.plan import for_people, plan_of

Text = str | Promise

STATED_ON = date(2026, 11, 22)  # the day the accessibility statement was last read through
DIGG = "https://www.digg.se/tdosanmalan"
IMY = "https://www.imy.se/"

NOTHING = pgettext_lazy("who sees what", "inget")
WITH_A_REASON = pgettext_lazy("who sees what", "bara med ett skäl, som loggas och visas för dig")
ALL_OF_IT = pgettext_lazy("who sees what", "allt")
THEIR_UNITS = either_lazy(_("de enheter eller den förvaltning uppdraget gäller"), _("de enheter uppdraget gäller"))
OWN_PART = either_lazy(_("den egna förvaltningen"), _("hela verksamheten"))
COLUMNS: Sequence[Text] = (
    _("Eget underlag"),
    _("Andras skickade kurser och intyg"),
    _("Andras bedömning"),
    _("Andras kursval"),
    _("Översikter och planer"),
)
AUDIENCE: Sequence[tuple[Text, Sequence[Text]]] = (
    (_("Lärare, förskollärare"), (ALL_OF_IT, NOTHING, NOTHING, NOTHING, _("den egna enhetens plan och beslutad huvudmannaplan"))),
    (
        _("Rektor, biträdande rektor"),
        (
            ALL_OF_IT,
            _("de egna enheterna"),
            _("bara det som läraren har delat"),
            _("de egna enheterna"),
            _("egna enheter och beslutad huvudmannaplan"),
        ),
    ),
    (
        _("Granskare"),
        (
            ALL_OF_IT,
            THEIR_UNITS,
            NOTHING,
            NOTHING,
            _("beslutad huvudmannaplan"),
        ),
    ),
    (_("Utvecklingsledare"), (ALL_OF_IT, NOTHING, NOTHING, _("bara antal"), OWN_PART)),
    (
        either_lazy(_("Läsare: nämnd, skolchef"), _("Läsare: ledning, skolchef")),
        (
            NOTHING,
            NOTHING,
            NOTHING,
            NOTHING,
            either_lazy(_("den egna förvaltningen, utan personuppgifter"), _("hela verksamheten, utan personuppgifter")),
        ),
    ),
    (_("Systemförvaltare"), (NOTHING, WITH_A_REASON, WITH_A_REASON, WITH_A_REASON, NOTHING)),
)


@dataclass(frozen=True)
class Cookie:
    name: str
    purpose: Text
    lasts: Text


COOKIES = (
    Cookie(
        settings.SESSION_COOKIE_NAME,
        _("Håller dig inloggad."),
        format_lazy(_("Tills du loggar ut eller stänger webbläsaren, högst {hours} timmar."), hours=settings.SESSION_HOURS),
    ),
    Cookie(
        "last_person",
        _("Minns vem som loggade in senast, så att det du skrev när inloggningen tog slut lämnas tillbaka till dig och ingen annan."),
        _("Tills du loggar ut eller stänger webbläsaren."),
    ),
    Cookie(settings.CSRF_COOKIE_NAME, _("Skyddar formulär mot att någon annan skickar dem i ditt namn."), _("Ett år.")),
    Cookie("messages", _("Bär ett besked till nästa sida, till exempel att något är sparat."), _("Till nästa sida.")),
    Cookie("django_language", _("Minns språket du har valt."), _("Tills du stänger webbläsaren.")),
    Cookie("theme", _("Minns om du har valt ljust eller mörkt utseende."), _("Ett år.")),
)


@dataclass(frozen=True)
class Kept:
    """How long one kind is kept, as the person it concerns reads it."""

    label: Text
    about: Text
    how_long: str


def provider_of(request: HttpRequest) -> SchoolProvider | None:
    """Whose pages these are: one's own provider's, or the only one there is. Several never learn of each other here."""
    person = request.user
    if person.is_authenticated:
        return person.provider
    some = list(SchoolProvider.objects.order_by("pk")[:2])
    return some[0] if len(some) == 1 else None


def worded_for_visitors(view: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """An open page speaks of nämnder where those whose page it is have some, also to whoever is not signed in."""

    @wraps(view)
    def worded(request: HttpRequest) -> HttpResponse:
        with worded_for(lambda: (provider := provider_of(request)) is None or provider.has_committees):
            return view(request)

    return worded


@login_not_required
@require_safe
@worded_for_visitors
def privacy(request: HttpRequest) -> HttpResponse:
    """Whoever is signed in also reads which committees answer for the data at their own school provider, and how long it is kept."""
    provider = provider_of(request)
    own = Authority.objects.filter(provider=provider) if provider is not None else Authority.objects.none()
    rows = [
        {"role": role, "cells": [{"label": column, "text": text} for column, text in zip(COLUMNS, cells, strict=True)]}
        for role, cells in AUDIENCE
    ]
    context = {
        "columns": COLUMNS,
        "rows": rows,
        "cookies": COOKIES,
        "controllers": [authority.committee or authority.name for authority in own.order_by("name", "pk")],
        "imy": IMY,
        "said": said_by(provider),
        "keeps_public_records": provider is None or provider.keeps_public_records,
        "kept": kept_of(provider, on=timezone.localdate()) if provider is not None else [],
    }
    return render(request, "privacy/privacy.html", context)


def kept_of(provider: SchoolProvider, *, on: date) -> list[Kept]:
    return [Kept(line.kind.label, line.kind.about, for_people(line, on=on)) for line in plan_of(provider)]


def said_by(provider: SchoolProvider | None) -> ProviderPrivacy:
    """What the school provider has written about itself; nothing where it is not known whose page it is."""
    return ProviderPrivacy.of(provider) if provider is not None else ProviderPrivacy()


@login_not_required
@require_safe
@worded_for_visitors
def accessibility(request: HttpRequest) -> HttpResponse:
    """What is known not to work, everywhere and at this school provider, and how to tell of more."""
    said = said_by(provider_of(request))
    own = [line.strip() for line in said.known_shortcomings.splitlines() if line.strip()]
    stated_on = max(said.stated_on, STATED_ON) if said.stated_on else STATED_ON
    return render(request, "privacy/accessibility.html", {"stated_on": stated_on, "digg": DIGG, "said": said, "own": own})
