"""Pages for everybody, signed in or not: help, how personal data is handled, and the accessibility statement."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_safe

from organisation.models import Authority

Text = str | Promise

STATED_ON = date(2026, 11, 22)  # the day the accessibility statement was last read through
DIGG = "https://www.digg.se/tdosanmalan"
SKOLVERKET = "https://www.skolverket.se/"
IMY = "https://www.imy.se/"

NOTHING = pgettext_lazy("who sees what", "inget")
ALL_OF_IT = pgettext_lazy("who sees what", "allt")
COLUMNS: Sequence[Text] = (
    _("Eget underlag"),
    _("Andras skickade kurser och intyg"),
    _("Andras bedömning"),
    _("Andras kursval"),
    _("Sammanställningar och planer"),
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
            _("egna enheter och förvaltningens plan"),
        ),
    ),
    (_("Granskare"), (ALL_OF_IT, _("de enheter eller den förvaltning uppdraget gäller"), NOTHING, NOTHING, NOTHING)),
    (_("Utvecklingsledare"), (ALL_OF_IT, NOTHING, NOTHING, _("bara antal"), _("den egna förvaltningen"))),
    (_("Läsare: nämnd, skolchef"), (NOTHING, NOTHING, NOTHING, NOTHING, _("den egna förvaltningen, utan personuppgifter"))),
    (_("Systemförvaltare"), (NOTHING, NOTHING, NOTHING, NOTHING, NOTHING)),
)


@dataclass(frozen=True)
class Cookie:
    name: str
    purpose: Text
    lasts: Text


COOKIES = (
    Cookie(settings.SESSION_COOKIE_NAME, _("Håller dig inloggad."), _("Tills du loggar ut eller stänger webbläsaren.")),
    Cookie(settings.CSRF_COOKIE_NAME, _("Skyddar formulär mot att någon annan skickar dem i ditt namn."), _("Ett år.")),
    Cookie("messages", _("Bär ett besked till nästa sida, till exempel att något är sparat."), _("Till nästa sida.")),
    Cookie("django_language", _("Minns språket du har valt."), _("Tills du stänger webbläsaren.")),
    Cookie("theme", _("Minns om du har valt ljust eller mörkt utseende."), _("Ett år.")),
)


@dataclass(frozen=True)
class Word:
    term: Text
    meaning: Text


WORDS = (
    Word(_("meriteringsnivå"), _("En av fyra nivåer som legitimerade lärare och förskollärare kan få beslut om. Skolverket beslutar.")),
    Word(_("meriterande utbildning"), _("Högskolekurser på grundnivå eller avancerad nivå inom något av områdena i 5 §.")),
    Word(_("meriteringsgrund"), _("Det område i 5 § som en kurs hör till, till exempel specialpedagogik.")),
    Word(_("behörighetsgivande examen"), _("Din lärar- eller förskollärarexamen. Kurser som du har blivit klar med efter den räknas.")),
    Word(
        _("VAK"), _("Vidareutveckling och analys av kvalitet i undervisning, en uppdragsutbildning på 7,5 hp som behövs för nivå 2 och 4.")
    ),
    Word(
        _("praktiknära forskning"),
        _("Forskning i samverkan med lärare och förskollärare utifrån verksamhetens behov. Att ha deltagit kan ersätta 7,5 hp på nivå 2."),
    ),
    Word(_("preliminär bedömning"), _("Vad dina uppgifter leder till enligt förordningen, som vi läser den. Den är inget beslut.")),
    Word(_("huvudmannaplan"), _("Nämndens plan för kompetensutveckling på tre nivåer: förvaltningens, enhetens och den individuella.")),
)
AREAS: Sequence[Text] = (
    _("ämnesstudier"),
    _("ämnesdidaktiska studier"),
    _("studier inom det förskolepedagogiska området"),
    _("kognitionsvetenskap"),
    _("specialpedagogik"),
    _("ledarskap"),
)


@dataclass(frozen=True)
class Reading:
    """title: as the page is called on Skolverket's site, where addresses change more often than names."""

    title: str
    about: Text
    url: str = SKOLVERKET


READINGS = (
    Reading("Kompetensutveckling / Professionsprogrammet", _("Om programmet, nivåerna och hur du ansöker.")),
    Reading("Kompetensutveckling för dig som är rektor", _("Om rektorers kompetensutveckling.")),
    Reading("Meriterande utbildning – vad räknas?", _("Om vilka kurser som räknas.")),
    Reading("Praktiknära forskning – vad räknas?", _("Om vad det innebär att ha deltagit.")),
)


@login_not_required
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/help.html", {"words": WORDS, "areas": AREAS, "readings": READINGS})


@login_not_required
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Whoever is signed in also reads which committees answer for the data at their own school provider."""
    person = request.user
    own = Authority.objects.filter(provider=person.provider_id) if person.is_authenticated else Authority.objects.none()
    rows = [
        {"role": role, "cells": [{"label": column, "text": text} for column, text in zip(COLUMNS, cells, strict=True)]}
        for role, cells in AUDIENCE
    ]
    controllers = [authority.committee or authority.name for authority in own]
    context = {"columns": COLUMNS, "rows": rows, "cookies": COOKIES, "controllers": controllers, "imy": IMY}
    return render(request, "portal/privacy.html", context)


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/accessibility.html", {"stated_on": STATED_ON, "digg": DIGG})
