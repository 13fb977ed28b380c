"""Ordering a pack and putting on record that it was fetched. The work itself is reports.pack.making.make."""

from datetime import date, datetime

from django.db import transaction

from audit.services import record
from jobs import services as jobs
from organisation.models import Person
from reports.models import ApplicationPack


@transaction.atomic
def order(person: Person, *, level: int, applies_on: date, with_number: bool, at: datetime) -> ApplicationPack:
    """The person's own pack for one level. The same asked for again while the first is unfinished gives that one back."""
    Person.objects.select_for_update(of=("self",), no_key=True).get(pk=person.pk)
    asked = {"person": person, "level": level, "applies_on": applies_on, "with_number": with_number}
    unfinished = (
        ApplicationPack.objects.filter(**asked, job__finished_at=None, job__cancel_requested_at=None).order_by("ordered_at").first()
    )
    if unfinished is not None:
        return unfinished
    job = jobs.order("reports.pack", owner=person, at=at)
    pack = ApplicationPack.objects.create(**asked, ordered_at=at, job=job)
    details: dict[str, str | int | bool | None] = {"level": level, "with_number": with_number}
    record("reports.pack.ordered", actor=person, subject=person, target=pack, at=at, details=details)
    return pack


@transaction.atomic
def record_fetching(pack: ApplicationPack, *, what: str, by: Person, at: datetime) -> None:
    """That a file left, and which. One's own leaves a trace too: somebody else may have been at the keyboard."""
    details: dict[str, str | int | bool | None] = {"level": pack.level, "file": what}
    record("reports.pack.fetched", actor=by, subject=pack.person, target=pack, at=at, details=details)
