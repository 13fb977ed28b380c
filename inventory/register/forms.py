"""What the administrator is asked: whose numbers and why; which file; which column is what; what the texts in a column mean."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.forms import Button, FilesField, Segment, filter_layout, form_layout, section
from core.wording import either_lazy
from inventory.register.answers import MOST_TEXTS
from inventory.register.choosing import STAFF, TEACHING, Choice
from inventory.register.columns import FIELDS, MEANINGS, NUMBER, SKIPS
from organisation.models import Authority, SchoolUnit

EVERYBODY = _("Alla")
FOR_ALL = "="  # before what holds for all rows
SHOWN = 24  # letters of a cell in the name of its column
Stored = Mapping[str, Any]  # as JSON in the database
WITHOUT_COLUMN = ("licence_kind", "outcome")  # what may hold for all rows


@dataclass(frozen=True)
class Group:
    """Columns that together say one thing, and those that must be among them."""

    columns: frozenset[str]
    needs: tuple[str, ...]


GROUPS = (
    Group(frozenset({"licence_kind", "issued_on", "revoked_on"}), ("licence_kind", "issued_on")),
    Group(frozenset({"level", "outcome", "decided_on", "case_number", "lapsed_on"}), ("level", "outcome", "decided_on")),
)


class ChoiceForm(forms.Form):
    """Whose numbers. What makes no sense shows everybody who teaches."""

    forvaltning = forms.TypedChoiceField(
        label=either_lazy(_("Förvaltning"), _("Del av organisationen")), required=False, coerce=int, empty_value=None
    )
    enhet = forms.TypedChoiceField(label=_("Enhet"), required=False, coerce=int, empty_value=None)
    personal = forms.ChoiceField(label=_("Personal"), required=False, choices=list(STAFF.items()))

    def __init__(self, data: Any, *, authorities: QuerySet[Authority], units: QuerySet[SchoolUnit]) -> None:
        super().__init__(data)
        for name, rows in (("forvaltning", authorities), ("enhet", units)):
            field = self.fields[name]
            assert isinstance(field, forms.TypedChoiceField)
            field.choices = [("", EVERYBODY), *rows.order_by("name", "pk").values_list("pk", "name")]

    @property
    def choice(self) -> Choice:
        self.is_valid()
        said = self.cleaned_data
        return Choice(said.get("forvaltning"), said.get("enhet"), said.get("personal") or TEACHING)

    @property
    def helper(self) -> FormHelper:
        return filter_layout(*self.fields)


class OrderForm(forms.Form):
    reason = forms.CharField(
        label=_("Varför behövs kontrollen?"),
        help_text=_("Skälet sparas tillsammans med listan. Skriv gärna ett diarienummer."),
        min_length=10,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Skriv varför kontrollen behövs."), "min_length": _("Skriv varför, med minst tio tecken.")},
    )
    with_protected = forms.BooleanField(
        label=_("Ta med personer med skyddad identitet"),
        help_text=_("Bara om Skolverket har bett om det, och om listan lämnas på ett sätt som skyddar dem."),
        required=False,
    )

    def __init__(self, data: Any = None, *, choice: Choice) -> None:
        super().__init__(data)
        if choice.is_narrow:
            del self.fields["with_protected"]

    @property
    def helper(self) -> FormHelper:
        return form_layout(submit=_("Skapa listan"), note=False)


class UploadForm(forms.Form):
    file = FilesField(
        label=_("Filen från Skolverket"),
        help_text=_("XLSX eller CSV, högst 10 MB och 20 000 rader. Inget tas in förrän du har sagt vad kolumnerna betyder."),
        max_files=1,
        error_messages={"required": _("Välj filen du vill läsa.")},
    )

    @property
    def helper(self) -> FormHelper:
        return form_layout(submit=_("Läs filen"), note=False)


class ColumnsForm(forms.Form):
    """Nothing is chosen beforehand, unless the school provider has saved a choice and asks for it."""

    has_heading = forms.ChoiceField(
        label=_("Vad är första raden?"),
        choices=[("yes", _("Rubriker")), ("no", _("Uppgifter om någon"))],
        widget=Segment,
        error_messages={"required": _("Välj om första raden är rubriker.")},
    )
    save_as = forms.CharField(
        label=_("Spara valet under ett namn"),
        help_text=_("Lämna tomt om du inte väntar fler filer som ser likadana ut."),
        required=False,
        max_length=80,
    )

    def __init__(
        self, data: Any = None, *, rows: Sequence[Sequence[str]], stored: Mapping[str, Any], words: Mapping[str, Any], cancel: str
    ) -> None:
        super().__init__(data)
        self.rows, self.words, self.cancel = rows, words, cancel
        columns = [(str(place), _called(rows, place)) for place in range(len(rows[0]))]
        for name, label in FIELDS.items():
            constant = [(f"{FOR_ALL}{code}", _("Samma för alla: %(what)s") % {"what": what}) for code, what in _constants(name)]
            self.fields[name] = forms.ChoiceField(
                label=str(label),
                required=name == NUMBER,
                choices=[("", _("Välj kolumn") if name == NUMBER else _("Finns inte i filen")), *columns, *constant],
                error_messages={"required": _("Välj vilken kolumn som är personnumret.")},
            )
        self.initial = _initial(stored, words, width=len(rows[0]))

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        chosen = {name: said[name] for name in FIELDS if said.get(name)}
        taken: dict[str, str] = {}
        for name, place in chosen.items():
            if not place.startswith(FOR_ALL) and taken.setdefault(place, name) != name:
                self.add_error(name, gettext("Kolumnen är redan vald för %(other)s.") % {"other": str(FIELDS[taken[place]]).lower()})
        self._check_whole(chosen)
        self._check_texts(chosen)
        return said

    def _check_whole(self, chosen: Mapping[str, str]) -> None:
        """Whatever is taken in must be whole; what holds for all rows asks for nothing by itself."""
        columns = {name for name, place in chosen.items() if not place.startswith(FOR_ALL)}
        needed = [name for group in GROUPS if columns & group.columns for name in group.needs]
        for name in needed:
            if name not in chosen and name not in self.errors:
                self.add_error(name, gettext("Behövs för att uppgiften ska bli hel."))
        if not needed and chosen:
            self.add_error(None, gettext("Välj kolumner för legitimationen, för beslutet eller för båda."))

    def _check_texts(self, chosen: Mapping[str, str]) -> None:
        for name in MEANINGS:
            place = chosen.get(name, FOR_ALL)
            if not place.startswith(FOR_ALL) and len({row[int(place)] for row in self.rows}) > MOST_TEXTS + 1:
                sentence = gettext("Kolumnen har fler än %(most)s olika texter. Kontrollera att det är rätt kolumn.")
                self.add_error(name, sentence % {"most": MOST_TEXTS})

    @property
    def columns(self) -> dict[str, Any]:
        said = self.cleaned_data
        fields = {name: int(said[name]) for name in FIELDS if said.get(name) and not said[name].startswith(FOR_ALL)}
        return {"fields": fields, "has_heading": said["has_heading"] == "yes"}

    @property
    def meanings(self) -> dict[str, dict[str, str]]:
        """What is known of texts already, by a saved choice, for the columns that are chosen now; and what holds for all rows."""
        said = self.cleaned_data
        constants = {name: {"": said[name][1:]} for name in WITHOUT_COLUMN if (said.get(name) or "").startswith(FOR_ALL)}
        known = {name: {k: v for k, v in self.words.get(name, {}).items() if k} for name in MEANINGS if name in self.columns["fields"]}
        return {**known, **constants}

    @property
    def helper(self) -> FormHelper:
        return form_layout(
            section(_("Raderna"), "has_heading", NUMBER),
            section(_("Legitimation"), "licence_kind", "issued_on", "revoked_on"),
            section(_("Beslut om meriteringsnivå"), "level", "outcome", "decided_on", "case_number", "lapsed_on"),
            section(_("Till nästa gång"), "save_as"),
            submit=_("Läs på prov"),
            cancel=(_("Tillbaka"), self.cancel),
            note=False,
        )


class WordsForm(forms.Form):
    """What each text in a column means. texts: by field."""

    def __init__(self, data: Any = None, *, texts: Mapping[str, Sequence[str]], cancel: str) -> None:
        super().__init__(data)
        self.cancel = cancel
        self.asked = {f"{name}_{place}": (name, text) for name, some in texts.items() for place, text in enumerate(some)}
        for key, (name, text) in self.asked.items():
            self.fields[key] = forms.ChoiceField(
                label=f"”{text}”",
                choices=[("", _("Välj")), *MEANINGS[name], (SKIPS, _("Inget att ta in"))],
                error_messages={"required": _("Välj vad texten betyder.")},
            )

    @property
    def meanings(self) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = {}
        for key, (name, text) in self.asked.items():
            found.setdefault(name, {})[text] = self.cleaned_data[key]
        return found

    @property
    def helper(self) -> FormHelper:
        names = list(dict.fromkeys(name for name, _text in self.asked.values()))
        parts = [section(FIELDS[each], *(key for key, (name, _text) in self.asked.items() if name == each)) for each in names]
        return form_layout(*parts, submit=_("Läs på prov"), cancel=(_("Tillbaka"), self.cancel), note=False)


class TakeForm(forms.Form):
    """A yes alone."""

    def __init__(self, data: Any = None, *, action: str) -> None:
        super().__init__(data)
        self.action = action

    @property
    def helper(self) -> FormHelper:
        return form_layout(submit=_("Ta in raderna"), action=self.action, note=False, also=list[Button]())


def _constants(name: str) -> Sequence[tuple[str, Any]]:
    return MEANINGS[name] if name in WITHOUT_COLUMN else ()


def _called(rows: Sequence[Sequence[str]], place: int) -> str:
    """A column by its number and the first thing in it, as in "Kolumn 2: Efternamn"."""
    text = rows[0][place] or next((row[place] for row in rows[1:20] if row[place]), "")
    short = text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
    return (
        gettext("Kolumn %(number)s: %(text)s") % {"number": place + 1, "text": short}
        if short
        else gettext("Kolumn %(number)s") % {"number": place + 1}
    )


def _initial(stored: Mapping[str, Any], words: Mapping[str, Any], *, width: int) -> dict[str, Any]:
    """The choice as it was saved, as far as the file has those columns."""
    if not stored:
        return {}
    fields = {name: str(place) for name, place in stored["fields"].items() if place < width}
    constants = {name: f"{FOR_ALL}{words[name]['']}" for name in WITHOUT_COLUMN if "" in words.get(name, {})}
    return {**fields, **constants, "has_heading": "yes" if stored["has_heading"] else "no"}
