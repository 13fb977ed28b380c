"""What is supposed, asked in the address: names are Swedish, since people see them there."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import CreditsField, DayField
from inventory.forms.fields import ExtentField
from inventory.models import MeritBasis
from merit.forms import day_with_rules
from merit.projection import PlannedCourse
from merit.rules.facts import CourseKind, Cycle
from merit.rules.facts import MeritBasis as Basis
from merit.rules.rulesets import RulesOn
from merit.supposing import Supposition
from plans.choices.forms import term_choices, term_field
from plans.choices.outlook import planned
from plans.models import CourseOffer, OfferCycle, Tier
from plans.terms import Term

MOST_TYPED = 5
TYPED = ("namn", "hp", "niva", "grund", "slag", "klar")
NEEDED = ("hp", "niva", "grund", "klar")
ASKED_WHERE_OPEN = ("forskning", "beslut")
MISSING: Mapping[str, Any] = {
    "hp": gettext_lazy("Skriv hur många högskolepoäng kursen ger."),
    "niva": gettext_lazy("Välj om kursen ges på grundnivå eller avancerad nivå."),
    "grund": gettext_lazy("Välj meriteringsgrund, eller ”Jag är osäker”."),
    "klar": gettext_lazy("Skriv vilken dag du tror att kursen är klar."),
}


@dataclass(frozen=True, slots=True)
class Offered:
    """A course that this teacher may choose. term: the one it has in the plan, empty where it is not chosen."""

    tier: Tier
    offer: CourseOffer
    term: str


class WhatIfForm(forms.Form):
    """Courses to tick with a term each, courses to type, and what else could happen. What is left empty is as it is today."""

    kurs = forms.MultipleChoiceField(
        label=gettext_lazy("Kurser som erbjuds dig"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": gettext_lazy("En av kurserna erbjuds dig inte längre, eller är redan läst. Visa igen, så räknas resten.")
        },
    )
    omfattning = ExtentField(
        label=gettext_lazy("Så mycket arbetar jag som lärare eller förskollärare"),
        help_text=gettext_lazy("Från i dag, i stället för det du har registrerat. Heltid är 100, halvtid 50, inget arbete 0."),
        required=False,
        max_value=Decimal(100),
        zero_allowed=True,
    )
    forskning = DayField(
        label=gettext_lazy("Jag börjar i praktiknära forskning den"),
        help_text=gettext_lazy("Sänker kravet för nivå 2 från 45 till 37,5 hp, en gång."),
        required=False,
    )
    beslut = DayField(
        label=gettext_lazy("Skolverket beslutar om nivå 1 den"),
        help_text=gettext_lazy("Nivå 2, 3 och 4 kräver ett beslut om nivå 1."),
        required=False,
    )
    dag = DayField(
        label=gettext_lazy("Dagen jag frågar om"),
        help_text=gettext_lazy("Lämna tomt för den dag då allt du har fyllt i har hänt."),
        required=False,
    )

    def __init__(
        self, asked: QueryDict, *, offered: Iterable[Offered], on: date, rules_on: RulesOn, asks: Collection[str], is_draft: bool = False
    ) -> None:
        """asked: the address. asks: of what may be settled already (ASKED_WHERE_OPEN), what still can happen.

        is_draft: somebody is still filling in, so that nothing is judged yet.
        """
        said = {name: asked.getlist(name) if name == "kurs" else asked.get(name) for name in asked}
        self.offered = {str(each.offer.pk): each for each in offered}
        data = asked.copy()
        for pk, each in self.offered.items():
            if each.term:  # an address may say the terms of ticked courses alone
                data.setdefault(term_field(pk), each.term)
        super().__init__(None if is_draft else data, initial=said if is_draft else None)
        self.on, self.rules_on, self.asked = on, rules_on, asked
        self.fields["kurs"].choices = [(pk, each.offer.title) for pk, each in self.offered.items()]  # type: ignore[attr-defined]
        for pk, each in self.offered.items():
            self.fields[term_field(pk)] = self._term(each)
        for name in ASKED_WHERE_OPEN:
            if name not in asks:
                del self.fields[name]
        self.numbers = range(1, _rows(asked) + 1)
        for number in self.numbers:
            self._add_typed(number)

    def _term(self, each: Offered) -> forms.Field:
        return forms.ChoiceField(
            label=_("Termin för %(course)s") % {"course": each.offer.title},
            required=False,
            choices=term_choices(self.on, first=each.offer.first_term, kept=each.term),
            initial=each.term or None,
            widget=forms.Select(attrs={"class": "w-date"}),
            error_messages={"invalid_choice": _("Kursen ges inte den terminen. Välj en termin i listan.")},
        )

    def _add_typed(self, number: int) -> None:
        blank = ("", _("Välj"))
        self.fields |= {
            typed_field(number, "namn"): forms.CharField(label=_("Kursens namn"), max_length=200, required=False),
            typed_field(number, "hp"): CreditsField(label=_("Högskolepoäng"), required=False),
            typed_field(number, "klar"): DayField(label=_("Klar den"), help_text=_("Till exempel 2027-06-15."), required=False),
            typed_field(number, "niva"): forms.ChoiceField(label=_("Nivå"), choices=[blank, *OfferCycle.choices], required=False),
            typed_field(number, "grund"): forms.ChoiceField(
                label=_("Meriteringsgrund"), choices=[blank, *MeritBasis.choices], required=False
            ),
            typed_field(number, "slag"): forms.ChoiceField(label=_("Slag av kurs"), choices=CourseOffer.Kind.choices, required=False),
        }

    def clean_dag(self) -> date | None:
        day: date | None = self.cleaned_data["dag"]
        if day is not None and day < self.on:
            raise ValidationError(_("Dagen har redan varit. Skriv en dag från och med i dag."), code="past")
        return None if day is None else day_with_rules(day, self.rules_on)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        for number in self.numbers:
            if not self.is_typed(number):
                continue
            for part in NEEDED:
                name = typed_field(number, part)
                if name not in self.errors and cleaned.get(name) in (None, ""):
                    self.add_error(name, ValidationError(str(MISSING[part]), params={"summary": self._summary(number, part)}))
        return cleaned

    def _summary(self, number: int, part: str) -> str:
        return _("Kurs %(number)s: %(what)s") % {"number": number, "what": MISSING[part]}

    def is_typed(self, number: int) -> bool:
        """Whether something is said of the course; its kind alone, which always has a value, is nothing."""
        return _says(self.asked, number)

    def typed_parts(self, number: int) -> list[BoundField]:
        return [self[typed_field(number, part)] for part in ("namn", "hp", "klar", "niva", "grund", "slag")]

    # ------------------------------------------------------------ what the cleaned form says

    @property
    def supposition(self) -> Supposition:
        cleaned = self.cleaned_data
        return Supposition(
            on=cleaned.get("dag"),
            courses=(*(planned(each.offer, term) for each, term in self.ticked), *self.typed),
            extent_percent=cleaned.get("omfattning"),
            research_on=cleaned.get("forskning"),
            decision_on=cleaned.get("beslut"),
        )

    @property
    def ticked(self) -> list[tuple[Offered, Term]]:
        """The ticked courses, each with its term."""
        found = []
        for pk in dict.fromkeys(self.cleaned_data.get("kurs", [])):
            field = self.fields[term_field(pk)]
            code = self.cleaned_data.get(term_field(pk)) or self.offered[pk].term or field.choices[0][0]  # type: ignore[attr-defined]
            found.append((self.offered[pk], Term.parse(code)))
        return found

    @property
    def typed(self) -> list[PlannedCourse]:
        return [self._typed(number) for number in self.numbers if self.is_typed(number)]

    def _typed(self, number: int) -> PlannedCourse:
        said = {part: self.cleaned_data[typed_field(number, part)] for part in TYPED}
        return PlannedCourse(
            ref=typed_ref(number),
            title=said["namn"] or _("Kurs %(number)s") % {"number": number},
            institution="",
            credits=said["hp"],
            cycle=Cycle(said["niva"]),
            merit_basis=Basis(said["grund"]),
            kind=CourseKind(said["slag"] or CourseKind.REGULAR),
            completed_on=said["klar"],
        )

    @property
    def question(self) -> dict[str, list[str]]:
        """What is asked, without what says nothing: for the address and to keep. Asking it again gives the same form."""
        kept: dict[str, list[str]] = {}
        if ticked := self.ticked:
            kept["kurs"] = [str(each.offer.pk) for each, _term in ticked]
            kept |= {term_field(str(each.offer.pk)): [term.code] for each, term in ticked}
        typed = [typed_field(number, part) for number in self.numbers if self.is_typed(number) for part in TYPED]
        for name in (*typed, "omfattning", "forskning", "beslut", "dag"):
            if name in self.fields and (text := self.asked.get(name, "").strip()):
                kept[name] = [text]
        return kept


def typed_field(number: int, part: str) -> str:
    return f"egen{number}_{part}"


def typed_ref(number: int) -> str:
    return f"typed:{number}"


def _says(asked: QueryDict, number: int) -> bool:
    return any(asked.get(typed_field(number, part), "").strip() for part in TYPED if part != "slag")


def _rows(asked: QueryDict) -> int:
    """How many courses to ask for: those that are there, and one more where the button for it was pressed."""
    last = max((number for number in range(1, MOST_TYPED + 1) if _says(asked, number)), default=0)
    return min(max(last + ("fler" in asked), 1), MOST_TYPED)


class NameForm(forms.Form):
    """What a thought is called."""

    name = forms.CharField(
        label=gettext_lazy("Vad ska tanken heta?"),
        help_text=gettext_lazy("Till exempel Kvartsfart till 2028. Bara du ser den."),
        max_length=80,
        error_messages={
            "required": gettext_lazy("Skriv ett namn, så att du hittar tanken igen."),
            "max_length": gettext_lazy("Skriv namnet med högst 80 tecken."),
        },
    )
