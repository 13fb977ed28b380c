"""The list itself: ordered with a reason, made by a worker, fetched while it lasts. Whoever is on it can read so in their log."""

import io
from base64 import b64decode, b64encode
from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_noop

from audit.services import record, record_each
from inventory.models import RegisterCheck
from inventory.register.choosing import Choice, people_of
from jobs import services as jobs
from jobs.kinds import Kind
from jobs.models import Job
from organisation.identity import crypto
from organisation.identity import services as identity
from organisation.models import Person, PersonIdentifier

BATCH = 500
LASTS = timedelta(hours=24)
READS = gettext_noop("Läser personnumren")
FAILED = gettext_noop("Listan gick inte att skapa. Felet är antecknat. Prova att beställa den igen.")


@transaction.atomic
def order(choice: Choice, *, reason: str, by: Person, at: datetime) -> RegisterCheck:
    """Order the list; a worker makes it after commit."""
    check = RegisterCheck.objects.create(
        provider=by.provider,
        ordered_by=by,
        ordered_at=at,
        reason=reason,
        choice=choice.stored,
        job=jobs.order(LIST.name, owner=by, at=at),
    )
    record("inventory.register_check.ordered", actor=by, target=check, at=at, details={"with_protected": choice.takes_protected})
    return check


def make(job: Job) -> None:
    """Read the numbers, write the file, and put on record whose they were, all or nothing. Raises jobs.services.CancelledError."""
    check = RegisterCheck.objects.select_related("provider", "ordered_by").get(job=job)
    people = people_of(Choice.of(check.choice), provider=check.provider_id, on=timezone.localdate(check.ordered_at))
    keys = list(people.order_by("pk").values_list("pk", flat=True))
    jobs.start(job, total=len(keys) + 1, at=timezone.now())
    numbers: dict[str, Person] = {}
    for done in range(0, len(keys), BATCH):
        some = keys[done : done + BATCH]
        jobs.step(job, done=done, message=READS)
        current = PersonIdentifier.objects.filter(person__in=some, ended_at=None, kind=PersonIdentifier.Kind.PERSONAL)
        numbers |= {identity.number_of(row).value: row.person for row in current.select_related("person").order_by("pk")}
    _finish(check, job, numbers, lacking=len(keys) - len(numbers))


@transaction.atomic
def _finish(check: RegisterCheck, job: Job, numbers: dict[str, Person], *, lacking: int) -> None:
    now = timezone.now()
    jobs.finish(job, at=now, url=reverse("register:check", kwargs={"pk": check.pk}))
    check.content = crypto.encrypt(b64encode(workbook(sorted(numbers))).decode())
    check.count, check.lacking, check.expires_at = len(numbers), lacking, now + LASTS
    check.save(update_fields=["content", "count", "lacking", "expires_at"])
    record_each("inventory.register_check.listed", actor=check.ordered_by, subjects=numbers.values(), target=check, at=now)


def workbook(numbers: list[str]) -> bytes:
    """One number a row as text, ÅÅÅÅMMDD-NNNN, in the order of the numbers, which says nothing of anybody else. No heading, no formula."""
    from openpyxl import Workbook  # noqa: PLC0415  # heavy
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415

    book = Workbook(write_only=True)
    book.properties.creator = "Meritplan"
    sheet = book.create_sheet("Personnummer")
    sheet.column_dimensions["A"].width = 16
    for number in numbers:
        cell = WriteOnlyCell(sheet, value=f"{number[:8]}-{number[8:]}")
        cell.number_format = "@"
        sheet.append([cell])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@transaction.atomic
def fetch(check: RegisterCheck, *, by: Person, at: datetime) -> bytes | None:
    """The file, on record as fetched; None where it is not there any more, or its key is gone."""
    if check.content is None or check.expires_at is None or check.expires_at <= at:
        return None
    try:
        data = b64decode(crypto.decrypt(check.content))
    except (crypto.KeyMissingError, crypto.DamagedError):
        return None
    record("inventory.register_check.fetched", actor=by, target=check, at=at, details={"count": check.count})
    return data


@transaction.atomic
def call_off(check: RegisterCheck, *, by: Person, at: datetime) -> None:
    """Stop the making of the list: nobody has been put on record as listed then. What is ready stays ready."""
    stored = RegisterCheck.objects.select_for_update(of=("self",)).select_related("job").get(pk=check.pk)
    if stored.job is not None:
        jobs.cancel(stored.job, by=by, at=at)


@transaction.atomic
def remove(check: RegisterCheck, *, by: Person, at: datetime) -> None:
    """Forget the numbers before their time is over; that they were listed stays on record. Already gone is fine."""
    stored = RegisterCheck.objects.select_for_update(of=("self",)).get(pk=check.pk)
    if stored.content is None:
        return
    stored.content = None
    stored.save(update_fields=["content"])
    record("inventory.register_check.removed", actor=by, target=stored, at=at)


def empty_what_is_over(*, at: datetime) -> int:
    """Forget the numbers of lists whose time is over. How many; may run twice."""
    return RegisterCheck.objects.filter(expires_at__lte=at, content__isnull=False).update(content=None)


LIST = Kind("inventory.register_check", make, failed=FAILED)
