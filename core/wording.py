"""Words for those who have no förvaltning and no nämnd, as private school providers and the state.

Who a page or a document is for is said once, around the making of it; every word is then chosen where it stands.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.utils.functional import Promise, lazy

_has_committees: ContextVar[Callable[[], bool]] = ContextVar("has_committees")


@contextmanager
def worded_for(has_committees: Callable[[], bool]) -> Iterator[None]:
    """Everything inside is written for somebody whose provider has committees, or not. Asked only when a word depends on it."""
    token = _has_committees.set(has_committees)
    try:
        yield
    finally:
        _has_committees.reset(token)


def either(with_committees: str | Promise, without: str | Promise) -> str:
    """One of two translated texts. Where nobody has said who it is for, the former."""
    asked = _has_committees.get(None)
    return str(with_committees if asked is None or asked() else without)


either_lazy = lazy(either, str)
