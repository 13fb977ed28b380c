"""What every page of the inventory starts with."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404

from inventory import permissions
from inventory.models import KINDS, Record
from inventory.standing import Standing, read_standing
from organisation.http import SignedInRequest

View = TypeVar("View", bound=Callable[..., HttpResponse])


def for_staff(view: View) -> View:
    """Only for somebody employed that day; all others are told that they may not."""

    @wraps(view)
    def guarded(request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not permissions.can_take_part(request.scope):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded  # type: ignore[return-value]


def standing_of(request: SignedInRequest) -> Standing:
    return read_standing(request.user, on=request.today, with_merit=request.scope.is_teaching)


def kind_or_404(slug: str) -> type[Record]:
    for model in KINDS.values():
        if model.slug == slug:
            return model
    raise Http404


def own_record_or_404(request: SignedInRequest, slug: str, pk: Any) -> Record:
    """The record if it is the person's own. What one may see but does not own is refused; what is out of sight is not there."""
    model = kind_or_404(slug)
    record: Record = get_object_or_404(model.objects.visible_to(request.user, on=request.today), pk=pk)
    if not record.belongs_to(request.user):
        raise PermissionDenied
    return record
