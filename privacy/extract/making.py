"""Making the document of an extract: what was let out in clear, and for the rest that it is masked and on what ground."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_noop

from jobs import services as jobs
from jobs.kinds import Kind
from jobs.models import Job
from privacy.models import ExtractItem, PublicExtract
from reports.pdf import RenderedPdf, render_pdf

WRITES = gettext_noop("Skriver det som ska lämnas ut")
FAILED = gettext_noop("Dokumentet gick inte att skapa. Felet är antecknat. Prova att beställa det igen.")


@dataclass(frozen=True)
class Line:
    """text: empty where it is masked."""

    label: str
    text: str
    ground: str
    is_masked: bool


@dataclass(frozen=True)
class Row:
    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Chapter:
    """One section about one person. person: their number in the document, since a name is an item like others."""

    person: int
    title: str
    rows: tuple[Row, ...]

    @property
    def is_many(self) -> bool:
        """Whether a row needs its heading to be told from others."""
        return len(self.rows) > 1 or any(row.heading for row in self.rows)


def chapters_of(extract: PublicExtract) -> list[Chapter]:
    """What the document says. A row's heading is its first answer's doing, so it stands only where nothing in the row is masked."""
    items = list(ExtractItem.objects.filter(extract=extract).order_by("order"))
    people = {key: number for number, key in enumerate(dict.fromkeys(item.person_id for item in items), start=1)}
    return [
        Chapter(people[person], title, tuple(_rows(list(some))))
        for (person, title), some in groupby(items, key=lambda item: (item.person_id, item.section))
    ]


def _rows(items: list[ExtractItem]) -> Iterator[Row]:
    for heading, some in groupby(items, key=lambda item: item.heading):
        lines = tuple(_line(item) for item in some)
        yield Row("" if any(line.is_masked for line in lines) else heading, lines)


def _line(item: ExtractItem) -> Line:
    is_released = item.decision == ExtractItem.Decision.RELEASE
    return Line(item.label, item.text if is_released else "", item.ground, is_masked=not is_released)


def make(job: Job) -> None:
    """Render the extract that the job is for. Raises jobs.services.CancelledError where it has been called off."""
    extract = PublicExtract.objects.select_related("provider").get(job=job)
    jobs.start(job, total=2, at=timezone.now())
    jobs.step(job, done=1, message=WRITES)
    with translation.override("sv"):
        chapters = chapters_of(extract)
        masked = [line.is_masked for chapter in chapters for row in chapter.rows for line in row.lines]
        context = {
            "extract": extract,
            "chapters": chapters,
            "released": masked.count(False),
            "masked": masked.count(True),
            "provider": extract.provider.name,
            "on": timezone.localdate(),
        }
        pdf = render_pdf("privacy/extract_document.html", context)
    _finish(extract, job, pdf)


@transaction.atomic
def _finish(extract: PublicExtract, job: Job, pdf: RenderedPdf) -> None:
    jobs.finish(job, at=timezone.now(), url=reverse("privacy:extract", kwargs={"pk": extract.pk}))
    default_storage.delete(f"extracts/{extract.pk}.pdf")  # left by a worker that was killed before it could say so
    extract.pdf.save("", ContentFile(pdf.content), save=False)
    extract.pages = pdf.pages
    extract.save(update_fields=["pdf", "pages"])


EXTRACT = Kind("privacy.extract", make, failed=FAILED)
