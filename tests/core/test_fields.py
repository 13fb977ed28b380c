"""Fields take what people write, and say what is wrong where it is wrong."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from django.utils.datastructures import MultiValueDict

from core.fields import CreditsField, DayField, FilesField


def error_of(field, value):
    with pytest.raises(ValidationError) as caught:
        field.clean(value)
    return caught.value.error_list[0]


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize(
    ("written", "meant"),
    [("7,5", "7.5"), ("7.5", "7.5"), (" 7,5 hp", "7.5"), ("7,5hp", "7.5"), ("15", "15.0"), ("15 högskolepoäng", "15.0"), ("7,50", "7.5"),
     ("+7,5", "7.5"), ("7,5\N{NO-BREAK SPACE}hp", "7.5"), ("0,5", "0.5"), ("60", "60.0"), ("007,5", "7.5")],
)  # fmt: skip
def test_credits_are_read_in_every_language(language, written, meant):
    with translation.override(language):
        assert CreditsField().clean(written) == Decimal(meant)


def test_credits_have_one_decimal_whatever_was_written():
    assert str(CreditsField().clean("7,50")) == "7.5"
    assert str(CreditsField().clean("15")) == "15.0"


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("", "Skriv antalet högskolepoäng, till exempel 7,5."),
        ("   ", "Skriv antalet högskolepoäng, till exempel 7,5."),
        ("sju", "Skriv poängen som ett tal, till exempel 7,5."),
        ("7,5,5", "Skriv poängen som ett tal, till exempel 7,5."),
        ("1e3", "Skriv poängen som ett tal, till exempel 7,5."),
        ("NaN", "Skriv poängen som ett tal, till exempel 7,5."),
        ("∞", "Skriv poängen som ett tal, till exempel 7,5."),
        ("7,", "Skriv poängen som ett tal, till exempel 7,5."),
        ("7,25", "Skriv poängen med högst en decimal, till exempel 7,5."),
        ("0,04", "Skriv poängen med högst en decimal, till exempel 7,5."),
        ("-7,5", "Poängen kan inte vara mindre än noll."),
        ("−7,5", "Poängen kan inte vara mindre än noll."),
        ("0", "Poängen måste vara mer än noll."),
        ("75", "75 hp är mer än ett års heltidsstudier. Menade du 7,5?"),
        ("150", "150 hp är mer än ett års heltidsstudier. Menade du 15?"),
        ("61", "61 hp är mer än ett års heltidsstudier."),
        ("7500", "7500 hp är mer än ett års heltidsstudier."),
        ("9" * 40, "Så många hp är mer än ett års heltidsstudier."),
        ("9" * 1_100_000, "Så många hp är mer än ett års heltidsstudier."),
        ("-" + "9" * 40, "Poängen kan inte vara mindre än noll."),
    ],
    ids=lambda text: text[:20],
)
def test_odd_credits_are_refused_with_what_to_do(written, sentence):
    assert error_of(CreditsField(), written).messages == [sentence]


def test_the_summary_says_what_to_write_instead():
    assert error_of(CreditsField(), "75").params["summary"] == "Skriv poängen som 7,5 i stället för 75"


def test_credits_may_have_another_limit_and_may_be_nothing():
    assert CreditsField(max_value=Decimal(300)).clean("270") == Decimal(270)
    assert error_of(CreditsField(max_value=Decimal(300)), "301").messages == [
        "301 hp är mer än 300 hp, som är det mesta som går att skriva här."
    ]
    assert CreditsField(zero_allowed=True).clean("0") == 0
    assert CreditsField(required=False).clean("") is None


def test_stored_credits_are_written_with_a_comma_and_bad_ones_as_they_were_written():
    widget = CreditsField().widget
    with translation.override("en"):
        assert widget.format_value(Decimal("7.5")) == "7,5"
        assert widget.format_value(Decimal("15.0")) == "15"
        assert widget.format_value("sju") == "sju"


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize(
    "written",
    ["2024-06-02", "20240602", "2 juni 2024", "2 jun 2024", "2 Juni 2024", "den 2 juni 2024", "2:a juni 2024", "2/6 2024", "2/6-2024", "2/6/2024",
     "2.6.2024", "2024/06/02", "2024.06.02", "2024-6-2", "2024 06 02", "2 June 2024", " 2024-06-02 ", "02/06 2024"],
)  # fmt: skip
def test_days_are_read_in_every_language(language, written):
    with translation.override(language):
        assert DayField().clean(written) == date(2024, 6, 2)


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("", "Skriv vilken dag det gäller, till exempel 2024-06-02."),
        ("i våras", "Skriv dagen som år-månad-dag, till exempel 2024-06-02."),
        ("2024-06-02-01", "Skriv dagen som år-månad-dag, till exempel 2024-06-02."),
        ("2 blurk 2024", "Skriv dagen som år-månad-dag, till exempel 2024-06-02."),
        ("2024-06", "Skriv även vilken dag i månaden, till exempel 2024-06-02."),
        ("juni 2024", "Skriv även vilken dag i månaden, till exempel 2024-06-02."),
        ("2024", "Skriv även vilken dag i månaden, till exempel 2024-06-02."),
        ("2/6 24", "Skriv året med fyra siffror, till exempel 2024-06-02."),
        ("2024-02-30", "Den dagen finns inte. Kontrollera månad och dag, och skriv till exempel 2024-06-02."),
        ("2024-13-01", "Den dagen finns inte. Kontrollera månad och dag, och skriv till exempel 2024-06-02."),
        ("31 juni 2024", "Den dagen finns inte. Kontrollera månad och dag, och skriv till exempel 2024-06-02."),
        ("1824-06-02", "År 1824 kan inte stämma. Skriv ett år mellan 1940 och 2100."),
        ("2924-06-02", "År 2924 kan inte stämma. Skriv ett år mellan 1940 och 2100."),
        ("0000-01-01", "Skriv dagen som år-månad-dag, till exempel 2024-06-02."),
        ("٢٠٢٤-٠٦-٠٢x", "Skriv dagen som år-månad-dag, till exempel 2024-06-02."),
    ],
)
def test_odd_days_are_refused_with_what_to_do(written, sentence):
    assert error_of(DayField(), written).messages == [sentence]


def test_a_leap_day_is_a_day():
    assert DayField().clean("2024-02-29") == date(2024, 2, 29)
    assert error_of(DayField(), "2023-02-29").code == "no_such_day"


def test_a_stored_day_is_written_the_same_in_every_language():
    with translation.override("en"):
        assert DayField().widget.format_value(date(2024, 6, 2)) == "2024-06-02"
        assert DayField().widget.format_value("2/6") == "2/6"


def pdf(name="intyg.pdf", content=b"%PDF-1.7"):
    return SimpleUploadedFile(name, content)


def test_several_files_come_as_a_list_and_none_as_an_empty_one():
    field = FilesField(required=False)
    chosen = field.widget.value_from_datadict({}, MultiValueDict({"c": [pdf(), pdf("två.pdf")]}), "c")
    assert [each.name for each in field.clean(chosen)] == ["intyg.pdf", "två.pdf"]
    assert field.clean([]) == []
    assert field.widget.value_from_datadict({}, MultiValueDict(), "c") == []


def test_what_is_wrong_with_each_file_is_said_at_once():
    def no_word(file):
        if file.name.endswith(".docx"):
            raise ValidationError(f"{file.name} är ett Word-dokument.")

    with pytest.raises(ValidationError) as caught:
        FilesField(validators=[no_word]).clean([pdf("a.docx"), pdf("tom.pdf", b""), pdf("b.docx")])
    assert caught.value.messages == [
        "a.docx är ett Word-dokument.",
        "tom.pdf är tom. Kontrollera filen och välj den igen.",
        "b.docx är ett Word-dokument.",
    ]


def test_files_may_be_needed_and_may_be_too_many():
    assert error_of(FilesField(), []).messages == ["Välj minst en fil."]
    assert error_of(FilesField(max_files=2), [pdf(), pdf(), pdf()]).messages == ["Välj högst 2 filer åt gången."]
    assert FilesField().clean([], initial=["sparad.pdf"]) == []
