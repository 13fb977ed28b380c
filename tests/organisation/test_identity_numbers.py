"""Numbers as people write them. Only published test numbers stand here."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organisation.identity.numbers import Fault, IdentityNumber, Kind, NumberError, parse
from tests.factories import TODAY

PERSONAL = ("201212121212", "199001010017", "193910303183", "195110133815")
COORDINATION = ("197010632391", "198005752392", "199001610014")


@pytest.mark.parametrize(
    "text",
    [
        "19900101-0017",
        "199001010017",
        "900101-0017",
        "9001010017",
        " 19900101 - 0017 ",
        "19900101\u20130017",  # what a word processor makes of the hyphen
        "19900101\u22120017",
        "19900101\u00a00017",
    ],
)
def test_every_accepted_spelling_is_the_same_number(text):
    assert parse(text, on=TODAY) == IdentityNumber(Kind.PERSONAL, "199001010017")


@pytest.mark.parametrize("value", PERSONAL)
def test_published_personal_numbers(value):
    assert parse(value, on=TODAY) == IdentityNumber(Kind.PERSONAL, value)


@pytest.mark.parametrize("value", COORDINATION)
def test_published_coordination_numbers(value):
    assert parse(f"{value[:8]}-{value[8:]}", on=TODAY) == IdentityNumber(Kind.COORDINATION, value)


def test_the_century_is_the_latest_that_has_begun_and_a_plus_the_one_before():
    assert parse("121212-1212", on=TODAY).value == "201212121212"
    assert parse("391030-3183", on=TODAY).value == "193910303183"
    assert parse("391030+3183", on=date(2039, 1, 1)).value == "193910303183"  # the year somebody turns a hundred
    assert parse("391030-3183", on=date(2038, 12, 31)).value == "193910303183"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", Fault.SHAPE),
        ("19900101-001", Fault.SHAPE),
        ("1990-01-01-0017", Fault.SHAPE),
        ("19900101+0017", Fault.SHAPE),  # the year is written: nothing to say with a plus
        ("900101 och 0017", Fault.SHAPE),
        ("٩٠٠١٠١-٠٠١٧", Fault.SHAPE),  # digits, but not those of a number
        ("19900101-0017\n19900101-0017", Fault.SHAPE),
        ("19900231-0017", Fault.DAY),
        ("19901301-0017", Fault.DAY),
        ("19900192-0017", Fault.DAY),
        ("00000101-0017", Fault.DAY),
        ("19900101-0018", Fault.CHECK),
        ("19900101-0000", Fault.CHECK),
        ("19900101-T017", Fault.INTERIM),
    ],
)
def test_what_is_wrong_is_said_without_the_text(text, fault):
    with pytest.raises(NumberError) as caught:
        parse(text, on=TODAY)
    assert caught.value.fault == fault
    assert str(caught.value) == fault.value
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__ or caught.value.__context__ is None


def test_nobody_is_born_ahead():
    born = date(2012, 12, 12)
    assert parse("20121212-1212", on=born)
    with pytest.raises(NumberError) as caught:
        parse("20121212-1212", on=born - timedelta(days=1))
    assert caught.value.fault == Fault.AHEAD


def test_an_interim_number_is_taken_only_where_it_is_asked_for():
    number = parse("19900101-t017", on=TODAY, allow_interim=True)
    assert number == IdentityNumber(Kind.INTERIM, "19900101T017")
    with pytest.raises(NumberError):
        parse("19900231-T017", on=TODAY, allow_interim=True)
    with pytest.raises(NumberError):
        parse("19900101-Q017", on=TODAY, allow_interim=True)
    assert parse("19900101-0017", on=TODAY, allow_interim=True).kind is Kind.PERSONAL


@pytest.mark.parametrize("show", [str, repr, lambda number: f"{number}", lambda number: number.masked])
def test_the_last_four_are_never_shown(show):
    assert "0017" not in show(parse("19900101-0017", on=TODAY))


def test_masked():
    assert parse("19900101-0017", on=TODAY).masked == "19900101-••••"


@given(st.text(alphabet="0123456789-+T ", max_size=16) | st.text(max_size=20))
def test_whatever_is_typed_is_a_number_or_a_fault(text):
    try:
        number = parse(text, on=TODAY, allow_interim=True)
    except NumberError:
        return
    assert len(number.value) == 12
    assert parse(number.value, on=TODAY, allow_interim=True) == number


@given(st.sampled_from(PERSONAL + COORDINATION), st.integers(0, 9), st.integers(1, 9))
def test_one_wrong_digit_is_found(value, place, step):
    """Luhn finds every single error in the ten digits it is reckoned from."""
    at = place + 2
    wrong = value[:at] + str((int(value[at]) + step) % 10) + value[at + 1 :]
    with pytest.raises(NumberError):
        parse(wrong, on=TODAY)
