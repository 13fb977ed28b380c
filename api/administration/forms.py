"""What is asked of an administrator about a machine client."""

from datetime import date, datetime, time, timedelta
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from api.services import Said
from core.forms import DayField, ExplainedRadios, UnitInput, form_layout, section

LONGEST = timedelta(days=731)
USUAL = timedelta(days=365)
MOST_CALLS = 60_000
OVERLAPS = {"none": timedelta(0), "day": timedelta(days=1), "week": timedelta(days=7), "month": timedelta(days=30)}


def end_of(day: date) -> datetime:
    """The moment the day is over, in Sweden."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


class UntilField(DayField):
    """The last day of a key: not over, and not further ahead than two years."""

    def __init__(self, *, today: date) -> None:
        self.today = today
        last = (today + LONGEST).isoformat()
        super().__init__(
            label=gettext_lazy("Nyckeln gäller till och med"),
            initial=today + USUAL,
            help_text=_("Högst två år, som längst till och med %(last)s. Före dess förnyar ni den.") % {"last": last},
        )

    def clean(self, value: Any) -> date:
        day: date = super().clean(value)
        if not self.today <= day <= self.today + LONGEST:
            raise forms.ValidationError(_("Välj en dag från och med i dag och högst två år framåt."))
        return day


class DetailsForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Programmets namn"),
        max_length=80,
        help_text=gettext_lazy("Så att ni känner igen det i listan, till exempel Personalsystemet."),
        error_messages={"required": gettext_lazy("Skriv vad programmet heter.")},
    )
    purpose = forms.CharField(
        label=gettext_lazy("Vad det ska göra"),
        max_length=300,
        help_text=gettext_lazy("Till exempel: visar preliminär nivå i medarbetarens översikt."),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Skriv vad programmet ska göra.")},
    )
    contact = forms.CharField(
        label=gettext_lazy("Kontakt"),
        max_length=200,
        help_text=gettext_lazy("Vem ni ringer eller mejlar när något är fel. Helst en funktion, till exempel systemstod@leverantor.se."),
        error_messages={"required": gettext_lazy("Skriv vem ni når när något är fel.")},
    )
    calls_per_minute = forms.IntegerField(
        label=gettext_lazy("Högst så många anrop i minuten"),
        min_value=1,
        max_value=MOST_CALLS,
        widget=UnitInput(attrs={"inputmode": "numeric"}, unit=gettext_lazy("anrop")),
        error_messages={
            "required": gettext_lazy("Skriv ett antal."),
            "invalid": gettext_lazy("Skriv antalet som ett heltal."),
            "min_value": gettext_lazy("Skriv minst 1."),
            "max_value": gettext_lazy("Skriv högst 60 000."),
        },
    )

    def __init__(self, data: Any = None, *, cancel: str, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial={"calls_per_minute": settings.API_CALLS_PER_MINUTE, **(initial or {})})
        self.cancel = (_("Avbryt"), cancel)

    @property
    def said(self) -> Said:
        return Said(**{name: self.cleaned_data[name] for name in ("name", "purpose", "contact", "calls_per_minute")})


class NewClientForm(DetailsForm):
    def __init__(self, data: Any = None, *, today: date, **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["until"] = UntilField(today=today)

    @property
    def helper(self) -> FormHelper:
        return form_layout(
            section(_("Programmet"), "name", "purpose", "contact"),
            section(_("Nyckeln"), "until", "calls_per_minute"),
            submit=_("Ge ut nyckeln"),
            cancel=self.cancel,
        )


class ChangeClientForm(DetailsForm):
    is_active = forms.ChoiceField(
        label=gettext_lazy("Läge"),
        choices=[("yes", gettext_lazy("Får anropa")), ("no", gettext_lazy("Pausad"))],
        widget=ExplainedRadios(hints={"no": gettext_lazy("Anropen avvisas tills ni ändrar tillbaka. Nyckeln behöver inte bytas.")}),
    )

    @property
    def said(self) -> Said:
        return Said(**{**vars_of(super().said), "is_active": self.cleaned_data["is_active"] == "yes"})

    @property
    def helper(self) -> FormHelper:
        return form_layout(
            section(_("Programmet"), "name", "purpose", "contact"),
            section(_("Anropen"), "calls_per_minute", "is_active"),
            cancel=self.cancel,
        )


def vars_of(said: Said) -> dict[str, Any]:
    return {"name": said.name, "purpose": said.purpose, "contact": said.contact, "calls_per_minute": said.calls_per_minute}


class RenewForm(forms.Form):
    former = forms.CharField(widget=forms.HiddenInput, required=False)
    overlap = forms.ChoiceField(
        label=gettext_lazy("Hur länge ska den nuvarande nyckeln fungera?"),
        choices=[
            ("week", gettext_lazy("I sju dagar")),
            ("day", gettext_lazy("I en dag")),
            ("month", gettext_lazy("I trettio dagar")),
            ("none", gettext_lazy("Inte alls")),
        ],
        widget=ExplainedRadios(
            hints={
                "week": gettext_lazy("Så att programmet kan byta nyckel utan avbrott."),
                "none": gettext_lazy("Om nyckeln kan ha kommit i orätta händer. Programmet slutar fungera tills det har den nya."),
            }
        ),
        initial="week",
    )

    def __init__(self, data: Any = None, *, today: date, former: str, cancel: str) -> None:
        super().__init__(data, initial={"former": former})
        self.fields["until"] = UntilField(today=today)
        self.cancel = (_("Avbryt"), cancel)

    @property
    def overlapping(self) -> timedelta:
        return OVERLAPS[self.cleaned_data["overlap"]]

    @property
    def helper(self) -> FormHelper:
        return form_layout("former", "overlap", "until", submit=_("Ge ut en ny nyckel"), cancel=self.cancel)


class RevokeForm(forms.Form):
    """Nothing to fill in: the page says what will happen, the button does it."""

    sure = forms.CharField(widget=forms.HiddenInput, initial="1", required=False)

    def __init__(self, data: Any = None, *, cancel: str) -> None:
        super().__init__(data)
        self.cancel = (_("Avbryt"), cancel)

    @property
    def helper(self) -> FormHelper:
        return form_layout("sure", submit=_("Spärra för gott"), submit_kind="danger", cancel=self.cancel)
