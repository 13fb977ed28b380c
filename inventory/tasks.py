"""Work on certificates outside the request: scanning for malware, drawing pages, and taking up what was left unfinished."""

import logging
from datetime import timedelta

from celery import shared_task
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from audit.services import record
from inventory.certificates import previews, scanning
from inventory.models import Certificate
from inventory.register import answers, listing

logger = logging.getLogger(__name__)

SWEEP_AFTER = timedelta(minutes=2)  # younger ones are still on their way
SWEEP_AT_MOST = 200

READABLE = (Certificate.Scan.NOT_CHECKED, Certificate.Scan.CLEAN)


@shared_task
def scan_certificate(certificate_id: str) -> None:
    """Ask the scanner about one waiting certificate. Without an answer it goes on waiting, and the sweep asks again."""
    certificate = Certificate.objects.filter(pk=certificate_id, scan=Certificate.Scan.WAITING).first()
    if certificate is None:
        return
    try:
        with certificate.file.open("rb") as file:
            harmful = scanning.is_harmful(file, address=settings.CLAMD_ADDRESS)
    except (scanning.NotScannedError, FileNotFoundError) as error:
        logger.warning("inventory.certificate.not_scanned id=%s cause=%s", certificate_id, error)
        return
    verdict = Certificate.Scan.INFECTED if harmful else Certificate.Scan.CLEAN
    with transaction.atomic():
        told = Certificate.objects.filter(pk=certificate_id, scan=Certificate.Scan.WAITING).update(scan=verdict)
        if told and harmful:
            record("inventory.certificate.infected", actor=None, subject=certificate.person, target=certificate, at=timezone.now())
    if told and not harmful:
        draw_previews.delay(certificate_id)


@shared_task
def draw_previews(certificate_id: str) -> None:
    """Draw the pages of one certificate that may be read and is not drawn yet."""
    waiting = Certificate.objects.filter(pk=certificate_id, previews=Certificate.Previews.WAITING, scan__in=READABLE)
    certificate = waiting.first()
    if certificate is None:
        return
    try:
        previews.draw(certificate)
    except FileNotFoundError:
        logger.warning("inventory.certificate.file_missing id=%s", certificate_id)


@shared_task
def sweep_certificates() -> None:
    """Queue again what a lost task or a silent scanner left unfinished, and follow the setting where it was changed."""
    scanned = settings.MALWARE_SCANNING != "off"
    old, new = Certificate.Scan.NOT_CHECKED, Certificate.Scan.WAITING
    if not scanned:
        old, new = new, old
    Certificate.objects.filter(scan=old).update(scan=new)
    left = Certificate.objects.filter(uploaded_at__lt=timezone.now() - SWEEP_AFTER)
    for key in left.filter(scan=Certificate.Scan.WAITING).values_list("pk", flat=True)[:SWEEP_AT_MOST]:
        scan_certificate.delay(str(key))
    for key in left.filter(previews=Certificate.Previews.WAITING, scan__in=READABLE).values_list("pk", flat=True)[:SWEEP_AT_MOST]:
        draw_previews.delay(str(key))


@shared_task(acks_late=True, reject_on_worker_lost=True)
def forget_register_numbers() -> None:
    """Each hour: the numbers of a register check lie here for as long as the page says and no longer."""
    now = timezone.now()
    listing.empty_what_is_over(at=now)
    answers.empty_what_is_over(at=now)
