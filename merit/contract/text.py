"""Strict JSON in and out: what a lenient reader would let through is a RecordError here, never another exception."""

import json
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import NoReturn

import orjson
from django.utils.translation import gettext as _

from merit.contract.errors import RecordError, UnreadableError

LONGEST_NAME = 80  # characters of a field's name that a message quotes
LONGEST_NUMBER = 400  # characters: more than any double needs, few enough to stay quick


def quotable(name: str) -> str:
    """A field's name as UTF-8 can carry it, and not endless."""
    return name[:LONGEST_NAME].encode("utf-8", "backslashreplace").decode("utf-8")


class _RepeatedKeyError(ValueError):
    """name: the first field that comes twice, as a message may carry it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = quotable(name)


def _object(pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        seen: set[str] = set()
        raise _RepeatedKeyError(next(name for name, _value in pairs if name in seen or seen.add(name)))  # type: ignore[func-returns-value]
    return found


def _decimal(text: str) -> Decimal:
    if len(text) > LONGEST_NUMBER:
        raise InvalidOperation
    return Decimal(text)


def _constant(text: str) -> NoReturn:
    raise InvalidOperation  # NaN, Infinity and -Infinity are not JSON


_DECODER = json.JSONDecoder(object_pairs_hook=_object, parse_float=_decimal, parse_constant=_constant)


def _where(error: json.JSONDecodeError) -> str:
    place = {"line": error.lineno, "column": error.colno}
    if error.lineno == 1:
        return _("Texten är inte giltig JSON. Läsningen stannade vid tecken %(column)s.") % place
    return _("Texten är inte giltig JSON. Läsningen stannade på rad %(line)s, vid tecken %(column)s.") % place


def load(text: str | bytes) -> object:
    """The JSON value of a text, numbers exact (int or Decimal). Raises RecordError for whatever is not strict JSON in UTF-8.

    Where it is no JSON of any kind, that is an UnreadableError.
    """
    try:
        if isinstance(text, bytes):
            text = text.decode("utf-8")
        return _DECODER.decode(text)
    except UnicodeDecodeError as error:
        raise UnreadableError("", _("Texten är inte giltig UTF-8.")) from error
    except _RepeatedKeyError as error:
        raise RecordError("", _("Fältet %(name)s förekommer två gånger.") % {"name": error.name}) from error
    except RecursionError as error:
        raise RecordError("", _("Uppgifterna är nästlade för djupt.")) from error
    except json.JSONDecodeError as error:
        raise UnreadableError("", _where(error)) from error
    except (InvalidOperation, ValueError) as error:  # the latter from Python, about a whole number of thousands of digits
        raise RecordError("", _("Ett tal kan inte läsas: det är för långt eller inget tal.")) from error


def written(value: object) -> bytes:
    """The value as one line of JSON in UTF-8, with its newline: how the command and the API answer."""
    return orjson.dumps(value, option=orjson.OPT_APPEND_NEWLINE)
