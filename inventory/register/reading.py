"""From an uploaded file to rows of text. A file that could hurt, or that nobody can read without guessing, is refused with a sentence."""

import codecs
import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import IO, Any

from django.utils.translation import gettext as _

MOST_BYTES = 10 * 1024 * 1024
MOST_UNPACKED = 100 * 1024 * 1024
MOST_PARTS = 200  # files inside a workbook
MOST_ROWS = 20_000
MOST_COLUMNS = 60
MOST_LETTERS = 500  # of one cell
CHUNK = 1 << 16
OVERLAP = 200  # longer than any address of a cell, so that none is cut in two
CELL = re.compile(rb'<(?:\w+:)?(?:c|row)\b[^>]*?\br="([A-Z]*)(\d+)"')
FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
DELIMITERS = ";,\t"
MARKS = ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"), (codecs.BOM_UTF8, "utf-8-sig"))


class FileRefusedError(Exception):
    """message: a plain sentence about what is wrong and what to do. Nothing is kept."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True)
class Table:
    """Rows of text, all as wide; empty rows at the end are gone."""

    rows: list[list[str]]

    @property
    def width(self) -> int:
        return max(map(len, self.rows), default=0)


def read_table(file: IO[bytes], *, name: str, size: int) -> Table:
    """The first sheet of an XLSX file, or a CSV file in UTF-8, UTF-16 or Latin-1. Raises FileRefusedError."""
    if size > MOST_BYTES:
        raise FileRefusedError(_("Filen är för stor. Högst %(most)s MB går att läsa. Dela den i flera.") % {"most": MOST_BYTES >> 20})
    if not size:
        raise FileRefusedError(_("Filen är tom."))
    data = file.read(MOST_BYTES + 1)
    if data.startswith(b"PK\x03\x04"):
        rows: Iterable[list[str]] = _workbook(data)
    elif name.lower().endswith((".csv", ".txt", ".tsv")):
        rows = _separated(_text(data))
    else:
        raise FileRefusedError(_("Filen är varken XLSX eller CSV. Spara den som något av dem och välj den igen."))
    return Table(_evened(rows))


def _evened(rows: Iterable[list[str]]) -> list[list[str]]:
    kept: list[list[str]] = []
    for row in rows:
        kept.append(row)
        if len(kept) > MOST_ROWS:
            raise _too_large()
    while kept and not any(kept[-1]):
        kept.pop()
    if not kept:
        raise FileRefusedError(_("Filen har inga rader."))
    width = max(map(len, kept))
    if width > MOST_COLUMNS:
        raise _too_large()
    if any(len(cell) > MOST_LETTERS for row in kept for cell in row):
        raise FileRefusedError(_("En cell är längre än %(most)s tecken.") % {"most": MOST_LETTERS})
    return [row + [""] * (width - len(row)) for row in kept]


def _too_large() -> FileRefusedError:
    values = {"rows": MOST_ROWS, "columns": MOST_COLUMNS}
    return FileRefusedError(_("Filen har för många celler. Högst %(rows)s rader och %(columns)s kolumner går att läsa.") % values)


def _text(data: bytes) -> str:
    if b"\x00" in data and not data.startswith(MARKS[0][0]) and not data.startswith(MARKS[1][0]):
        raise FileRefusedError(_("Filen är ingen textfil."))
    encoding = next((name for mark, name in MARKS if data.startswith(mark)), "utf-8")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return data.decode("latin-1")  # takes any bytes; the preview shows whether the letters came out right


def _separated(text: str) -> Iterator[list[str]]:
    first = text.split("\n", 1)[0]
    delimiter = max(DELIMITERS, key=first.count)
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            yield [_clean(cell) for cell in row]
    except csv.Error:
        raise FileRefusedError(_("CSV-filen går inte att läsa: en cell är trasig eller för lång.")) from None


def _workbook(data: bytes) -> list[list[str]]:
    """Looked through before it is opened: how large it is unpacked, where its cells lie, and that nothing in it is reckoned."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _look_through(archive)
    except (zipfile.BadZipFile, ValueError, OSError, RuntimeError, NotImplementedError, EOFError):
        raise FileRefusedError(_("Filen är skadad eller låst med lösenord. Spara den på nytt och välj den igen.")) from None
    from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415  # heavy

    try:
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0)
        return [[_clean(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False, nrows=MOST_ROWS + 1)]
    except (CalamineError, IndexError, ValueError, OSError):
        raise FileRefusedError(_("Filen går inte att läsa som XLSX. Spara den på nytt och välj den igen.")) from None


def _look_through(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    left = MOST_UNPACKED
    if len(parts) > MOST_PARTS or "xl/workbook.xml" not in archive.namelist():
        raise FileRefusedError(_("Filen är ingen vanlig XLSX-fil."))
    for part in parts:
        before = b""
        with archive.open(part) as stream:
            while chunk := stream.read(CHUNK):
                left -= len(chunk)
                if left < 0:
                    raise FileRefusedError(_("Filen blir för stor när den packas upp. Spara den på nytt utan bilder och format."))
                if SHEET.fullmatch(part.filename):
                    _look_at_sheet(before + chunk)
                    before = chunk[-OVERLAP:]


def _look_at_sheet(text: bytes) -> None:
    if FORMULA.search(text):
        raise FileRefusedError(_("Filen innehåller formler. Spara den med bara värden och välj den igen."))
    for found in CELL.finditer(text):
        if int(found[2]) > MOST_ROWS or _column(found[1]) > MOST_COLUMNS:
            raise _too_large()


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters[:4]:
        number = number * 26 + letter - 64
    return number


def _clean(value: Any) -> str:
    """A cell as text: a day as YYYY-MM-DD, a whole number without decimals, the rest as it stands."""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat(sep=" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return " ".join(str(value).replace("\x00", " ").split()) if value is not None else ""
