from collections.abc import Mapping
from datetime import date
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import DayField, ExplainedRadios, Segment, UnitInput, form_layout, question, section
from privacy.kind import Kind
from privacy.models import Action, CountsFrom
from privacy.retention.services import Decision

KLASSA = [("0", "0"), ("1", "1"), ("2", "2"), ("3", "3")]


class RuleForm(forms.Form):
    action = forms.ChoiceField(
        label=_("Vad ska hända med uppgifterna?"),
        widget=ExplainedRadios(
            hints={
                Action.KEEP: _("De finns kvar så länge huvudmannen inte beslutar något annat."),
                Action.DELETE_AFTER: _("De tas bort för gott när tiden har gått."),
                Action.DELETE_INACTUAL: _("De tas bort för gott när de inte behövs mer."),
            }
        ),
    )
    years = forms.IntegerField(
        label=_("Antal år"),
        required=False,
        min_value=1,
        max_value=100,
        widget=UnitInput(unit=_("år")),
        error_messages={"invalid": _("Skriv antalet år med siffror.")},
    )
    counts_from = forms.ChoiceField(label=_("Räknas från dagen"), required=False)
    decision_reference = forms.CharField(
        label=_("Beslut, med diarienummer"),
        help_text=_("Till exempel ”Dokumenthanteringsplan, dnr 2026/114”. Utan beslut gallras inget."),
        required=False,
        max_length=120,
    )
    decided_on = DayField(label=_("Beslutsdag"), required=False, first_year=1950)
    legal_ground = forms.CharField(label=_("Rättslig grund"), max_length=300)
    confidentiality = forms.ChoiceField(label=_("Konfidentialitet"), choices=KLASSA, widget=Segment)
    correctness = forms.ChoiceField(label=_("Riktighet"), choices=KLASSA, widget=Segment)
    availability = forms.ChoiceField(label=_("Tillgänglighet"), choices=KLASSA, widget=Segment)

    def __init__(self, data: Any = None, *, kind: Kind, initial: Mapping[str, Any], on: date, cancel: str) -> None:
        super().__init__(data, initial=dict(initial))
        self.on, self.cancel, self.kind = on, cancel, kind
        actions = [choice for choice in Action.choices if choice[0] != Action.DELETE_INACTUAL or kind.can_be_stale]
        if kind.kept:
            actions = [(Action.KEEP.value, Action.KEEP.label)]
        self.fields["action"].choices = actions  # type: ignore[attr-defined]
        ways = [(way.value, way.label) for way in kind.ways]
        self.fields["counts_from"].choices = [("", _("Välj")), *ways]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("action") == Action.DELETE_AFTER:
            if not cleaned.get("years") and "years" not in self.errors:
                self.add_error("years", _("Skriv hur många år uppgifterna ska sparas."))
            if not cleaned.get("counts_from") and "counts_from" not in self.errors:
                self.add_error("counts_from", _("Välj vilken dag åren räknas från."))
        self._clean_decision(cleaned)
        return cleaned

    def _clean_decision(self, cleaned: Mapping[str, Any]) -> None:
        reference, day = cleaned.get("decision_reference"), cleaned.get("decided_on")
        if reference and not day and "decided_on" not in self.errors:
            self.add_error("decided_on", _("Skriv vilken dag beslutet fattades."))
        if day and not reference and "decision_reference" not in self.errors:
            self.add_error("decision_reference", _("Skriv vilket beslut det är, med diarienummer."))
        if day and day > self.on:
            self.add_error("decided_on", _("Beslutsdagen kan inte ligga framåt i tiden."))

    @property
    def helper(self) -> FormHelper:
        time = () if self.kind.kept else (section(_("Tiden"), "years", "counts_from", hint=_("Bara för gallring efter ett antal år.")),)
        return form_layout(
            question("action"),
            *time,
            section(_("Beslutet"), "decision_reference", "decided_on", "legal_ground"),
            section(
                _("Klassning enligt KLASSA"),
                "confidentiality",
                "correctness",
                "availability",
                hint=_("0 är ingen eller försumbar skada om uppgifterna röjs, ändras eller saknas. 3 är allvarlig skada."),
            ),
            submit=_("Spara regeln"),
            cancel=(_("Avbryt"), self.cancel),
        )

    @property
    def decision(self) -> Decision:
        cleaned = self.cleaned_data
        return Decision(
            action=cleaned["action"],
            years=cleaned["years"],
            counts_from=CountsFrom(cleaned["counts_from"]).value if cleaned["counts_from"] else "",
            legal_ground=cleaned["legal_ground"],
            decision_reference=cleaned["decision_reference"],
            decided_on=cleaned["decided_on"],
            confidentiality=int(cleaned["confidentiality"]),
            correctness=int(cleaned["correctness"]),
            availability=int(cleaned["availability"]),
        )
