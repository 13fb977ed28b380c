"""One look for every form: its parts, their order, its buttons. Fields and widgets come from core.fields and core.widgets."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, LayoutObject
from crispy_forms.utils import render_field
from django.forms import BaseForm
from django.template import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from core.fields import CreditsField, DayField, FilesField
from core.widgets import (
    CreditsInput,
    DayInput,
    ExplainedCheckboxes,
    ExplainedRadios,
    FilesInput,
    PercentInput,
    Segment,
    StoredFile,
    UnitInput,
)

__all__ = [
    "Button",
    "CreditsField",
    "CreditsInput",
    "DayField",
    "DayInput",
    "ExplainedCheckboxes",
    "ExplainedRadios",
    "FilesField",
    "FilesInput",
    "PercentInput",
    "Segment",
    "StoredFile",
    "UnitInput",
    "beside",
    "filter_layout",
    "form_layout",
    "question",
    "section",
]

Text = Any  # a str or a lazy translation
SAVE = _("Spara")
SHOW = _("Visa")
Part: TypeAlias = str | LayoutObject


class Parts(LayoutObject):  # type: ignore[misc]
    """Parts of a form drawn one after another inside a template of ours."""

    template = ""

    def __init__(self, *fields: Part) -> None:
        self.fields = list(fields)

    def drawn(self, form: BaseForm, context: Context, **kwargs: Any) -> SafeString:
        return SafeString("".join(render_field(field, form, context, **kwargs) for field in self.fields))

    def extra(self) -> dict[str, Any]:
        return {}

    def render(self, form: BaseForm, context: Context, **kwargs: Any) -> SafeString:
        return render_to_string(self.template, {"fields": self.drawn(form, context, **kwargs), **self.extra()})


class Section(Parts):
    template = "components/form_section.html"

    def __init__(self, legend: Text, *fields: Part, hint: Text = "") -> None:
        super().__init__(*fields)
        self.legend, self.hint = legend, hint

    def extra(self) -> dict[str, Any]:
        return {"legend": self.legend, "hint": self.hint}


class Beside(Parts):
    template = "components/form_beside.html"


class Question(LayoutObject):  # type: ignore[misc]
    """A single field that is a chapter of its own: its legend is as large as a section's."""

    def __init__(self, field: str) -> None:
        self.fields = [field]

    def render(self, form: BaseForm, context: Context, **kwargs: Any) -> SafeString:
        html: SafeString = render_field(self.fields[0], form, context, extra_context={"is_question": True}, **kwargs)
        return html


@dataclass(frozen=True)
class Button:
    """A further way to send the form. kind: secondary, danger or link."""

    label: Text
    name: str = ""
    value: str = "1"
    kind: str = "secondary"
    without_checks: bool = False


class Actions(LayoutObject):  # type: ignore[misc]
    def __init__(self, submit: Text, *, name: str, kind: str, also: Sequence[Button], cancel: tuple[Text, str] | None) -> None:
        self.fields: list[str] = []
        self.submit = Button(submit, name=name, kind=kind)
        self.also = also
        self.cancel = cancel

    def render(self, form: BaseForm, context: Context, **kwargs: Any) -> SafeString:
        return render_to_string("components/form_actions.html", {"submit": self.submit, "also": self.also, "cancel": self.cancel})


class AllFields(LayoutObject):  # type: ignore[misc]
    """Every field of the form, in its own order."""

    def __init__(self) -> None:
        self.fields: list[str] = []

    def render(self, form: BaseForm, context: Context, **kwargs: Any) -> SafeString:
        return SafeString("".join(render_field(name, form, context, **kwargs) for name in form.fields))


def section(legend: Text, *fields: Part, hint: Text = "") -> Section:
    """Fields that belong together under a heading."""
    return Section(legend, *fields, hint=hint)


def question(field: str) -> Question:
    """One group of choices as a section of its own; its label is the heading."""
    return Question(field)


def beside(*fields: Part) -> Beside:
    """Two short fields side by side; under each other where they do not fit."""
    return Beside(*fields)


def form_layout(
    *parts: Part,
    submit: Text = SAVE,
    submit_name: str = "",
    submit_kind: str = "primary",
    also: Sequence[Button] = (),
    cancel: tuple[Text, str] | None = None,
    action: str = "",
    form_id: str = "",
    form_tag: bool = True,
    note: bool = True,
) -> FormHelper:
    """The one look for forms that change something. Without parts every field comes in the form's own order.

    submit: the one primary button. also: further buttons. cancel: text and address of the link under them.
    form_tag False leaves <form> to the page, which then also writes {% csrf_token %}. note: the sentence about voluntary fields.
    """
    helper = FormHelper()
    helper.form_method = "post"
    helper.form_class = "mp-form"
    helper.form_action = action
    helper.form_id = form_id
    helper.form_tag = form_tag
    helper.attrs = {"novalidate": True}
    helper.note = note
    helper.is_filter = False
    buttons = Actions(submit, name=submit_name, kind=submit_kind, also=also, cancel=cancel)
    helper.layout = Layout(*(parts or (AllFields(),)), buttons)
    return helper


def filter_layout(*parts: Part, submit: Text = SHOW) -> FormHelper:
    """A row of choices over a list, sent with GET; nothing is required and nothing is marked as voluntary."""
    helper = FormHelper()
    helper.form_method = "get"
    helper.form_class = "mp-filter"
    helper.disable_csrf = True
    helper.attrs = {"novalidate": True}
    helper.note = False
    helper.is_filter = True
    buttons = Actions(submit, name="", kind="filter", also=(), cancel=None)
    helper.layout = Layout(*(parts or (AllFields(),)), buttons)
    return helper
