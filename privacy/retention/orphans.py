"""Files on disk that no row knows: left by a process killed between the file and its row. Removed when they are a day old."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from itertools import islice
from uuid import UUID

from django.core.files.storage import default_storage
from django.db.models import Q

from inventory.models import Certificate
from inventory.models.certificate import preview_path
from privacy.models import PersonExport, PersonImport, PublicExtract
from reports.models import ApplicationPack, Report

OLD = timedelta(days=1)  # a younger file may be on its way to its row
AT_ONCE = 500

Known = Callable[[list[str]], set[str]]


def _certificates(names: list[str]) -> set[str]:
    return set(Certificate.objects.filter(file__in=names).order_by().values_list("file", flat=True))


def _reports(names: list[str]) -> set[str]:
    return set(Report.objects.filter(pdf__in=names).order_by().values_list("pdf", flat=True))


def _packs(names: list[str]) -> set[str]:
    """packs/<pack>/<file>, of packs that are still there to be fetched."""
    known: set[str] = set()
    for pack in ApplicationPack.objects.filter(Q(pdf__in=names) | Q(archive__in=names) | Q(print_copy__in=names)).order_by("pk"):
        known.update(pack.file_names)
    return known


def _exports(names: list[str]) -> set[str]:
    return set(PersonExport.objects.filter(file__in=names).order_by().values_list("file", flat=True))


def _imports(names: list[str]) -> set[str]:
    return set(PersonImport.objects.filter(file__in=names).order_by().values_list("file", flat=True))


def _extracts(names: list[str]) -> set[str]:
    return set(PublicExtract.objects.filter(pdf__in=names).order_by().values_list("pdf", flat=True))


def _previews(names: list[str]) -> set[str]:
    """previews/<person>/<certificate>-<page>.png, of certificates that have so many pages, or are being drawn."""
    keys = {key for name in names if (key := _key_in(name)) is not None}
    known: set[str] = set()
    for each in Certificate.objects.filter(pk__in=keys).order_by("pk"):
        known |= {preview_path(each, page) for page in range(1, max(each.preview_pages, each.pages) + 1)}
    return known


def _key_in(name: str) -> UUID | None:
    try:
        return UUID(name.rpartition("/")[2].rpartition("-")[0])
    except ValueError:
        return None


FOLDERS: Mapping[str, Known] = {
    "certificates": _certificates,
    "previews": _previews,
    "reports": _reports,
    "packs": _packs,
    "exports": _exports,
    "imports": _imports,
    "extracts": _extracts,
}


def sweep(*, at: datetime) -> int:
    """Remove old files without a row from our folders; returns how many."""
    return sum(_sweep(folder, known, at=at) for folder, known in FOLDERS.items())


def _sweep(folder: str, known: Known, *, at: datetime) -> int:
    removed = 0
    names = _files_in(folder)
    while some := list(islice(names, AT_ONCE)):
        there = known(some)
        for name in some:
            if name not in there and _is_old(name, at):
                default_storage.delete(name)
                removed += 1
    return removed


def _is_old(name: str, at: datetime) -> bool:
    try:
        return default_storage.get_modified_time(name) < at - OLD
    except FileNotFoundError:  # somebody else removed it
        return False


def _files_in(folder: str) -> Iterator[str]:
    """Every file below, folder by folder, so that a large disk is never listed at once."""
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    yield from _joined(folder, files)
    for inner in sorted(folders):
        yield from _files_in(f"{folder}/{inner}")


def _joined(folder: str, names: Iterable[str]) -> Iterator[str]:
    return (f"{folder}/{name}" for name in sorted(names))
