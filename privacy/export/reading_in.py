"""Opening an archive from another installation: what is in it is held against the schema before anything is believed."""

import hashlib
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any

from django.conf import settings
from django.utils.translation import gettext as _
from jsonschema import Draft202012Validator, FormatChecker

from privacy.export.archive import DOCUMENT
from privacy.export.document import FORMAT, READABLE_VERSIONS, schema
from privacy.export.sections import Item

MOST_DOCUMENT = 20 * 1024 * 1024  # bytes of person.json unpacked
MOST_FILES = 2000
MOST_FAULTS = 10
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")  # PostgreSQL's text has no room for the first, UTF-8 none for halves of characters
DAY = re.compile(r"(\d{4})-\d{2}-\d{2}(T.*)?")
YEARS = range(1900, 2200)  # beyond these a moment cannot always be written in another time zone


class ArchiveRefusedError(Exception):
    """messages: plain sentences about what is wrong with the archive. Nothing has been taken in."""

    def __init__(self, *messages: str) -> None:
        super().__init__(" ".join(messages))
        self.messages = messages


@dataclass(frozen=True)
class Packed:
    """An archive whose document follows the schema and whose files are what the document says."""

    document: Item
    archive: zipfile.ZipFile

    def file(self, item: Item) -> bytes:
        """The bytes of one certificate, already held against its digest."""
        return self.archive.read(item["file"])


def open_archive(file: IO[bytes]) -> Packed:
    """Read and check all of it. Raises ArchiveRefusedError."""
    try:
        archive = zipfile.ZipFile(file)
        names = {info.filename: info for info in archive.infolist()}
    except (zipfile.BadZipFile, ValueError, OSError):
        raise ArchiveRefusedError(_("Filen är ingen ZIP-fil, eller så är den skadad. Hämta kopian på nytt.")) from None
    if DOCUMENT not in names or len(names) > MOST_FILES or names[DOCUMENT].file_size > MOST_DOCUMENT:
        raise ArchiveRefusedError(_("Filen är ingen kopia ur Meritplan: person.json saknas eller är för stor."))
    try:
        document = _document(_read(archive, names[DOCUMENT], most=MOST_DOCUMENT))
        _check_files(archive, names, document)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError):  # damaged inside, locked, or packed in an unknown way
        raise ArchiveRefusedError(_("Filen är skadad eller låst. Hämta kopian på nytt.")) from None
    return Packed(document, archive)


def _document(data: bytes) -> Item:
    try:
        document = json.loads(data)
    except (ValueError, RecursionError):
        raise ArchiveRefusedError(_("person.json går inte att läsa.")) from None
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise ArchiveRefusedError(_("Filen är ingen kopia ur Meritplan: person.json är något annat."))
    _check_texts(document)
    version = document.get("version")
    if isinstance(version, bool) or version not in READABLE_VERSIONS:
        raise ArchiveRefusedError(_("Kopian är skriven i en annan version än den som går att läsa in här."))
    validator = Draft202012Validator(schema(version), format_checker=FormatChecker())
    if faults := [_fault(error) for error in _first(validator.iter_errors(document))]:
        raise ArchiveRefusedError(_("person.json följer inte sitt schema."), *faults)
    return document


def _check_texts(document: Item) -> None:
    for text in _texts(document):
        day = DAY.fullmatch(text)
        if UNSTORABLE.search(text):
            raise ArchiveRefusedError(_("person.json innehåller tecken som inte går att spara. Hämta kopian på nytt."))
        if day is not None and int(day[1]) not in YEARS:
            raise ArchiveRefusedError(_("En dag i person.json ligger utanför åren 1900–2199. Hämta kopian på nytt."))


def _texts(node: Any) -> Iterator[str]:
    """Every text, names of fields too."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        for name, value in node.items():
            yield name
            yield from _texts(value)
    elif isinstance(node, list):
        for value in node:
            yield from _texts(value)


def _first(errors: Iterator[Any]) -> list[Any]:
    return [error for error, _number in zip(errors, range(MOST_FAULTS), strict=False)]


def _fault(error: Any) -> str:
    """Where, and which rule: never what stands there, since it may be a number or a name."""
    where = "/".join(str(part) for part in error.absolute_path) or DOCUMENT
    return _("%(where)s bryter mot regeln %(rule)s.") % {"where": where, "rule": error.validator}


def _check_files(archive: zipfile.ZipFile, names: dict[str, zipfile.ZipInfo], document: Item) -> None:
    for item in document["certificates"]:
        if item["file"] is None:
            continue
        info = names.get(item["file"])
        if info is None:
            raise ArchiveRefusedError(_("Intyget %(file)s saknas i filen.") % {"file": item["file"]})
        data = _read(archive, info, most=settings.MAX_UPLOAD_BYTES)
        if hashlib.sha256(data).hexdigest() != item["sha256"]:
            raise ArchiveRefusedError(_("Intyget %(file)s är inte det som person.json beskriver.") % {"file": item["file"]})


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo, *, most: int) -> bytes:
    """The bytes, and never more than may be: what the archive says of its own size is not believed."""
    with archive.open(info) as file:
        data = file.read(most + 1)
    if len(data) > most:
        raise ArchiveRefusedError(_("%(file)s är för stor.") % {"file": info.filename})
    return data
