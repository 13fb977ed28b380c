"""Outcomes that change by date alone, and everybody's under new rules: in chunks, by any number of workers."""

import time

from celery import shared_task
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from jobs import services as jobs
from jobs.kinds import Kind
from jobs.models import Job
from merit import reassessments
from merit.models import Reassessment

HELPERS = 1  # beside the worker that has the job; the others are left for what people wait for
PAUSE = 0.2  # seconds between looks at a chunk in another's hands
ASSESSING = gettext_noop("Bedömer alla på nytt")
DONE = gettext_noop("Alla är bedömda på nytt. De som har fått ett annat utfall har fått besked.")
FAILED = gettext_noop("Alla kunde inte bedömas på nytt. Felet är antecknat, och arbetet fortsätter i natt.")


@shared_task(acks_late=True, reject_on_worker_lost=True)
def reassess_due() -> None:
    """Every night: those whose day has come, and everybody where rules are new. May run twice, and goes on where it was killed."""
    now = timezone.now()
    today = timezone.localdate(now)
    while reassessments.reassess_due(on=today, at=now):
        pass
    reassessments.begin_where_rules_are_new(on=today, at=now)
    for reassessment in Reassessment.objects.unfinished().order_by("pk"):
        _work_on(reassessment)


@shared_task(acks_late=True, reject_on_worker_lost=True)
def help_to_reassess(*, reassessment_id: int) -> None:
    """A second worker on the same reassessment, while there are chunks to take."""
    reassessment = Reassessment.objects.filter(pk=reassessment_id).unfinished().first()
    if reassessment is not None:
        _work_on(reassessment)


def reassess_everybody(job: Job) -> None:
    """The work of a job: what is done stays done however often it is begun."""
    reassessment = Reassessment.objects.get(job=job)
    chunks = reassessment.chunks.count()
    jobs.start(job, total=chunks, at=timezone.now())
    for _ in range(min(HELPERS, chunks)):
        help_to_reassess.delay(reassessment_id=reassessment.pk)
    while True:
        jobs.step(job, done=reassessment.chunks.filter(done_at__isnull=False).count(), message=ASSESSING)
        if _take(reassessment):
            continue
        with transaction.atomic():
            if reassessments.end(reassessment, at=timezone.now()):
                jobs.finish(job, at=timezone.now(), text=DONE)
                return
        time.sleep(PAUSE)


def _work_on(reassessment: Reassessment) -> None:
    while _take(reassessment):
        pass
    reassessments.end(reassessment, at=timezone.now())


def _take(reassessment: Reassessment) -> bool:
    now = timezone.now()
    return reassessments.work_on_one_chunk(reassessment, on=timezone.localdate(now), at=now)


WORK = Kind(reassessments.JOB, reassess_everybody, FAILED)
