"""The file an export travels in: person.json, its schema, a few lines to read first, and the certificates."""

import json
import zipfile
from collections.abc import Callable
from datetime import datetime
from typing import IO, Any

from django.core.files.storage import default_storage
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from core.formats import long_date
from inventory.models import Certificate
from organisation.models import Person
from privacy.export.document import VERSION, schema_path
from privacy.export.sections import Item
from privacy.reading import sections_of

DOCUMENT = "person.json"
SCHEMA = f"person-{VERSION}.schema.json"
READABLE = "uppgifter.html"
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
        archive.write(schema_path(), SCHEMA)
        archive.writestr(READABLE, readable(document))
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


def readable(document: Item) -> str:
    """The same to read in a browser, beside the files it leads to. Nothing in it is fetched from anywhere."""
    files = {item["id"]: item["file"] or "" for item in document["certificates"]}
    sections = sections_of(document, file_url=lambda key: files.get(key, ""))
    made = document["made"]
    context = {
        "sections": sections,
        "called": sections[0].things[0].heading,
        "provider": made["provider"],
        "day": long_date(timezone.localdate(datetime.fromisoformat(made["at"]))),
    }
    return render_to_string("privacy/copy.html", context)


def read_first() -> str:
    lines: tuple[Any, ...] = (
        _("Det här är allt som Meritplan har om dig, eller om den person som filen gäller."),
        "",
        _("uppgifter.html är uppgifterna att läsa. Öppna den i en webbläsare."),
        _("person.json är samma uppgifter så att ett annat system kan läsa in dem."),
        _("%(file)s beskriver vad varje uppgift betyder.") % {"file": SCHEMA},
        _("I mappen files ligger intygen. De öppnas från uppgifter.html."),
        "",
        _("Filen kan innehålla personnummer. Spara den så att ingen annan kommer åt den."),
    )
    return "\n".join(str(line) for line in lines) + "\n"
