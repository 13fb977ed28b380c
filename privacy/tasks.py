"""The nightly work: what may go goes, accounts of leavers close, and files without rows are swept away."""

import logging

from celery import shared_task
from django.utils import timezone

from organisation.models import SchoolProvider
from privacy import leaving
from privacy.export.making import remove_what_is_over
from privacy.retention import log
from privacy.retention.carrying_out import carry_out
from privacy.retention.orphans import sweep

logger = logging.getLogger(__name__)


@shared_task(acks_late=True, reject_on_worker_lost=True)
def carry_out_retention() -> None:
    """Every night, one school provider after the other. May run twice, and goes on where it was killed."""
    on = timezone.localdate()
    for provider in SchoolProvider.objects.order_by("pk"):
        run = carry_out(provider, on=on, at=timezone.now())
        logger.info("privacy.retention.carried_out provider=%s rows=%s files=%s", provider.pk, run.total, run.files)
    logger.info("privacy.log.let_go entries=%s", log.let_go(on=on, at=timezone.now()))


@shared_task(acks_late=True, reject_on_worker_lost=True)
def close_accounts_of_leavers() -> None:
    """Every night: nobody signs in after their reading period."""
    on = timezone.localdate()
    for provider in SchoolProvider.objects.order_by("pk"):
        leaving.close_accounts(provider, on=on, at=timezone.now())


@shared_task(acks_late=True, reject_on_worker_lost=True)
def sweep_orphan_files() -> None:
    removed = sweep(at=timezone.now())
    logger.info("privacy.files.swept removed=%s", removed)


@shared_task(acks_late=True, reject_on_worker_lost=True)
def remove_copies_that_are_over() -> None:
    """Each hour: a copy of somebody's data lies here for seven days and no longer."""
    remove_what_is_over(at=timezone.now())
