"""How a task tells where it is. Progress is committed at once, so that a page can follow it while the work goes on."""

from datetime import datetime

from django.db.models import QuerySet

from jobs.models import Job


def start(job: Job, *, total: int, at: datetime) -> None:
    _update(job, state=Job.State.RUNNING, total=total, done=0, started_at=at, message="")


def step(job: Job, *, done: int, message: str) -> None:
    """done: steps finished so far; message: what is being done now, a plain Swedish sentence."""
    _update(job, done=min(done, job.total), message=message)


def finish(job: Job, *, at: datetime) -> None:
    _update(job, state=Job.State.FINISHED, done=job.total, finished_at=at, message="")


def fail(job: Job, *, message: str, at: datetime) -> None:
    _update(job, state=Job.State.FAILED, finished_at=at, message=message[:200])


def _update(job: Job, **values: object) -> None:
    for name, value in values.items():
        setattr(job, name, value)
    same: QuerySet[Job] = Job.objects.filter(pk=job.pk)
    same.update(**values)
