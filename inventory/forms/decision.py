"""Skolverket's decision: what it says, and what has happened to it since, which the teacher may also say of one already seen."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, ClassVar

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.forms import DayField, ExplainedRadios, Part, Segment, beside, form_layout, section
from inventory.forms.base import RecordForm
from inventory.forms.fields import ChoiceField, TextField
from inventory.models import LevelDecision

FIRST_DAY_OF_LEVELS = date(2025, 9, 1)
REFUSED, GRANTED = LevelDecision.Outcome.REFUSED, LevelDecision.Outcome.GRANTED
AHEAD = _("Dagen ligger framåt i tiden. Skriv den dag som står på beslutet.")
LEVEL_CHOICES = [("1", _("Nivå 1")), ("2", _("Nivå 2")), ("3", _("Nivå 3")), ("4", _("Nivå 4"))]
HINTS = (
    _("Lämna tomt om ingen har överklagat. Om beslutet ändrades: lägg till det nya beslutet som en egen rad."),
    _("Lämna tomt om beslutet gäller. Om din legitimation återkallas upphör det av sig självt."),
)
HINTS_OF_ANOTHER = (
    _("Lämna tomt om ingen har överklagat. Ett nytt beslut registrerar personen, eller så kommer det med en registerkontroll."),
    _("Lämna tomt om beslutet gäller. Om legitimationen återkallas upphör det av sig självt."),
)
EVENTS = ("appealed_on", "appeal_outcome", "appeal_decided_on", "lapsed_on", "lapse_reason")


class EventFields(forms.Form):
    """What can happen to a decision: it is appealed, and it ends. All voluntary, but each part whole."""

    appealed_on = DayField(label=_("Överklagat den"), first_year=2025, required=False)
    appeal_outcome = forms.ChoiceField(
        label=_("Vad ledde överklagandet till?"),
        choices=[("", _("Inte avgjort än")), *LevelDecision.AppealOutcome.choices],
        required=False,
    )
    appeal_decided_on = DayField(label=_("Avgjort den"), first_year=2025, required=False)
    lapsed_on = DayField(
        label=_("Gäller inte från och med"),
        first_year=2025,
        required=False,
    )
    lapse_reason = forms.ChoiceField(
        label=_("Varför upphörde det?"), choices=[("", _("Det gäller")), *LevelDecision.LapseReason.choices], required=False
    )


def event_parts(*, of_another: bool = False) -> list[Part]:
    """of_another: whoever writes is not whose decision it is."""
    how_appealed, how_ended = HINTS_OF_ANOTHER if of_another else HINTS
    return [
        section(
            _("Om någon har överklagat"),
            "appealed_on",
            beside("appeal_outcome", "appeal_decided_on"),
            hint=how_appealed,
        ),
        section(
            _("Om beslutet har upphört att gälla"),
            beside("lapsed_on", "lapse_reason"),
            hint=how_ended,
        ),
    ]


def event_faults(said: Mapping[str, Any], *, outcome: str, decided_on: date | None, today: date) -> dict[str, Any]:
    """Field → what is wrong with it, in words of its own; the database says the same in fewer."""
    ahead = {name: AHEAD for name in ("appealed_on", "appeal_decided_on") if (day := said.get(name)) and day > today}
    return _lapse_faults(said, outcome, decided_on) | _appeal_faults(said, decided_on) | ahead


def _appeal_faults(said: Mapping[str, Any], decided_on: date | None) -> dict[str, Any]:
    faults: dict[str, Any] = {}
    appealed, settled, how = said.get("appealed_on"), said.get("appeal_decided_on"), said.get("appeal_outcome")
    if decided_on and appealed and appealed < decided_on:
        faults["appealed_on"] = _("Beslutet kan inte ha överklagats innan det fattades.")
    elif not appealed and (how or settled):
        faults["appealed_on"] = _("Skriv vilken dag beslutet överklagades.")
    if settled and appealed and settled < appealed:
        faults["appeal_decided_on"] = _("Överklagandet kan inte ha avgjorts innan det gjordes.")
    elif how and not settled:
        faults["appeal_decided_on"] = _("Skriv vilken dag överklagandet avgjordes.")
    if settled and not how:
        faults["appeal_outcome"] = _("Välj vad överklagandet ledde till.")
    return faults


def _lapse_faults(said: Mapping[str, Any], outcome: str, decided_on: date | None) -> dict[str, Any]:
    faults: dict[str, Any] = {}
    lapsed, why = said.get("lapsed_on"), said.get("lapse_reason")
    if (lapsed or why) and outcome == REFUSED:
        faults["lapsed_on"] = _("Ett avslag kan inte upphöra att gälla. Lämna tomt.")
    elif lapsed and decided_on and lapsed < decided_on:
        faults["lapsed_on"] = _("Beslutet kan inte ha upphört innan det fattades.")
    elif why and not lapsed:
        faults["lapsed_on"] = _("Skriv från vilken dag beslutet inte gäller.")
    if lapsed and not why:
        faults["lapse_reason"] = _("Välj varför beslutet upphörde.")
    return faults


class DecisionForm(EventFields, RecordForm):
    level = ChoiceField(
        label=_("Meriteringsnivå"),
        choices=LEVEL_CHOICES,
        needed=_("Välj vilken nivå Skolverket har beslutat om."),
        widget=ExplainedRadios(),
    )
    outcome = ChoiceField(
        label=_("Vad beslutade Skolverket?"),
        help_text=_("Ett avslag räknas inte i bedömningen, men finns kvar i din historik. Du kan söka igen."),
        choices=LevelDecision.Outcome.choices,
        needed=_("Välj om ansökan beviljades eller avslogs."),
        widget=Segment,
    )
    decided_on = DayField(
        label=_("Beslutad den"),
        help_text=_("Dagen för Skolverkets beslut, till exempel 2025-12-04."),
        error_messages={"required": _("Skriv vilken dag Skolverket beslutade.")},
    )
    case_number = TextField(
        label=_("Ärendenummer"), help_text=_("Står på beslutet, ibland som diarienummer."), max_length=40, width="w-code"
    )
    days_not_ahead: ClassVar[dict[str, Any]] = {"decided_on": AHEAD}

    class Meta:
        model = LevelDecision
        fields = ["level", "outcome", "decided_on", "case_number", *EVENTS]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_new:
            self.initial["outcome"] = None  # nothing is chosen that nobody has said

    def clean_level(self) -> int:
        return int(self.cleaned_data["level"])

    def clean_decided_on(self) -> date:
        day: date = self.cleaned_data["decided_on"]
        if day < FIRST_DAY_OF_LEVELS:
            raise ValidationError(_("Meriteringsnivåerna infördes den 1 september 2025. Kontrollera vilken dag beslutet fattades."))
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        faults = event_faults(cleaned, outcome=cleaned.get("outcome", GRANTED), decided_on=cleaned.get("decided_on"), today=self.given.on)
        for name, sentence in faults.items():
            self.add_error(name, ValidationError(sentence, code="order"))
        return cleaned

    def parts(self) -> Sequence[Part]:
        return [section(_("Beslutet"), "level", "outcome", "decided_on", "case_number"), *event_parts()]


class ReportedEventsForm(EventFields):
    """What an administrator reads in Skolverket's letter about somebody: which decision, and what has happened to it."""

    level = ChoiceField(
        label=_("Meriteringsnivå"), choices=LEVEL_CHOICES, needed=_("Välj vilken nivå beslutet gäller."), widget=ExplainedRadios()
    )
    decided_on = DayField(
        label=_("Beslutad den"),
        first_year=2025,
        help_text=_("Dagen för det första beslutet, till exempel 2025-12-04."),
        error_messages={"required": _("Skriv vilken dag Skolverket beslutade.")},
    )

    def __init__(self, data: Any = None, *, today: date, cancel: str) -> None:
        super().__init__(data)
        self.today, self.cancel = today, cancel

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        faults = event_faults(said, outcome=GRANTED, decided_on=said.get("decided_on"), today=self.today)
        for name, sentence in faults.items():
            self.add_error(name, ValidationError(sentence, params={"summary": sentence}))
        if not faults and not any(said.get(name) for name in EVENTS):
            self.add_error(None, _("Skriv vad som har hänt: ett överklagande, eller att beslutet har upphört."))
        return said

    @property
    def events(self) -> dict[str, Any]:
        return {name: self.cleaned_data.get(name) for name in EVENTS}

    @property
    def helper(self) -> FormHelper:
        which = section(_("Vilket beslut"), "level", "decided_on", hint=_("Så som det står i brevet från Skolverket."))
        return form_layout(
            which, *event_parts(of_another=True), submit=_("Spara"), cancel=(_("Avbryt utan att spara"), self.cancel), note=False
        )


class DecisionEventsForm(EventFields):
    """What has happened since to a decision that is accepted. version: the one the form was opened with."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, data: Any = None, *, decision: LevelDecision, today: date, cancel: str) -> None:
        initial = {name: getattr(decision, name) for name in EVENTS} | {"version": decision.version}
        super().__init__(data, initial=initial)
        self.decision, self.today, self.cancel = decision, today, cancel
        if decision.outcome == REFUSED:
            del self.fields["lapsed_on"], self.fields["lapse_reason"]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        faults = event_faults(said, outcome=self.decision.outcome, decided_on=self.decision.decided_on, today=self.today)
        for name, sentence in faults.items():
            self.add_error(name, ValidationError(sentence, params={"summary": sentence}))
        return said

    @property
    def events(self) -> dict[str, Any]:
        """Every event field, also those a refusal does not have."""
        nothing = {"lapsed_on": None, "lapse_reason": ""}
        return {name: self.cleaned_data.get(name, nothing.get(name)) for name in EVENTS}

    @property
    def helper(self) -> FormHelper:
        shown = event_parts() if "lapsed_on" in self.fields else event_parts()[:1]
        return form_layout("version", *shown, submit=_("Spara"), cancel=(_("Avbryt utan att spara"), self.cancel), note=False)
