"""What is asked of the administrator who reads the law in another way: first the answers, then why."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.forms import DayField, ExplainedRadios, form_layout, question, section
from merit.rule_sets.content import GROUNDS
from merit.rule_sets.models import NAME_LENGTH, CertaintyChoice
from merit.rule_sets.texts import QUESTIONS
from merit.rules.readings import Readings

ANSWER = "answer_"
MOST_TO_SAY = 1000
HINTS = {
    "text": _("Lagens egna ord säger det."),
    "reading": _("Orden går att förstå på mer än ett sätt."),
    "second_hand": _("Någon annan än lagen säger det, till exempel Skolverket i ett mejl eller ett lärosäte."),
}


LACKING = {
    "why": _("Skriv varför."),
    "source": _("Skriv var det står."),
    "certainty": _("Välj hur säkert det är."),
    "decided_by": _("Skriv vem som har bestämt det."),
}
LACKS = {
    "why": _("%(question)s Skriv varför."),
    "source": _("%(question)s Skriv var det står."),
    "certainty": _("%(question)s Välj hur säkert det är."),
    "decided_by": _("%(question)s Skriv vem som har bestämt det."),
}


class ReadingForm(forms.Form):
    """Name, first day and an answer to each question. seen: the version of the draft that was opened."""

    name = forms.CharField(
        label=_("Namn"),
        max_length=NAME_LENGTH,
        help_text=_("Står på varje bedömning som görs med den, till exempel Sjöstad kommun 2027. Namnet går inte att använda igen."),
        widget=forms.TextInput(attrs={"class": "w-mid", "autocomplete": "off"}),
    )
    valid_from = DayField(label=_("Första dag"), help_text=_("I dag eller en senare dag, till exempel 2027-01-01."), first_year=2000)
    seen = forms.IntegerField(required=False, min_value=0, max_value=10**9, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, initial: Mapping[str, Any], in_force: Readings, cancel: str) -> None:
        super().__init__(data, initial=dict(initial))
        self.cancel = cancel
        for name, asked in QUESTIONS.items():
            now = str(getattr(in_force, name))
            self.fields[ANSWER + name] = forms.ChoiceField(
                label=str(asked.label),
                choices=[(value, answer.label) for value, answer in asked.answers.items()],
                help_text=_("Läses nu: %(answer)s") % {"answer": asked.answers[now].label},
                widget=ExplainedRadios(hints={value: answer.meaning for value, answer in asked.answers.items()}),
            )

    @property
    def readings(self) -> Readings:
        return Readings.from_values({name: self.cleaned_data[ANSWER + name] for name in QUESTIONS})

    @property
    def seen_version(self) -> int:
        return self.cleaned_data.get("seen") or 0

    @property
    def helper(self) -> FormHelper:
        return form_layout(
            section(_("Namn och dag"), "name", "valid_from", "seen"),
            *(question(ANSWER + name) for name in QUESTIONS),
            submit=_("Spara utkastet"),
            cancel=(_("Avbryt"), self.cancel),
            note=False,
        )


class GroundsForm(forms.Form):
    """Why, by what source, how sure and who decided, for each question that is answered otherwise than the law's own rule set does."""

    seen = forms.IntegerField(required=False, min_value=0, max_value=10**9, widget=forms.HiddenInput)

    def __init__(
        self, data: Any = None, *, readings: Readings, to_explain: tuple[str, ...], initial: Mapping[str, Any], cancel: str
    ) -> None:
        super().__init__(data, initial=dict(initial))
        self.readings, self.to_explain, self.cancel = readings, to_explain, cancel
        for name in to_explain:
            self.fields |= {f"{part}_{name}": field for part, field in _grounds_fields().items()}

    def clean(self) -> dict[str, Any]:
        """The same four things are asked of each question: in the list above the form, what lacks says of which."""
        for name in self.to_explain:
            about = {"question": QUESTIONS[name].label}
            for part in GROUNDS:
                field = f"{part}_{name}"
                if self.has_error(field, "required"):
                    lacks = {"summary": str(LACKS[part]) % about}
                    self.errors[field] = self.error_class([ValidationError(str(LACKING[part]), code="required", params=lacks)])
        return self.cleaned_data

    @property
    def grounds(self) -> dict[str, dict[str, str]]:
        return {name: {part: self.cleaned_data[f"{part}_{name}"] for part in GROUNDS} for name in self.to_explain}

    @property
    def seen_version(self) -> int:
        return self.cleaned_data.get("seen") or 0

    @property
    def helper(self) -> FormHelper:
        parts = [
            section(
                QUESTIONS[name].label,
                *(f"{part}_{name}" for part in GROUNDS),
                hint=QUESTIONS[name].answers[str(getattr(self.readings, name))].meaning,
            )
            for name in self.to_explain
        ]
        return form_layout(*parts, "seen", submit=_("Spara skälen"), cancel=(_("Avbryt"), self.cancel), note=False)


def _grounds_fields() -> dict[str, forms.Field]:
    return {
        "why": forms.CharField(
            label=_("Varför"),
            max_length=MOST_TO_SAY,
            help_text=_("I klartext. Alla som loggar in kan läsa det."),
            widget=forms.Textarea(attrs={"rows": 3}),
        ),
        "source": forms.CharField(
            label=_("Källa"),
            max_length=300,
            help_text=_("Var det står, till exempel ett beslut med diarienummer eller en webbsida med datum."),
        ),
        "certainty": forms.ChoiceField(label=_("Hur säkert det är"), choices=CertaintyChoice.choices, widget=ExplainedRadios(hints=HINTS)),
        "decided_by": forms.CharField(
            label=_("Vem som har bestämt det"),
            max_length=200,
            help_text=_("Funktion och dag, till exempel skolchefen 12 november 2026. Skriv inget som inte alla får läsa."),
        ),
    }


def reading_initial(name: str, valid_from: date | None, readings: Readings, seen: int) -> dict[str, Any]:
    answers = {ANSWER + question_name: value for question_name, value in readings.as_values().items()}
    return {"name": name, "valid_from": valid_from, "seen": seen, **answers}


def grounds_initial(grounds: Mapping[str, Mapping[str, str]], seen: int) -> dict[str, Any]:
    return {"seen": seen, **{f"{part}_{name}": value for name, parts in grounds.items() for part, value in parts.items()}}


def list_address() -> str:
    return reverse("rule_sets:list")
