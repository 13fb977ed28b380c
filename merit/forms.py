"""What is asked of the assessment page in its address."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.formats import long_date
from core.forms import DayField
from merit.rules import NoRuleSetError
from merit.rules.rulesets import SFS_2025_280, RulesOn


def day_with_rules(day: date, rules_on: RulesOn) -> date:
    """The day itself. Raises ValidationError where no rules are in force then."""
    try:
        rules_on(day)
    except NoRuleSetError:
        words = {"first": long_date(SFS_2025_280.valid_from)}
        raise ValidationError(
            _("Den dagen fanns inte reglerna om meritering. De gäller från den %(first)s: skriv den dagen eller en senare.") % words,
            code="no_rules",
        ) from None
    return day


class DayForm(forms.Form):
    """Another day to assess on. Empty is today."""

    dag = DayField(label=gettext_lazy("Dag"), required=False, last_year=2100)

    def __init__(self, data: Any = None, *, rules_on: RulesOn) -> None:
        super().__init__(data)
        self.rules_on = rules_on

    def clean_dag(self) -> date | None:
        day: date | None = self.cleaned_data["dag"]
        return None if day is None else day_with_rules(day, self.rules_on)
