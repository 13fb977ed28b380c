"""Numbers as people write them in a budget."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.formats import decimal_comma, thousands
from core.widgets import UnitInput

NUMBER = re.compile(r"^(?P<whole>\d+)(?:[.,](?P<decimals>\d+))?$")
CURRENCY = re.compile(r"\s*(kr|kronor|sek|:-)\.?$", re.IGNORECASE)


class NumberInput(UnitInput):
    """Written with decimal comma in every language."""

    def format_value(self, value: Any) -> str | None:
        return decimal_comma(value) if isinstance(value, Decimal | int | float) else super().format_value(value)


class NumberField(forms.Field):
    """A number above zero: "14 000", "14000 kr" and "12,5" are fine. Cleans to a Decimal, empty to None.

    places: the most decimals; max_value: what catches a slip of the pen.
    """

    widget = NumberInput
    default_error_messages = {
        "required": _("Skriv ett tal, till exempel 60."),
        "invalid": _("Skriv ett tal med siffror, till exempel 14 000 eller 12,5."),
        "negative": _("Talet måste vara mer än noll."),
        "max": _("Talet kan inte vara större än %(max)s."),
    }

    def __init__(self, *, max_value: Decimal, places: int, **kwargs: Any) -> None:
        self.max_value = max_value
        self.places = places
        super().__init__(**kwargs)

    def to_python(self, value: object) -> Decimal | None:
        if value is None or isinstance(value, Decimal):
            return value
        text = "".join(CURRENCY.sub("", str(value).strip()).split())
        if not text:
            return None
        if text[:1] in {"-", "\N{MINUS SIGN}"} and NUMBER.match(text[1:]):
            raise self._error("negative")
        found = NUMBER.match(text)
        if found is None:
            raise self._error("invalid")
        if len(found["whole"].lstrip("0")) > len(str(int(self.max_value))):
            raise self._error("max")
        decimals = (found["decimals"] or "").rstrip("0")
        if len(decimals) > self.places:
            raise ValidationError(
                ngettext("Skriv talet med högst %(places)s decimal.", "Skriv talet med högst %(places)s decimaler.", self.places),
                code="decimals",
                params={"places": self.places},
            )
        return Decimal(f"{found['whole']}.{decimals or 0}")

    def validate(self, value: Decimal | None) -> None:
        super().validate(value)
        if value is None:
            return
        if value <= 0:
            raise self._error("negative")
        if value > self.max_value:
            raise self._error("max")

    def _error(self, code: str) -> ValidationError:
        return ValidationError(self.error_messages[code], code=code, params={"max": thousands(self.max_value)})
