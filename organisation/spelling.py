"""Names as people look for them: é is e, but å ä ö are letters of their own, found also by those who type a and o."""

import unicodedata

from django.db.models import CharField, Expression, F, Func, Value
from django.db.models.functions import Concat, Lower

OWN_LETTERS = "åäö"
AS_OTHERS = {"æ": "ä", "ø": "ö", "ð": "d", "đ": "d", "ħ": "h", "ı": "i", "ł": "l", "œ": "o", "ß": "s", "þ": "t", "ŧ": "t"}
LATIN = [chr(code) for code in (*range(0x00DF, 0x0180), *range(0x0218, 0x021C), *range(0x1EA0, 0x1EFA)) if chr(code).islower()]
PLAIN = str.maketrans("åäö", "aao")


def _bare(letter: str) -> str:
    """The letter without its accent, where it has one."""
    if letter in OWN_LETTERS:
        return letter
    return AS_OTHERS.get(letter, unicodedata.normalize("NFD", letter)[0])


ACCENTED = "".join(letter for letter in LATIN if _bare(letter) != letter)
BARE = "".join(_bare(letter) for letter in ACCENTED)
SPELLED = str.maketrans(ACCENTED, BARE)


def spelled(text: str) -> str:
    """In small letters and without accents, with å ä ö as they are: "Óscar ÅBERG" → "oscar åberg"."""
    return unicodedata.normalize("NFC", text).lower().translate(SPELLED)


def plain(text: str) -> str:
    """As typed by somebody without å ä ö: "Åberg" → "aberg"."""
    return spelled(text).translate(PLAIN)


def spelled_column(*parts: str | F | Expression) -> Expression:
    """spelled() in the database, of columns that hold composed letters."""
    return _translated(Lower(_joined(parts)), ACCENTED, BARE)


def plain_column(*parts: str | F | Expression) -> Expression:
    """plain() in the database."""
    return _translated(Lower(_joined(parts)), ACCENTED + OWN_LETTERS, BARE.translate(PLAIN) + "aao")


def _joined(parts: tuple[str | F | Expression, ...]) -> str | F | Expression:
    return parts[0] if len(parts) == 1 else Concat(*parts)


def _translated(text: Expression, letters: str, others: str) -> Expression:
    return Func(text, Value(letters), Value(others), function="TRANSLATE", output_field=CharField())
