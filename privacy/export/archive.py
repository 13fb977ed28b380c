"""The file an export travels in: person.json, its schema, a few lines to read first, and the certificates."""

import json
import zipfile
from collections.abc import Callable
from typing import IO, Any

from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from inventory.models import Certificate
from organisation.models import Person
from privacy.export.document import SCHEMA_PATH
from privacy.export.sections import Item

DOCUMENT = "person.json"
SCHEMA = "person-1.schema.json"
READ_FIRST = "LÄS MIG.txt"


def write(document: Item, person: Person, out: IO[bytes], *, on_file: Callable[[int], object] = int) -> None:
    """Write the archive. A certificate that is found harmful, not yet checked, or gone from the disk is told of without its file.

    on_file: called with how many files are in, so that progress can be shown.
    """
    sent_along = _files(person)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for done, item in enumerate(document["certificates"], start=1):
            if not (item["file"] and _add(archive, item, sent_along)):
                item["file"] = None
            on_file(done)
        archive.writestr(DOCUMENT, json.dumps(document, ensure_ascii=False, indent=1))
        archive.write(SCHEMA_PATH, SCHEMA)
        archive.writestr(READ_FIRST, read_first())


def _files(person: Person) -> dict[str, str]:
    rows = Certificate.objects.filter(person=person).order_by("pk")
    return {str(row.pk): str(row.file.name) for row in rows if not row.is_blocked}


def _add(archive: zipfile.ZipFile, item: Item, sent_along: dict[str, str]) -> bool:
    name = sent_along.get(item["id"])
    if name is None:
        return False
    try:
        with default_storage.open(name) as file:
            archive.writestr(item["file"], file.read())
    except FileNotFoundError:
        return False
    return True


def read_first() -> str:
    lines: tuple[Any, ...] = (
        _("Det här är allt som Meritplan har om dig, eller om den person som filen gäller."),
        "",
        _("person.json är uppgifterna. De går att läsa i en textredigerare, och ett annat system kan läsa in dem."),
        _("person-1.schema.json beskriver vad varje uppgift betyder."),
        _("I mappen files ligger intygen, med samma nummer som i person.json."),
        "",
        _("Filen kan innehålla personnummer. Spara den så att ingen annan kommer åt den."),
    )
    return "\n".join(str(line) for line in lines) + "\n"
