"""What is taken in as a certificate, and the sentence for each thing that is not."""

import hashlib
import unicodedata
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from core.formats import file_size, thousands
from inventory.certificates import sandbox

LONGEST_NAME = 255
LONGEST_ENDING = 10
BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")  # could make fdp.exe read exe.pdf


class UploadRefusedError(Exception):
    """message: a plain sentence that names the file and says what to do."""

    def __init__(self, message: str, *, code: str) -> None:
        super().__init__(code)
        self.message, self.code = message, code


@dataclass(frozen=True)
class Checked:
    """An upload that is what it says. name is clean and at most 255 characters."""

    data: bytes
    name: str
    content_type: str
    pages: int

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


def validate_size(upload: UploadedFile) -> None:
    """For a form field: ValidationError where the file is empty or too large. Reads nothing."""
    try:
        check_size(upload, clean_name(upload.name or ""))
    except UploadRefusedError as refused:
        raise ValidationError(refused.message, code=refused.code) from None


def check(upload: UploadedFile) -> Checked:
    """Size, type by content, and that it really opens. Raises UploadRefusedError."""
    name = clean_name(upload.name or "")
    check_size(upload, name)
    upload.seek(0)
    data = upload.read()
    try:
        answer = sandbox.inspect(data)
    except sandbox.TooHeavyError:
        answer = {"refused": "heavy"}
    if code := answer.get("refused"):
        raise UploadRefusedError(_sentence(code, name, answer), code=code)
    return Checked(data=data, name=name, content_type=answer["type"], pages=answer["pages"])


def check_size(upload: UploadedFile, name: str) -> None:
    if not upload.size:
        raise UploadRefusedError(_("%(name)s är tom. Kontrollera filen och välj den igen.") % {"name": name}, code="empty")
    if upload.size > settings.MAX_UPLOAD_BYTES:
        values = {"name": name, "size": file_size(upload.size), "limit": settings.MAX_UPLOAD_BYTES >> 20}
        sentence = _("%(name)s är %(size)s och gränsen är %(limit)s MB. Spara en mindre kopia, till exempel skannad med lägre upplösning.")
        raise UploadRefusedError(sentence % values, code="size")


def clean_name(given: str) -> str:
    """The last part of the name as it was given, without what cannot be seen or would turn the text around."""
    text = unicodedata.normalize("NFC", given.replace("\\", "/")).rsplit("/", 1)[-1]
    seen = "".join(char for char in text if unicodedata.category(char) not in {"Cc", "Cs", "Co", "Zl", "Zp"} and char not in BIDI)
    name = " ".join(seen.split())
    if name.strip(". ") == "":
        return str(_("namnlös fil"))
    if len(name) <= LONGEST_NAME:
        return name
    ending = PurePosixPath(name).suffix[:LONGEST_ENDING]
    return name[: LONGEST_NAME - len(ending) - 1] + "…" + ending


IMAGES = {
    "image/gif": "GIF",
    "image/webp": "WebP",
    "image/tiff": "TIFF",
    "image/heif": "HEIC",
    "image/heic": "HEIC",
    "image/x-ms-bmp": "BMP",
}


def _sentence(code: str, name: str, answer: dict[str, Any]) -> str:
    if code == "kind":
        return _wrong_kind(name, answer["found"])
    sentences = {
        "double": _("%(name)s kan läsas som två sorters filer och tas därför inte emot. Skriv ut intyget som en ny PDF och välj den."),
        "locked": _("%(name)s är låst med lösenord. Öppna filen med lösenordet, skriv ut den som en ny PDF och välj den nya filen."),
        "broken_pdf": _("%(name)s är skadad och går inte att öppna. Hämta intyget på nytt eller skriv ut det som en ny PDF."),
        "broken_image": _("%(name)s är skadad och går inte att öppna. Ta en ny bild eller skanna intyget igen."),
        "no_pages": _("%(name)s innehåller inga sidor. Hämta intyget på nytt eller skriv ut det som en ny PDF."),
        "pages": _("%(name)s har %(pages)s sidor och gränsen är %(most)s. Spara bara de sidor som hör till intyget."),
        "pixels": _("%(name)s är en bild med för många bildpunkter, mer än %(most)s. Spara den i mindre format och välj den igen."),
        "heavy": _("%(name)s är för tung för att öppnas. Skriv ut intyget som en ny PDF och välj den."),
    }
    values = {key: thousands(answer[key]) for key in ("pages", "most") if key in answer}
    return sentences[code] % {"name": name, **values}


def _wrong_kind(name: str, found: str) -> str:
    if found in IMAGES:
        sentence = _("%(name)s är en bild av slaget %(kind)s. Spara den som JPEG eller PNG och välj den igen.")
        return sentence % {"name": name, "kind": IMAGES[found]}
    if found in {"application/msword", "application/rtf"}:
        return _("%(name)s är ett Word-dokument. Spara det som PDF och välj det igen.") % {"name": name}
    if found in {"text/html", "application/xhtml+xml", "image/svg+xml"}:
        return _("%(name)s är en webbsida. Skriv ut den som PDF och välj PDF-filen.") % {"name": name}
    if found in {"application/zip", "application/x-7z-compressed"}:
        return _("%(name)s är ett arkiv med flera filer. Packa upp det och välj filerna i det.") % {"name": name}
    if found == "program":
        return _("%(name)s är ett program och inget intyg. Välj en PDF, JPEG eller PNG.") % {"name": name}
    return _("%(name)s är varken PDF, JPEG eller PNG. Spara intyget i något av de formaten och välj det igen.") % {"name": name}
