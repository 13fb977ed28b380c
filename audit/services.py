"""record(): the only way to write an audit entry. record_reading(): the same for pages that show other people's data."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from django.db import connection, models, transaction
from django.utils.timezone import is_naive

from audit import context, digests, witness
from audit.models import Entry

if TYPE_CHECKING:
    from organisation.models import Person

Details = dict[str, str | int | bool | None]

ONE_READING = timedelta(minutes=30)
AT_ONCE = 1000  # rows of one statement


def record(
    action: str,
    *,
    actor: Person | None,
    target: models.Model,
    at: datetime,
    subject: Person | None = None,
    details: Details | None = None,
) -> Entry:
    """Write one entry in the caller's transaction.

    action: "<app>.<thing>.<what happened>", with a sentence in privacy.log_words. subject: whose data it is about, so that they can be
    shown it. details: ids and codes, never names or free text. actor: None in a task, unless it does what somebody ordered. The request or
    the task it happens in, and what the actor was at the time, are added by themselves. Raises RuntimeError outside a transaction, since an
    entry must stand or fall with its change, and ValueError for a moment without a time zone, which means a different one to each reader.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("audit.record must run in the transaction of the change it tells of")
    entry = _entry(action, actor=actor, target=target, subject=subject, details=details, at=at)
    entry.save(force_insert=True)
    _remember([entry])
    return entry


def record_each(action: str, *, actor: Person | None, subjects: Iterable[Person], target: models.Model, at: datetime) -> None:
    """Write an entry for each of many people whom one piece of work had the same consequence for, in a few statements. Else as record().

    subjects: in the order of the consequences; somebody whom it had two for stands there twice.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("audit.record_each must run in the transaction of the changes it tells of")
    entries = [_entry(action, actor=actor, target=target, subject=subject, details=None, at=at) for subject in subjects]
    Entry.objects.bulk_create(entries, batch_size=AT_ONCE)
    _remember(entries)


@transaction.atomic
def record_reading(action: str, *, by: Person, of: Iterable[Person], at: datetime, details: Details | None = None) -> int:
    """Put on record that a page shows data about these people to somebody else. Returns how many entries were written.

    action: ends in ".read". Going to and fro between pages for half an hour is one reading; one's own data leaves no trace. For pages that
    open somebody's data, not for lists that name people and count what waits.
    """
    people = {person.pk: person for person in of if person.pk != by.pk}
    if not people:
        return 0
    seen = Entry.objects.filter(actor=by, action=action, subject__in=list(people), at__gt=at - ONE_READING)
    lately = set(seen.order_by("subject_id").values_list("subject_id", flat=True))
    unseen = [person for key, person in people.items() if key not in lately]
    entries = [_entry(action, actor=by, target=person, subject=person, details=details, at=at) for person in unseen]
    Entry.objects.bulk_create(entries)
    _remember(entries)
    return len(entries)


def _entry(
    action: str, *, actor: Person | None, target: models.Model, subject: Person | None, details: Details | None, at: datetime
) -> Entry:
    if is_naive(at):
        raise ValueError("An audit entry needs a moment with its time zone")
    here = context.current()
    is_about_another = actor is not None and subject is not None and subject.pk != actor.pk
    entry = Entry(
        action=action,
        actor_id=actor.pk if actor is not None else None,
        subject_id=subject.pk if subject is not None else None,
        target_model=target._meta.label_lower,
        target_key=str(target.pk),
        at=at,
        details=details or {},
        roles=here.roles(actor.pk) if actor is not None and is_about_another else [],
        request_id=here.request_id,
        job_id=here.job_id,
    )
    entry.digest = digests.make(digests.canonical(digests.ENTRY_SHAPE, (getattr(entry, name) for name in digests.ENTRY_FIELDS)))
    return entry


def _remember(entries: Iterable[Entry]) -> None:
    for entry in entries:
        transaction.on_commit(partial(witness.remember_entry, entry.pk, entry.digest), robust=True)
