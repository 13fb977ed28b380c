from collections.abc import Sequence
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import Button, Segment, form_layout, section
from organisation.models import Person
from privacy.extract.services import Verdict
from privacy.models import ExtractItem

MOST_PEOPLE = 20
SHORT = 60  # letters of an answer that fit a heading


class ExtractForm(forms.Form):
    request = forms.CharField(
        label=_("Begäran"),
        help_text=_("Vad som begärs och diarienumret. Vem som frågar behöver du inte skriva."),
        min_length=10,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Skriv vad som begärs."), "min_length": _("Skriv vad som begärs, med minst tio tecken.")},
    )
    people = forms.CharField(
        label=_("Vilka personer?"),
        help_text=_("Ett användarnamn per rad, högst tjugo. Användarnamnet står på personens sida."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Skriv vilka personer det gäller.")},
    )

    def __init__(self, data: Any = None, *, administrator: Person) -> None:
        super().__init__(data)
        self.administrator = administrator

    def clean_people(self) -> list[Person]:
        """The accounts, in the order they were written, of the administrator's own school provider."""
        names = list(dict.fromkeys(filter(None, (line.strip() for line in self.cleaned_data["people"].splitlines()))))
        if len(names) > MOST_PEOPLE:
            raise forms.ValidationError(_("Ta högst tjugo personer åt gången."))
        found = Person.objects.filter(provider=self.administrator.provider_id, username__in=names).in_bulk(field_name="username")
        if missing := [name for name in names if name not in found]:
            raise forms.ValidationError(_("Det finns inget konto här som heter %(name)s."), params={"name": missing[0]})
        return [found[name] for name in names]

    @property
    def helper(self) -> FormHelper:
        return form_layout("request", "people", submit=_("Ta fram uppgifterna"))


class PartForm(forms.Form):
    """A decision for each item of one part, with the ground where something is masked."""

    def __init__(self, data: Any = None, *, items: Sequence[ExtractItem], cancel: str) -> None:
        super().__init__(data)
        self.items, self.cancel = items, cancel
        for item in items:
            self.fields[f"d{item.pk}"] = forms.ChoiceField(
                label=_("Beslut"),
                choices=ExtractItem.Decision.choices,
                widget=Segment,
                initial=item.decision or None,
                error_messages={"required": _("Bestäm om uppgiften ska lämnas ut eller maskas.")},
            )
            masks = item.suggestion == ExtractItem.Decision.MASK
            self.fields[f"g{item.pk}"] = forms.CharField(
                label=_("Grund, om uppgiften maskas"),
                required=False,
                max_length=300,
                initial=item.ground or (item.get_hint_display() if masks else ""),
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for item in self.items:
            if cleaned.get(f"d{item.pk}") == ExtractItem.Decision.MASK and not cleaned.get(f"g{item.pk}"):
                self.add_error(f"g{item.pk}", _("Skriv på vilken grund uppgiften maskas."))
        return cleaned

    @property
    def helper(self) -> FormHelper:
        parts = [
            section(
                _question(item),
                f"d{item.pk}",
                f"g{item.pk}",
                hint=_beside(item),
            )
            for item in self.items
        ]
        follow = Button(_("Följ förslagen i den här delen"), name="suggested", without_checks=True)
        return form_layout(*parts, submit=_("Spara besluten"), also=[follow], cancel=(_("Tillbaka"), self.cancel), note=False)

    @property
    def verdicts(self) -> dict[int, Verdict]:
        return {item.pk: Verdict(self.cleaned_data[f"d{item.pk}"], self.cleaned_data[f"g{item.pk}"]) for item in self.items}


def _question(item: ExtractItem) -> str:
    """What is to be decided, itself; a longer text stands under its label."""
    return f"{item.label}: {item.text}" if len(item.text) <= SHORT else item.label


def _beside(item: ExtractItem) -> str:
    said = [item.heading, "" if len(item.text) <= SHORT else item.text]
    said += [str(item.get_hint_display())] if item.hint != ExtractItem.Hint.NONE else []
    return " – ".join(filter(None, said))


def suggested(items: Sequence[ExtractItem]) -> dict[int, Verdict]:
    """What the hints suggest: masked on the ground that the hint names, and the rest let out."""
    return {
        item.pk: Verdict(item.suggestion, str(item.get_hint_display()) if item.suggestion == ExtractItem.Decision.MASK else "")
        for item in items
    }
