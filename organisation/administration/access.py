"""Who comes in: administrators. Everybody signed in knows that the pages exist."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse

from organisation.http import SignedInRequest

Rest = ParamSpec("Rest")
View = Callable[Concatenate[SignedInRequest, Rest], HttpResponse]


def administrators_only(view: View[Rest]) -> View[Rest]:
    """403 to everybody else, whatever the address names; what is another provider's is then 404 by the view's own query."""

    @wraps(view)
    def guarded(request: SignedInRequest, /, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
        if not request.scope.administers:
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded
