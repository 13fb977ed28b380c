"""Taking out what is asked for, deciding item by item, and letting out what was decided."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from audit.services import record
from jobs import services as jobs
from organisation.models import Person
from privacy.extract.items import items_of
from privacy.models import ExtractItem, PublicExtract


class DecidedError(Exception):
    """The extract has been let out: nothing is changed after that."""


class UndecidedError(Exception):
    """Some item has no decision. count: how many."""

    def __init__(self, count: int) -> None:
        super().__init__(f"{count} undecided")
        self.count = count


@dataclass(frozen=True)
class Verdict:
    """ground: needed where it is masked."""

    decision: str
    ground: str


@transaction.atomic
def take_out(people: Sequence[Person], request: str, *, by: Person, at: datetime) -> PublicExtract:
    """Gather everything about these people for the secrecy check. Each of them can read in their log that it was done."""
    extract = PublicExtract.objects.create(provider=by.provider, made_by=by, request=request, created_at=at)
    ExtractItem.objects.bulk_create(items_of(extract, people, viewer=by, at=at), batch_size=500)
    for person in people:
        record("privacy.extract.read", actor=by, subject=person, target=extract, at=at)
    return extract


@transaction.atomic
def decide(extract: PublicExtract, verdicts: Mapping[int, Verdict], *, by: Person, at: datetime) -> None:
    """Write down what is decided about some items of the extract, by their ids. Raises DecidedError."""
    _open(extract)
    items = list(ExtractItem.objects.select_for_update().filter(extract=extract, pk__in=verdicts).order_by("order"))
    for item in items:
        item.decision, item.ground = verdicts[item.pk].decision, verdicts[item.pk].ground
    ExtractItem.objects.bulk_update(items, ["decision", "ground"])
    record("privacy.extract.tried", actor=by, target=extract, at=at, details={"items": len(items)})


@transaction.atomic
def let_out(extract: PublicExtract, *, by: Person, at: datetime) -> PublicExtract:
    """Order the document of what was decided. Nothing leaves until every item is. Raises UndecidedError and DecidedError."""
    locked = _open(extract)
    if undecided := ExtractItem.objects.filter(extract=locked, decision="").count():
        raise UndecidedError(undecided)
    locked.decided_at, locked.job = at, jobs.order("privacy.extract", owner=by, at=at)
    locked.save(update_fields=["decided_at", "job"])
    for person in people_in(locked):
        items = ExtractItem.objects.filter(extract=locked, person=person)
        details: dict[str, str | int | bool | None] = {
            "released": items.filter(decision=ExtractItem.Decision.RELEASE).count(),
            "masked": items.filter(decision=ExtractItem.Decision.MASK).count(),
        }
        record("privacy.extract.decided", actor=by, subject=person, target=locked, at=at, details=details)
    return locked


def people_in(extract: PublicExtract) -> list[Person]:
    keys = ExtractItem.objects.filter(extract=extract).order_by().values("person")
    return list(Person.objects.filter(pk__in=keys).order_by("pk"))


def _open(extract: PublicExtract) -> PublicExtract:
    locked = PublicExtract.objects.select_for_update(of=("self",)).get(pk=extract.pk)
    if locked.decided_at is not None:
        raise DecidedError
    return locked
