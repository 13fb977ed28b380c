"""How an app above learns that a person's rows have changed owner, without this app knowing it. As inventory.changes, one level down."""

from collections.abc import Callable
from datetime import date, datetime

from organisation.models import Person

Listener = Callable[[Person, date, datetime], None]
_listeners: list[Listener] = []


def listen(listener: Listener) -> None:
    """Register once, in an AppConfig.ready(). It runs in the transaction of the merge, for each of the two people."""
    if listener not in _listeners:
        _listeners.append(listener)


def announce(person: Person, *, on: date, at: datetime) -> None:
    for listener in _listeners:
        listener(person, on, at)
