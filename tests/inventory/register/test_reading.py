"""Files from outside: what can be read without guessing is read, and what could hurt is refused with a sentence."""

import io
import zipfile
from datetime import date, datetime

import pytest
from openpyxl import Workbook

from inventory.register import reading
from inventory.register.reading import FileRefusedError, read_table

NUMBER = "19811218-9876"


def book(*rows):
    made = Workbook()
    for row in rows:
        made.active.append(row)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def read(data, name="svar.csv"):
    return read_table(io.BytesIO(data), name=name, size=len(data)).rows


def repacked(data, **parts):
    """The workbook with other parts in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as whole, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in whole.namelist():
            if name not in parts:
                made.writestr(name, whole.read(name))
        for name, text in parts.items():
            made.writestr(name, text)
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        "Nummer;Ort\r\n19811218-9876;Åmål\r\n".encode(),
        "Nummer,Ort\n19811218-9876,Åmål".encode("utf-8-sig"),
        "Nummer\tOrt\n19811218-9876\tÅmål\n\n\n".encode("latin-1"),
        'Nummer;Ort\n"19811218-9876";" Åmål "'.encode("utf-16"),
    ],
)
def test_a_csv_file_is_read_whatever_its_encoding_and_delimiter(data):
    assert read(data) == [["Nummer", "Ort"], [NUMBER, "Åmål"]]


def test_a_workbook_gives_days_and_numbers_as_text():
    data = book(["Nummer", "Dag", "Nivå"], [198112189876, datetime(2025, 12, 4), 1], [NUMBER, date(2025, 12, 5), 1.5])
    assert read(data, "svar.xlsx") == [["Nummer", "Dag", "Nivå"], ["198112189876", "2025-12-04", "1"], [NUMBER, "2025-12-05", "1.5"]]


@pytest.mark.parametrize(
    ("data", "name", "says"),
    [
        (b"", "svar.csv", "Filen är tom"),
        (b"\n\n", "svar.csv", "inga rader"),
        (b"%PDF-1.7", "svar.pdf", "varken XLSX eller CSV"),
        (b"a;b\x00c", "svar.csv", "ingen textfil"),
        (b"PK\x03\x04 trasig", "svar.xlsx", "skadad eller"),
        (b"x" * 501, "svar.csv", "längre än 500 tecken"),
        (b";" * 70, "svar.csv", "inga rader"),
        (b"a;" * 70, "svar.csv", "för många celler"),
        (b"1\n" * 20_001, "svar.csv", "för många celler"),
        (book(["=1+1"]), "svar.xlsx", "innehåller formler"),
        (repacked(book(["a"]), **{"xl/workbook.xml": "<nonsens"}), "svar.xlsx", "går inte att läsa som XLSX"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(data, name, says):
    with pytest.raises(FileRefusedError, match=says):
        read(data, name)


def test_a_file_of_fifty_megabytes_is_refused_by_its_size_alone():
    with pytest.raises(FileRefusedError, match="för stor"):
        read_table(io.BytesIO(b""), name="svar.xlsx", size=50 << 20)


def test_a_bomb_is_stopped_while_it_is_unpacked(monkeypatch):
    monkeypatch.setattr(reading, "MOST_UNPACKED", 1 << 20)
    with pytest.raises(FileRefusedError, match="för stor när den packas upp"):
        read(repacked(book(["a"]), **{"xl/media/bild.bin": b"\x00" * (2 << 20)}), "svar.xlsx")


def test_a_cell_far_away_makes_no_room_for_all_between():
    sheet = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'
    far = sheet % '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    with pytest.raises(FileRefusedError, match="för många celler"):
        read(repacked(book(["a"]), **{"xl/worksheets/sheet1.xml": far}), "svar.xlsx")
