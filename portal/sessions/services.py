"""Ending sessions: one verb, one transaction, one audit entry."""

from datetime import datetime
from importlib import import_module

from django.conf import settings
from django.db import transaction

from audit.services import record
from organisation.models import Person
from portal.models import OpenSession
from portal.sessions.own import sessions_of


class SessionGoneError(Exception):
    """There is no such session, or no more."""


@transaction.atomic
def end_session(person: Person, ref: str, *, by: Person, at: datetime) -> None:
    """Sign somebody out in one browser, named as portal.sessions.own does. Raises SessionGoneError.

    A request on its way in that browser may put the session into the cache again until this is committed, so it is taken out twice.
    """
    Person.objects.select_for_update(of=("self",), no_key=True).get(pk=person.pk)
    key = next((each.key for each in sessions_of(person, at=at) if each.ref == ref), None)
    if key is None:
        raise SessionGoneError
    store = import_module(settings.SESSION_ENGINE).SessionStore
    store(key).delete()
    record("portal.session.ended", actor=by, target=person, subject=person, at=at)
    transaction.on_commit(store(key).delete)


@transaction.atomic
def end_every_session(person: Person, *, by: Person, at: datetime) -> None:
    """Sign somebody out in every browser, this one too: a session carries the epoch it was begun in, and the epoch moves on."""
    locked = Person.objects.select_for_update().get(pk=person.pk)
    locked.session_epoch += 1
    locked.save(update_fields=["session_epoch"])
    OpenSession.objects.filter(person=locked).delete()
    record("portal.sessions.ended", actor=by, target=locked, subject=locked, at=at, details={"epoch": locked.session_epoch})
