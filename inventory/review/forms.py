"""The decision that is not a plain yes, taking a decision up again, and what the queue is narrowed to."""

from collections.abc import Sequence
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import ExplainedRadios, filter_layout, form_layout
from inventory.models import KINDS, Cycle, MeritBasis, Record
from inventory.review.queue import Selection
from inventory.review.reasons import Decision, Reason, Ruling, decisions_for, reasons_for
from inventory.review.services import needs_basis
from inventory.words import WORDS
from organisation.models import SchoolUnit

AREAS = [choice for choice in MeritBasis.choices if choice[0] not in {MeritBasis.NOT_MERITING, MeritBasis.UNSURE}]
TOO_LONG = _("Texten är för lång. Skriv högst 1000 tecken.")
HINTS = {
    Decision.CHANGE: _("Uppgifterna stämmer, men området eller nivån är fel. Läraren ser vad du har ändrat och varför."),
    Decision.RETURN: _("Läraren får tillbaka raden, rättar den eller byter intyg, och skickar den igen."),
    Decision.NOT_MERITING: _("Kursen finns och är styrkt, men räknas inte mot någon nivå."),
    Decision.REJECT: _("Uppgiften går inte att styrka. Läraren ser varför och kan registrera den på nytt."),
}


class VersionForm(forms.Form):
    """The version the reviewer saw."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class DecisionForm(VersionForm):
    """Everything but a plain yes; always with a reason."""

    decision = forms.ChoiceField(
        label=_("Ditt beslut"), widget=ExplainedRadios, error_messages={"required": _("Välj vad du har kommit fram till.")}
    )
    merit_basis = forms.ChoiceField(label=_("Ny meriteringsgrund"), required=False)
    cycle = forms.ChoiceField(label=_("Ny nivå"), required=False, choices=[("", _("Ingen ändring")), *Cycle.choices])
    reason = forms.ChoiceField(label=_("Motivering"), error_messages={"required": _("Välj en motivering. Läraren får läsa den.")})
    words = forms.CharField(
        label=_("Med egna ord"),
        help_text=_("Skriv vad läraren kan göra. Skriv inget om hälsa eller annat känsligt."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": TOO_LONG},
    )

    def __init__(self, data: Any = None, *, record: Record, action: str) -> None:
        super().__init__(data, initial={"version": record.version, "decision": Decision.CHANGE if needs_basis(record) else None})
        self.record, self.action = record, action
        decisions = decisions_for(record)
        field, reason, basis = self.fields["decision"], self.fields["reason"], self.fields["merit_basis"]
        assert isinstance(field, forms.ChoiceField)
        assert isinstance(reason, forms.ChoiceField)
        assert isinstance(basis, forms.ChoiceField)
        field.choices = [(each.value, each.label) for each in decisions]
        hints = {each.value: HINTS[each] for each in decisions}
        if needs_basis(record):
            hints[Decision.CHANGE.value] = _("Uppgifterna stämmer. Välj det område som intyget eller kursplanen visar.")
        field.widget = ExplainedRadios(choices=field.choices, hints=hints)
        reason.choices = [("", _("Välj")), *((each.value, each.label) for each in reasons_for(record))]
        if Decision.CHANGE not in decisions:
            del self.fields["merit_basis"], self.fields["cycle"]
            return
        basis.choices = [("", _("Välj") if needs_basis(record) else _("Ingen ändring")), *AREAS]
        if needs_basis(record):  # to choose where the teacher was unsure needs no excuse
            basis.label, reason.required = _("Meriteringsgrund"), False
            field.choices = [(Decision.CHANGE.value, _("Godkänn, och välj meriteringsgrund")), *field.choices[1:]]
            field.widget.choices = field.choices

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("reason") == Reason.OTHER and not said.get("words", "").strip():
            self.add_error("words", _("Skriv med egna ord varför."))
        if said.get("decision") == Decision.CHANGE:
            self._check_change(said)
        elif "decision" in said and "reason" in said and not said["reason"]:
            self.add_error("reason", self.fields["reason"].error_messages["required"])
        return said

    def _check_change(self, said: dict[str, Any]) -> None:
        changed = self._ruling(said).changes_to(self.record)
        if needs_basis(self.record) and "merit_basis" not in changed:
            self.add_error("merit_basis", _("Välj vilket område kursen hör till."))
        elif not changed:
            self.add_error("merit_basis", _("Välj ny meriteringsgrund eller nivå, eller godkänn raden som den är."))

    @property
    def ruling(self) -> Ruling:
        return self._ruling(self.cleaned_data)

    def _ruling(self, said: dict[str, Any]) -> Ruling:
        return Ruling(
            decision=Decision(said["decision"]),
            reason=Reason(said["reason"]) if said.get("reason") else None,
            words=said.get("words", ""),
            merit_basis=said.get("merit_basis", ""),
            cycle=said.get("cycle", ""),
        )

    @property
    def helper(self) -> FormHelper:
        parts = [name for name in ("decision", "merit_basis", "cycle", "reason", "words", "version") if name in self.fields]
        return form_layout(*parts, submit=_("Spara beslutet"), submit_kind="secondary", action=self.action, note=False)


class ReopenForm(VersionForm):
    """Why a decision is taken up again."""

    reason = forms.CharField(
        label=_("Varför tar du upp beslutet igen?"),
        help_text=_("Läraren får läsa det."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Skriv varför du tar upp beslutet igen."), "max_length": TOO_LONG},
    )

    def __init__(self, data: Any = None, *, record: Record, action: str) -> None:
        super().__init__(data, initial={"version": record.version})
        self.action = action

    @property
    def helper(self) -> FormHelper:
        return form_layout(
            "reason", "version", submit=_("Ta upp igen"), submit_name="reopen", submit_kind="secondary", action=self.action, note=False
        )


class QueueFilter(forms.Form):
    """Unit and kind of row. Whatever else the address says is ignored."""

    enhet = forms.ChoiceField(label=_("Enhet"), required=False)
    slag = forms.ChoiceField(label=_("Uppgift"), required=False)

    def __init__(self, data: Any, *, units: Sequence[SchoolUnit]) -> None:
        super().__init__(data)
        self.units = {str(unit.pk): unit for unit in units}
        unit, kind = self.fields["enhet"], self.fields["slag"]
        assert isinstance(unit, forms.ChoiceField)
        assert isinstance(kind, forms.ChoiceField)
        unit.choices = [("", _("Alla")), *((key, each.name) for key, each in self.units.items())]
        kind.choices = [("", _("Alla")), *((key, WORDS[key].title) for key in KINDS)]
        if len(self.units) < 2:
            del self.fields["enhet"]

    @property
    def selection(self) -> Selection:
        self.is_valid()
        return Selection(unit=self.units.get(self.cleaned_data.get("enhet", "")), kind=self.cleaned_data.get("slag", ""))

    @property
    def helper(self) -> FormHelper:
        return filter_layout(*self.fields)
