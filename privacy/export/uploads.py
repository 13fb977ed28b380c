"""The administrator's upload: kept for a day, looked through, and taken in when they say so."""

from collections import Counter
from datetime import datetime
from functools import partial
from typing import Any

from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from audit.services import record
from organisation.models import Person
from privacy.export.reading_in import ArchiveRefusedError, open_archive
from privacy.export.taking_in import TakenIn, dry_run, take_in
from privacy.models import PersonImport
from privacy.reading import sections_of


def receive(upload: UploadedFile, *, by: Person, at: datetime) -> PersonImport:
    """Check the archive and keep it. Raises ArchiveRefusedError."""
    upload.seek(0)
    open_archive(upload)
    upload.seek(0)
    stored = PersonImport(provider=by.provider, uploaded_by=by, uploaded_at=at)
    stored.file.save("", upload, save=False)
    try:
        with transaction.atomic():
            stored.save(force_insert=True)
            record("privacy.import.uploaded", actor=by, target=stored, at=at)
    except Exception:
        default_storage.delete(str(stored.file.name))
        raise
    return stored


def looked_through(stored: PersonImport, *, by: Person, at: datetime) -> dict[str, Any]:
    """For the page: who it is, what the copy holds, and what taking it in as somebody new would do, or why it cannot be done."""
    with stored.file.open("rb") as file:
        packed = open_archive(file)
        counts: Counter[str] = Counter()
        for section in sections_of(packed.document):
            counts[section.title] += len(section.things)
        said = packed.document["person"]
        found: dict[str, Any] = {
            "called": f"{said['given_name']} {said['family_name']}".strip(),
            "made": packed.document["made"],
            "counts": counts.items(),
            "refused": (),
            "taken": None,
        }
        try:
            found["taken"] = dry_run(packed, by.provider, into=None, review_again=True, by=by, at=at)
        except ArchiveRefusedError as refused:
            found["refused"] = refused.messages
    return found


@transaction.atomic
def take(stored: PersonImport, *, into: Person | None, review_again: bool, by: Person, at: datetime) -> TakenIn:
    """Take it in, and let the file go. Raises ArchiveRefusedError."""
    locked = PersonImport.objects.select_for_update(of=("self",)).get(pk=stored.pk)
    if locked.taken_in_at is not None or not locked.file:
        raise ArchiveRefusedError(_("Kopian är redan inläst."))
    name = str(locked.file.name)
    with locked.file.open("rb") as file:
        taken = take_in(open_archive(file), by.provider, into=into, review_again=review_again, by=by, at=at)
    locked.person, locked.taken_in_at, locked.file = taken.person, at, ""
    locked.save(update_fields=["person", "taken_in_at", "file"])
    transaction.on_commit(partial(default_storage.delete, name), robust=True)
    return taken
