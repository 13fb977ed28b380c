"""The untouched files: whether each is still what was uploaded, what it is called in the pack, and the ZIP they travel in.

Nothing is held in memory: each file goes from the disk into the archive, piece by piece, and is proved against its digest as it goes.
"""

import hashlib
import shutil
import zipfile
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import IO
from uuid import UUID

from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from inventory.models import Certificate
from reports.pack.checklist import Checklist, Group, Item, ProofFile
from reports.pack.documents import SHORT

PIECE = 1 << 18
LONGEST = 60  # of the part of a name that says what it is: paths on some systems end at 260
ENDINGS = {Certificate.ContentType.PDF: "pdf", Certificate.ContentType.JPEG: "jpg", Certificate.ContentType.PNG: "png"}


class ChangedError(OSError):
    """A file changed between being looked at and being packed. The work is taken up again, and then finds it changed."""


def find_broken(certificates: Iterable[Certificate], *, on_file: Callable[[], object]) -> set[UUID]:
    """Those whose bytes are gone, or are not those that were uploaded. on_file: called after each."""
    broken = set()
    for certificate in certificates:
        if not certificate.is_blocked and not _is_what_was_uploaded(certificate):
            broken.add(certificate.pk)
        on_file()
    return broken


def _is_what_was_uploaded(certificate: Certificate) -> bool:
    try:
        with certificate.file.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == certificate.sha256
    except FileNotFoundError:
        return False


def names_of(checklist: Checklist) -> dict[UUID, str]:
    """Certificate → its name in the pack: number, what it is, and the row it proves or its own name; ASCII alone, and no folder."""
    width = max(2, len(str(len(checklist.originals))))
    return {file.certificate.pk: f"{file.number:0{width}}-{_words(checklist, file)}.{_ending(file)}" for file in checklist.originals}


def _ending(file: ProofFile) -> str:
    return ENDINGS[Certificate.ContentType(file.certificate.content_type)]


def _words(checklist: Checklist, file: ProofFile) -> str:
    proven = list(proven_by(checklist, file))
    says = proven[0][1].heading if len(proven) == 1 else Path(file.name).stem
    return "-".join(filter(None, [SHORT[proven[0][0].id], slugify(says)[:LONGEST].strip("-")]))


def proven_by(checklist: Checklist, file: ProofFile) -> Iterator[tuple[Group, Item]]:
    """The rows that the file proves, with the kind of document they belong to."""
    for group in checklist.groups:
        for item in group.items:
            if any(each.certificate.pk == file.certificate.pk for each in item.files):
                yield group, item


def write_archive(
    out: IO[bytes], *, summary: Path, summary_name: str, checklist: Checklist, at: datetime, on_file: Callable[[], object]
) -> None:
    """The summary first, then every original in the order of the checklist, and last a list of them. Raises ChangedError."""
    names = names_of(checklist)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:  # PDF, JPEG and PNG are packed already
        with summary.open("rb") as file, archive.open(_entry(summary_name, at), "w") as entry:
            shutil.copyfileobj(file, entry, PIECE)
        for each in checklist.originals:
            _add(archive, each.certificate, names[each.certificate.pk], at)
            on_file()
        text = listed(checklist, names, summary_name=summary_name)
        archive.writestr(_entry("INNEHALL.txt", at), text.replace("\n", "\r\n").encode("utf-8-sig"))


def _entry(name: str, at: datetime) -> zipfile.ZipInfo:
    return zipfile.ZipInfo(name, timezone.localtime(at).timetuple()[:6])


def _add(archive: zipfile.ZipFile, certificate: Certificate, name: str, at: datetime) -> None:
    digest = hashlib.sha256()
    with certificate.file.open("rb") as file, archive.open(_entry(name, at), "w") as entry:
        while piece := file.read(PIECE):
            digest.update(piece)
            entry.write(piece)
    if digest.hexdigest() != certificate.sha256:
        raise ChangedError(certificate.pk)


def listed(checklist: Checklist, names: dict[UUID, str], *, summary_name: str) -> str:
    """What is in the archive, to read without opening anything."""
    lines = [
        _("Det här paketet innehåller:"),
        "",
        summary_name,
        "  " + _("Sammanfattning, villkor och checklista. Preliminär bedömning – Skolverket beslutar."),
        "",
    ]
    for file in checklist.originals:
        proven = ", ".join(dict.fromkeys(item.heading for _group, item in proven_by(checklist, file)))
        lines += [
            names[file.certificate.pk],
            "  " + _("Styrker: %(what)s") % {"what": proven},
            "  " + _("Originalets namn: %(name)s") % {"name": file.name},
            "  " + _("Storlek i byte: %(size)s, SHA-256: %(digest)s") % {"size": file.certificate.size, "digest": file.certificate.sha256},
            "",
        ]
    if checklist.left_out:
        lines += [_("Följer inte med:"), "", *(f"{file.name}: {file.why}" for file in checklist.left_out), ""]
    lines.append(_("Filerna är orörda kopior av det som laddades upp. Digitala stämplar och underskrifter är kvar i dem."))
    return "\n".join(lines) + "\n"
