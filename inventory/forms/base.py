"""What the forms of all kinds of record share: identity, certificates, layout, and how a conflict is shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, cast

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.formats import NBSP, file_size, iso
from core.forms import Button, ExplainedCheckboxes, FilesField, Part, form_layout, section
from inventory.content import lines_of, values_of
from inventory.forms.fields import OrUnknownField
from inventory.models import Certificate, Record
from inventory.words import WORDS, KindWords

if TYPE_CHECKING:
    ModelForm = forms.ModelForm[Record]
else:
    ModelForm = forms.ModelForm

EARLIEST_YEAR = 1950
STAND_ALONE = frozenset({"required", "ahead", "order", "share"})  # codes of errors whose sentence can be read far from its field


@dataclass(frozen=True)
class Given:
    """What a form must know that is not its own: the day, the person's certificates, whether meritering is of concern, where to go back."""

    on: date
    certificates: Sequence[Certificate]
    with_merit: bool
    cancel: str


class RecordForm(ModelForm):
    """One record of some kind. id is the key the record has or will have; version the one the form was opened with."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    uploads = FilesField(required=False)
    certificates = forms.MultipleChoiceField(
        required=False,
        label=gettext_lazy("Intyg du redan har laddat upp"),
        help_text=gettext_lazy("Kryssa i dem som hör hit. Samma intyg kan höra till flera rader."),
        widget=ExplainedCheckboxes,
        error_messages={"invalid_choice": gettext_lazy("Ett av intygen finns inte längre. Välj bland dem som visas.")},
    )

    days_not_ahead: ClassVar[Mapping[str, Any]] = {}  # fields whose day may not lie ahead, and what is said when it does

    def __init__(self, *args: Any, given: Given, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.given = given
        self.is_new = bool(self.instance._state.adding)
        self.initial.setdefault("id", self.instance.pk)
        self.initial.setdefault("version", 0 if self.is_new else self.instance.version)
        self._choose_unknown(kwargs.get("initial") or {})
        self._offer_certificates()
        self.conflict: list[str] = []

    def _choose_unknown(self, first_values: Mapping[str, Any]) -> None:
        """A stored "don't know" is chosen again; in a new form nothing is chosen that nobody has said."""
        for name, field in self.fields.items():
            if isinstance(field, OrUnknownField):
                is_said = not self.is_new or name in first_values
                self.initial[name] = field.choice_for(self.initial.get(name)) if is_said else None

    def _offer_certificates(self) -> None:
        self.fields["uploads"].label = self.words.certificate
        self.fields["uploads"].help_text = _(
            "PDF, JPEG eller PNG, högst 10 MB per fil. Flera sidor går bra som flera filer. Ta bort lösenord från PDF-filer."
        )
        if not self.given.certificates:
            del self.fields["certificates"]
            return
        proving = set() if self.is_new else {str(each.pk) for each in self.instance.certificates.all()}
        self.initial["certificates"] = sorted(proving)
        offered = sorted(self.given.certificates, key=lambda each: str(each.pk) not in proving)
        field = self.fields["certificates"]
        assert isinstance(field, forms.MultipleChoiceField)
        assert isinstance(field.widget, ExplainedCheckboxes)
        field.choices = [(str(each.pk), each.original_name) for each in offered]
        field.widget.hints = {str(each.pk): _described(each) for each in offered}

    @property
    def words(self) -> KindWords:
        return WORDS[self.instance.kind]

    @property
    def chosen_certificates(self) -> list[Certificate]:
        chosen = set(self.cleaned_data.get("certificates", []))
        return [each for each in self.given.certificates if str(each.pk) in chosen]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for name, sentence in self.days_not_ahead.items():
            if (day := cleaned.get(name)) and day > self.given.on:
                self.add_error(name, ValidationError(sentence, code="ahead"))
        return cleaned

    def add_error(self, field: str | None, error: Any) -> None:
        """Our own sentences name what to do, so the summary above the form repeats them as they are, without the label."""
        for each in getattr(error, "error_list", ()):
            if each.code in STAND_ALONE and not each.params:
                each.params = {"summary": each.message}
        super().add_error(field, error)

    def check_order(self, first: str, last: str, sentence: str) -> None:
        """The day in `last` must not come before the one in `first`."""
        start, end = self.cleaned_data.get(first), self.cleaned_data.get(last)
        if start and end and end < start:
            self.add_error(last, ValidationError(sentence, code="order"))

    def show_stored(self, stored: Record) -> None:
        """Put what is stored now beside each field that says something else, and let the next saving overwrite it knowingly."""
        mine, theirs = values_of(self.instance), values_of(stored)
        for line in lines_of(stored, with_seldom=True):
            if line.name in self.fields and mine[line.name] != theirs[line.name]:
                self._tell(line.name, line.text, line.label)
        kept = {str(each.pk): each.original_name for each in stored.certificates.all()}
        if set(kept) != set(self.cleaned_data.get("certificates", [])) and "certificates" in self.fields:
            names = ", ".join(kept.values()) or _("inga intyg")
            self._tell("certificates", names, str(_("Intyg")))
        self.carry(version=stored.version)

    def _tell(self, name: str, text: str, label: str) -> None:
        bound = self[name]
        now = _("Sparat i det andra fönstret: %(value)s") % {"value": text}
        bound.help_text = format_html("{}<br><strong>{}</strong>", bound.help_text, now) if bound.help_text else now
        self.conflict.append(label)

    def carry(self, *, version: int) -> None:
        """What the hidden version says when the form is shown again."""
        data = cast(QueryDict, self.data).copy()
        data["version"] = str(version)
        self.data = data

    def parts(self) -> Sequence[Part]:
        """Sections with their fields, in order."""
        raise NotImplementedError

    @property
    def helper(self) -> FormHelper:
        proofs = [name for name in ("uploads", "certificates") if name in self.fields]
        another = [Button(_("Spara och lägg till en till"), name="again")] if self.is_new and self.may_have_more else []
        submit = _("Spara min version ändå") if self.conflict else self.words.save
        cancel = _("Behåll det som är sparat") if self.conflict else _("Avbryt utan att spara")
        return form_layout(
            "id",
            "version",
            *self.parts(),
            section(_("Intyg"), *proofs, hint=_("Du kan spara utan intyg och lägga till det senare. Innan du skickar behövs det.")),
            submit=submit,
            also=another,
            cancel=(cancel, self.given.cancel),
        )

    may_have_more: ClassVar[bool] = True


def _described(certificate: Certificate) -> str:
    uploaded = _("uppladdat %(day)s") % {"day": iso(certificate.uploaded_at)}
    return f"{file_size(certificate.size)},{NBSP}{uploaded}"
