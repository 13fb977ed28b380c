"""Which work a job is. An app above registers each kind once, in its AppConfig.ready(), and orders it with jobs.services.order."""

from collections.abc import Callable
from dataclasses import dataclass

from jobs.models import Job


@dataclass(frozen=True)
class Kind:
    """name: "<app>.<what>". run(job): does the work, from the beginning each time it is called.

    It calls services.start once, services.step at each of its steps, and services.finish in the transaction that stores what it made: so
    work that is taken up again after a worker was killed ends once. An OSError is tried again; what else it raises ends the job with
    failed, a Swedish sentence to its owner that is marked for translation.
    """

    name: str
    run: Callable[[Job], None]
    failed: str


class UnknownKindError(LookupError):
    """No app has registered the kind."""


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    _kinds[kind.name] = kind


def is_known(name: str) -> bool:
    return name in _kinds


def kind_of(name: str) -> Kind:
    """Raises UnknownKindError."""
    try:
        return _kinds[name]
    except KeyError:
        raise UnknownKindError(name) from None
