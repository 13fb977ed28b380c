"""Numbers in a budget, as people write them."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from plans.authority.fields import NumberField


@pytest.fixture
def field():
    return NumberField(max_value=Decimal(9_999_999), places=2)


@pytest.mark.parametrize(
    ("written", "read"),
    [("60", "60"), ("14 000", "14000"), ("14\N{NO-BREAK SPACE}000 kr", "14000"), ("12 715,50", "12715.50"), ("12.5", "12.5"), ("007", "7")],
)
def test_spaces_comma_and_kr_are_read(field, written, read):
    assert field.clean(written) == Decimal(read)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("", "required"),
        ("sextio", "invalid"),
        ("12,", "invalid"),
        ("1e9", "invalid"),
        ("0", "negative"),
        ("-5", "negative"),
        ("\N{MINUS SIGN}5", "negative"),
        ("1,234", "decimals"),
        ("99999999", "max"),
        ("9" * 5000, "max"),
    ],
)
def test_what_cannot_be_right_is_said(field, written, code):
    with pytest.raises(ValidationError) as caught:
        field.clean(written)
    assert caught.value.code == code


def test_a_value_is_shown_with_a_comma(field):
    assert field.widget.format_value(Decimal("12.5")) == "12,5"
