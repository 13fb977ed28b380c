"""Who waits for review, the longest first. One query a kind of record, however many rows."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Min, Q, QuerySet

from inventory.models import KINDS
from organisation.http import PRINCIPAL_ROLES, Scope
from organisation.models import Employment, Person, Role, SchoolUnit


@dataclass
class Waiting:
    """One person's waiting rows: how many of each kind, and when the oldest was sent."""

    person_id: UUID
    since: datetime
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return sum(self.counts.values())


@dataclass(frozen=True)
class Selection:
    """What the list is narrowed to. Empty means everything."""

    unit: SchoolUnit | None = None
    kind: str = ""

    @property
    def is_narrowed(self) -> bool:
        return bool(self.unit or self.kind)


def waiting(viewer: Person, selection: Selection, *, on: date) -> list[Waiting]:
    """Everybody with rows waiting for the viewer, oldest first."""
    found: dict[UUID, Waiting] = {}
    for kind, model in KINDS.items():
        if selection.kind and kind != selection.kind:
            continue
        rows = model.objects.reviewable_by(viewer, on=on).waiting()
        if selection.unit is not None:
            rows = rows.filter(person__in=Employment.objects.active(on).filter(unit=selection.unit).values("person"))
        for person_id, count, since in rows.order_by("person").values_list("person").annotate(Count("pk"), Min("sent_at")):
            entry = found.setdefault(person_id, Waiting(person_id, since))
            entry.since = min(entry.since, since)
            entry.counts[kind] = count
    return sorted(found.values(), key=lambda entry: (entry.since, str(entry.person_id)))


def reviewed_units(viewer: Person, scope: Scope) -> QuerySet[SchoolUnit]:
    """The units whose staff the viewer reviews, as principal or as reviewer."""
    roles = [role for role in scope.roles if role.role in {*PRINCIPAL_ROLES, Role.REVIEWER}]
    places = Q(pk__in=[role.unit_id for role in roles if role.unit_id])
    places |= Q(authority__in=[role.authority_id for role in roles if role.authority_id])
    if any(role.unit_id is None and role.authority_id is None for role in roles):
        places = Q()
    return SchoolUnit.objects.filter(places, authority__provider=viewer.provider_id).order_by("name", "pk")


def work_of(people: Sequence[UUID], units: QuerySet[SchoolUnit], *, on: date) -> Mapping[UUID, list[Employment]]:
    """What these people do in those units that day, the largest employment first."""
    work: dict[UUID, list[Employment]] = defaultdict(list)
    rows = Employment.objects.active(on).filter(person__in=people, unit__in=units.order_by().values("pk")).select_related("unit")
    for row in rows.order_by("-extent_percent", "starts_on", "pk"):
        work[row.person_id].append(row)
    return work
