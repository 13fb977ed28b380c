"""A number, a protection, and whom to look for. What is typed here is never written back into the page."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import Button, ExplainedRadios, form_layout
from organisation.identity.protection import LookupReason, Reason
from organisation.models import Protection


class UnseenInput(forms.TextInput):
    """Empty again when the form comes back: a personal number does not stand in a page."""

    def __init__(self) -> None:
        super().__init__({"class": "w-date", "autocomplete": "off", "spellcheck": "false"})

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        return super().get_context(name, None, attrs)


class NumberForm(forms.Form):
    identity_number = forms.CharField(
        label=_("Personnummer eller samordningsnummer"),
        help_text=_("Tio eller tolv siffror. Det sparas krypterat och visas aldrig i sin helhet."),
        max_length=40,
        widget=UnseenInput,
        error_messages={"required": _("Skriv numret, till exempel ÅÅÅÅMMDD-NNNN."), "max_length": _("Skriv bara numret.")},
    )
    is_interim = forms.BooleanField(label=_("Det är ett tillfälligt nummer med bokstav, som står på ett intyg"), required=False)

    def __init__(self, data: Any = None, *, has_number: bool, cancel: str) -> None:
        super().__init__(data)
        self.has_number, self.cancel = has_number, cancel

    @property
    def helper(self) -> FormHelper:
        remove = [Button(_("Avsluta numret"), name="remove", kind="danger", without_checks=True)] if self.has_number else []
        return form_layout(submit=_("Spara numret"), also=remove, cancel=(_("Avbryt"), self.cancel), note=False)


class ProtectionForm(forms.Form):
    protection = forms.ChoiceField(
        label=_("Skydd"),
        choices=Protection.choices,
        widget=ExplainedRadios(
            hints={
                Protection.NONE.value: _("Namn och enhet visas för kollegor hos er som har anledning att se dem."),
                Protection.CONFIDENTIAL.value: _("Skatteverket har markerat att uppgifterna kan behöva skyddas."),
                Protection.PROTECTED.value: _("Skatteverket har beslutat om skyddad folkbokföring."),
            }
        ),
        error_messages={"required": _("Välj vilket skydd som gäller.")},
    )
    reason = forms.ChoiceField(
        label=_("Skäl"),
        help_text=_("Skälet står i loggen. Personen kan läsa det."),
        choices=[("", _("Välj")), *Reason.choices],
        error_messages={"required": _("Välj ett skäl.")},
    )

    def __init__(self, data: Any = None, *, now: str, cancel: str) -> None:
        super().__init__(data, initial={"protection": now})
        self.cancel = cancel

    @property
    def helper(self) -> FormHelper:
        return form_layout(submit=_("Spara skyddet"), cancel=(_("Avbryt"), self.cancel), note=False)


class FindForm(forms.Form):
    exactly = forms.CharField(
        label=_("Hela personnumret eller användarnamnet"),
        help_text=_("Delar av ett namn hjälper inte här."),
        max_length=150,
        widget=UnseenInput,
        error_messages={"required": _("Skriv hela numret eller användarnamnet.")},
    )
    reason = forms.ChoiceField(
        label=_("Varför du letar"),
        help_text=_("Skälet står i loggen. Personen kan läsa det."),
        choices=[("", _("Välj")), *LookupReason.choices],
        error_messages={"required": _("Välj ett skäl.")},
    )

    def __init__(self, data: Any = None, *, cancel: str) -> None:
        super().__init__(data)
        self.cancel = cancel

    @property
    def helper(self) -> FormHelper:
        return form_layout(submit=_("Hitta personen"), cancel=(_("Avbryt"), self.cancel), note=False)
