"""The worker's two ways through an answer: reading it on trial, and taking it in."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_noop

from audit.services import record_reading
from inventory.models import RegisterAnswer, RegisterAnswerRow
from inventory.register.cells import cells_of
from inventory.register.columns import RowError, Said, read_row
from inventory.register.judging import Standing, judge, standing_after
from inventory.register.storing import ReadRow, standing_of, take_in_rows
from jobs import services as jobs
from jobs.kinds import Kind
from jobs.models import Job
from organisation.identity import crypto
from organisation.models import Person, PersonIdentifier

State = RegisterAnswerRow.State
BATCH = 500
EACH = 250  # rows of one transaction while taking in, and so of one sign of progress: their people are held meanwhile
READS = gettext_noop("Läser raderna på prov")
TAKES = gettext_noop("Tar in raderna")
FAILED_CHECK = gettext_noop("Filen gick inte att läsa på prov. Felet är antecknat. Inget är intaget.")
FAILED_TAKE = gettext_noop("Arbetet stannade. Det som är intaget finns kvar. Felet är antecknat, och du kan ta in resten igen.")


def check(job: Job) -> None:
    """Say of each row what taking it in would do. Stores that, and that the rows of these people were read."""
    answer, rows = _of(job)
    jobs.start(job, total=len(rows), at=timezone.now())
    on, found = timezone.localdate(), list[RegisterAnswerRow]()
    seen: set[tuple[object, ...]] = set()
    standing: dict[UUID, Standing] = {}
    for done in range(0, len(rows), BATCH):
        jobs.step(job, done=done, message=READS)
        read = list(read_some(answer, rows[done : done + BATCH], on=on))
        standing |= standing_of({row.person for row in read if row.person} - standing.keys())
        found += [_judged(answer, row, standing, seen) for row in read]
    _store_check(answer, job, found)


def take(job: Job) -> None:
    """Take in every row that says something new, some at a time: what is taken in stays, wherever the work stops."""
    answer, rows = _of(job)
    jobs.start(job, total=len(rows), at=timezone.now())
    on = timezone.localdate()
    states = dict(RegisterAnswerRow.objects.filter(answer=answer).order_by("number").values_list("number", "state"))
    for done in range(0, len(rows), EACH):
        jobs.step(job, done=done, message=TAKES)
        read = read_some(answer, rows[done : done + EACH], on=on)
        new = [row for row in read if states.get(row.number) == State.NEW and row.said is not None and row.person is not None]
        if new:
            take_in_rows(answer, new, by=job.owner, on=on, at=timezone.now())
    with transaction.atomic():
        jobs.finish(job, at=timezone.now(), url=reverse("register:answer", kwargs={"pk": answer.pk}))
        RegisterAnswer.objects.filter(pk=answer.pk).update(state=RegisterAnswer.State.TAKEN_IN)


def read_some(answer: RegisterAnswer, rows: Sequence[tuple[int, list[str]]], *, on: date) -> Iterator[ReadRow]:
    """Rows as they are read, and whose they are: one query for all of them."""
    fields, words = answer.columns["fields"], answer.words
    read: list[tuple[int, Said | RowError]] = []
    for number, cells in rows:
        try:
            read.append((number, read_row(cells, fields, words, on=on)))
        except RowError as error:
            read.append((number, error))
    provider = answer.provider_id
    digests = {one.number.value: crypto.digest_of(one.number.value, provider=provider) for _number, one in read if one.number is not None}
    known = PersonIdentifier.objects.filter(provider=provider, digest__in=digests.values(), person__is_active=True).order_by("pk")
    whose = dict(known.values_list("digest", "person"))
    for number, one in read:
        person = whose.get(digests[one.number.value]) if one.number is not None else None
        if isinstance(one, RowError):
            yield ReadRow(number, one.state, person=person)
        else:
            yield ReadRow(number, State.NEW if person else State.UNKNOWN, one, person)


def _of(job: Job) -> tuple[RegisterAnswer, list[tuple[int, list[str]]]]:
    """The answer the job is for, and its rows with their places in the file, without heading and empty ones."""
    answer = RegisterAnswer.objects.select_related("provider").get(job=job)
    cells = cells_of(answer)
    if cells is None:
        raise ValueError("the answer's cells are gone")
    first = int(answer.columns["has_heading"])
    return answer, [(number, row) for number, row in enumerate(cells, start=1) if number > first and any(row)]


def _judged(answer: RegisterAnswer, row: ReadRow, standing: dict[UUID, Standing], seen: set[tuple[object, ...]]) -> RegisterAnswerRow:
    state = row.state
    if row.said is not None and row.person is not None:
        said = (row.person, row.said.licence, row.said.decision)
        plan = judge(row.said, standing[row.person])
        state = plan.state
        if state != State.NOTHING and said in seen:
            state = State.DUPLICATE
        elif state == State.NEW:
            standing[row.person] = standing_after(plan, standing[row.person])
        seen.add(said)
    return RegisterAnswerRow(answer=answer, number=row.number, person_id=row.person, state=state)


@transaction.atomic
def _store_check(answer: RegisterAnswer, job: Job, rows: list[RegisterAnswerRow]) -> None:
    now = timezone.now()
    jobs.finish(job, at=now, url=reverse("register:answer", kwargs={"pk": answer.pk}))
    answer.read_rows.all().delete()
    RegisterAnswerRow.objects.bulk_create(rows, batch_size=1000)
    RegisterAnswer.objects.filter(pk=answer.pk).update(state=RegisterAnswer.State.CHECKED)
    found = {row.person_id for row in rows if row.person_id}
    record_reading("inventory.register_answer.read", by=job.owner, of=Person.objects.filter(pk__in=found).order_by("pk"), at=now)


def counts_of(answer: RegisterAnswer) -> Counter[str]:
    return Counter(dict(answer.read_rows.order_by("state").values_list("state").annotate(Count("pk"))))


CHECK = Kind("inventory.register_answer_check", check, failed=FAILED_CHECK)
TAKE = Kind("inventory.register_answer_take", take, failed=FAILED_TAKE)
