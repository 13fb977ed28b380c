"""Making the ordered documents: the work of a job of the kind reports.pdf."""

from django.core.files.base import ContentFile
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_noop

from core.wording import worded_for
from jobs import services as jobs
from jobs.kinds import Kind
from jobs.models import Job
from notices.services import tell
from reports.documents import document_of
from reports.models import Report
from reports.pdf import RenderedPdf, render_pdf
from reports.telling import DONE

STEPS = (
    gettext_noop("Samlar underlaget"),
    gettext_noop("Skriver kapitlen och ritar figurerna"),
    gettext_noop("Lägger ut sidorna"),
    gettext_noop("Sparar dokumentet"),
)
FAILED = gettext_noop("Dokumentet gick inte att skapa. Felet är antecknat. Prova att beställa det igen.")


def make(job: Job) -> None:
    """Render the document that the job is for. Raises jobs.services.CancelledError where it has been called off."""
    report = Report.objects.select_related("ordered_by").get(job=job)
    report.job = job
    _finish(report, _render(report))


def _render(report: Report) -> RenderedPdf:
    job = report.job
    jobs.start(job, total=len(STEPS), at=timezone.now())
    jobs.step(job, done=0, message=STEPS[0])
    with translation.override(report.language), worded_for(lambda: report.ordered_by.provider.has_committees):
        template, context = document_of(report, on=timezone.localdate())
        jobs.step(job, done=1, message=STEPS[1])
        pdf = render_pdf(template, context, on_layout=lambda: jobs.step(job, done=2, message=STEPS[2]))
    jobs.step(job, done=3, message=STEPS[3])
    return pdf


@transaction.atomic
def _finish(report: Report, pdf: RenderedPdf) -> None:
    now = timezone.now()
    jobs.finish(report.job, at=now, url=reverse("reports:file", kwargs={"pk": report.pk}))
    report.pdf.save("", ContentFile(pdf.content), save=False)
    report.pages = pdf.pages
    report.save(update_fields=["pdf", "pages"])
    page = reverse("reports:report", kwargs={"pk": report.pk})
    tell(DONE.name, report.ordered_by, about=report, at=now, url=page, values={"pages": pdf.pages}, occasion="done")


PDF = Kind("reports.pdf", make, failed=FAILED)
