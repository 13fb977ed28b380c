"""Who may do what here. No queries beyond what they are given."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.http import HttpResponseBase

from organisation.http import Scope, SignedInRequest

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def can_administer(scope: Scope) -> bool:
    """Rules, openings, extracts and settings are the administrator's."""
    return scope.administers


def for_administrators(view: View) -> View:
    """Everybody signed in knows the page exists; only administrators may open it."""

    @wraps(view)
    def guarded(request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not can_administer(request.scope):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded  # type: ignore[return-value]
