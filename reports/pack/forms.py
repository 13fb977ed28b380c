"""When somebody means to apply, and what the pack may say of them."""

from datetime import date, timedelta
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import DayField, filter_layout, form_layout

FARTHEST = timedelta(days=2 * 365)


class DayForm(forms.Form):
    """The day the person means to apply; empty is today."""

    dag = DayField(required=False, label=gettext_lazy("Dag du tänker ansöka"))

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on

    def clean_dag(self) -> date:
        day: date = self.cleaned_data["dag"] or self.on
        if day < self.on:
            raise ValidationError(_("Dagen har redan varit. Välj i dag eller en dag framåt."))
        if day > self.on + FARTHEST:
            raise ValidationError(_("Välj en dag inom två år."))
        return day

    @property
    def helper(self) -> FormHelper:
        return filter_layout("dag", submit=_("Visa för den dagen"))


class OrderForm(DayForm):
    """The order: the same day, and whether the personal number is to stand there in full."""

    whole_number = forms.BooleanField(
        required=False,
        label=gettext_lazy("Skriv hela personnumret i sammanfattningen"),
        help_text=gettext_lazy("Annars döljs de fyra sista siffrorna. Intygen är orörda och kan ha numret ändå."),
    )

    def __init__(self, *args: Any, has_number: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["dag"].widget = forms.HiddenInput()
        if not has_number:
            del self.fields["whole_number"]

    @property
    def helper(self) -> FormHelper:
        return form_layout("dag", *(["whole_number"] if "whole_number" in self.fields else []), submit=_("Gör paketet"), note=False)
