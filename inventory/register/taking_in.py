"""The worker's two ways through an answer: reading it on trial, and taking it in, one person's row at a time."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_noop

from audit.services import record, record_reading
from inventory import changes
from inventory.models import LevelDecision, Licence, RecordStatus, RegisterAnswer, RegisterAnswerRow
from inventory.register.cells import cells_of
from inventory.register.columns import RowError, Said, read_row
from inventory.register.judging import Plan, Standing, judge, standing_after
from inventory.services import people
from inventory.telling import tell_from_register
from jobs import services as jobs
from jobs.kinds import Kind
from jobs.models import Job
from organisation.identity import crypto
from organisation.models import Person, PersonIdentifier

State = RegisterAnswerRow.State
BATCH = 500
EACH = 50  # rows between two signs of progress while taking in
READS = gettext_noop("Läser raderna på prov")
TAKES = gettext_noop("Tar in raderna")
FAILED_CHECK = gettext_noop("Filen gick inte att läsa på prov. Felet är antecknat. Inget är intaget.")
FAILED_TAKE = gettext_noop("Arbetet stannade. Det som är intaget finns kvar. Felet är antecknat, och du kan ta in resten igen.")


@dataclass(frozen=True)
class ReadRow:
    """number: its place in the file. said: None where it cannot be read."""

    number: int
    state: State
    said: Said | None = None
    person: UUID | None = None


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
        standing |= _standing_of({row.person for row in read if row.person} - standing.keys())
        found += [_judged(answer, row, standing, seen) for row in read]
    _store_check(answer, job, found)


def take(job: Job) -> None:
    """Take in every row that says something new, each in a transaction of its own, so that a bad one stops no other."""
    answer, rows = _of(job)
    jobs.start(job, total=len(rows), at=timezone.now())
    on = timezone.localdate()
    states = dict(RegisterAnswerRow.objects.filter(answer=answer).order_by("number").values_list("number", "state"))
    done = 0
    for start in range(0, len(rows), BATCH):
        for row in read_some(answer, rows[start : start + BATCH], on=on):
            if done % EACH == 0:
                jobs.step(job, done=done, message=TAKES)
            if states.get(row.number) == State.NEW and row.said is not None and row.person is not None:
                take_in_row(answer, row.number, row.said, row.person, by=job.owner, on=on, at=timezone.now())
            done += 1
    with transaction.atomic():
        jobs.finish(job, at=timezone.now(), url=reverse("register:answer", kwargs={"pk": answer.pk}))
        RegisterAnswer.objects.filter(pk=answer.pk).update(state=RegisterAnswer.State.TAKEN_IN)


@transaction.atomic
def take_in_row(answer: RegisterAnswer, number: int, said: Said, person_key: UUID, *, by: Person, on: date, at: datetime) -> State:
    """Store what one row says about one person as accepted, with the register as its source; audit it and tell the person.

    Judged again on what is registered now: the same twice makes nothing twice. Gives the state the row has come to.
    """
    person = Person.objects.get(pk=person_key)
    people.lock(person)
    plan = judge(said, _standing_of({person.pk})[person.pk])
    state = plan.state
    if state == State.NEW:
        state = _stored(plan, person, by=by, on=on, at=at, answer=answer)
    RegisterAnswerRow.objects.filter(answer=answer, number=number).update(state=state)
    return state


def _stored(plan: Plan, person: Person, *, by: Person, on: date, at: datetime, answer: RegisterAnswer) -> State:
    try:
        with transaction.atomic():
            if plan.licence is not None:
                _keep(plan.licence, person, by=by, at=at)
            if plan.decision is not None:
                _keep(plan.decision, person, by=by, at=at)
    except (IntegrityError, ValidationError):
        return State.CONFLICT
    record("inventory.register_answer.taken_in", actor=by, subject=person, target=answer, at=at)
    tell_from_register(answer, person, at=at)
    changes.announce(person, on=on, at=at)
    return State.TAKEN


def _keep(row: Licence | LevelDecision, person: Person, *, by: Person, at: datetime) -> None:
    is_new = row._state.adding
    row.person, row.changed_at, row.reviewed_at, row.reviewed_by, row.review_reason = person, at, at, by, ""
    row.sent_at = row.sent_at or at
    if is_new:
        row.created_at = at
    else:
        row.version += 1
    row.validate_constraints()
    row.save(force_insert=is_new)


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


def _standing_of(keys: set[UUID]) -> dict[UUID, Standing]:
    found: defaultdict[UUID, Standing] = defaultdict(Standing, {key: Standing() for key in keys})
    for licence in Licence.objects.filter(person__in=keys).exclude(status=RecordStatus.REJECTED):
        found[licence.person_id].licence = licence
    for decision in LevelDecision.objects.filter(person__in=keys).exclude(status=RecordStatus.REJECTED):
        found[decision.person_id].decisions.append(decision)
    return found


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
