"""The page for everybody, signed in or not, that says what counts and what the words mean. Those about data are privacy.open_pages."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from core.wording import either_lazy
from privacy.open_pages import worded_for_visitors

Text = str | Promise

SKOLVERKET = "https://www.skolverket.se/"


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
    Word(
        _("huvudmannaplan"),
        either_lazy(
            _("Nämndens plan för kompetensutveckling på tre nivåer: förvaltningens, enhetens och den individuella."),
            _("Huvudmannens plan för kompetensutveckling på tre nivåer: den gemensamma, enhetens och den individuella."),
        ),
    ),
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


ORDINANCE = "https://svenskforfattningssamling.se/sites/default/files/sfs/2025-04/SFS2025-280.pdf"
READINGS = (
    Reading("Kompetensutveckling / Professionsprogrammet", _("Om programmet, nivåerna och hur du ansöker.")),
    Reading("Kompetensutveckling för dig som är rektor", _("Om rektorers kompetensutveckling.")),
    Reading("Meriterande utbildning – vad räknas?", _("Om vilka kurser som räknas.")),
    Reading("Praktiknära forskning – vad räknas?", _("Om vad det innebär att ha deltagit.")),
)


@login_not_required
@require_safe
@worded_for_visitors
def help_page(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/help.html", {"words": WORDS, "areas": AREAS, "readings": READINGS, "ordinance": ORDINANCE})
