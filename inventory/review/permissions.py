"""May this person review? No queries beyond what is given."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse

from inventory.models import Record, RecordStatus
from organisation.http import Scope, SignedInRequest
from organisation.models import Person

View = TypeVar("View", bound=Callable[..., HttpResponse])

DECIDED = (RecordStatus.ACCEPTED, RecordStatus.NOT_MERITING, RecordStatus.REJECTED)


def can_review(scope: Scope) -> bool:
    """Principals, deputies and reviewers; whose records is the queryset's to say."""
    return scope.reviews


def can_decide(viewer: Person, record: Record) -> bool:
    """Only what waits, and never one's own."""
    return record.is_waiting and not record.belongs_to(viewer)


def can_reopen(viewer: Person, record: Record) -> bool:
    """A decision can be taken up again; what was sent back to the teacher is the teacher's."""
    return record.status in DECIDED and not record.belongs_to(viewer)


def for_reviewers(view: View) -> View:
    """Only for somebody who may review that day; all others are told that they may not."""

    @wraps(view)
    def guarded(request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not can_review(request.scope):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded  # type: ignore[return-value]
