"""What fields look like. Each widget knows its width, its unit and how its choices are explained; the template draws."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from core.formats import decimal_comma

Text = Any  # a str or a lazy translation


class UnitInput(forms.TextInput):
    """A short text input with its unit beside it."""

    unit: Text = ""

    def __init__(self, attrs: dict[str, Any] | None = None, *, unit: Text = "", width: str = "w-hp") -> None:
        super().__init__({"class": width, "autocomplete": "off", **(attrs or {})})
        self.unit = unit or self.unit


class CreditsInput(UnitInput):
    """Högskolepoäng, written with decimal comma in every language."""

    unit = _("hp")

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "decimal", **(attrs or {})})

    def format_value(self, value: Any) -> str | None:
        return decimal_comma(value) if isinstance(value, Decimal | int | float) else super().format_value(value)


class PercentInput(UnitInput):
    """A whole percentage, for instance an extent of service."""

    unit = _("procent")

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "decimal", **(attrs or {})})

    def format_value(self, value: Any) -> str | None:
        return decimal_comma(value) if isinstance(value, Decimal | int | float) else super().format_value(value)


class DayInput(forms.TextInput):
    """A day as text, written year-month-day in every language; no date picker stands between hand and paper."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"class": "w-date", "inputmode": "text", "autocomplete": "off", **(attrs or {})})

    def format_value(self, value: Any) -> str | None:
        return value.isoformat() if isinstance(value, date) else super().format_value(value)


@dataclass(frozen=True)
class StoredFile:
    """A file that is there already. remove is the value of the button named "remove", empty where it may not be removed."""

    name: str
    size: str
    url: str = ""
    status: str = ""
    status_word: Text = ""
    remove: str = ""


class FilesInput(forms.FileInput):
    """Several files. stored lists those that are there already, and lies in the same frame."""

    allow_multiple_selected = True
    stored: Sequence[StoredFile] = ()

    def __init__(self, attrs: dict[str, Any] | None = None, *, accept: str = ".pdf,.jpg,.jpeg,.png") -> None:
        super().__init__({"accept": accept, "multiple": True, **(attrs or {})})

    def value_from_datadict(self, data: Mapping[str, Any], files: MultiValueDict[str, UploadedFile], name: str) -> list[UploadedFile]:
        return files.getlist(name) if hasattr(files, "getlist") else list(filter(None, [files.get(name)]))


class ChoicesLook:
    """How a group of choices lies: framed rows, plain rows, or one line; with a hint and more to read for each value."""

    look = "plain"

    def __init__(
        self,
        attrs: dict[str, Any] | None = None,
        choices: Any = (),
        *,
        hints: Mapping[str, Text] | None = None,
        more: Mapping[str, Text] | None = None,
        look: str = "",
    ) -> None:
        super().__init__(attrs, choices)  # type: ignore[call-arg]
        self.hints = hints or {}
        self.more = more or {}
        self.look = look or ("framed" if self.more else self.look)


class ExplainedRadios(ChoicesLook, forms.RadioSelect):
    """Radio buttons where each option needs explaining: hints under the label, more behind "Vad räknas hit?"."""


class Segment(ChoicesLook, forms.RadioSelect):
    """Two to four short options on one line."""

    look = "segment"


class ExplainedCheckboxes(ChoicesLook, forms.CheckboxSelectMultiple):
    """Check boxes where each option needs explaining."""
