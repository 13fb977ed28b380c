"""What people can be told. An app above registers each kind once, in its AppConfig.ready(), with its texts.

The values that fill a text are whole numbers and days. A name, a personal number, a certificate's title or somebody's own words are text,
and text is refused: so nothing of the kind reaches a mail, whatever a caller does.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto
from typing import Any

from django.utils.functional import Promise

from core.formats import first_upper, in_words

Value = int | date
Values = Mapping[str, Value]


class ByMail(Enum):
    BY_CHOICE = auto()  # unless the person has turned it off
    ALWAYS = auto()  # what must reach somebody
    NEVER = auto()  # on the page alone


@dataclass(frozen=True)
class Said:
    """title: one sentence, the subject of the mail. text: what it means and what can be done. action: the words of the link."""

    title: str
    text: str
    action: str


def everybody(scope: Any) -> bool:
    return True


@dataclass(frozen=True)
class Kind:
    """name: "<app>.<what>". label: what the preferences call it. say(values, count): in the active language; count is how many are told of.

    gather: how long its mail waits for more of the same kind. concerns: whether somebody with these roles is ever told it.
    """

    name: str
    label: str | Promise
    say: Callable[[Values, int], Said]
    by_mail: ByMail = ByMail.BY_CHOICE
    gather: timedelta = timedelta(0)
    concerns: Callable[[Any], bool] = everybody


def counted(count: int) -> dict[str, str]:
    """What fills %(count)s where a sentence begins with it: "Tre", "14"."""
    return {"count": first_upper(in_words(count))}


class UnknownKindError(LookupError):
    """No app has registered the kind."""


class NotAValueError(TypeError):
    """A value was text, or anything else that could carry what must not be in a mail."""


_kinds: dict[str, Kind] = {}


def register(*kinds: Kind) -> None:
    for kind in kinds:
        _kinds[kind.name] = kind


def kind_of(name: str) -> Kind:
    """Raises UnknownKindError."""
    try:
        return _kinds[name]
    except KeyError:
        raise UnknownKindError(name) from None


def is_known(name: str) -> bool:
    return name in _kinds


def all_kinds() -> tuple[Kind, ...]:
    return tuple(_kinds.values())


def stored(values: Values) -> dict[str, int | str]:
    """As JSON: a day as its ISO text. Raises NotAValueError."""
    for name, value in values.items():
        if type(value) not in {int, date}:
            raise NotAValueError(name)
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}


def read(values: Mapping[str, int | str]) -> dict[str, Value]:
    """From JSON: a text can only be a day."""
    return {name: date.fromisoformat(value) if isinstance(value, str) else value for name, value in values.items()}
