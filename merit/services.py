"""Keeping the stored outcome true when records change, and sharing it. What time and rules change is `merit.reassessments`."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from audit.services import record
from merit.models import StoredAssessment
from merit.storing import store_for_records
from organisation.models import Person


@transaction.atomic
def reassess(person: Person, on: date, at: datetime) -> None:
    """Assess one person by what is on record now and store the outcome."""
    reassess_many([person.pk], on=on, at=at)


def reassess_changed(people: Sequence[Person], on: date, at: datetime) -> None:
    """The same for everybody whose records have changed at once. Listens to inventory.changes, so runs in that transaction."""
    reassess_many([person.pk for person in people], on=on, at=at)


@transaction.atomic
def reassess_many(people: Iterable[UUID], *, on: date, at: datetime) -> None:
    """The same for many at once. Whether somebody has shared their assessment is left as it is."""
    store_for_records(people, on=on, at=at)


@transaction.atomic
def share(person: Person, *, shared: bool, on: date, at: datetime) -> None:
    """The teacher lets the principal read the assessment, or stops it. Saying the same thing twice changes nothing."""
    if not StoredAssessment.objects.filter(person=person).exists():
        reassess(person, on, at)
    row = StoredAssessment.objects.select_for_update(of=("self",)).get(person=person)
    if (row.shared_at is not None) == shared:
        return
    row.shared_at = at if shared else None
    row.save(update_fields=["shared_at"])
    record("merit.assessment.shared" if shared else "merit.assessment.unshared", actor=person, target=row, subject=person, at=at)
