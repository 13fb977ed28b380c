"""What is said when two accounts are made one. Which accounts they are is in the address."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import form_layout


class MergeForm(forms.Form):
    reason = forms.CharField(
        label=_("Hur vet du att det är samma person?"),
        help_text=_("Det står i loggen. Personen kan läsa det."),
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": _("Skriv hur du vet det, till exempel att personen själv har sagt det.")},
    )
    numbers_checked = forms.BooleanField(
        label=_("Jag har kontrollerat med personen att det är samma person, fast numren är olika"),
        error_messages={"required": _("Numren är olika. Kontrollera med personen innan du slår samman kontona.")},
    )

    def __init__(self, data: Any = None, *, numbers_differ: bool, cancel: str) -> None:
        super().__init__(data)
        self.cancel = cancel
        if not numbers_differ:
            del self.fields["numbers_checked"]

    @property
    def helper(self) -> FormHelper:
        return form_layout(submit=_("Slå samman kontona"), cancel=(_("Avbryt"), self.cancel), note=False)
