"""Each hour: what machine clients did becomes part of the log."""

import logging

from celery import shared_task
from django.utils import timezone

from api import use

logger = logging.getLogger(__name__)


@shared_task(acks_late=True, reject_on_worker_lost=True)
def tell_of_use() -> None:
    logger.info("api.use.told entries=%s", use.tell_the_log(at=timezone.now()))
