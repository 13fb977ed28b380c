"""How an app above learns that somebody's records changed, without this app knowing it.

merit listens, so that the stored assessment always follows the records. Listeners run in the transaction of the change.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from organisation.models import Person

Listener = Callable[[Sequence[Person], date, datetime], None]
_listeners: list[Listener] = []


def listen(listener: Listener) -> None:
    """Register once, in an AppConfig.ready(). It hears of many people at once where many people's records change at once."""
    if listener not in _listeners:
        _listeners.append(listener)


def announce(person: Person, *, on: date, at: datetime) -> None:
    """Tell the listeners that something that can bear on the person's assessment has changed. Call inside the transaction."""
    announce_all([person], on=on, at=at)


def announce_all(people: Sequence[Person], *, on: date, at: datetime) -> None:
    """The same of each of these people."""
    for listener in _listeners:
        listener(people, on, at)
