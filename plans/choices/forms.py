"""What the teacher ticks and types, and what the principal answers."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.fields import CreditsField
from core.formats import hp
from core.forms import ExplainedRadios, form_layout, section
from inventory.models import MeritBasis
from plans.choices.services import NewCourse, Pick, too_many_message
from plans.choices.situation import SHARED_TIERS, Option, Situation
from plans.models import CourseChoice, CourseOffer, OfferCycle, Tier
from plans.terms import Term

TERMS_AHEAD = 10
PURPOSE_HINTS: Mapping[str, Any] = {
    CourseChoice.Purpose.BROADENING: gettext_lazy("Kursen ger dig ett nytt område, till exempel ett ämne till."),
    CourseChoice.Purpose.DEEPENING: gettext_lazy("Kursen går längre i det du redan undervisar i."),
    CourseChoice.Purpose.SPECIALISING: gettext_lazy("Kursen gör dig till den på skolan som kan ett avgränsat område."),
}


def term_choices(on: date, *, first: str = "", kept: str = "") -> list[tuple[str, str]]:
    """Terms from the present one on, none before the course is first given. kept: a term chosen earlier stays choosable."""
    start = Term.of(on)
    if first and Term.parse(first) > start:
        start = Term.parse(first)
    terms = start.ahead(TERMS_AHEAD)
    if kept and Term.parse(kept) not in terms:
        terms.append(Term.parse(kept))
    return [(term.code, term.label) for term in sorted(terms)]


class ChooseForm(forms.Form):
    """The shared tiers: one group of check boxes a tier, one term a course. What is agreed, or chosen elsewhere, is no part of it."""

    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, situation: Situation, on: date) -> None:
        self.situation = situation
        self.offered = {tier: open_options(situation, tier) for tier in SHARED_TIERS}
        super().__init__(data, initial=self._chosen())
        for tier, options in self.offered.items():
            if options:
                self.fields[tier] = self._courses(tier, options)
            for option in options:
                self.fields[term_name(option)] = self._term(option, on)

    def _chosen(self) -> dict[str, Any]:
        chosen: dict[str, Any] = {"seen": self.situation.stamp}
        for tier in SHARED_TIERS:
            chosen[tier] = [str(choice.offer_id) for choice in self.situation.choices_of(tier)]
        return chosen

    def _courses(self, tier: Tier, options: list[Option]) -> forms.Field:
        return forms.MultipleChoiceField(
            label=tier.label,
            required=False,
            choices=[(str(option.offer.pk), option.offer.title) for option in options],
            widget=forms.CheckboxSelectMultiple,
            error_messages={"invalid_choice": _("En av kurserna erbjuds inte längre. Sidan visar nu det som finns att välja på.")},
        )

    def _term(self, option: Option, on: date) -> forms.Field:
        choice = self.situation.choice_of(option.offer.pk)
        kept = choice.term if choice else ""
        return forms.ChoiceField(
            label=_("Termin för %(course)s") % {"course": option.offer.title},
            required=False,
            choices=term_choices(on, first=option.offer.first_term, kept=kept),
            initial=kept or None,
            error_messages={"invalid_choice": _("Kursen ges inte den terminen. Välj en termin i listan.")},
        )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        for tier in SHARED_TIERS:
            choose = self.situation.tiers[tier].choose if tier in self.situation.tiers else None
            locked = sum(choice.status == CourseChoice.Status.AGREED for choice in self.situation.choices_of(tier))
            chosen = locked + len(cleaned.get(tier, []))
            if choose is not None and chosen > choose:
                self.add_error(tier, too_many_message(chosen, choose))
        return cleaned

    @property
    def picks(self) -> list[Pick]:
        """What is ticked, each with its term."""
        picks = []
        for tier, options in self.offered.items():
            ticked = set(self.cleaned_data.get(tier, []))
            for option in options:
                if str(option.offer.pk) in ticked:
                    first = self.fields[term_name(option)].choices[0][0]  # type: ignore[attr-defined]
                    picks.append(Pick(tier, option.offer.pk, self.cleaned_data.get(term_name(option)) or first))
        return picks


def open_options(situation: Situation, tier: Tier) -> list[Option]:
    """What can be ticked or unticked: what is on offer or chosen here; not what is agreed, or chosen on another tier."""
    options = situation.options_of(tier)
    offered = {option.offer.pk for option in options}
    gone = [Option(tier, choice.offer, "") for choice in situation.choices_of(tier) if choice.offer_id not in offered]
    free = []
    for option in (*options, *gone):
        choice = situation.choice_of(option.offer.pk)
        if choice is None or (choice.tier == tier and choice.status != CourseChoice.Status.AGREED):
            free.append(option)
    return free


def term_name(option: Option) -> str:
    return f"term_{option.offer.pk}"


class IndividualForm(forms.Form):
    """A course of one's own: from the catalogue, or typed. Either, not both."""

    offer = forms.ModelChoiceField(
        label=gettext_lazy("Kurs ur utbudet"),
        queryset=CourseOffer.objects.none(),
        required=False,
        empty_label=gettext_lazy("Ingen, jag skriver en annan kurs"),
    )
    title = forms.CharField(label=gettext_lazy("Kursens namn"), max_length=200, required=False)
    institution = forms.CharField(label=gettext_lazy("Lärosäte"), max_length=200, required=False)
    credits = CreditsField(label=gettext_lazy("Högskolepoäng"), required=False)
    cycle = forms.ChoiceField(label=gettext_lazy("Nivå"), choices=[("", gettext_lazy("Välj nivå")), *OfferCycle.choices], required=False)
    merit_basis = forms.ChoiceField(
        label=gettext_lazy("Meriteringsgrund"),
        help_text=gettext_lazy("Vilket av områdena i 5 § kursen hör till. Är du osäker går det bra att säga det."),
        choices=[("", gettext_lazy("Välj område")), *MeritBasis.choices],
        required=False,
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Slag av kurs"),
        help_text=gettext_lazy("VAK är den kurs om undervisningsskicklighet som nivå 2 och 4 kräver. Den behöver rektors godkännande."),
        choices=CourseOffer.Kind.choices,
        initial=CourseOffer.Kind.REGULAR,
        required=False,
    )
    term = forms.ChoiceField(label=gettext_lazy("Termin"))
    purpose = forms.ChoiceField(
        label=gettext_lazy("Syfte"),
        choices=CourseChoice.Purpose.choices,
        widget=ExplainedRadios(hints=PURPOSE_HINTS, look="framed"),
        error_messages={"required": gettext_lazy("Välj om kursen ska bredda, fördjupa eller specialisera.")},
    )
    purpose_text = forms.CharField(
        label=gettext_lazy("Vad ska kursen leda till?"),
        help_text=gettext_lazy("En eller två meningar om vad som blir annorlunda i din undervisning."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Skriv vad kursen ska leda till.")},
    )
    TYPED: Mapping[str, Any] = {
        "title": gettext_lazy("Skriv kursens namn."),
        "institution": gettext_lazy("Skriv vilket lärosäte som ger kursen."),
        "credits": gettext_lazy("Skriv antalet högskolepoäng, till exempel 7,5."),
        "cycle": gettext_lazy("Välj om kursen ges på grundnivå eller avancerad nivå."),
        "merit_basis": gettext_lazy("Välj meriteringsgrund, eller ”Jag är osäker”."),
    }

    def __init__(self, data: Any = None, *, catalogue: Any, on: date) -> None:
        super().__init__(data)
        offer = self.fields["offer"]
        offer.queryset = catalogue  # type: ignore[attr-defined]
        offer.label_from_instance = offer_label  # type: ignore[attr-defined]
        self.fields["term"].choices = term_choices(on)  # type: ignore[attr-defined]

    @property
    def helper(self) -> FormHelper:
        return form_layout(
            section(_("Välj ur utbudet"), "offer"),
            section(
                _("Eller skriv en annan kurs"),
                "title",
                "institution",
                "credits",
                "cycle",
                "merit_basis",
                "kind",
                hint=_("Fyll bara i det här om kursen inte finns i utbudet."),
            ),
            section(_("När och varför"), "term", "purpose", "purpose_text"),
            submit=_("Lägg till kursen"),
            cancel=(_("Tillbaka till min plan"), reverse("plans:my_plan")),
            note=False,
        )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        offer = cleaned.get("offer")
        typed = [name for name in ("title", "institution", "credits") if cleaned.get(name) or self.errors.get(name)]
        if offer is not None and typed:
            self.add_error("offer", _("Du har både valt en kurs ur utbudet och skrivit en annan. Behåll en av dem."))
        elif offer is None and not typed and not self.errors.get("offer"):
            self.add_error("offer", _("Välj en kurs ur utbudet, eller skriv en annan kurs längre ner."))
        elif offer is None and not self.errors.get("offer"):
            self._require_typed(cleaned)
        if offer is not None and cleaned.get("term") and cleaned["term"] < offer.first_term:
            self.add_error("term", _("Kursen ges första gången %(term)s.") % {"term": Term.parse(offer.first_term).label})
        return cleaned

    def _require_typed(self, cleaned: dict[str, Any]) -> None:
        for name, message in self.TYPED.items():
            if not cleaned.get(name) and not self.errors.get(name):
                self.add_error(name, ValidationError(message))

    @property
    def course(self) -> CourseOffer | NewCourse:
        """The course of the cleaned form."""
        cleaned = self.cleaned_data
        if cleaned["offer"] is not None:
            offer: CourseOffer = cleaned["offer"]
            return offer
        return NewCourse(
            title=cleaned["title"].strip(),
            institution=cleaned["institution"].strip(),
            credits=cleaned["credits"],
            cycle=cleaned["cycle"],
            merit_basis=cleaned["merit_basis"],
            kind=cleaned["kind"] or CourseOffer.Kind.REGULAR,
        )


def offer_label(offer: CourseOffer) -> str:
    return f"{offer.title}, {offer.institution}, {hp(offer.credits)}, {Term.parse(offer.first_term).label}"


class ReasonForm(forms.Form):
    """Why a choice is given back."""

    reason = forms.CharField(
        label=gettext_lazy("Vad behöver ändras, och varför?"),
        help_text=gettext_lazy("Läraren ser det du skriver."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": gettext_lazy("Skriv varför, så att läraren kan välja om.")},
    )

    def __init__(self, data: Any = None, *, submit: str, cancel: str) -> None:
        super().__init__(data)
        self.submit, self.cancel = submit, cancel

    @property
    def helper(self) -> FormHelper:
        return form_layout(submit=self.submit, submit_name="answer", submit_kind="danger", cancel=(_("Tillbaka"), self.cancel), note=False)
