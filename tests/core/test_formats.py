from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils import translation

from core import formats

DAY = date(2026, 3, 12)
_ = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Decimal("7.5"), "7,5"),
        (Decimal("7.50"), "7,5"),
        (Decimal("30.0"), "30"),
        (30, "30"),
        (100, "100"),
        (7.5, "7,5"),
        (Decimal("-7.5"), "−7,5"),
        (Decimal("1E+2"), "100"),
        (0, "0"),
        (None, "–"),
    ],
)
def test_decimal_comma(value, written):
    assert formats.decimal_comma(value) == written


def test_fixed_decimals_are_rounded_half_up():
    assert formats.decimal_comma(Decimal("0.25"), 1) == "0,3"
    assert formats.decimal_comma(330, 1) == "330,0"


@pytest.mark.parametrize("language", ["sv", "en"])
def test_numbers_are_written_the_same_in_both_languages(language):
    with translation.override(language):
        assert formats.hp(Decimal("7.5")) == f"7,5{_}hp"
        assert formats.hp(Decimal("1462.5")) == f"1{_}462,5{_}hp"
        assert formats.thousands(1234567) == f"1{_}234{_}567"
        assert formats.thousands(Decimal("-1462.5")) == f"−1{_}462,5"
        assert formats.percent(Decimal("82.5")) == f"83{_}%"


def test_days_are_long_in_sentences_and_iso_in_tables():
    assert formats.iso(DAY) == "2026-03-12"
    assert formats.long_date(DAY) == f"12{_}mars{_}2026"
    assert formats.short_date(DAY) == f"12{_}mars"
    with translation.override("en"):
        assert formats.long_date(DAY) == f"12{_}March{_}2026"
        assert formats.iso(DAY) == "2026-03-12"
    assert formats.long_date(None) == formats.iso(None) == "–"


def test_a_moment_late_in_the_evening_is_a_day_in_sweden():
    assert formats.iso(datetime(2026, 3, 12, 23, 30, tzinfo=UTC)) == "2026-03-13"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (date(2026, 6, 30), "vt 2026"),
        (date(2026, 7, 1), "ht 2026"),
        ("2026ht", "ht 2026"),
        ("HT2026", "ht 2026"),
        ("vt 2027", "vt 2027"),
        ("2027-vt", "vt 2027"),
        ("någon gång", "någon gång"),
        (None, "–"),
        ("", "–"),
    ],
)
def test_terms(value, written):
    assert formats.term(value).replace(_, " ") == written


@pytest.mark.parametrize(("size", "written"), [(12, "12 byte"), (340_400, "340 kB"), (1_800_000, "1,8 MB"), (11_000_000, "11,0 MB")])
def test_file_sizes(size, written):
    assert formats.file_size(size).replace(_, " ") == written


def test_small_counts_are_words():
    assert [formats.in_words(n) for n in (0, 2, 12, 13, 1200)] == ["noll", "två", "tolv", "13", f"1{_}200"]
    assert formats.first_upper("två saker, VAK") == "Två saker, VAK"


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("om 7,5 hp vardera", "om 7,5~hp vardera"),
        ("den 25 september 2025", "den 25~september 2025"),
        ("2 kap. 34 a § skollagen", "2~kap. 34~a~§ skollagen"),
        ("SFS 2025:280, 6 § 3", "SFS 2025:280, 6~§~3"),
        ("protokoll § 94", "protokoll §~94"),
        ("meriteringsnivå 3, (figur 2)", "meriteringsnivå~3, (figur~2)"),
        ("8 hpx", "8 hpx"),
    ],
)
def test_a_number_and_its_unit_stay_on_one_line(text, joined):
    assert formats.unbroken(text) == joined.replace("~", "\N{NO-BREAK SPACE}")
