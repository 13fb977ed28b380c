"""What is asked of the administrator about people. Choices hold the own provider's rows only."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import CreditsField, DayField, ExplainedRadios, Part, PercentInput, beside, filter_layout, form_layout, section
from core.names import display_name
from core.wording import either
from organisation.models import Authority, Delegation, Leave, Person, Profession, Role, SchoolUnit
from organisation.services.employments import Terms
from organisation.services.roles import Place

EVERYBODY = gettext_lazy("Alla")
CHOOSE = gettext_lazy("Välj")
EVERYWHERE = "huvudmannen"
Text = str | Promise


class UnitField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One of the units there are. The authority stands beside the name, since names may be alike."""

    def __init__(self, units: QuerySet[SchoolUnit], **kwargs: Any) -> None:
        kwargs.setdefault("label", gettext_lazy("Enhet"))
        kwargs.setdefault("empty_label", CHOOSE)
        super().__init__(units.select_related("authority").order_by("name", "pk"), **kwargs)

    def label_from_instance(self, unit: SchoolUnit) -> str:
        return unit.name if unit.authority.is_whole_provider else f"{unit.name}, {unit.authority.name}"


class ExtentField(CreditsField):
    """A percentage of full time with at most one decimal: "62,5", "62.5 %" and "62,5 procent" are the same."""

    widget = PercentInput  # type: ignore[assignment]
    default_error_messages = {
        "required": gettext_lazy("Skriv hur många procent, till exempel 80."),
        "invalid": gettext_lazy("Skriv procenten som ett tal, till exempel 80."),
        "decimals": gettext_lazy("Skriv procenten med högst en decimal, till exempel 62,5."),
        "negative": gettext_lazy("Procenten kan inte vara mindre än noll."),
        "zero": gettext_lazy("Procenten måste vara mer än noll."),
        "max": gettext_lazy("%(value)s procent är mer än heltid. Skriv högst 100."),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_value=Decimal(100), **kwargs)

    def to_python(self, value: object) -> Decimal | None:
        return super().to_python(value.strip().removesuffix("procent").removesuffix("%") if isinstance(value, str) else value)


def units_of(person: Person, *, on: date) -> QuerySet[SchoolUnit]:
    """The units of the person's provider that are not closed."""
    units = SchoolUnit.objects.filter(authority__provider=person.provider_id)
    return units.filter(Q(closed_on__isnull=True) | Q(closed_on__gte=on))


class PeopleFilter(forms.Form):
    """Over the list of people. What makes no sense shows everybody."""

    sok = forms.CharField(label=gettext_lazy("Namn, e-post eller användarnamn"), required=False, max_length=100)
    enhet = forms.TypedChoiceField(label=gettext_lazy("Enhet"), required=False, coerce=int, empty_value=None)
    roll = forms.ChoiceField(label=gettext_lazy("Roll"), required=False, choices=[("", EVERYBODY), *Role.choices])
    visa = forms.ChoiceField(
        label=gettext_lazy("Läge"),
        required=False,
        choices=[
            ("", gettext_lazy("Alla med konto")),
            ("tjanst", gettext_lazy("Anställda i dag")),
            ("mellan", gettext_lazy("Utan anställning i dag")),
            ("inte", gettext_lazy("Har inte valt lösenord")),
            ("slut", gettext_lazy("Avslutade konton")),
        ],
    )

    def __init__(self, data: Any, *, units: QuerySet[SchoolUnit]) -> None:
        super().__init__(data)
        field = self.fields["enhet"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = [("", EVERYBODY), *units.order_by("name", "pk").values_list("pk", "name")]

    @property
    def asked(self) -> dict[str, Any]:
        """The valid part of what was asked."""
        self.is_valid()
        said = self.cleaned_data
        return {"enhet": said.get("enhet"), **{name: said.get(name) or "" for name in ("sok", "roll", "visa")}}

    @property
    def helper(self) -> FormHelper:
        return filter_layout(*self.fields)


class SmallForm(forms.Form):
    """One change. submit: the words of its button; cancel: the way back."""

    submit: Text = gettext_lazy("Spara")
    submit_kind = "primary"

    def __init__(self, data: Any = None, *, cancel: str, initial: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, initial=dict(initial or {}))
        self.cancel = cancel

    def parts(self) -> Sequence[Part]:
        return tuple(self.fields)

    @property
    def helper(self) -> FormHelper:
        return form_layout(*self.parts(), submit=self.submit, submit_kind=self.submit_kind, cancel=(_("Avbryt"), self.cancel))

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        first, last = said.get("starts_on"), said.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("Den sista dagen kan inte komma före den första."))
        return said


class ConfirmForm(SmallForm):
    """Nothing to fill in: the page says what will happen, the button does it."""

    def __init__(self, data: Any = None, *, cancel: str, submit: Text, submit_kind: str = "primary") -> None:
        super().__init__(data, cancel=cancel)
        self.submit, self.submit_kind = submit, submit_kind

    def parts(self) -> Sequence[Part]:
        return ("sure",)

    sure = forms.CharField(widget=forms.HiddenInput, initial="1", required=False)


class DetailsForm(SmallForm):
    given_name = forms.CharField(
        label=gettext_lazy("Förnamn"), max_length=200, error_messages={"required": gettext_lazy("Skriv förnamnet.")}
    )
    family_name = forms.CharField(
        label=gettext_lazy("Efternamn"), max_length=200, error_messages={"required": gettext_lazy("Skriv efternamnet.")}
    )
    email = forms.EmailField(
        label=gettext_lazy("E-postadress i tjänsten"),
        required=False,
        error_messages={"invalid": gettext_lazy("Skriv adressen som namn@exempel.se.")},
    )

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        for name in ("given_name", "family_name"):
            self.fields[name].widget.attrs.update(dir="auto", autocomplete="off")


class PersonForm(DetailsForm):
    """A new account, with where the person begins if that is known."""

    submit = gettext_lazy("Skapa kontot")
    profession = forms.ChoiceField(
        label=gettext_lazy("Befattning"), required=False, choices=[("", gettext_lazy("Ingen anställning än")), *Profession.choices]
    )
    extent = ExtentField(label=gettext_lazy("Tjänstgöringsgrad"), zero_allowed=True, required=False, initial=Decimal(100))
    starts_on = DayField(label=gettext_lazy("Första dag"), required=False)

    def __init__(self, data: Any = None, *, units: QuerySet[SchoolUnit], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["unit"] = UnitField(units, required=False)
        self.fields["email"].help_text = _("Adressen blir också användarnamn, om den är ledig.")

    def parts(self) -> Sequence[Part]:
        return (
            section(_("Personen"), "given_name", "family_name", "email"),
            section(
                _("Anställningen"),
                "profession",
                "unit",
                beside("extent", "starts_on"),
                hint=_("Lämna tomt för den som inte är anställd, till exempel en förtroendevald."),
            ),
        )

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if said.get("profession"):
            wanted = {"unit": _("Välj enhet."), "extent": _("Skriv tjänstgöringsgraden."), "starts_on": _("Skriv första dagen.")}
            for name, text in wanted.items():
                if name not in self.errors and said.get(name) is None:
                    self.add_error(name, text)
        return said

    @property
    def terms(self) -> Terms | None:
        said = self.cleaned_data
        return Terms(said["unit"], said["profession"], said["extent"]) if said["profession"] else None


class TermsForm(SmallForm):
    """What somebody is employed as, where and how much."""

    profession = forms.ChoiceField(label=gettext_lazy("Befattning"), choices=[("", CHOOSE), *Profession.choices])
    extent = ExtentField(label=gettext_lazy("Tjänstgöringsgrad"), zero_allowed=True, initial=Decimal(100))

    def __init__(self, data: Any = None, *, units: QuerySet[SchoolUnit], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["unit"] = UnitField(units)

    @property
    def terms(self) -> Terms:
        said = self.cleaned_data
        return Terms(said["unit"], said["profession"], said["extent"])


class EmploymentForm(TermsForm):
    submit = gettext_lazy("Lägg till anställningen")
    starts_on = DayField(label=gettext_lazy("Första dag"))
    ends_on = DayField(label=gettext_lazy("Sista dag"), required=False, help_text=gettext_lazy("Lämna tomt om den gäller tills vidare."))

    def parts(self) -> Sequence[Part]:
        return ("profession", "unit", "extent", beside("starts_on", "ends_on"))


class ChangeTermsForm(TermsForm):
    submit = gettext_lazy("Ändra från den dagen")
    on = DayField(label=gettext_lazy("Gäller från och med"))

    def parts(self) -> Sequence[Part]:
        return ("profession", "unit", "extent", "on")


class LastDayForm(SmallForm):
    last_day = DayField(label=gettext_lazy("Sista dag"))

    def __init__(self, data: Any = None, *, submit: Text, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.submit = submit


class LeaveForm(SmallForm):
    submit = gettext_lazy("Lägg till ledigheten")
    kind = forms.ChoiceField(label=gettext_lazy("Slag"), choices=Leave.Kind.choices, widget=forms.RadioSelect)
    extent = ExtentField(label=gettext_lazy("Omfattning"), initial=Decimal(100))
    starts_on = DayField(label=gettext_lazy("Första dag"))
    ends_on = DayField(label=gettext_lazy("Sista dag"), required=False, help_text=gettext_lazy("Lämna tomt om den inte är bestämd."))

    def parts(self) -> Sequence[Part]:
        return ("kind", "extent", beside("starts_on", "ends_on"))


ROLE_HINTS: dict[str, Text] = {
    Role.PRINCIPAL: gettext_lazy("Leder en enhet: granskar, svarar på kursval och beslutar enhetens plan."),
    Role.DEPUTY_PRINCIPAL: gettext_lazy("Leder en enhet tillsammans med rektor."),
    Role.REVIEWER: gettext_lazy("Granskar uppgifter och intyg på en enhet, i en del av organisationen eller hos hela huvudmannen."),
    Role.STRATEGIST: gettext_lazy("Håller i huvudmannaplanen och ser sammanställningar, utan personuppgifter."),
    Role.READER: gettext_lazy("Läser sammanställningar och beslutade planer, utan personuppgifter."),
    Role.ADMINISTRATOR: gettext_lazy("Sköter enheter, personer och roller. Ser ingens uppgifter eller val."),
}


class RoleForm(SmallForm):
    submit = gettext_lazy("Ge rollen")
    role = forms.ChoiceField(
        label=gettext_lazy("Vilken roll?"),
        choices=Role.choices,
        widget=ExplainedRadios(hints=ROLE_HINTS),
        error_messages={"required": gettext_lazy("Välj en roll.")},
    )
    starts_on = DayField(label=gettext_lazy("Första dag"))
    ends_on = DayField(label=gettext_lazy("Sista dag"), required=False, help_text=gettext_lazy("Lämna tomt om den gäller tills vidare."))
    is_temporary = forms.BooleanField(
        label=gettext_lazy("Tillförordnad"),
        required=False,
        help_text=gettext_lazy("För den som har rollen en tid i någon annans ställe, till exempel tillförordnad rektor."),
    )

    def __init__(self, data: Any = None, *, units: QuerySet[SchoolUnit], authorities: QuerySet[Authority], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.units = {f"enhet-{unit.pk}": unit for unit in units.select_related("authority").order_by("name", "pk")}
        self.authorities = {f"forvaltning-{each.pk}": each for each in authorities.order_by("name", "pk")}
        choices = [
            ("", CHOOSE),
            (EVERYWHERE, gettext_lazy("Hela huvudmannen")),
            (either(_("Förvaltningar"), _("Delar av organisationen")), [(key, each.name) for key, each in self.authorities.items()]),
            (_("Enheter"), [(key, unit.name) for key, unit in self.units.items()]),
        ]
        self.fields["place"] = forms.ChoiceField(
            label=_("Var gäller den?"), choices=choices, error_messages={"required": _("Välj var rollen gäller.")}
        )

    def parts(self) -> Sequence[Part]:
        return ("role", "place", beside("starts_on", "ends_on"), "is_temporary")

    @property
    def place(self) -> Place:
        key = self.cleaned_data["place"]
        return Place(unit=self.units.get(key), authority=self.authorities.get(key))


class ReceiverField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """People whose names the viewer may see; the caller says how."""

    def __init__(self, people: QuerySet[Person], *, viewer: Person, **kwargs: Any) -> None:
        super().__init__(people, empty_label=CHOOSE, **kwargs)
        self.viewer = viewer

    def label_from_instance(self, person: Person) -> str:
        return display_name(person, self.viewer)


class DelegationForm(SmallForm):
    submit = gettext_lazy("Lämna över")
    scope = forms.ChoiceField(
        label=gettext_lazy("Vad lämnas över?"),
        choices=Delegation.Scope.choices,
        widget=ExplainedRadios(
            hints={
                Delegation.Scope.REVIEW: gettext_lazy("Ser och granskar det som enhetens lärare skickar in, med intyg."),
                Delegation.Scope.LEAD: gettext_lazy("Ser också enhetens sida och svarar på lärarnas kursval."),
            }
        ),
        error_messages={"required": gettext_lazy("Välj vad som lämnas över.")},
    )
    starts_on = DayField(label=gettext_lazy("Första dag"))
    ends_on = DayField(label=gettext_lazy("Sista dag"), help_text=gettext_lazy("Högst ett år efter den första."))
    reason = forms.CharField(
        label=gettext_lazy("Skäl"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Till exempel ”Semester”. Skriv inget om hälsa eller privatliv."),
    )

    def __init__(self, data: Any = None, *, units: QuerySet[SchoolUnit], people: QuerySet[Person], viewer: Person, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["unit"] = UnitField(units)
        self.fields["receiver"] = ReceiverField(
            people, viewer=viewer, label=_("Till vem?"), error_messages={"required": _("Välj vem som tar över.")}
        )

    def parts(self) -> Sequence[Part]:
        return ("unit", "receiver", "scope", beside("starts_on", "ends_on"), "reason")


class RolesFilter(forms.Form):
    """Over the list of roles."""

    roll = forms.ChoiceField(label=gettext_lazy("Roll"), required=False, choices=[("", EVERYBODY), *Role.choices])
    visa = forms.ChoiceField(
        label=gettext_lazy("När"),
        required=False,
        choices=[
            ("", gettext_lazy("Gäller i dag")),
            ("kommande", gettext_lazy("Kommande")),
            ("avslutade", gettext_lazy("Avslutade")),
        ],
    )

    @property
    def asked(self) -> dict[str, str]:
        self.is_valid()
        return {name: self.cleaned_data.get(name) or "" for name in self.fields}

    @property
    def helper(self) -> FormHelper:
        return filter_layout(*self.fields)
