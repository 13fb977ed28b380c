"""The hourly work: what somebody has ordered for themselves lies here for seven days and no longer."""

import logging

from celery import shared_task
from django.utils import timezone

from reports.pack.making import remove_what_is_over

logger = logging.getLogger(__name__)


@shared_task(acks_late=True, reject_on_worker_lost=True)
def remove_packs_that_are_over() -> None:
    logger.info("reports.packs.removed packs=%s", remove_what_is_over(at=timezone.now()))
