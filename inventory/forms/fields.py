"""Fields and widgets that only the inventory needs."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from django import forms
from django.forms.renderers import BaseRenderer
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from core.fields import CreditsField
from core.forms import PercentInput, Segment
from inventory.institutions import as_written, suggestions

UNKNOWN = "unknown"
Text = Any  # a str or a lazy translation


class TextField(forms.CharField):
    """A line or a few, with errors that name the remedy. needed: what is said when it is empty; without it the field is voluntary."""

    default_error_messages = {
        "max_length": _("Skriv högst %(limit_value)s tecken. Nu är det %(show_value)s."),
        "null_characters_not_allowed": _("Texten innehåller ett tecken som inte går att spara. Skriv den för hand i stället."),
    }

    def __init__(self, *, needed: Text = "", max_length: int = 200, lines: int = 1, width: str = "", **kwargs: Any) -> None:
        if needed:
            kwargs["error_messages"] = {"required": needed, **kwargs.get("error_messages", {})}
        attrs = {"autocomplete": "off"} | ({"class": width} if width else {})
        if lines > 1:
            kwargs.setdefault("widget", forms.Textarea({"rows": lines, **attrs}))
        kwargs.setdefault("widget", forms.TextInput(attrs))
        super().__init__(max_length=max_length, required=bool(needed), **kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """No maxlength in the browser: it would cut pasted text without a word."""
        return {name: value for name, value in super().widget_attrs(widget).items() if name != "maxlength"}


class InstitutionInput(forms.TextInput):
    """A text input that suggests every lärosäte, present and former names, and takes any other."""

    def __init__(self) -> None:
        super().__init__({"autocomplete": "off", "class": "w-mid", "list": "larosaten"})

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: BaseRenderer | None = None) -> SafeString:
        return super().render(name, value, attrs, renderer) + _datalist()


@cache
def _datalist() -> SafeString:
    options = format_html_join("", '<option value="{}">{}</option>', ((each.name, each.now) for each in suggestions()))
    return format_html('<datalist id="larosaten">{}</datalist>', options)


class InstitutionField(TextField):
    """The name of a lärosäte, as on the certificate. A known name gets its usual spelling."""

    widget = InstitutionInput

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Lärosäte"))
        kwargs.setdefault("help_text", _("Som det står på intyget. Gamla namn går bra. Skriv även landet om lärosätet är utländskt."))
        super().__init__(needed=_("Skriv vilket lärosäte det gäller."), widget=InstitutionInput(), **kwargs)

    def clean(self, value: Any) -> str:
        return as_written(str(super().clean(value)))


class ChoiceField(forms.ChoiceField):
    """One of several. needed: what is said when none is chosen."""

    default_error_messages = {"invalid_choice": _("Välj ett av alternativen.")}

    def __init__(self, *, needed: Text, **kwargs: Any) -> None:
        super().__init__(required=True, error_messages={"required": needed}, **kwargs)


class OrUnknownField(forms.TypedChoiceField):
    """One of a few, or "Vet inte". values: what each choice is stored as; the choice UNKNOWN is stored as `unknown_as`.

    A choice must be made: not knowing is an answer, and differs from not having seen the question.
    """

    default_error_messages = {"invalid_choice": _("Välj ett av alternativen.")}

    def __init__(self, *, values: Mapping[str, Any], labels: Sequence[Text], unknown_as: Any, needed: Text, **kwargs: Any) -> None:
        self.stored = {**values, UNKNOWN: unknown_as}
        choices = list(zip(self.stored, [*labels, _("Vet inte")], strict=True))
        kwargs.setdefault("widget", Segment(hints=kwargs.pop("hints", None)))
        super().__init__(choices=choices, coerce=self.stored.__getitem__, required=True, error_messages={"required": needed}, **kwargs)

    def choice_for(self, value: Any) -> str:
        """The choice that stands for a stored value."""
        return next(key for key, stored in self.stored.items() if stored == value)


class YesNoField(OrUnknownField):
    """Ja, nej or vet inte; stored as True, False or None."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(values={"yes": True, "no": False}, labels=(_("Ja"), _("Nej")), unknown_as=None, **kwargs)


class ExtentField(CreditsField):
    """A percentage of full time with at most one decimal: "62,5", "62.5 %" and "62,5 procent" are the same."""

    widget = PercentInput  # type: ignore[assignment]
    default_error_messages = {
        "required": _("Skriv hur många procent du arbetar, till exempel 80."),
        "invalid": _("Skriv tjänstgöringsgraden som ett tal, till exempel 80."),
        "decimals": _("Skriv tjänstgöringsgraden med högst en decimal, till exempel 62,5."),
        "negative": _("Tjänstgöringsgraden kan inte vara mindre än noll."),
        "zero": _("Tjänstgöringsgraden måste vara mer än noll."),
        "max": _("%(value)s procent är mer än heltid. Skriv högst 100."),
    }

    def to_python(self, value: object) -> Any:
        if isinstance(value, str):
            value = value.strip().removesuffix("procent").removesuffix("%")
        return super().to_python(value)
