"""Doing ordered work: each job by one worker at a time, again if the worker was killed, and ended once."""

import logging
from datetime import timedelta
from uuid import UUID

from celery import shared_task
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_noop

from jobs import services
from jobs.claims import claim
from jobs.kinds import is_known, kind_of
from jobs.models import Job

logger = logging.getLogger(__name__)

FORGOTTEN_AFTER = timedelta(minutes=2)  # a message in the queue may be lost
MOST_STARTS = 8  # a full disk does not mend itself, nor does work that kills its worker each time: tell the person instead
GIVEN_UP_AFTER = timedelta(hours=1)  # work that no app knows, as while a new version is being put in place
NO_KIND = gettext_noop("Arbetet gick inte att utföra. Felet är antecknat.")


@shared_task(acks_late=True, reject_on_worker_lost=True, autoretry_for=(OSError,), retry_backoff=True, max_retries=5)
def work(*, job_id: str) -> None:
    """Do one job. Safe to run twice, in two workers at once, and after a worker was killed."""
    job = Job.objects.filter(pk=UUID(job_id)).first()
    if job is None or job.is_over:
        return
    with claim(job) as mine:
        job.refresh_from_db()
        if mine and not job.is_over:
            _do(job)


@shared_task
def sweep() -> None:
    """Take up again what nobody works on: after a killed worker at once, after a lost message in two minutes. End what goes on failing."""
    now = timezone.now()
    unfinished = Job.objects.filter(finished_at__isnull=True)
    for job in unfinished.filter(Q(state=Job.State.RUNNING) | Q(created_at__lt=now - FORGOTTEN_AFTER)).order_by("created_at", "pk"):
        with claim(job) as nobody_works_on_it:
            pass
        if not nobody_works_on_it:
            continue
        if is_known(job.kind) and job.starts < MOST_STARTS:
            work.delay(job_id=str(job.pk))
        elif is_known(job.kind) or job.created_at < now - GIVEN_UP_AFTER:
            services.fail(job, message=_failed(job), at=now)


def _do(job: Job) -> None:
    try:
        kind_of(job.kind).run(job)
    except services.CancelledError:
        services.end_cancelled(job, at=timezone.now())
    except OSError:
        raise  # the disk or the database was away: Celery tries again
    except Exception:
        logger.exception("job.failed job=%s kind=%s", job.pk, job.kind)
        services.fail(job, message=_failed(job), at=timezone.now())


def _failed(job: Job) -> str:
    return kind_of(job.kind).failed if is_known(job.kind) else NO_KIND
