"""Every part the pages are built of, on one page, with made-up content. For whoever builds or reviews a page."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.contrib.staticfiles import finders
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from core.colours import contrast, themes
from core.figures.basis import BasisCredits, credits_by_basis
from core.figures.drawing import Figure
from core.figures.histogram import Band, histogram
from core.figures.level_counts import LevelCount, level_counts
from core.figures.levels import Level, level_graph
from core.figures.steps import Block, Line, Step, Turn, credit_steps
from core.figures.tier_counts import TierCount, tier_counts
from core.figures.tiers import Stone, Tier, three_tiers
from core.figures.timeline import Milestone, Span, timeline
from core.forms import (
    Button,
    CreditsField,
    DayField,
    ExplainedRadios,
    FilesField,
    Segment,
    StoredFile,
    beside,
    form_layout,
    question,
    section,
)
from organisation.http import SignedInRequest

HP = Decimal("7.5")
PAIRS = (
    ("ink", "bg", gettext_lazy("Bläck på sidans botten"), gettext_lazy("Brödtext"), 4.5),
    ("muted", "bg", gettext_lazy("Skiffer på sidans botten"), gettext_lazy("Ledtrådar"), 4.5),
    ("muted", "sunken", gettext_lazy("Skiffer på björk"), gettext_lazy("Sidfot"), 4.5),
    ("accent", "surface", gettext_lazy("Blåbär på panel"), gettext_lazy("Länkar, val"), 4.5),
    ("accent", "accent-weak", gettext_lazy("Blåbär på blåbärston"), gettext_lazy("Länkar i tonad panel"), 4.5),
    ("on-accent", "accent", gettext_lazy("Text på blåbär"), gettext_lazy("Knappar, grundstenar"), 4.5),
    ("on-accent", "tier2", gettext_lazy("Text på mellanblåbär"), gettext_lazy("Enhetens stenar"), 4.5),
    ("on-tier3", "tier3", gettext_lazy("Text på ljus blåbär"), gettext_lazy("Individuella stenar"), 4.5),
    ("met", "surface", gettext_lazy("Gran på panel"), gettext_lazy("Uppfyllt"), 4.5),
    ("no", "surface", gettext_lazy("Lingon på panel"), gettext_lazy("Inte uppfyllt, fel"), 4.5),
    ("maybe", "surface", gettext_lazy("Ockra på panel"), gettext_lazy("Går inte att avgöra än"), 4.5),
    ("maybe", "maybe-weak", gettext_lazy("Ockra på ockraton"), gettext_lazy("Varning"), 4.5),
    ("line-strong", "surface", gettext_lazy("Ram på panel"), gettext_lazy("Fält, kryssrutor"), 3),
    ("accent", "bg", gettext_lazy("Blåbär på sidans botten"), gettext_lazy("Fokusring"), 3),
)
SWATCHES = (
    ("accent", gettext_lazy("Blåbär"), "accent"),
    ("weak", gettext_lazy("Blåbär, ton"), "accent-weak"),
    ("t2", gettext_lazy("Blåbär, mellan"), "tier2"),
    ("t3", gettext_lazy("Blåbär, ljus"), "tier3"),
    ("glow", gettext_lazy("Hjortron"), "glow"),
    ("met", gettext_lazy("Gran, uppfyllt"), "met"),
    ("no", gettext_lazy("Lingon, inte uppfyllt"), "no"),
    ("maybe", gettext_lazy("Ockra, väntar"), "maybe"),
    ("ink", gettext_lazy("Bläck, text"), "ink"),
    ("muted", gettext_lazy("Skiffer, andra text"), "muted"),
    ("lines", gettext_lazy("Ram"), "line-strong"),
    ("sunken", gettext_lazy("Björk"), "sunken"),
)
ICONS = (
    ["met", "no", "maybe", "wait", "todo", "part", "lock", "sent", "back", "arrow", "left", "plus", "file", "down", "info", "menu", "clock"]
)  # fmt: skip


@dataclass(frozen=True)
class Pair:
    name: str | Promise
    use: str | Promise
    required: float
    light: float
    dark: float


class SampleForm(forms.Form):
    """A form with every kind of field, sent with faults so that the errors show."""

    title = forms.CharField(label=gettext_lazy("Kursens namn"), help_text=gettext_lazy("Som det står på intyget."))
    institution = forms.ChoiceField(
        label=gettext_lazy("Lärosäte"),
        choices=[("lu", "Lunds universitet"), ("mau", "Malmö universitet")],
        widget=forms.Select({"class": "w-mid"}),
    )
    code = forms.CharField(label=gettext_lazy("Kurskod"), required=False, widget=forms.TextInput({"class": "w-code"}))
    credits = CreditsField(label=gettext_lazy("Högskolepoäng"), help_text=gettext_lazy("Med högst en decimal, till exempel 7,5."))
    completed_on = DayField(label=gettext_lazy("Klar den"))
    cycle = forms.ChoiceField(
        label=gettext_lazy("Nivå"),
        choices=[("basic", gettext_lazy("Grundnivå")), ("advanced", gettext_lazy("Avancerad nivå")), ("unknown", gettext_lazy("Vet inte"))],
        widget=Segment,
    )
    passed = forms.BooleanField(label=gettext_lazy("Jag är godkänd på hela kursen"), required=False)
    merit_basis = forms.ChoiceField(
        label=gettext_lazy("Meriteringsgrund"),
        help_text=gettext_lazy("Är du osäker avgör granskaren, och du förlorar inget på det."),
        choices=[
            ("subject", gettext_lazy("Ämnesstudier")),
            ("cognition", gettext_lazy("Kognitionsvetenskap")),
            ("unsure", gettext_lazy("Jag är osäker")),
        ],
        widget=ExplainedRadios(
            hints={
                "subject": gettext_lazy("Ett ämne som undervisas i skolan, till exempel historia eller matematik."),
                "cognition": gettext_lazy("Hur människor minns, lär och tänker."),
                "unsure": gettext_lazy("Granskaren på kommunen föreslår ett område."),
            },
            more={
                "subject": gettext_lazy("Kursen ger fördjupad kunskap i ämnet. Den behöver inte vara ditt eget undervisningsämne."),
                "cognition": gettext_lazy("Kursen ska ha betydelse för undervisning. Till exempel minne och lärande."),
            },
        ),
    )
    certificate = FilesField(
        label=gettext_lazy("Kursbevis eller resultatintyg"),
        help_text=gettext_lazy("PDF, JPEG eller PNG, högst 10 MB per fil."),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["certificate"].widget.stored = [
            StoredFile("Kursbevis Lunds universitet 2025, sida 1.jpg", "1,8 MB", "", "met", _("Kontrollerad, inga virus"), "1"),
            StoredFile("Kursbevis Lunds universitet 2025, sida 2.jpg", "2,1 MB", "", "wait", _("Virussökning pågår"), "2"),
        ]

    @property
    def helper(self) -> FormHelper:
        return form_layout(
            section(_("Kursen"), "title", "institution", "code"),
            section(_("Omfattning och resultat"), beside("credits", "completed_on"), "cycle", "passed"),
            question("merit_basis"),
            section(_("Intyg"), "certificate"),
            submit=_("Spara kursen"),
            also=[Button(_("Spara och lägg till en till"), name="again")],
            form_tag=False,
        )


@require_safe
def components(request: SignedInRequest) -> HttpResponse:
    """Administrators see every part of the look."""
    if not request.scope.administers:
        raise PermissionDenied
    context = {
        "sample": SampleForm({"title": "Minne, lärande och motivation", "institution": "lu", "credits": "75", "merit_basis": "cognition"}),
        "pairs": _pairs(),
        "swatches": SWATCHES,
        "icons": ICONS,
        "page": Paginator(range(90), 20).get_page(request.GET.get("page")),
        "basis_parts": [(name, [(advanced, "t1"), (basic, "t3")], advanced + basic) for name, advanced, basic in _basis()],
        **_figures(),
    }
    return render(request, "portal/components.html", context)


@cache
def _pairs() -> list[Pair]:
    """Contrast worked out from the style sheet that is in use."""
    colours = themes(Path(str(finders.find("css/tokens.css"))).read_text(encoding="utf-8"))
    light, dark = colours["light"], colours["dark"]
    return [
        Pair(name, use, required, round(contrast(light[one], light[other]), 1), round(contrast(dark[one], dark[other]), 1))
        for one, other, name, use, required in PAIRS
    ]


def _basis() -> list[tuple[str, Decimal, Decimal]]:
    rows = (
        ("Ämnesdidaktik", "247.5", "210"),
        ("Specialpedagogik", "225", "127.5"),
        ("Ämnesstudier", "142.5", "187.5"),
        ("Ledarskap", "97.5", "75"),
    )
    return [(name, Decimal(advanced), Decimal(basic)) for name, advanced, basic in rows]


def _figures() -> dict[str, Figure]:
    return {"levels": _levels(), "tiers": _tiers(), "steps": _steps(), "bands": _bands(), "counts": _counts(), "chosen": _chosen(),
            "basis": _by_basis(), "plan": _plan()}  # fmt: skip


def _levels() -> Figure:
    return level_graph(
        [
            Level(1, "decided", "met", _("Beslutad"), "4 december 2025"),
            Level(2, "current", "no", _("Inte uppfyllt"), "22,5 av 37,5 hp, VAK saknas"),
            Level(3, "ahead", "no", _("Inte uppfyllt"), "kräver examen, 60 hp"),
            Level(4, "ahead", "no", _("Inte uppfyllt"), "kräver forskarexamen"),
        ],
        figure_id="ex-nivaer",
        caption=_("Pricken visar var du är. Alla nivåer bygger på beslut om nivå 1."),
    )


def _tiers() -> Figure:
    return three_tiers(
        [
            Tier(
                "authority",
                "Förvaltningens nivå",
                (
                    Stone("Läs- och skrivutveckling", "ht 2026", "agreed"),
                    Stone("Kognition, minne och lärande", "vt 2028", "agreed"),
                    Stone("Digitala verktyg och AI i undervisningen", "ht 2028", "agreed"),
                    Stone("Flerspråkighet och svenska som andraspråk", "ht 2029", "agreed"),
                ),
                ("Nämnden beslutar kurserna", "Du väljer fyra av åtta"),
                "30 hp",
                "4 av 8 valda",
            ),
            Tier(
                "unit",
                "Enhetens nivå",
                (Stone("Muntligt samtal", "vt 2027", "agreed"), Stone("Handledning av kollegor", "vt 2029", "waiting")),
                ("Rektor beslutar kurserna", "Du väljer två av fyra"),
                "15 hp",
                "2 av 4 valda",
            ),
            Tier(
                "own",
                "Individuell nivå",
                (Stone("VAK", "ht 2027", "waiting"), Stone("Plats kvar", "upp till nivå 3", "open")),
                ("Du väljer, med ett syfte", "Rektor godkänner"),
                "7,5 hp",
                "en vald",
            ),
        ],
        figure_id="ex-tre",
    )


def _steps() -> Figure:
    ahead = (("ht 2026", "authority"), ("vt 2027", "unit"), ("ht 2027", "own"), ("vt 2028", "authority"), ("ht 2028", "authority"))
    return credit_steps(
        Decimal("22.5"),
        HP,
        [Step(term, (Block(HP, tier),)) for term, tier in ahead],  # type: ignore[arg-type]
        lines=[Line(Decimal("37.5"), "krav för nivå 2, 37,5 hp")],
        turn=Turn(3, "VAK klar: alla villkor för nivå 2"),
        figure_id="ex-steg",
    )


def _bands() -> Figure:
    bands = (
        ("0 hp", 14),
        ("under 7,5", None),
        ("7,5 till under 15", 7),
        ("15 till under 30", 11),
        ("30 till under 45", 5),
        ("45 eller mer", None),
    )
    return histogram(
        [Band(label, count, is_reached=index > 2) for index, (label, count) in enumerate(bands)],
        figure_id="ex-band",
        reached=_("minst 15 hp, poängen för nivå 1"),
        below=_("under 15 hp"),
        caption=_("De 31 lärare som har skickat, godkända poäng den 12 mars 2026."),
    )


def _counts() -> Figure:
    rows = (("Nivå 1", 41, 18), ("Nivå 2", 9, 5), ("Nivå 3", None, 0), ("Nivå 4", None, None))
    return level_counts([LevelCount(*row) for row in rows], figure_id="ex-antal", caption=_("Tal under fem visas inte."))


def _chosen() -> Figure:
    return tier_counts(
        [
            TierCount("authority", "Förvaltningens", 300, "2 250 hp"),
            TierCount("unit", "Enhetens", 128, "960 hp"),
            TierCount("own", "Individuell", 58, "435 hp"),
        ],
        figure_id="ex-val",
        caption=_("Antal valda kurser och högskolepoäng per nivå."),
    )


def _by_basis() -> Figure:
    return credits_by_basis([BasisCredits(*row) for row in _basis()], figure_id="ex-grund")


def _plan() -> Figure:
    return timeline(
        [
            Span("Kartläggning av kurser efter examen", date(2025, 8, 1), date(2025, 12, 31)),
            Span("Dialoger med lärosäten", date(2025, 8, 1), date(2025, 12, 31)),
            Span("Analys på förvaltningsnivå", date(2025, 9, 1), date(2025, 10, 31), tone="t2"),
            Span("Analys på enhetsnivå", date(2025, 9, 1), date(2025, 11, 30), tone="t2"),
            Span("Inventering våren 2026", date(2026, 2, 2), date(2026, 3, 27), state="now", tone="t3"),
            Span("Uppföljning och revidering", date(2026, 5, 1), date(2026, 5, 31), state="planned"),
        ],
        [
            Milestone("Nämnden beslutade planen", date(2025, 9, 25), is_done=True),
            Milestone("Nämndens budgetkonferens", date(2025, 11, 6), is_done=True),
            Milestone("Årlig revidering", date(2026, 5, 15), is_whole_month=True),
        ],
        today=date(2026, 3, 12),
        figure_id="ex-tid",
    )
