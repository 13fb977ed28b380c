"""What is taken in and what is refused, by the process that opens files, each with its own sentence."""

import subprocess
import sys

import pytest

from inventory.certificates import sandbox
from inventory.certificates.intake import UploadRefusedError, check
from tests.inventory.certificates import documents
from tests.inventory.certificates.documents import upload


def refusal(data, name="intyg.pdf"):
    with pytest.raises(UploadRefusedError) as refused:
        check(upload(data, name))
    return refused.value


@pytest.mark.parametrize(
    ("data", "name", "kind", "pages"),
    [
        (documents.pdf(), "Intyg från Luleå.pdf", "application/pdf", 1),
        (documents.pdf(12), "tolv sidor.PDF", "application/pdf", 12),
        (b"\xef\xbb\xbf" + documents.pdf(), "med bom.pdf", "application/pdf", 1),
        (documents.locked_pdf(to_open=False), "låst mot ändring.pdf", "application/pdf", 1),
        (documents.image("JPEG"), "foto.jpg", "image/jpeg", 1),
        (documents.image("PNG"), "skärmbild.png", "image/png", 1),
        (documents.image("PNG"), "egentligen png.jpg", "image/png", 1),
    ],
)
def test_what_is_a_document_is_taken_in_as_what_it_is(data, name, kind, pages):
    checked = check(upload(data, name))
    assert (checked.content_type, checked.pages, checked.name, checked.data) == (kind, pages, name, data)


@pytest.mark.parametrize(
    ("data", "name", "code", "words"),
    [
        (b"", "tom.pdf", "empty", "tom.pdf är tom. Kontrollera filen"),
        (b"x" * 11_000_000, "stor.pdf", "size", "stor.pdf är 11,0\xa0MB och gränsen är 10 MB."),
        (documents.program(), "virus.pdf", "kind", "virus.pdf är ett program och inget intyg."),
        (b"<!DOCTYPE html><html><script>alert(1)</script></html>", "sida.pdf", "kind", "sida.pdf är en webbsida."),
        (documents.image("GIF"), "bild.pdf", "kind", "bild.pdf är en bild av slaget GIF. Spara den som JPEG eller PNG"),
        (documents.image("WEBP"), "bild.jpg", "kind", "av slaget WebP"),
        (documents.image("TIFF"), "fax.tif", "kind", "av slaget TIFF"),
        (documents.word_document(), "kursbevis.docx", "kind", "kursbevis.docx är ett Word-dokument. Spara det som PDF"),
        (documents.archive(), "allt.zip", "kind", "allt.zip är ett arkiv med flera filer."),
        (b"bara text", "intyg.pdf", "kind", "intyg.pdf är varken PDF, JPEG eller PNG."),
        (b"GIF89a" + documents.pdf(), "två.pdf", "kind", "av slaget GIF"),
        (documents.pdf() + documents.archive(), "dubbel.pdf", "double", "dubbel.pdf kan läsas som två sorters filer"),
        (documents.image("JPEG", comment=b"%PDF-1.4"), "dubbel.jpg", "double", "två sorters filer"),
        (documents.image("JPEG", comment=b"<SCRIPT>1</SCRIPT>"), "skript.jpg", "double", "två sorters filer"),
        (documents.locked_pdf(), "hemlig.pdf", "locked", "hemlig.pdf är låst med lösenord. Öppna filen med lösenordet"),
        (b"%PDF-1.7\ngarbage and no more", "trasig.pdf", "broken_pdf", "trasig.pdf är skadad"),
        (documents.cut_off_pdf(), "avbruten.pdf", "broken_pdf", "avbruten.pdf är skadad"),
        (documents.pdf_without_pages(), "blank.pdf", "no_pages", "blank.pdf innehåller inga sidor."),
        (documents.pdf(201), "bok.pdf", "pages", "bok.pdf har 201 sidor och gränsen är 200."),
        (documents.image("JPEG", size=(900, 900))[:900], "halv.jpg", "broken_image", "halv.jpg är skadad"),
        (documents.image("PNG", size=(900, 900))[:200], "halv.png", "broken_image", "halv.png är skadad"),
        (documents.image_bomb(), "bomb.png", "pixels", "bomb.png är en bild med för många bildpunkter"),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 20 else "",
)
def test_what_is_not_a_document_is_refused_with_what_to_do(data, name, code, words):
    refused = refusal(data, name)
    assert refused.code == code
    assert words in refused.message
    assert refused.message.count(".") >= 2, "says what is wrong and what to do"


def test_a_pdf_that_unpacks_to_more_than_the_memory_takes_nothing_with_it(monkeypatch):
    monkeypatch.setattr(sandbox, "MEMORY", 256 << 20)
    assert check(upload(documents.pdf())).pages == 1
    assert refusal(documents.pdf_bomb(), "bomb.pdf").code in {"heavy", "broken_pdf"}


def test_a_file_that_keeps_the_reader_busy_is_refused(monkeypatch, tmp_path):
    busy = tmp_path / "child.py"
    busy.write_text("while True: pass")
    monkeypatch.setattr(sandbox, "CHILD", busy)
    monkeypatch.setattr(sandbox, "INSPECT_SECONDS", 0.1)
    assert refusal(documents.pdf()).code == "heavy"


def test_the_process_that_opens_files_knows_no_secrets(monkeypatch, tmp_path):
    teller = tmp_path / "child.py"
    teller.write_text("import json, os; print(json.dumps({'refused': 'heavy', 'seen': sorted(os.environ)}))")
    monkeypatch.setenv("SECRET_KEY", "hemlig")
    monkeypatch.setattr(sandbox, "CHILD", teller)
    assert "SECRET_KEY" not in sandbox.inspect(b"")["seen"]


def test_the_reader_cannot_take_more_memory_than_it_was_given():
    greedy = f"import sys; sys.path.insert(0, {str(sandbox.CHILD.parent)!r}); import child; child.limit(300 << 20, 5); bytearray(400 << 20)"
    done = subprocess.run([sys.executable, "-c", greedy], capture_output=True, check=False)
    assert b"MemoryError" in done.stderr
