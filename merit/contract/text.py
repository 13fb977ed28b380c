"""Strict JSON in and out: what a lenient reader would let through is a RecordError here, never another exception."""

import json
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import NoReturn

import orjson
from django.utils.translation import gettext as _

from merit.contract.errors import RecordError, UnreadableError

LONGEST_NUMBER = 400  # characters: more than any double needs, few enough to stay quick


class _RepeatedKeyError(ValueError):
    pass


def _object(pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _RepeatedKeyError
    return found


def _decimal(text: str) -> Decimal:
    if len(text) > LONGEST_NUMBER:
        raise InvalidOperation
    return Decimal(text)


def _constant(text: str) -> NoReturn:
    raise InvalidOperation  # NaN, Infinity and -Infinity are not JSON


_DECODER = json.JSONDecoder(object_pairs_hook=_object, parse_float=_decimal, parse_constant=_constant)


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
        raise RecordError("", _("Samma fält förekommer två gånger.")) from error
    except RecursionError as error:
        raise RecordError("", _("Uppgifterna är nästlade för djupt.")) from error
    except json.JSONDecodeError as error:
        raise UnreadableError("", _("Texten är inte giltig JSON.")) from error
    except (InvalidOperation, ValueError) as error:  # the latter from Python, about a whole number of thousands of digits
        raise RecordError("", _("Ett tal kan inte läsas: det är för långt eller inget tal.")) from error


def written(value: object) -> bytes:
    """The value as one line of JSON in UTF-8, with its newline: how the command and the API answer."""
    return orjson.dumps(value, option=orjson.OPT_APPEND_NEWLINE)
