"""Assessing again those whom time or new rules may have given another outcome. Only outcomes that are other are written.

    start_reassessment(provider, by=administrator, on=today, at=now) -> Job     everybody of a provider, followed as a job
    reassess_due(on=today, at=now)                                              each night, those whose day has come

A reassessment is cut into chunks. A worker holds a chunk, assesses its people and marks it done in one transaction: one that is killed
leaves the chunk as if it had never been taken, and two never take the same. Nothing is lost or done twice, however many work.
"""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Sum

from audit.services import record
from jobs import services as jobs
from jobs.models import Job
from merit import bulk
from merit.models import Reassessment, ReassessmentChunk, StoredAssessment
from merit.outcomes import standing_of
from merit.rule_sets import rule_set_for
from merit.rules import assess
from merit.rules.dates import changes_on
from merit.storing import DECIDED, rules_of, store_for_time
from organisation.models import Person, SchoolProvider

JOB = "merit.reassessment"
PEOPLE_A_CHUNK = 1_000  # half a second of work: ten thousand people are still shared evenly between two workers

DUE_AT_ONCE = 500  # they are held meanwhile


@transaction.atomic
def start_reassessment(provider: SchoolProvider, *, by: Person, on: date, at: datetime) -> Job:
    """Assess everybody of the provider again under the rule set in force that day: a job that `by` follows, begun after commit.

    Call it where a rule set is published. One whose first day lies ahead needs nothing: the night of that day begins it by itself.
    Raises NoRuleSetError.
    """
    job = jobs.order(JOB, owner=by, at=at)
    made = cut(provider, on=on, at=at, job=job)
    record("merit.reassessment.started", actor=by, target=made, at=at, details={"rule_set": made.rule_set})
    return job


@transaction.atomic
def begin_where_rules_are_new(*, on: date, at: datetime) -> None:
    """For each provider whose rules in force have not been asked about everybody yet, so also on the first day of a rule set."""
    for provider in SchoolProvider.objects.order_by("pk"):
        rules = rule_set_for(provider.pk, on=on)
        if Reassessment.objects.filter(provider=provider, rule_set=rules.id).exists():
            continue
        if StoredAssessment.objects.filter(person__provider=provider).exclude(rule_set=rules.id).exists():
            cut(provider, on=on, at=at)


def work_on_one_chunk(reassessment: Reassessment, *, on: date, at: datetime) -> bool:
    """Take a chunk that nobody holds and do it. False where there is none to take: all are done, or in other hands."""
    with bulk.without_collecting(), transaction.atomic():
        free = reassessment.chunks.filter(done_at__isnull=True).select_for_update(of=("self",), skip_locked=True)
        chunk = free.order_by("pk").first()
        if chunk is None:
            return False
        chunk.changed = _reassess(chunk, on=on, at=at)
        chunk.done_at = at
        chunk.save(update_fields=["changed", "done_at"])
    return True


def end(reassessment: Reassessment, *, at: datetime) -> bool:
    """Say that it is finished, if every chunk is. False while somebody still works on one."""
    if reassessment.chunks.filter(done_at__isnull=True).exists():
        return False
    Reassessment.objects.filter(pk=reassessment.pk, finished_at__isnull=True).update(finished_at=at)
    return True


def changed_in(reassessment: Reassessment) -> int:
    """How many have another outcome so far."""
    return int(reassessment.chunks.aggregate(sum=Sum("changed"))["sum"] or 0)


def reassess_due(*, on: date, at: datetime) -> bool:
    """Some of those whose day has come, in one transaction. False when nobody is left."""
    with transaction.atomic():
        due = list(StoredAssessment.objects.due(on).order_by("person_id").values_list("person_id", flat=True)[:DUE_AT_ONCE])
        if due:
            store_for_time(due, on=on, at=at)
    return bool(due)


def cut(provider: SchoolProvider, *, on: date, at: datetime, job: Job | None = None) -> Reassessment:
    """A reassessment of everybody of the provider who has an assessment, and its chunks. In the caller's transaction."""
    made = Reassessment.objects.create(provider=provider, rule_set=rule_set_for(provider.pk, on=on).id, on=on, job=job, ordered_at=at)
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT min(person_id::text)::uuid, max(person_id::text)::uuid, count(*) FROM (
                SELECT person_id, (row_number() OVER (ORDER BY person_id) - 1) / %s AS number
                FROM merit_storedassessment JOIN organisation_person AS person ON person.id = person_id
                WHERE person.provider_id = %s
            ) AS numbered GROUP BY number ORDER BY number""",
            [PEOPLE_A_CHUNK, provider.pk],
        )
        chunks = [ReassessmentChunk(reassessment=made, first=first, last=last, people=count) for first, last, count in cursor.fetchall()]
    ReassessmentChunk.objects.bulk_create(chunks, batch_size=1000)
    return made


def _reassess(chunk: ReassessmentChunk, *, on: date, at: datetime) -> int:
    """Assess everybody in the chunk without holding them; those who may have another outcome are held and assessed once more.

    Whoever changes records meanwhile is assessed by that change, and nobody's row is touched here who stands as before.
    """
    others = _others_than_stored(chunk, on=on)
    return store_for_time(others, on=on, at=at) if others else 0


STORED = ("person_id", "rule_set", "changes_on", "outcomes", *DECIDED, "sure_credits", "possible_credits")


def _others_than_stored(chunk: ReassessmentChunk, *, on: date) -> Sequence[UUID]:
    provider = chunk.reassessment.provider_id
    rows = list(
        StoredAssessment.objects.filter(person__gte=chunk.first, person__lte=chunk.last, person__provider=provider)
        .order_by("person_id")
        .values_list(*STORED)
    )
    rules = rules_of([provider], on=on)[provider]
    facts = bulk.facts_in(bulk.read([row[0] for row in rows]), len(rows), on=on)
    others = []
    for (person, rule_set, may_change, outcomes, one, two, three, four, sure, possible), (each, others_on) in zip(rows, facts, strict=True):
        is_same = standing_of(assess(each, rules=rules)) == (outcomes, (one, two, three, four), sure, possible)
        if is_same and rule_set == rules.id and (may_change is None or may_change > on):
            continue
        if not is_same or may_change != changes_on(each, rules, others_on=others_on):
            others.append(person)
    return others
