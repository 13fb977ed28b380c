"""Who may read somebody's assessment, since when, and who has: what the person needs to see in order to choose."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max

from audit.models import Entry
from core.names import is_named
from organisation.mandates import PRINCIPALS
from organisation.models import Employment, Person, RoleAssignment


@dataclass(frozen=True)
class Sharing:
    """since: None while it is not shared. readers: who could read it today, as far as the owner may know their names.

    last_read: the last time somebody else did, since it was last shared.
    """

    since: datetime | None
    readers: tuple[Person, ...]
    last_read: datetime | None

    @property
    def is_on(self) -> bool:
        return self.since is not None


def sharing_of(person: Person, since: datetime | None, *, on: date) -> Sharing:
    """One query for those who lead where the person works that day; one more for the readings where it is shared."""
    work = Employment.objects.active(on).filter(person=person).order_by().values("unit")
    leading = RoleAssignment.objects.active(on).filter(unit__in=work, role__in=PRINCIPALS, person__is_active=True)
    people = [given.person for given in leading.exclude(person=person).select_related("person").order_by("unit", "role", "starts_on", "pk")]
    readers = tuple(dict.fromkeys(reader for reader in people if is_named(reader, person)))
    return Sharing(since, readers, _last_read(person, since) if since is not None else None)


def _last_read(person: Person, since: datetime) -> datetime | None:
    readings = Entry.objects.filter(action="merit.assessment.read", subject=person, at__gte=since).exclude(actor=person)
    last: datetime | None = readings.order_by().aggregate(last=Max("at"))["last"]
    return last
