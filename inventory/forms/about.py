"""The answers that are not records: about me, and nothing to register."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import ExplainedRadios, form_layout
from inventory.models import Interest

INTEREST_HINTS: dict[str, Any] = {
    Interest.YES: _("Ta gärna upp det i samtalet med din rektor."),
    Interest.LATER: _("Du får frågan igen nästa gång."),
    Interest.NO: _("Du svarar ändå på inventeringen. Det du registrerar finns kvar om du ändrar dig."),
}


class AboutForm(forms.Form):
    """Whether merit is of interest. Sending the form confirms what the employer has on record. with_merit False asks nothing."""

    interest = forms.ChoiceField(
        label=_("Vill du meritera dig?"),
        help_text=_("Meritering är frivillig. Svaret påverkar inte din anställning eller lön."),
        choices=Interest.choices,
        required=False,
        widget=ExplainedRadios(hints=INTEREST_HINTS, look="framed"),
        error_messages={"invalid_choice": _("Välj ett av alternativen.")},
    )

    def __init__(self, *args: Any, with_merit: bool, submit: Any, cancel: tuple[Any, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.submit, self.cancel = submit, cancel
        if not with_merit:
            del self.fields["interest"]

    @property
    def answer(self) -> str:
        return str(self.cleaned_data.get("interest", ""))

    @property
    def helper(self) -> FormHelper:
        return form_layout(submit=self.submit, cancel=self.cancel, note=False)
