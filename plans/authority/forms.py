"""The small forms with which a strategist keeps the plan up to date. The day is handed in; the services save."""

from datetime import date
from decimal import Decimal
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.forms import DayField, ExplainedRadios, beside, form_layout
from core.wording import either_lazy
from plans.authority.fields import NumberField, NumberInput
from plans.models import AnchoringEntry, AuthorityPlan, BudgetLine, Dialogue, Tier, TimelineItem

FIRST_YEAR = 2020  # no plan for the programme is older
YEARS_AHEAD = 6
MAX_QUANTITY = Decimal(99_999)
MAX_PRICE = Decimal(9_999_999)


class PlanForm(forms.Form):
    """A form about one plan. today: no log tells of what has not happened yet."""

    anchor = ""

    def __init__(self, *args: Any, plan: AuthorityPlan, today: date, **kwargs: Any) -> None:
        self.plan = plan
        self.today = today
        super().__init__(*args, **kwargs)
        self.order_fields([pointer.name for pointer in self.helper.layout.get_field_names()])

    @property
    def helper(self) -> FormHelper:
        """The layout. The fields come in its order, however they were declared, so that the error summary follows the page."""
        raise NotImplementedError

    @property
    def back(self) -> str:
        """Where in the plan the reader came from."""
        return f"{reverse('plans:authority_plan', kwargs={'pk': self.plan.pk})}#{self.anchor}"

    def layout(self, *parts: Any, submit: Any) -> FormHelper:
        return form_layout(*parts, submit=submit, cancel=(_("Avbryt och gå till planen"), self.back))

    def past_day(self, name: str, message: Any) -> date | None:
        day: date | None = self.cleaned_data[name]
        if day is not None and day > self.today:
            raise forms.ValidationError(message, code="ahead")
        return day


def _text(label: Any, max_length: int, *, missing: Any = "", rows: int = 0, help_text: Any = "") -> forms.CharField:
    """missing: what is said where nothing is written; without it the field is voluntary."""
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    messages = {"required": missing} if missing else {}
    return forms.CharField(
        label=label, max_length=max_length, required=bool(missing), widget=widget, help_text=help_text, error_messages=messages
    )


class AnchoringForm(PlanForm):
    anchor = "forankring"
    held_on = DayField(label=_("Datum"), first_year=FIRST_YEAR, help_text=_("Dagen då mötet hölls, till exempel 2025-08-26."))
    forum = _text(
        _("Forum"),
        200,
        missing=_("Skriv vilket forum det var."),
        help_text=either_lazy(_("Till exempel Förvaltningsrådets dialogmöte."), _("Till exempel ledningsgruppens möte.")),
    )
    kind = forms.ChoiceField(
        label=_("Vad det var"),
        choices=AnchoringEntry.Kind.choices,
        widget=ExplainedRadios(
            hints={
                AnchoringEntry.Kind.INFORMATION: _("Forumet fick veta."),
                AnchoringEntry.Kind.DIALOGUE: _("Forumet lämnade synpunkter."),
                AnchoringEntry.Kind.CONSULTATION: _("De fackliga organisationerna deltog."),
                AnchoringEntry.Kind.PREPARATION: _("Ärendet förbereddes inför beslutet."),
                AnchoringEntry.Kind.DECISION: _("Forumet beslutade."),
            }
        ),
        error_messages={"required": _("Välj vad det var.")},
    )
    outcome = _text(_("Utfall"), 500, rows=3, help_text=_("En eller två meningar. Skriv inga personnamn."))
    minutes = _text(_("Protokoll"), 120, help_text=_("Till exempel GVN 2025-09-25, § 94."))

    def clean_held_on(self) -> date | None:
        return self.past_day("held_on", _("Den dagen har inte varit än. Lägg till posten när mötet har hållits."))

    @property
    def helper(self) -> FormHelper:
        return self.layout("held_on", "forum", "kind", "outcome", "minutes", submit=_("Spara i förankringen"))


class DialogueForm(PlanForm):
    """How far the dialogue with a university has come."""

    anchor = "dialoger"
    contact_unit = _text(_("Kontakt"), 200, help_text=_("Enheten på lärosätet, inte en person."))
    status = forms.ChoiceField(
        label=_("Läge"),
        choices=Dialogue.Status.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Välj hur långt dialogen har kommit.")},
    )
    latest_on = DayField(label=_("Senaste kontakt"), first_year=FIRST_YEAR)
    note = _text(_("Om kontakten"), 500, rows=4, help_text=_("Kurser, platser och nästa steg. Skriv inga personnamn."))
    version = forms.IntegerField(widget=forms.HiddenInput)

    def clean_latest_on(self) -> date | None:
        return self.past_day("latest_on", _("Den dagen har inte varit än. Skriv dagen då ni senast hade kontakt."))

    @property
    def helper(self) -> FormHelper:
        return self.layout("status", "latest_on", "contact_unit", "note", "version", submit=_("Spara dialogen"))


class NewDialogueForm(DialogueForm):
    institution = _text(
        _("Lärosäte"), 200, missing=_("Skriv lärosätets namn."), help_text=_("Hela namnet, till exempel Malmö universitet.")
    )
    priority = forms.TypedChoiceField(
        label=_("Ordning"),
        choices=[(1, _("I första hand")), (2, _("I andra hand")), (3, _("I tredje hand"))],
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Välj i vilken ordning lärosätet tillfrågas.")},
    )
    node = _text(_("ULF-nod"), 80, help_text=_("Till exempel Sydliga noden."))
    version = None  # type: ignore[assignment]  # nothing to be newer than

    @property
    def helper(self) -> FormHelper:
        parts = ("institution", "contact_unit", "node", "priority", "status", "latest_on", "note")
        return self.layout(*parts, submit=_("Spara lärosätet"))


class TimelineForm(PlanForm):
    anchor = "tidplan"
    status = forms.ChoiceField(label=_("Läge"), choices=TimelineItem.Status.choices, widget=forms.RadioSelect)

    @property
    def helper(self) -> FormHelper:
        return self.layout("status", submit=_("Spara läget"))


class BudgetLineForm(PlanForm):
    anchor = "budget"
    year = forms.TypedChoiceField(label=_("År"), coerce=int, widget=forms.Select(attrs={"class": "w-date"}))
    tier = forms.ChoiceField(
        label=pgettext_lazy("i planen", "Nivå"),
        choices=Tier.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Välj nivå.")},
    )
    kind = forms.ChoiceField(
        label=_("Slag av kostnad"),
        choices=BudgetLine.Kind.choices,
        widget=ExplainedRadios(
            hints={
                BudgetLine.Kind.SEATS: _("Antal platser och priset för en plats."),
                BudgetLine.Kind.SUBSTITUTES: _("Antal vikarieveckor och priset för en vecka. 7,5 hp är 5 veckors heltidsstudier."),
                BudgetLine.Kind.LITERATURE: _("Antal uppsättningar och priset för en."),
                BudgetLine.Kind.TRAVEL: _("Antal resor och priset för en."),
            }
        ),
        error_messages={"required": _("Välj slag av kostnad.")},
    )
    quantity = NumberField(label=_("Antal"), max_value=MAX_QUANTITY, places=1, widget=NumberInput({"inputmode": "decimal"}))
    unit_price = NumberField(
        label=_("Pris för en"),
        max_value=MAX_PRICE,
        places=2,
        widget=NumberInput({"inputmode": "decimal"}, unit=_("kronor"), width="w-date"),
    )
    funding = _text(
        _("Finansiering"),
        120,
        missing=_("Skriv vem som betalar."),
        help_text=either_lazy(
            _("Till exempel Nämndens budget 2027, eller ett statsbidrag."), _("Till exempel budgeten 2027, eller ett statsbidrag.")
        ),
    )
    assumption = _text(
        _("Så är antalet och priset räknade"),
        300,
        missing=_("Skriv hur antalet och priset är räknade."),
        rows=3,
        help_text=_("Till exempel 60 deltagare × 5 veckor × 40 procent."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        last = self.plan.ends_on.year if self.plan.ends_on else self.today.year + YEARS_AHEAD
        years = range(self.plan.starts_on.year, last + 1)
        field = self.fields["year"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = [(year, str(year)) for year in years]
        if self.today.year in years:
            field.initial = self.today.year

    @property
    def helper(self) -> FormHelper:
        parts = ("year", "tier", "kind", beside("quantity", "unit_price"), "assumption", "funding")
        return self.layout(*parts, submit=_("Spara budgetraden"))
