"""How numbers, days and sizes are written. Decimal comma in both languages, ISO dates in tables, long dates in sentences."""

import re
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

Number = int | float | Decimal

NBSP = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
NOTHING = "–"
WORDS = (
    gettext_lazy("noll"),
    gettext_lazy("en"),
    gettext_lazy("två"),
    gettext_lazy("tre"),
    gettext_lazy("fyra"),
    gettext_lazy("fem"),
    gettext_lazy("sex"),
    gettext_lazy("sju"),
    gettext_lazy("åtta"),
    gettext_lazy("nio"),
    gettext_lazy("tio"),
    gettext_lazy("elva"),
    gettext_lazy("tolv"),
)
TERM = re.compile(r"^(?:(?P<half>[hv])t[ -]?(?P<year>\d{4})|(?P<year_first>\d{4})[ -]?(?P<half_last>[hv])t)$", re.IGNORECASE)

MONTHS = "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
# A number and its unit, a day and its month, a paragraph and its sign stand on one line.
TOGETHER = re.compile(
    rf"(?<=\d) (?=(?:hp|kr|procent|veckor|kap\.|§§?|{MONTHS})(?:\W|$))|(?<=\d) (?=[a-z] §)|(?<=\d [a-z]) (?=§)|(?<=§) (?=\d)"
    r"|(?<=nivå) (?=\d)|(?<=(?i:figur)) (?=\d)"
)
STORED_TERM = re.compile(r"(?P<year>\d{4})-(?P<half>[12])")


def exact(value: Number) -> Decimal:
    """The value as written: a float through its shortest form, so that 7.5 is 7.5."""
    return value if isinstance(value, Decimal) else Decimal(str(value))


def decimal_comma(value: Number | None, places: int | None = None) -> str:
    """7.5 → "7,5" and 30.0 → "30"; with places exactly so many decimals. None is a dash."""
    if value is None:
        return NOTHING
    number = exact(value)
    if places is not None:
        text = f"{number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP):f}"
    else:
        text = f"{number:f}"
        if "." in text:
            text = text.rstrip("0").rstrip(".")
    return text.replace("-", MINUS).replace(".", ",")


def thousands(value: Number | None, places: int | None = None) -> str:
    """1462.5 → "1 462,5", with spaces that do not break."""
    text = decimal_comma(value, places)
    whole, comma, decimals = text.partition(",")
    sign = MINUS if whole.startswith(MINUS) else ""
    digits = whole.removeprefix(MINUS)
    groups = f"{int(digits):,}".replace(",", NBSP) if digits.isdigit() else digits
    return f"{sign}{groups}{comma}{decimals}"


def hp(value: Number | None) -> str:
    """Högskolepoäng: "7,5 hp", "30 hp", "1 462,5 hp"."""
    return NOTHING if value is None else f"{thousands(value)}{NBSP}hp"


def percent(value: Number | None) -> str:
    """82.4 → "82 %". The value is already a percentage; it is rounded half up to a whole one."""
    return NOTHING if value is None else f"{decimal_comma(value, 0)}{NBSP}%"


def iso(day: date | None) -> str:
    """The day as 2026-03-12, in Swedish time where a moment is given."""
    return NOTHING if day is None else local_day(day).isoformat()


def long_date(day: date | None) -> str:
    """The day in a sentence: "12 mars 2026"."""
    return NOTHING if day is None else format_date(local_day(day), "j F Y").replace(" ", NBSP)


def short_date(day: date | None) -> str:
    """The day where the year is known: "12 mars"."""
    return NOTHING if day is None else format_date(local_day(day), "j F").replace(" ", NBSP)


def local_day(day: date) -> date:
    if isinstance(day, datetime):
        return timezone.localtime(day).date() if timezone.is_aware(day) else day.date()
    return day


def term(value: date | str | None) -> str:
    """The term of a day or of a code such as "2026-2" (as plans store it) or "HT 2026": "ht 2026". The autumn term begins on 1 July."""
    if value is None or value == "":
        return NOTHING
    if isinstance(value, str) and (stored := STORED_TERM.fullmatch(value)):
        year, half = stored["year"], "v" if stored["half"] == "1" else "h"
    elif isinstance(value, str):
        found = TERM.match(value.strip())
        if found is None:
            return value
        year, half = found["year"] or found["year_first"], (found["half"] or found["half_last"]).lower()
    else:
        day = local_day(value)
        year, half = str(day.year), "v" if day.month < 7 else "h"
    text = _("ht %(year)s") if half == "h" else _("vt %(year)s")
    return (text % {"year": year}).replace(" ", NBSP)


def file_size(size: int) -> str:
    """Bytes as people say them: "340 kB", "1,8 MB" (1 MB is 1,000,000 bytes)."""
    if size < 1_000:
        return f"{size}{NBSP}byte"
    if size < 1_000_000:
        return f"{decimal_comma(exact(size) / 1_000, 0)}{NBSP}kB"
    return f"{decimal_comma(exact(size) / 1_000_000, 1)}{NBSP}MB"


def in_words(count: int) -> str:
    """Counts up to twelve in letters, as text likes them: "två", otherwise digits."""
    return str(WORDS[count]) if 0 <= count < len(WORDS) else thousands(count)


def unbroken(text: str) -> str:
    """The text with spaces that do not break where a line must not end."""
    return TOGETHER.sub(NBSP, text)


def first_upper(text: str) -> str:
    """The sentence with a capital first letter, the rest untouched."""
    return text[:1].upper() + text[1:]
