"""The form that says how a certificate can be checked with whoever issued it."""

import re
from datetime import date
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import DayField, form_layout, section
from inventory.certificates.services import Control
from inventory.forms.fields import TextField

CODE = re.compile(r"[0-9A-Za-z][0-9A-Za-z-]{3,39}")
YEARS_AHEAD = 10  # longer than any issuer keeps a code: a year mistyped


class ControlForm(forms.Form):
    """All voluntary: emptied, the certificate has no code."""

    code = TextField(
        label=gettext_lazy("Kontrollkod"),
        max_length=60,
        width="w-mid",
        help_text=gettext_lazy("Står längst ned på intyg från Ladok, ofta tio bokstäver och siffror. Skriv den som den står."),
    )
    url = TextField(
        label=gettext_lazy("Sidan där koden kontrolleras"),
        help_text=gettext_lazy("Står vid koden, till exempel student.ladok.se/verifiera."),
    )
    until = DayField(
        required=False,
        label=gettext_lazy("Kan kontrolleras till och med"),
        help_text=gettext_lazy("På intyg från Ladok står det Verifierbart t.o.m. Lämna tomt om det inte står någon dag."),
    )

    def __init__(self, *args: Any, on: date, cancel: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on, self.cancel = on, cancel

    def clean_code(self) -> str:
        code = "".join(str(self.cleaned_data["code"]).split())
        if code and not CODE.fullmatch(code):
            raise ValidationError(_("Skriv koden med bokstäver och siffror, 4 till 40 tecken, till exempel 8XK2M4PQ7R."))
        return code

    def clean_url(self) -> str:
        """Without a scheme it is https; any other scheme is refused, since others will follow the link."""
        text = str(self.cleaned_data["url"]).strip()
        if not text:
            return ""
        address = text if "://" in text else f"https://{text}"
        if not address.startswith("https://"):
            raise ValidationError(_("Adressen ska börja med https://."))
        try:
            return str(forms.URLField(max_length=200, assume_scheme="https").clean(address))
        except ValidationError:
            raise ValidationError(_("Skriv adressen som den står på intyget, till exempel student.ladok.se/verifiera.")) from None

    def clean_until(self) -> date | None:
        until: date | None = self.cleaned_data["until"]
        if until and until.year > self.on.year + YEARS_AHEAD:
            raise ValidationError(_("Dagen ligger mer än tio år framåt. Kontrollera året."))
        return until

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "code" in cleaned and not cleaned["code"] and (cleaned.get("url") or cleaned.get("until")):
            self.add_error("code", ValidationError(_("Skriv kontrollkoden som sidan och dagen hör till."), code="required"))
        return cleaned

    @property
    def control(self) -> Control:
        return Control(self.cleaned_data["code"], self.cleaned_data["url"], self.cleaned_data["until"])

    @property
    def helper(self) -> FormHelper:
        return form_layout(
            section(_("Så kontrolleras intyget"), "code", "url", "until"),
            submit=_("Spara"),
            cancel=(_("Avbryt utan att spara"), self.cancel),
        )
