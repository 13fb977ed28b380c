"""Making an ordered pack, the work of a job of the kind reports.pack; and removing files that have had their time."""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from core.wording import worded_for
from inventory.models import Certificate
from jobs import services as jobs
from jobs.kinds import Kind
from jobs.models import Job
from notices.services import tell
from reports.models import ApplicationPack
from reports.pack import content, originals, printing
from reports.pack.basis import Basis, read_basis
from reports.pack.checklist import checklist_of
from reports.pdf import render_pdf
from reports.telling import PACK_DONE

LASTS = timedelta(days=7)
READS = gettext_noop("Kontrollerar att intygen är desamma som laddades upp")
WRITES = gettext_noop("Skriver sammanfattningen och checklistan")
PACKS = gettext_noop("Lägger in originalen i ordning")
PRINTS = gettext_noop("Gör sidor att skriva ut")
SAVES = gettext_noop("Sparar paketet")
FAILED = gettext_noop("Paketet gick inte att skapa. Felet är antecknat. Prova att beställa det igen.")


@dataclass(frozen=True)
class Made:
    """The three files, in a folder that goes when they are stored."""

    pdf: Path
    archive: Path
    print_copy: Path
    pages: int
    print_pages: int
    originals: int


class _Steps:
    """Counts the steps of the job, whichever part of the work takes them."""

    def __init__(self, job: Job) -> None:
        self.job, self.done = job, 0

    def say(self, message: str) -> None:
        jobs.step(self.job, done=self.done, message=message)

    def counting(self, message: str) -> Callable[[], None]:
        self.say(message)

        def count() -> None:
            self.done += 1
            self.say(message)

        return count


def make(job: Job) -> None:
    """Make the pack that the job is for. Raises jobs.services.CancelledError where it has been called off."""
    pack = ApplicationPack.objects.select_related("person__provider").get(job=job)
    at = timezone.now()
    person = pack.person.look(on=timezone.localdate(at))
    basis = read_basis(person, pack.level, on=timezone.localdate(at))
    proofs = {each.pk: each for record in basis.records.values() for each in record.certificates.all()}
    jobs.start(job, total=3 * len(proofs) + 3, at=at)
    with (
        tempfile.TemporaryDirectory(prefix="pack-") as folder,
        translation.override(pack.language),
        worded_for(lambda: person.provider.has_committees),
    ):
        made = _make(pack, basis, list(proofs.values()), Path(folder), _Steps(job), at=at)
        _finish(pack, job, basis, made, at=timezone.now())


def _make(pack: ApplicationPack, basis: Basis, proofs: list[Certificate], folder: Path, steps: _Steps, *, at: datetime) -> Made:
    broken = originals.find_broken(proofs, on_file=steps.counting(READS))
    checklist = checklist_of(basis, applies_on=pack.applies_on, broken=broken)
    steps.say(WRITES)
    context = content.document_context(basis, checklist, applies_on=pack.applies_on, with_number=pack.with_number, at=at)
    rendered = render_pdf("reports/pack/document.html", context)
    pdf = folder / "summary.pdf"
    pdf.write_bytes(rendered.content)
    steps.counting(PACKS)()
    archive = folder / "pack.zip"
    with archive.open("wb") as out:
        originals.write_archive(
            out, summary=pdf, summary_name=f"00-{file_name(pack.level)}.pdf", checklist=checklist, at=at, on_file=steps.counting(PACKS)
        )
    sheets = printing.lay_out(checklist.originals, folder, on_file=steps.counting(PRINTS))
    front = folder / "front.pdf"
    front.write_bytes(render_pdf("reports/pack/print.html", content.print_context(context, sheets)).content)
    title = _("Utskriftskopia: underlag för ansökan om meriteringsnivå %(level)s") % {"level": pack.level}
    print_copy, pages = printing.bind([front, pdf], sheets, _margin(), folder, title=title, language=pack.language)
    steps.say(SAVES)
    return Made(pdf, archive, print_copy, rendered.pages, pages, len(checklist.originals))


def _margin() -> printing.Margin:
    def left(number: int, page: int, pages: int) -> str:
        return _("Bilaga %(number)s, sida %(page)s av %(pages)s. Kopia för utskrift.") % {"number": number, "page": page, "pages": pages}

    return printing.Margin(left, _("Preliminär bedömning – Skolverket beslutar"))


def file_name(level: int) -> str:
    """What the files are called where they are saved. The same in every language, since an authority gets them."""
    return f"underlag-meriteringsniva-{level}"


@transaction.atomic
def _finish(pack: ApplicationPack, job: Job, basis: Basis, made: Made, *, at: datetime) -> None:
    page = reverse("packs:pack", kwargs={"pk": pack.pk})
    jobs.finish(job, at=at, url=page)
    for field, path, name in (
        (pack.pdf, made.pdf, "underlag.pdf"),
        (pack.archive, made.archive, "paket.zip"),
        (pack.print_copy, made.print_copy, "utskrift.pdf"),
    ):
        default_storage.delete(f"packs/{pack.pk}/{name}")  # left by a worker that was killed before it could say so
        with path.open("rb") as file:
            field.save(name, File(file), save=False)
    pack.basis, pack.expires_at = basis.digest, at + LASTS
    pack.pages, pack.print_pages, pack.originals = made.pages, made.print_pages, made.originals
    pack.archive_size = made.archive.stat().st_size
    pack.save()
    tell(PACK_DONE.name, pack.person, about=pack, at=at, url=page, values={"level": pack.level}, occasion="done")


def remove_what_is_over(*, at: datetime) -> int:
    """Remove the files of packs whose week has passed; the rows remember that they were there. Returns how many packs."""
    removed = 0
    for pack in ApplicationPack.objects.over(at).order_by("pk"):
        _remove_files(pack)
        removed += 1
    return removed


@transaction.atomic
def _remove_files(pack: ApplicationPack) -> None:
    names = pack.file_names
    ApplicationPack.objects.filter(pk=pack.pk).update(pdf="", archive="", print_copy="")
    for name in names:
        transaction.on_commit(partial(default_storage.delete, name), robust=True)


PACK = Kind("reports.pack", make, failed=FAILED)
