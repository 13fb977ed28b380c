"""Which kinds come by mail, and in which language."""

from collections.abc import Sequence
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import form_layout, question
from notices.kinds import Kind
from notices.models import Preference


class AnyOf(forms.MultipleChoiceField):
    """None of them is an answer too, and so the field is not one that may be left out."""

    widget = forms.CheckboxSelectMultiple

    def validate(self, value: Sequence[str]) -> None:
        for chosen in value:
            if not self.valid_value(chosen):
                raise forms.ValidationError(self.error_messages["invalid_choice"], code="invalid_choice", params={"value": chosen})


class PreferenceForm(forms.Form):
    """kinds: those the person can choose. What is ticked comes by mail; all is shown on the page anyway."""

    by_mail = AnyOf(label=gettext_lazy("Det här vill jag ha med e-post"))
    language = forms.ChoiceField(label=gettext_lazy("Språk i mejlen"), choices=settings.LANGUAGES, widget=forms.RadioSelect)

    def __init__(self, *args: Any, kinds: Sequence[Kind], preference: Preference, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"by_mail": [kind.name for kind in kinds if kind.name not in preference.off], "language": preference.language}
        field = self.fields["by_mail"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(kind.name, kind.label) for kind in kinds]

    @property
    def helper(self) -> FormHelper:
        return form_layout(question("by_mail"), question("language"), cancel=(_("Till ditt konto"), reverse("portal:account")), note=False)
