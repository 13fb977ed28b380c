"""Ending sessions: one verb, one transaction, one audit entry."""

from datetime import datetime

from django.db import transaction

from audit.services import record
from organisation.models import Person


@transaction.atomic
def end_every_session(person: Person, *, by: Person, at: datetime) -> None:
    """Sign somebody out in every browser, this one too: a session carries the epoch it was begun in, and the epoch moves on."""
    locked = Person.objects.select_for_update().get(pk=person.pk)
    locked.session_epoch += 1
    locked.save(update_fields=["session_epoch"])
    record("portal.sessions.ended", actor=by, target=locked, subject=locked, at=at, details={"epoch": locked.session_epoch})
