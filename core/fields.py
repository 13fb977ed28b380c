"""Fields that read what Swedish people write, whatever language the page is in, and say what is wrong and what to do."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.formats import decimal_comma
from core.widgets import CreditsInput, DayInput, FilesInput

YEAR_OF_FULL_TIME_STUDIES = Decimal(60)
LARGEST_COUNTED = Decimal(1_000_000)  # beyond this it is too much anyway, and arithmetic runs out of digits
NUMBER = re.compile(r"^[+\-\N{MINUS SIGN}]?\d+([.,]\d+)?$")
UNIT = re.compile(r"\s*(hp|högskolepoäng|poäng)\.?$", re.IGNORECASE)
MONTHS = (
    ("jan", "januari", "january"),
    ("feb", "februari", "february"),
    ("mar", "mars", "march"),
    ("apr", "april"),
    ("maj", "may"),
    ("jun", "juni", "june"),
    ("jul", "juli", "july"),
    ("aug", "augusti", "august"),
    ("sep", "sept", "september"),
    ("okt", "oct", "oktober", "october"),
    ("nov", "november"),
    ("dec", "december"),
)
MONTH_OF = {word: number for number, words in enumerate(MONTHS, start=1) for word in words}
YEAR_FIRST = re.compile(r"^(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})$|^(?P<y>\d{4})[-/. ](?P<m>\d{1,2})[-/. ](?P<d>\d{1,2})$")
DAY_FIRST = re.compile(r"^(?P<day>\d{1,2})\s*[/.\-]\s*(?P<month>\d{1,2})\s*[/.\- ]\s*(?P<year>\d{2}|\d{4})$")
MONTH_IN_LETTERS = re.compile(r"^(?:den\s+)?(?P<day>\d{1,2})(?::?[ae])?\s+(?P<word>[a-zåäö]+)\.?,?\s+(?P<year>\d{2}|\d{4})$", re.IGNORECASE)
WITHOUT_DAY = re.compile(r"^(\d{4}([-/. ]\d{1,2})?|[a-zåäö]+\.?\s+\d{4})$", re.IGNORECASE)


class CreditsField(forms.Field):
    """Högskolepoäng with at most one decimal: "7,5", "7.5" and " 7,5 hp" are the same. Cleans to a Decimal, empty to None.

    max_value: the most one row may hold. The default, a year of full-time studies, catches 75 for 7,5.
    """

    widget = CreditsInput
    default_error_messages = {
        "required": gettext_lazy("Skriv antalet högskolepoäng, till exempel 7,5."),
        "invalid": gettext_lazy("Skriv poängen som ett tal, till exempel 7,5."),
        "decimals": gettext_lazy("Skriv poängen med högst en decimal, till exempel 7,5."),
        "negative": gettext_lazy("Poängen kan inte vara mindre än noll."),
        "zero": gettext_lazy("Poängen måste vara mer än noll."),
        "year": gettext_lazy("%(value)s hp är mer än ett års heltidsstudier."),
        "year_shifted": gettext_lazy("%(value)s hp är mer än ett års heltidsstudier. Menade du %(meant)s?"),
        "max": gettext_lazy("%(value)s hp är mer än %(max)s hp, som är det mesta som går att skriva här."),
    }

    def __init__(self, *, max_value: Decimal = YEAR_OF_FULL_TIME_STUDIES, zero_allowed: bool = False, **kwargs: Any) -> None:
        self.max_value = max_value
        self.zero_allowed = zero_allowed
        super().__init__(**kwargs)

    def to_python(self, value: object) -> Decimal | None:
        if value is None or isinstance(value, Decimal):
            return value
        text = UNIT.sub("", "".join(str(value).split()))
        if not text:
            return None
        if not NUMBER.match(text):
            raise self._error("invalid")
        try:
            number = Decimal(text.replace(",", ".").replace("\N{MINUS SIGN}", "-"))
        except InvalidOperation:
            raise self._error("invalid") from None
        if -LARGEST_COUNTED < number < LARGEST_COUNTED and (number * 10) % 1:
            raise self._error("decimals")
        return number

    def validate(self, value: Decimal | None) -> None:
        super().validate(value)
        if value is None:
            return
        if value < 0:
            raise self._error("negative")
        if value == 0 and not self.zero_allowed:
            raise self._error("zero")
        if value > self.max_value:
            raise self._too_much(value)

    def clean(self, value: object) -> Decimal | None:
        number: Decimal | None = super().clean(value)
        return None if number is None else number.quantize(Decimal("0.1"))

    def _too_much(self, value: Decimal) -> ValidationError:
        params = {"value": _short(value), "max": decimal_comma(self.max_value)}
        if self.max_value != YEAR_OF_FULL_TIME_STUDIES:
            return self._error("max", params)
        if value <= self.max_value * 10 and value % 5 == 0:
            params["meant"] = decimal_comma(value / 10)
            params["summary"] = _("Skriv poängen som %(meant)s i stället för %(value)s") % params
            return self._error("year_shifted", params)
        return self._error("year", params)

    def _error(self, code: str, params: Mapping[str, str] | None = None) -> ValidationError:
        return ValidationError(self.error_messages[code], code=code, params=dict(params) if params else None)


def _short(value: Decimal) -> str:
    return decimal_comma(value) if value < 10_000 else _("Så många")


class DayField(forms.Field):
    """A day: "2024-06-02", "20240602", "2 juni 2024", "2/6 2024". Cleans to a date, empty to None.

    Years outside first_year and last_year are refused as slips of the pen; whether a day may lie ahead is the form's to say.
    """

    widget = DayInput
    default_error_messages = {
        "required": gettext_lazy("Skriv vilken dag det gäller, till exempel 2024-06-02."),
        "invalid": gettext_lazy("Skriv dagen som år-månad-dag, till exempel 2024-06-02."),
        "no_day": gettext_lazy("Skriv även vilken dag i månaden, till exempel 2024-06-02."),
        "short_year": gettext_lazy("Skriv året med fyra siffror, till exempel 2024-06-02."),
        "no_such_day": gettext_lazy("Den dagen finns inte. Kontrollera månad och dag, och skriv till exempel 2024-06-02."),
        "year": gettext_lazy("År %(year)s kan inte stämma. Skriv ett år mellan %(first)s och %(last)s."),
    }

    def __init__(self, *, first_year: int = 1940, last_year: int = 2100, **kwargs: Any) -> None:
        self.first_year = first_year
        self.last_year = last_year
        kwargs.setdefault("help_text", gettext_lazy("Till exempel 2024-06-02."))
        super().__init__(**kwargs)

    def to_python(self, value: object) -> date | None:
        if value is None or isinstance(value, date):
            return value
        text = " ".join(str(value).split())
        if not text:
            return None
        year, month, day = self._parts(text)
        if len(year) < 4:
            raise self._error("short_year")
        try:
            found = date(int(year), month, day)
        except ValueError:
            raise self._error("no_such_day" if int(year) else "invalid") from None
        if not self.first_year <= found.year <= self.last_year:
            raise self._error("year", {"year": str(int(year)), "first": str(self.first_year), "last": str(self.last_year)})
        return found

    def _parts(self, text: str) -> tuple[str, int, int]:
        if found := YEAR_FIRST.match(text):
            year, month, day = (found["year"] or found["y"]), (found["month"] or found["m"]), (found["day"] or found["d"])
            return year, int(month), int(day)
        if found := DAY_FIRST.match(text):
            return found["year"], int(found["month"]), int(found["day"])
        if (found := MONTH_IN_LETTERS.match(text)) and found["word"].lower() in MONTH_OF:
            return found["year"], MONTH_OF[found["word"].lower()], int(found["day"])
        raise self._error("no_day" if WITHOUT_DAY.match(text) else "invalid")

    def _error(self, code: str, params: dict[str, str] | None = None) -> ValidationError:
        return ValidationError(self.error_messages[code], code=code, params=params)


class FilesField(forms.FileField):
    """Several files in one go. Cleans to a list of uploaded files, empty when nothing was chosen.

    validators run on each file; their errors come together, so that everything wrong is said at once.
    """

    widget = FilesInput
    default_error_messages = {
        "required": gettext_lazy("Välj minst en fil."),
        "empty_file": gettext_lazy("%(name)s är tom. Kontrollera filen och välj den igen."),
    }

    def __init__(self, *, max_files: int = 10, **kwargs: Any) -> None:
        self.max_files = max_files
        super().__init__(**kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        files: Sequence[UploadedFile] = [each for each in (data if isinstance(data, list | tuple) else [data]) if each]
        if not files:
            if self.required and not initial:
                raise ValidationError(self.error_messages["required"], code="required")
            return []
        if len(files) > self.max_files:
            raise ValidationError(
                ngettext("Välj högst %(count)s fil åt gången.", "Välj högst %(count)s filer åt gången.", self.max_files),
                code="max_files",
                params={"count": str(self.max_files)},
            )
        errors: list[ValidationError] = []
        for each in files:
            try:
                self._check(each)
            except ValidationError as error:
                errors.extend(error.error_list)
        if errors:
            raise ValidationError(errors)
        return list(files)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(data)

    def _check(self, file: UploadedFile) -> None:
        if not file.size:
            raise ValidationError(self.error_messages["empty_file"], code="empty_file", params={"name": str(file.name)})
        self.run_validators(file)
