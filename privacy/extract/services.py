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


class NotTheirsError(Exception):
    """Nobody calls off what somebody else has ordered."""


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
    """Order the document of what was decided. Nothing leaves until every item is. Raises UndecidedError and DecidedError.

    Where making it failed or was called off, it is ordered anew, of the same decisions.
    """
    if _was_lost(extract):
        return _order_again(extract, by=by, at=at)
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


@transaction.atomic
def call_off(extract: PublicExtract, *, by: Person, at: datetime) -> None:
    """Stop the making of the document; what was decided stays. For who ordered it. Raises NotTheirsError."""
    locked = PublicExtract.objects.select_for_update(of=("self",)).select_related("job").get(pk=extract.pk)
    if locked.job is None or locked.job.owner_id != by.pk:
        raise NotTheirsError
    jobs.cancel(locked.job, by=by, at=at)


def _was_lost(extract: PublicExtract) -> bool:
    locked = PublicExtract.objects.select_for_update(of=("self",)).select_related("job").get(pk=extract.pk)
    return locked.job is not None and locked.job.is_over and not locked.pdf


def _order_again(extract: PublicExtract, *, by: Person, at: datetime) -> PublicExtract:
    extract.job = jobs.order("privacy.extract", owner=by, at=at)
    extract.save(update_fields=["job"])
    record("privacy.extract.ordered", actor=by, target=extract, at=at)
    return extract


def people_in(extract: PublicExtract) -> list[Person]:
    keys = ExtractItem.objects.filter(extract=extract).order_by().values("person")
    return list(Person.objects.filter(pk__in=keys).order_by("pk"))


def _open(extract: PublicExtract) -> PublicExtract:
    locked = PublicExtract.objects.select_for_update(of=("self",)).get(pk=extract.pk)
    if locked.decided_at is not None:
        raise DecidedError
    return locked
