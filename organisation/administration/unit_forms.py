"""What is asked of the administrator about units and areas. Choices hold the own provider's rows only."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import DayField, ExplainedCheckboxes, ExplainedRadios, Part, beside, filter_layout, form_layout, section
from organisation.models import Area, Authority, Employment, SchoolForm, SchoolProvider, SchoolUnit
from organisation.models.structure import UNIT_CODE
from organisation.services.units import NewUnit

WHOLE = "whole"
MOST_OTHERS = 4
MOST_PARTS = 4
SEE = _("Visa vad som händer")
SINCE, NAME, CODE = _("Från och med"), _("Namn"), _("Skolenhetskod")
CODE_HINT = _("Åtta siffror, ur Skolenhetsregistret. Lämna tomt om enheten inte har någon.")
DAY_HINT = _("Kan vara en dag som har varit, i dag eller en dag längre fram. Till exempel 2027-07-01.")
Place = tuple[Authority, Area | None] | None


def day_field(label: Any = SINCE, hint: Any = DAY_HINT) -> DayField:
    return DayField(label=label, help_text=hint, first_year=1900)


def name_field(label: Any = NAME, *, required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=120, required=required, widget=forms.TextInput(attrs={"class": "w-mid", "autocomplete": "off"})
    )


def code_field(label: Any = CODE, hint: Any = CODE_HINT) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=False,
        max_length=8,
        validators=[UNIT_CODE],
        widget=forms.TextInput(attrs={"class": "w-code", "inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"max_length": _("Skolenhetskoden har åtta siffror.")},
    )


class PlaceField(forms.ChoiceField):
    """An authority, or an area in one. Cleans to the two; to None for a provider that stands as a whole and has no row for it yet."""

    def __init__(self, provider: SchoolProvider, **kwargs: Any) -> None:
        self.places: dict[str, Place] = {}
        authorities = list(provider.authorities.order_by("name"))
        is_whole = provider.is_undivided
        areas = list(Area.objects.filter(authority__provider=provider).select_related("authority").order_by("name", "pk"))
        choices: list[tuple[str, Any]] = []
        for authority in authorities:
            self.places[f"a{authority.pk}"] = (authority, None)
            choices.append((f"a{authority.pk}", _("Inget område") if is_whole else authority.name))
            for area in (area for area in areas if area.authority_id == authority.pk):
                self.places[f"o{area.pk}"] = (authority, area)
                choices.append((f"o{area.pk}", area.name if is_whole else f"{authority.name}, {area.name}"))
        if not authorities and is_whole:
            self.places[WHOLE] = None
            choices.append((WHOLE, _("Inget område")))
        self.is_worth_asking = len(choices) > 1
        label = _("Verksamhetsområde") if is_whole else _("Förvaltning och område")
        start = [] if len(choices) == 1 else [("", _("Välj"))]
        super().__init__(label=label, choices=[*start, *choices], initial=choices[0][0] if len(choices) == 1 else None, **kwargs)

    def clean(self, value: Any) -> Place:
        return self.places.get(super().clean(value))


def key_of_place(unit: SchoolUnit) -> str:
    return f"o{unit.area_id}" if unit.area_id else f"a{unit.authority_id}"


class ChangeForm(forms.Form):
    """A form whose sending shows what will happen. cancel: the way back."""

    def __init__(self, data: Any = None, *, cancel: str, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.cancel = cancel

    def parts(self) -> Sequence[Part]:
        return tuple(self.fields)

    @property
    def helper(self) -> FormHelper:
        return form_layout(*self.parts(), submit=SEE, cancel=(_("Avbryt"), self.cancel))


class RenameForm(ChangeForm):
    name = name_field(_("Nytt namn"))
    on = day_field(_("Heter så från och med"))


class CodeForm(ChangeForm):
    unit_code = code_field(_("Ny skolenhetskod"))
    on = day_field(_("Har koden från och med"))


class MoveForm(ChangeForm):
    on = day_field(_("Hör dit från och med"))

    def __init__(self, data: Any = None, *, provider: SchoolProvider, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields = {"place": PlaceField(provider), "on": self.fields["on"]}


class SchoolFormsForm(ChangeForm):
    school_forms = forms.MultipleChoiceField(label=_("Skolformer"), choices=SchoolForm.choices, widget=ExplainedCheckboxes)
    on = day_field(_("Gäller från och med"))

    def __init__(self, data: Any = None, *, ended: Iterable[SchoolForm], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        field = self.fields["school_forms"]
        assert isinstance(field.widget, ExplainedCheckboxes)
        field.widget.hints = {form.value: _("Egen skolform till och med den 30 juni 2026.") for form in ended}


class OpenForm(ChangeForm):
    kind = forms.ChoiceField(label=_("Vad är det för enhet?"), choices=SchoolUnit.Kind.choices, widget=ExplainedRadios)
    name = name_field()
    unit_code = code_field()
    school_forms = forms.MultipleChoiceField(
        label=_("Skolformer"),
        choices=[choice for choice in SchoolForm.choices if choice[0] != SchoolForm.PRESCHOOL],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Behövs bara för en skola."),
    )
    on = day_field(_("Första dag"))

    def __init__(self, data: Any = None, *, provider: SchoolProvider, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["place"] = PlaceField(provider)

    def parts(self) -> Sequence[Part]:
        return (
            section(_("Enheten"), "kind", "name", "unit_code"),
            section(_("Var den hör hemma"), "place"),
            section(_("Vad den erbjuder"), "school_forms", "on"),
        )

    def unit_at(self, authority: Authority, area: Area | None) -> NewUnit:
        said = self.cleaned_data
        is_preschool = said["kind"] == SchoolUnit.Kind.PRESCHOOL
        offered = (SchoolForm.PRESCHOOL.value,) if is_preschool else tuple(said["school_forms"])
        return NewUnit(said["name"], said["kind"], authority, area, said["unit_code"], offered)


class MergeForm(ChangeForm):
    """The other units, and what becomes of them all."""

    result = forms.ChoiceField(label=_("Vad blir det?"), choices=(), widget=ExplainedRadios)
    name = name_field(_("Den nya enhetens namn"), required=False)
    unit_code = code_field(_("Den nya enhetens skolenhetskod"))
    on = day_field(_("De är en enhet från och med"))

    def __init__(
        self, data: Any = None, *, unit: SchoolUnit, others: Sequence[SchoolUnit], provider: SchoolProvider, **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        self.unit = unit
        result = self.fields["result"]
        assert isinstance(result, forms.ChoiceField)
        labels = [("new", _("En ny enhet, och alla de gamla stänger")), ("keep", _("%(unit)s finns kvar, och de andra går upp i den"))]
        result.choices = [(key, str(label) % {"unit": unit.name}) for key, label in labels]
        choices = [("", _("Välj")), *((str(each.pk), each.name) for each in others)]
        self.chosen = [f"unit_{number}" for number in range(1, MOST_OTHERS + 1)]
        for number, name in enumerate(self.chosen):
            label = _("Slås samman med") if number == 0 else _("Och med")
            self.fields[name] = forms.TypedChoiceField(
                label=label,
                choices=choices,
                coerce=int,
                empty_value=None,
                required=number == 0,
                error_messages={"required": _("Välj en enhet att slå samman med.")},
            )
        if unit.kind == SchoolUnit.Kind.PRESCHOOL:  # has no code in the register
            del self.fields["unit_code"]
        self.fields["place"] = PlaceField(provider, required=False)
        self.initial.setdefault("place", key_of_place(unit))

    def parts(self) -> Sequence[Part]:
        new = [name for name in ("name", "unit_code", "place") if name in self.fields]
        return (
            section(_("Enheterna"), *self.chosen),
            section(_("Vad de blir"), "result", "on"),
            section(_("Om det blir en ny enhet"), *new, hint=_("Skolformerna tas från de gamla enheterna.")),
        )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("result") == "new":
            if not said.get("name"):
                self.add_error("name", _("Skriv vad den nya enheten ska heta."))
            if "place" in said and said["place"] is None:
                self.add_error("place", _("Välj var den nya enheten hör hemma."))
        return said

    @property
    def units(self) -> list[int]:
        """The one the page is about, and those chosen, each once."""
        return list(dict.fromkeys([self.unit.pk, *filter(None, (self.cleaned_data[name] for name in self.chosen))]))

    @property
    def into(self) -> NewUnit | int:
        said = self.cleaned_data
        if said["result"] == "keep":
            return self.unit.pk
        authority, area = said["place"]
        return NewUnit(said["name"], self.unit.kind, authority, area, said.get("unit_code", ""))


class SplitForm(ChangeForm):
    """The names of the parts, and whether the old unit is left."""

    stays = forms.ChoiceField(label=_("Vad händer med den gamla enheten?"), choices=(), widget=ExplainedRadios)
    on = day_field(_("Delas från och med"))

    def __init__(self, data: Any = None, *, unit: SchoolUnit, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.unit = unit
        stays = self.fields["stays"]
        assert isinstance(stays, forms.ChoiceField)
        labels = [("no", _("%(unit)s stänger, och delarna tar vid")), ("yes", _("%(unit)s finns kvar, och en del bryts ut"))]
        stays.choices = [(key, str(label) % {"unit": unit.name}) for key, label in labels]
        self.rows = [(f"name_{number}", f"unit_code_{number}") for number in range(1, MOST_PARTS + 1)]
        for number, (name, code) in enumerate(self.rows, start=1):
            self.fields[name] = name_field(str(_("Del %(number)s, namn")) % {"number": number}, required=number == 1)
            if unit.kind == SchoolUnit.Kind.SCHOOL:
                self.fields[code] = code_field(str(_("Del %(number)s, skolenhetskod")) % {"number": number}, "")

    def parts(self) -> Sequence[Part]:
        pairs = [beside(name, code) if code in self.fields else name for name, code in self.rows]
        hint = _("Fyll i så många som det blir. Delarna får samma skolformer och hör till samma område; det kan ändras efteråt.")
        return (section(_("Den gamla enheten"), "stays", "on"), section(_("De nya enheterna"), *pairs, hint=hint))

    @property
    def named(self) -> list[tuple[str, str]]:
        """Name and code of each part."""
        said = self.cleaned_data
        return [(said[name], said.get(code, "")) for name, code in self.rows if said[name]]


class CloseForm(ChangeForm):
    last_day = day_field(_("Sista dag"), _("Enheten är öppen den dagen ut. Till exempel 2027-06-30."))
    staff = forms.ChoiceField(
        label=_("Vart tar personalen vägen?"),
        choices=[("move", _("Alla flyttas till en annan enhet")), ("leave", _("Jag placerar dem en och en efteråt"))],
        widget=ExplainedRadios(hints={"leave": _("De behåller sina anställningar och står på enhetens sida som att placera.")}),
    )

    def __init__(self, data: Any = None, *, others: Sequence[SchoolUnit], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["to"] = forms.TypedChoiceField(
            label=_("Enheten de flyttas till"),
            choices=[("", _("Välj")), *((str(each.pk), each.name) for each in others)],
            coerce=int,
            empty_value=None,
            required=False,
        )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("staff") == "move" and said.get("to") is None:
            self.add_error("to", _("Välj vilken enhet de flyttas till."))
        return said

    @property
    def move_to(self) -> int | None:
        return self.cleaned_data["to"] if self.cleaned_data["staff"] == "move" else None


class PlaceStaffForm(ChangeForm):
    """One choice for each person: where to, or later."""

    def __init__(self, data: Any = None, *, works: Sequence[tuple[Employment, str]], targets: Sequence[SchoolUnit], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        choices = [("0", _("Senare")), *((str(unit.pk), unit.name) for unit in targets)]
        self.keys = {f"work_{work.pk}": work.pk for work, _name in works}
        for work, name in works:
            label = f"{name}, {work.get_profession_display().lower()}"
            self.fields[f"work_{work.pk}"] = forms.TypedChoiceField(label=label, choices=choices, coerce=int, initial="0")

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors and not any(said.values()):
            raise forms.ValidationError(_("Välj en enhet för minst en person."))
        return said

    @property
    def places(self) -> dict[int, int]:
        return {pk: self.cleaned_data[name] for name, pk in self.keys.items() if self.cleaned_data[name]}

    @property
    def helper(self) -> FormHelper:
        return form_layout(*self.fields, submit=SEE, cancel=(_("Avbryt"), self.cancel), note=False)


class EmptyForm(ChangeForm):
    """Nothing to fill in: only yes or no."""


class UnitFilter(forms.Form):
    """Which units the list shows. Whatever else the address says is ignored."""

    q = forms.CharField(label=_("Namn eller kod"), required=False, max_length=120)
    plats = forms.ChoiceField(label=_("Förvaltning"), required=False)
    slag = forms.ChoiceField(label=_("Slag"), required=False, choices=[("", _("Alla")), *SchoolUnit.Kind.choices])
    visa = forms.ChoiceField(
        label=_("Läge"),
        required=False,
        choices=[("", _("Öppna")), ("kommande", _("Kommande")), ("stangda", _("Stängda")), ("alla", _("Alla"))],
    )

    def __init__(self, data: Any, *, authorities: Sequence[Authority]) -> None:
        super().__init__(data)
        place = self.fields["plats"]
        assert isinstance(place, forms.ChoiceField)
        place.choices = [("", _("Alla")), *((str(each.pk), each.name) for each in authorities)]
        if len(authorities) < 2:
            del self.fields["plats"]

    def said(self, name: str) -> str:
        self.is_valid()
        return str(self.cleaned_data.get(name, ""))

    @property
    def is_narrowed(self) -> bool:
        return any(self.said(name) for name in self.fields)

    @property
    def helper(self) -> FormHelper:
        return filter_layout(*self.fields)


class AreaForm(forms.Form):
    name = name_field(_("Områdets namn"))

    def __init__(self, data: Any = None, *, cancel: str, authorities: Sequence[Authority] = (), **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.cancel = cancel
        self.authorities = {str(each.pk): each for each in authorities}
        if len(authorities) > 1:
            choices = [("", _("Välj")), *((key, each.name) for key, each in self.authorities.items())]
            self.fields["authority"] = forms.ChoiceField(label=_("Förvaltning"), choices=choices)

    @property
    def authority(self) -> Authority | None:
        chosen = self.cleaned_data.get("authority")
        return self.authorities[chosen] if chosen else next(iter(self.authorities.values()), None)

    @property
    def helper(self) -> FormHelper:
        return form_layout(*self.fields, submit=_("Spara"), cancel=(_("Avbryt"), self.cancel))


class AuthorityForm(forms.Form):
    name = name_field(_("Förvaltningens namn"))
    committee = name_field(_("Nämndens namn"), required=False)

    def __init__(self, data: Any = None, *, cancel: str, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.cancel = cancel

    @property
    def helper(self) -> FormHelper:
        return form_layout(submit=_("Spara"), cancel=(_("Avbryt"), self.cancel))


def today_first(**values: Any) -> dict[str, Any]:
    """Initial values; what is None is left out."""
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items() if value is not None}
