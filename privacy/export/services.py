"""Ordering and fetching a copy of everything about a person. The work itself is privacy.export.making.make."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse

from audit.services import record
from jobs import services as jobs
from notices.services import tell
from organisation.models import Person
from privacy.models import PersonExport
from privacy.telling import EXPORTED


class ProtectedPersonError(Exception):
    """The person's identity is protected from whoever orders: only the person can order that copy."""


@transaction.atomic
def order(person: Person, *, by: Person, reason: str, at: datetime) -> PersonExport:
    """Order a copy. A second click while the first is unfinished gives the same one back. Raises ProtectedPersonError.

    reason: needed where somebody orders another's. It is written in the log that the person reads, and they are told.
    """
    Person.objects.select_for_update(of=("self",), no_key=True).get(pk=by.pk)
    is_own = person.pk == by.pk
    if not is_own and person.is_protected and not by.sees_name_of(person.pk):
        raise ProtectedPersonError
    unfinished = PersonExport.objects.filter(person=person, ordered_by=by, job__finished_at=None).order_by("ordered_at", "pk").first()
    if unfinished is not None:
        return unfinished
    job = jobs.order("privacy.export", owner=by, at=at)
    export = PersonExport.objects.create(person=person, ordered_by=by, reason="" if is_own else reason, ordered_at=at, job=job)
    details: dict[str, str | int | bool | None] = {"own": is_own}
    record("privacy.export.ordered", actor=by, subject=person, target=export, at=at, details=details)
    if not is_own:
        tell(EXPORTED, person, about=export, at=at, url=reverse("privacy:my_data"))
    return export


@transaction.atomic
def record_fetching(export: PersonExport, *, by: Person, at: datetime) -> None:
    """Put on record that the file left. One's own leaves a trace too: somebody else may have been at the keyboard."""
    record("privacy.export.fetched", actor=by, subject=export.person, target=export, at=at)
