"""What the teacher ticks and types, and what the principal answers."""

from collections.abc import Mapping
from datetime import date
from typing import Any, cast

from crispy_forms.helper import FormHelper
from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import ExplainedRadios, form_layout, section
from plans.choices.services import Pick, too_many_message
from plans.choices.situation import SHARED_TIERS, Option, Situation
from plans.models import CourseChoice, CourseOffer, Tier
from plans.terms import Term
from plans.typed_course import CourseForm

TERMS_AHEAD = 10
PURPOSE_HINTS: Mapping[str, Any] = {
    CourseChoice.Purpose.BROADENING: gettext_lazy("Kursen ger dig ett nytt område, till exempel ett ämne till."),
    CourseChoice.Purpose.DEEPENING: gettext_lazy("Kursen går längre i det du redan undervisar i."),
    CourseChoice.Purpose.SPECIALISING: gettext_lazy("Kursen gör dig till den på skolan som kan ett avgränsat område."),
}


def term_field(pk: str) -> str:
    """What an address calls the term of a course that it ticks."""
    return f"termin_{pk}"


def term_choices(on: date, *, first: str = "", kept: str = "", ends_on: date | None = None) -> list[tuple[str, str]]:
    """Terms that can still be begun, none before the course is first given, nor after the plan's last day where it has one.

    kept: a term chosen earlier stays choosable. Without it there may be none.
    """
    start = Term.still_open(on)
    if first and Term.parse(first) > start:
        start = Term.parse(first)
    terms = [term for term in start.ahead(TERMS_AHEAD) if ends_on is None or term <= Term.last_begun(ends_on)]
    if kept and Term.parse(kept) not in terms:
        terms.append(Term.parse(kept))
    return [(term.code, term.label) for term in sorted(terms)]


class ChooseForm(forms.Form):
    """The shared tiers: one group of check boxes a tier, one term a course.

    What is agreed, chosen elsewhere, or has no term left in the plan is no part of it.
    """

    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, situation: Situation, on: date, suggested: Mapping[int, str] | None = None) -> None:
        """suggested: courses that somebody comes here to choose, each with its term; ticked, and stored only when the form is sent."""
        self.situation = situation
        self.suggested = suggested or {}
        open_ = {tier: open_options(situation, tier) for tier in SHARED_TIERS}
        terms = {option.offer.pk: self._terms(option, on) for options in open_.values() for option in options}
        self.offered = {tier: [option for option in options if terms[option.offer.pk]] for tier, options in open_.items()}
        super().__init__(data, initial=self._chosen())
        for tier, options in self.offered.items():
            if options:
                self.fields[tier] = self._courses(tier, options)
            for option in options:
                self.fields[term_name(option)] = self._term(option, terms[option.offer.pk])

    def _chosen(self) -> dict[str, Any]:
        chosen: dict[str, Any] = {"seen": self.situation.stamp}
        for tier in SHARED_TIERS:
            chosen[tier] = [str(choice.offer_id) for choice in self.situation.choices_of(tier)]
            chosen[tier] += [str(option.offer.pk) for option in self.offered[tier] if self._is_new(option)]
        return chosen

    def _is_new(self, option: Option) -> bool:
        return option.offer.pk in self.suggested and self.situation.choice_of(option.offer.pk) is None

    def _courses(self, tier: Tier, options: list[Option]) -> forms.Field:
        return forms.MultipleChoiceField(
            label=tier.label,
            required=False,
            choices=[(str(option.offer.pk), option.offer.title) for option in options],
            widget=forms.CheckboxSelectMultiple,
            error_messages={"invalid_choice": _("En av kurserna erbjuds inte längre. Sidan visar nu det som finns att välja på.")},
        )

    def _kept(self, option: Option) -> str:
        choice = self.situation.choice_of(option.offer.pk)
        return choice.term if choice else ""

    def _terms(self, option: Option, on: date) -> list[tuple[str, str]]:
        return term_choices(on, first=option.offer.first_term, kept=self._kept(option), ends_on=self.situation.plan.ends_on)

    def _term(self, option: Option, terms: list[tuple[str, str]]) -> forms.Field:
        return forms.ChoiceField(
            label=_("Termin för %(course)s") % {"course": option.offer.title},
            required=False,
            choices=terms,
            initial=self._kept(option) or self.suggested.get(option.offer.pk) or None,
            widget=forms.Select(attrs={"class": "w-date"}),
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

    def renew_stamp(self) -> None:
        """Keep what was ticked, and let the next try be made knowing what has changed since."""
        data = cast(QueryDict, self.data).copy()
        data["seen"] = self.situation.stamp
        self.data = data

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


class IndividualForm(CourseForm):
    """A course of one's own, with its term and purpose."""

    term = forms.ChoiceField(label=gettext_lazy("Termin"), widget=forms.Select(attrs={"class": "w-date"}))
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

    def __init__(
        self,
        data: Any = None,
        *,
        catalogue: QuerySet[CourseOffer],
        is_typed: bool,
        terms: list[tuple[str, str]],
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, catalogue=catalogue, is_typed=is_typed, initial=initial)
        self.fields["term"].choices = terms  # type: ignore[attr-defined]

    @property
    def helper(self) -> FormHelper:
        return form_layout(
            section(_("Kursen"), *self.course_fields),
            section(_("När och varför"), "term", "purpose", "purpose_text"),
            submit=_("Lägg till kursen"),
            cancel=(_("Tillbaka till min plan"), reverse("plans:my_plan")),
        )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        offer = cleaned.get("offer")
        if offer is not None and cleaned.get("term") and cleaned["term"] < offer.first_term:
            self.add_error("term", _("Kursen ges första gången %(term)s.") % {"term": Term.parse(offer.first_term).label})
        return cleaned


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
