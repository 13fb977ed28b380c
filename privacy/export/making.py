"""Making the ordered copies, and removing what has had its time."""

import tempfile
from datetime import datetime, timedelta
from functools import partial

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_noop

from jobs import services as jobs
from jobs.kinds import Kind
from jobs.models import Job
from notices.services import tell
from privacy.export import archive
from privacy.export.document import document_of
from privacy.models import PersonExport, PersonImport
from privacy.telling import EXPORT_READY

LASTS = timedelta(days=7)
UPLOAD_LASTS = timedelta(days=1)
GATHERS = gettext_noop("Samlar uppgifterna")
PACKS = gettext_noop("Lägger in intygen")
FAILED = gettext_noop("Kopian gick inte att skapa. Felet är antecknat. Prova att beställa den igen.")


def make(job: Job) -> None:
    """Write the copy that the job is for. Raises jobs.services.CancelledError where it has been called off."""
    export = PersonExport.objects.select_related("person__provider", "ordered_by").get(job=job)
    viewer, at = export.ordered_by.look(on=timezone.localdate()), timezone.now()
    document = document_of(export.person, viewer=viewer, at=at, with_numbers=export.is_own)
    jobs.start(job, total=len(document["certificates"]) + 2, at=at)
    jobs.step(job, done=1, message=GATHERS)
    with tempfile.TemporaryFile() as file, translation.override("sv"):
        archive.write(document, export.person, file, on_file=lambda done: jobs.step(job, done=done + 1, message=PACKS))
        size = file.tell()
        file.seek(0)
        _finish(export, job, File(file), size=size, at=timezone.now())


@transaction.atomic
def _finish(export: PersonExport, job: Job, file: "File[bytes]", *, size: int, at: datetime) -> None:
    page = reverse("privacy:export", kwargs={"pk": export.pk})
    jobs.finish(job, at=at, url=page)
    default_storage.delete(f"exports/{export.pk}.zip")  # left by a worker that was killed before it could say so
    export.file.save("", file, save=False)
    export.size, export.expires_at = size, at + LASTS
    export.save(update_fields=["file", "size", "expires_at"])
    tell(EXPORT_READY, export.ordered_by, about=export, at=at, url=page, occasion="ready")


def remove_what_is_over(*, at: datetime) -> None:
    """The files of copies whose week has passed, and uploads that nobody took in within a day."""
    for export in PersonExport.objects.over(at).order_by("pk"):
        _remove_file(export)
    for upload in PersonImport.objects.filter(uploaded_at__lt=at - UPLOAD_LASTS).exclude(file="").order_by("pk"):
        _remove_file(upload)
    PersonImport.objects.filter(taken_in_at=None, uploaded_at__lt=at - UPLOAD_LASTS).delete()


@transaction.atomic
def _remove_file(row: PersonExport | PersonImport) -> None:
    """The row remembers that there was a file; the bytes go after commit."""
    name = str(row.file.name)
    type(row)._default_manager.filter(pk=row.pk).update(file="")
    transaction.on_commit(partial(default_storage.delete, name), robust=True)


EXPORT = Kind("privacy.export", make, failed=FAILED)
