"""What the form templates ask for: a field made ready to draw, and the summary of errors. The templates decide nothing."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms, template
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, MaxValueValidator, MinValueValidator
from django.forms import BaseForm, BoundField
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.formats import first_upper, in_words
from core.widgets import ChoicesLook, FilesInput, StoredFile

register = template.Library()

OF_DJANGO = {  # by identity: a lazy text is another in each language
    id(MinValueValidator.message): gettext_lazy("Skriv %(limit_value)s eller mer."),
    id(MaxValueValidator.message): gettext_lazy("Skriv högst %(limit_value)s."),
    id(MaxLengthValidator.message): gettext_lazy("Skriv högst %(limit_value)s tecken. Nu är det %(show_value)s."),
    id(forms.IntegerField.default_error_messages["invalid"]): gettext_lazy("Skriv ett tal med siffror, utan decimaler."),
    id(forms.ChoiceField.default_error_messages["invalid_choice"]): gettext_lazy("Valet finns inte längre. Välj på nytt."),
    id(forms.ModelChoiceField.default_error_messages["invalid_choice"]): gettext_lazy("Valet finns inte längre. Välj på nytt."),
}
SUMMARY = "summary"  # key in a ValidationError's params: the sentence for the list above the form


@dataclass(frozen=True)
class Option:
    """One radio button or check box of a group."""

    id: str
    type: str
    name: str
    value: str
    label: str
    is_checked: bool
    is_disabled: bool
    hint: str
    more: str


@dataclass(frozen=True)
class Group:
    """One field ready to draw: everything decided, ids given."""

    id: str
    kind: str  # text, check, choices or files
    field: BoundField
    label: str
    hint: str
    errors: Sequence[str]
    described_by: str
    is_optional: bool
    unit: str
    look: str
    options: Sequence[Option]
    stored: Sequence[StoredFile]

    @property
    def error_id(self) -> str:
        return f"{self.id}_error"

    @property
    def hint_id(self) -> str:
        return f"{self.id}_hint"

    @property
    def control(self) -> SafeString:
        """The widget with our classes, and described by its error before its hint."""
        widget = self.field.field.widget
        base = {"check": "form-check-input"}.get(self.kind, "form-select" if isinstance(widget, forms.Select) else "form-control")
        classes = [base, "is-invalid" if self.errors else "", widget.attrs.get("class", "")]
        attrs: dict[str, Any] = {"class": " ".join(filter(None, classes))}
        if self.described_by:
            attrs["aria-describedby"] = self.described_by
        return self.field.as_widget(attrs=attrs)


@dataclass(frozen=True)
class SummaryLine:
    target: str
    sentence: str


@register.filter
def group(field: BoundField) -> Group:
    """The field made ready to draw."""
    widget = field.field.widget
    kind = _kind(widget)
    hint, errors, name = str(field.help_text), _messages(field), field.auto_id or field.html_name
    described = [f"{name}_error" if errors else "", f"{name}_hint" if hint else "", widget.attrs.get("aria-describedby", "")]
    return Group(
        id=name,
        kind=kind,
        field=field,
        label=str(field.label),
        hint=hint,
        errors=errors,
        described_by=" ".join(filter(None, described)),
        is_optional=_is_optional(field),
        unit=str(getattr(widget, "unit", "")),
        look=getattr(widget, "look", "plain"),
        options=_options(field) if kind == "choices" else (),
        stored=getattr(widget, "stored", ()),
    )


def _kind(widget: forms.Widget) -> str:
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "choices"
    if isinstance(widget, forms.CheckboxInput):
        return "check"
    return "files" if isinstance(widget, FilesInput | forms.FileInput) else "text"


def _is_optional(field: BoundField) -> bool:
    widget = field.field.widget
    return not (field.field.required or field.field.disabled or _kind(widget) == "check" or widget.attrs.get("readonly"))


def _options(field: BoundField) -> list[Option]:
    widget = field.field.widget
    hints, more = (widget.hints, widget.more) if isinstance(widget, ChoicesLook) else ({}, {})
    return [
        Option(
            id=str(data["attrs"].get("id", "")),
            type=str(data["type"]),
            name=str(data["name"]),
            value=str(data["value"]),
            label=str(data["label"]),
            is_checked=bool(data["selected"]),
            is_disabled=bool(data["attrs"].get("disabled")),
            hint=str(hints.get(str(data["value"]), "")),
            more=str(more.get(str(data["value"]), "")),
        )
        for data in (choice.data for choice in field.subwidgets)
    ]


@register.simple_tag
def error_summary(form: BaseForm) -> dict[str, Any]:
    """Heading, anchor and lines of the list above a form with errors; lines without a target belong to the form as a whole."""
    lines = [] if not form.is_bound else [*_form_lines(form), *_field_lines(form)]
    count = len(lines)
    text = ngettext("%(count)s uppgift behöver rättas", "%(count)s uppgifter behöver rättas", count) % {"count": in_words(count)}
    return {"lines": lines, "heading": first_upper(text), "id": f"fel-{form.prefix}" if form.prefix else "fel"}


def _form_lines(form: BaseForm) -> list[SummaryLine]:
    own = [SummaryLine("", str(message)) for message in form.non_field_errors()]
    hidden = [SummaryLine("", str(message)) for field in form.hidden_fields() for message in field.errors]
    return own + hidden


def _field_lines(form: BaseForm) -> list[SummaryLine]:
    return [
        SummaryLine(_target(field), _sentence(field, error))
        for field in _as_drawn(form)
        if field.errors
        for error in field.errors.as_data()
    ]


def _as_drawn(form: BaseForm) -> list[BoundField]:
    """The fields in the order they stand on the page, which a form's layout may choose; those it does not name come last."""
    helper = getattr(form, "helper", None)
    place = {name: number for number, name in enumerate(_names_in(helper.layout.fields if helper is not None else ()))}
    return sorted(form.visible_fields(), key=lambda field: place.get(field.name, len(place)))


def _names_in(parts: Iterable[Any]) -> Iterator[str]:
    for part in parts:
        if isinstance(part, str):
            yield part
        else:
            yield from _names_in(part.fields)


def _target(field: BoundField) -> str:
    name = field.auto_id or field.html_name
    return f"{name}_0" if _kind(field.field.widget) == "choices" else name


def _messages(field: BoundField) -> list[str]:
    return [_message(field, error) for error in field.errors.as_data()] if field.errors else []


def _message(field: BoundField, error: ValidationError) -> str:
    """The error at its field. What Django says by itself becomes what to do."""
    message = str(error.messages[0])
    if own := OF_DJANGO.get(id(error.message)):
        return str(own) % (error.params or {})
    if error.code != "required" or message != str(forms.Field.default_error_messages["required"]):
        return message
    if str(field.label).endswith("?"):
        return _("Svara på frågan ”%(question)s”.") % {"question": field.label}
    chosen = isinstance(field.field.widget, forms.Select | forms.RadioSelect | forms.CheckboxSelectMultiple)
    return (_("Välj %(label)s.") if chosen else _("Fyll i %(label)s.")) % {"label": _inside_sentence(str(field.label))}


def _inside_sentence(label: str) -> str:
    """A label in the middle of a sentence: "Kursens namn" loses its capital, "VAK" keeps it."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def _sentence(field: BoundField, error: ValidationError) -> str:
    """What to do, as one sentence that can be read far from its field."""
    if isinstance(error.params, dict) and SUMMARY in error.params:
        return str(error.params[SUMMARY])
    message = _message(field, error)
    label = str(field.label)
    if label.casefold() in message.casefold():
        return message
    return f"{label} {message}" if label.endswith("?") else f"{label}: {message}"


@register.simple_tag
def has_optional(form: BaseForm) -> bool:
    """Whether the form mixes what is needed with what is voluntary, so that it must be said which is which."""
    return len({_is_optional(field) for field in form.visible_fields() if _kind(field.field.widget) != "check"}) == 2
