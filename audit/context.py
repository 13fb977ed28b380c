"""In which request or task something happens, so that entries can say it without every service passing it on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse

from audit.history import acting


@dataclass(frozen=True)
class Context:
    """request_id or job_id: one of them, or neither in a command."""

    request_id: UUID | None = None
    job_id: UUID | None = None
    request: HttpRequest | None = None

    def roles(self, actor_id: UUID) -> list[str]:
        """The roles of whoever is signed in, when that is who acts. The request knows them from its scope (organisation.http)."""
        user, scope = getattr(self.request, "user", None), getattr(self.request, "scope", None)
        if scope is None or getattr(user, "pk", None) != actor_id:
            return []
        return list(dict.fromkeys(str(given.role) for given in scope.roles))


OUTSIDE = Context()
_current: ContextVar[Context] = ContextVar("audit_context", default=OUTSIDE)


def current() -> Context:
    return _current.get()


@contextmanager
def inside(context: Context) -> Iterator[Context]:
    token = _current.set(context)
    try:
        yield context
    finally:
        _current.reset(token)


class RequestContextMiddleware:
    """Gives each request an id of its own. What a visitor's headers say has no say in it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        number = uuid4()
        with inside(Context(request_id=number, request=request)), acting(request=request, request_id=number):
            return self.get_response(request)


_tasks: dict[str, ExitStack] = {}


def task_begins(task_id: str, **_kwargs: Any) -> None:
    """Celery's task_prerun. A task has no person: what it does, the system does."""
    stack, number = ExitStack(), _as_uuid(task_id)
    stack.enter_context(inside(Context(job_id=number)))
    stack.enter_context(acting(job_id=number))
    _tasks[task_id] = stack


def task_ends(task_id: str, **_kwargs: Any) -> None:
    """Celery's task_postrun."""
    stack = _tasks.pop(task_id, None)
    if stack is not None:
        stack.close()


def _as_uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
