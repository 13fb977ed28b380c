"""Sealing each minute, and looking through the chain each night."""

import logging

from celery import shared_task
from django.utils import timezone

from audit import seal, verify

logger = logging.getLogger(__name__)


@shared_task
def seal_entries() -> None:
    """Seal what waits. Safe to run twice and in two workers at once: the second finds nothing to do."""
    sealed = seal.seal_all(at=timezone.now())
    if sealed:
        logger.info("audit.sealed entries=%s", sealed)


@shared_task
def verify_chain() -> None:
    """Look through the whole chain, and keep what came of it for the administrator's page."""
    report = verify.verify()
    verify.keep(report, at=timezone.now())
    for sentence in report.faults:
        logger.error("audit.fault %s", sentence)
