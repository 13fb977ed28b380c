"""How work is ordered, tells where it is, ends once, and is called off.

Progress is committed at once, so that a page can follow it while the work goes on. Each step also hears whether the job has been called
off: the owner's wish takes effect at the next one.
"""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import QuerySet

from audit.services import record
from jobs.claims import claim
from jobs.models import Job

if TYPE_CHECKING:
    from organisation.models import Person

State = Job.State


class CancelledError(Exception):
    """The job has been called off, or has ended otherwise: whoever works on it must stop, and store nothing."""


@transaction.atomic
def order(kind: str, *, owner: Person, at: datetime) -> Job:
    """A job that a worker takes up after commit."""
    job = Job.objects.create(kind=kind, owner=owner, created_at=at)
    transaction.on_commit(partial(_queue, str(job.pk)), robust=True)
    return job


def start(job: Job, *, total: int, at: datetime) -> None:
    """The work begins, or begins anew. total: how many steps it has. Raises CancelledError."""
    _go_on(job, {State.WAITING, State.RUNNING}, state=State.RUNNING, total=total, done=0, started_at=at, message="", starts=job.starts + 1)


def step(job: Job, *, done: int, message: str) -> None:
    """done: steps finished so far; message: what is being done now, a plain Swedish sentence. Raises CancelledError."""
    _go_on(job, {State.RUNNING}, done=min(done, job.total), message=message)


def finish(job: Job, *, at: datetime, url: str = "", text: str = "") -> None:
    """The work is done. Call it first in the transaction that stores what was made. Raises CancelledError, and then nothing is stored.

    url: a page or file of ours; text: what came of it in one Swedish sentence, marked for translation. Both stay with the job.
    """
    _go_on(job, {State.RUNNING}, state=State.FINISHED, done=job.total, finished_at=at, message=text, result_url=url)


def fail(job: Job, *, message: str, at: datetime) -> bool:
    """The work cannot be done. False if the job was over."""
    return _end(job, state=State.FAILED, finished_at=at, message=message[:200])


def end_cancelled(job: Job, *, at: datetime) -> bool:
    """The worker has stopped. False if the job was over."""
    return _end(job, state=State.CANCELLED, finished_at=at, message="")


@transaction.atomic
def cancel(job: Job, *, by: Person, at: datetime) -> None:
    """Call a job off: at once where nobody works on it, else at the worker's next step. What is over stays as it is."""
    held = Job.objects.select_for_update().get(pk=job.pk)
    if held.is_over or held.cancel_requested_at is not None:
        return
    held.cancel_requested_at = at
    held.save(update_fields=["cancel_requested_at"])
    with claim(held) as nobody_works_on_it:
        if nobody_works_on_it:
            end_cancelled(held, at=at)
    record("jobs.job.cancelled", actor=by, target=held, at=at, details={"kind": held.kind, "done": held.done, "total": held.total})


def _go_on(job: Job, states: set[Job.State], **values: object) -> None:
    """One statement says the new and hears the old, so that no wish to stop falls between."""
    same: QuerySet[Job] = Job.objects.filter(pk=job.pk, state__in=states, cancel_requested_at__isnull=True)
    if not same.update(**values):
        raise CancelledError
    for name, value in values.items():
        setattr(job, name, value)


def _end(job: Job, **values: object) -> bool:
    same: QuerySet[Job] = Job.objects.filter(pk=job.pk, state__in=[State.WAITING, State.RUNNING])
    ended = bool(same.update(**values))
    if ended:
        for name, value in values.items():
            setattr(job, name, value)
    return ended


def _queue(job_id: str) -> None:
    from jobs.tasks import work  # noqa: PLC0415  # the task calls back into this module

    work.delay(job_id=job_id)
