"""Making the ordered documents."""

import logging
from datetime import timedelta
from uuid import UUID

from celery import shared_task
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext_noop

from jobs import services as jobs
from jobs.claims import claim
from reports.documents import document_of
from reports.models import Report
from reports.pdf import RenderedPdf, render_pdf

logger = logging.getLogger(__name__)

STEPS = (
    gettext_noop("Samlar underlaget"),
    gettext_noop("Skriver kapitlen och ritar figurerna"),
    gettext_noop("Lägger ut sidorna"),
    gettext_noop("Sparar dokumentet"),
)
FAILED = gettext_noop("Dokumentet gick inte att skapa. Felet är antecknat. Prova att beställa det igen.")
FORGOTTEN_AFTER = timedelta(minutes=2)
GIVEN_UP_AFTER = timedelta(hours=1)  # a full disk or a missing font does not mend itself: tell the person instead


@shared_task(acks_late=True, reject_on_worker_lost=True, autoretry_for=(OSError,), retry_backoff=True, max_retries=5)
def render_report(*, report_id: str) -> None:
    """Render one ordered report. Safe to run twice, in two workers at once, and after a worker was killed."""
    report = Report.objects.select_related("job", "ordered_by").filter(pk=UUID(report_id)).first()
    if report is None:
        return
    with claim(report.job) as mine:
        report.job.refresh_from_db()
        if not mine or report.job.is_over:
            return
        try:
            _finish(report, _render(report))
        except OSError:
            raise  # the disk or the database was away: Celery tries again
        except Exception:
            logger.exception("report.failed report=%s", report.pk)
            jobs.fail(report.job, message=FAILED, at=timezone.now())


@shared_task
def sweep_reports() -> None:
    """Queue again what was ordered a while ago and is still unfinished, and end what has been tried for an hour."""
    now = timezone.now()
    waiting = Report.objects.filter(job__finished_at=None, ordered_at__lt=now - FORGOTTEN_AFTER).select_related("job")
    for report in waiting:
        if report.ordered_at < now - GIVEN_UP_AFTER:
            jobs.fail(report.job, message=FAILED, at=now)
        else:
            render_report.delay(report_id=str(report.pk))


def _render(report: Report) -> RenderedPdf:
    job = report.job
    jobs.start(job, total=len(STEPS), at=timezone.now())
    jobs.step(job, done=0, message=STEPS[0])
    with translation.override(report.language):
        template, context = document_of(report, on=timezone.localdate())
        jobs.step(job, done=1, message=STEPS[1])
        pdf = render_pdf(template, context, on_layout=lambda: jobs.step(job, done=2, message=STEPS[2]))
    jobs.step(job, done=3, message=STEPS[3])
    return pdf


@transaction.atomic
def _finish(report: Report, pdf: RenderedPdf) -> None:
    report.pdf.save("", ContentFile(pdf.content), save=False)
    report.pages = pdf.pages
    report.save(update_fields=["pdf", "pages"])
    jobs.finish(report.job, at=timezone.now())
