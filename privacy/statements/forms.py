from datetime import date
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import DayField, UnitInput, form_layout, section
from core.wording import either_lazy
from organisation.models import SchoolProvider
from privacy.models import ProviderPrivacy
from privacy.statements.services import Shortcoming


def _lines(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class SettingsForm(forms.Form):
    controller = forms.CharField(
        label=_("Personuppgiftsansvarig"),
        help_text=either_lazy(
            _("Nämnd och organisationsnummer. Lämna tomt för att visa nämnderna som de står i organisationen."),
            _("Namn och organisationsnummer. Lämna tomt för att visa huvudmannens namn."),
        ),
        required=False,
        max_length=300,
    )
    contact = forms.CharField(label=_("Kontakt i frågor om personuppgifter"), required=False, max_length=300)
    officer = forms.CharField(
        label=_("Dataskyddsombud"), help_text=_("Namn eller funktion, e-post och telefon."), required=False, max_length=300
    )
    recipients = forms.CharField(
        label=_("Mottagare utanför huvudmannen"),
        help_text=_("Till exempel den som driver servrarna, och vilket avtal det finns."),
        required=False,
        max_length=2000,
        widget=_lines(3),
    )
    security = forms.CharField(label=_("Egna säkerhetsåtgärder"), required=False, max_length=2000, widget=_lines(3))
    reading_months = forms.IntegerField(
        label=_("Läsperiod"),
        help_text=_("Så länge den som har slutat kan logga in och läsa det som är sitt."),
        min_value=0,
        max_value=120,
        widget=UnitInput(unit=_("månader")),
    )
    accessibility_contact = forms.CharField(label=_("Kontakt om tillgänglighet"), required=False, max_length=300)
    known_shortcomings = forms.CharField(
        label=_("Egna kända brister"),
        help_text=_("En brist per rad. De läggs till dem som gäller tjänsten överallt."),
        required=False,
        max_length=4000,
        widget=_lines(4),
    )
    stated_on = DayField(label=_("Redogörelsen senast genomgången"), required=False, first_year=2018)

    def __init__(self, data: Any = None, *, stored: ProviderPrivacy, on: date, cancel: str) -> None:
        super().__init__(data, initial={name: getattr(stored, name) for name in self.base_fields})
        self.stored, self.on, self.cancel = stored, on, cancel

    def clean_stated_on(self) -> date | None:
        day: date | None = self.cleaned_data["stated_on"]
        if day is not None and day > self.on:
            raise forms.ValidationError(_("Dagen kan inte ligga framåt i tiden."))
        return day

    @property
    def helper(self) -> FormHelper:
        return form_layout(
            section(_("Personuppgifter"), "controller", "contact", "officer"),
            section(_("Till registerförteckningen"), "recipients", "security"),
            section(_("Den som slutar"), "reading_months"),
            section(_("Tillgänglighet"), "accessibility_contact", "known_shortcomings", "stated_on"),
            submit=_("Spara uppgifterna"),
            cancel=(_("Avbryt"), self.cancel),
        )

    @property
    def said(self) -> ProviderPrivacy:
        for name, value in self.cleaned_data.items():
            setattr(self.stored, name, value)
        return self.stored


class ReportForm(forms.Form):
    """Something somebody could not use. provider_name: asked where several school providers share the installation."""

    text = forms.CharField(
        label=_("Vad fungerar inte?"),
        max_length=4000,
        widget=_lines(5),
        error_messages={"required": _("Beskriv vad som inte fungerar.")},
    )
    page = forms.CharField(label=_("På vilken sida?"), help_text=_("Sidans namn eller adress."), required=False, max_length=300)
    aid = forms.CharField(label=_("Använder du något hjälpmedel?"), required=False, max_length=200)
    contact = forms.CharField(
        label=_("Hur når vi dig?"), help_text=_("Bara om du vill ha svar. E-post eller telefon."), required=False, max_length=200
    )
    provider_name = forms.CharField(
        label=_("Vilken kommun, region eller skola gäller det?"),
        max_length=120,
        error_messages={"required": _("Skriv vilken kommun, region eller skola det gäller.")},
    )

    def __init__(self, data: Any = None, *, provider: SchoolProvider | None, cancel: str) -> None:
        super().__init__(data)
        self.provider, self.cancel = provider, cancel
        if provider is not None:
            del self.fields["provider_name"]

    def clean_provider_name(self) -> str:
        name = str(self.cleaned_data["provider_name"]).strip()
        self.provider = SchoolProvider.objects.filter(name__iexact=name).first()
        if self.provider is None:
            raise forms.ValidationError(_("Vi hittar ingen med det namnet. Skriv hela namnet, till exempel ”Sjöstad kommun”."))
        return name

    @property
    def helper(self) -> FormHelper:
        return form_layout(submit=_("Skicka anmälan"), cancel=(_("Avbryt"), self.cancel))

    @property
    def said(self) -> Shortcoming:
        cleaned = self.cleaned_data
        return Shortcoming(text=cleaned["text"], page=cleaned["page"], aid=cleaned["aid"], contact=cleaned["contact"])


class AnswerForm(forms.Form):
    answer = forms.CharField(
        label=_("Vad gjordes?"), max_length=1000, widget=_lines(3), error_messages={"required": _("Skriv vad som gjordes.")}
    )

    @property
    def helper(self) -> FormHelper:
        return form_layout("answer", submit=_("Spara svaret"))
