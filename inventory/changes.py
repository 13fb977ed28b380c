"""How an app above learns that somebody's records changed, without this app knowing it.

merit listens, so that the stored assessment always follows the records. Listeners run in the transaction of the change.
"""

from collections.abc import Callable
from datetime import date, datetime

from organisation.models import Person

Listener = Callable[[Person, date, datetime], None]
_listeners: list[Listener] = []


def listen(listener: Listener) -> None:
    """Register once, in an AppConfig.ready()."""
    if listener not in _listeners:
        _listeners.append(listener)


def announce(person: Person, *, on: date, at: datetime) -> None:
    """Tell the listeners that something that can bear on the person's assessment has changed. Call inside the transaction."""
    for listener in _listeners:
        listener(person, on, at)
