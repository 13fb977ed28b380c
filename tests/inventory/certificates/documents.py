"""Files people upload, made on the spot, each once: good ones and every trap."""

import io
import zipfile
import zlib
from functools import cache
from struct import pack

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image


@cache
def pdf(pages=1, *, text="Kursbevis", **save):
    document = pikepdf.new()
    for number in range(pages):
        document.add_blank_page(page_size=(595, 842))
        words = f"BT /F1 24 Tf 72 700 Td ({text} {number + 1}) Tj ET".encode("latin-1")
        document.pages[-1].Contents = document.make_stream(words)
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        document.pages[-1].Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=document.make_indirect(font)))
    return _saved(document, **save)


@cache
def locked_pdf(*, to_open=True):
    """With a password needed to open it, or only to change it."""
    encryption = pikepdf.Encryption(owner="ägare", user="hemligt" if to_open else "")
    return pdf(encryption=encryption)


@cache
def pdf_without_pages():
    return _saved(pikepdf.new())


@cache
def cut_off_pdf():
    whole = pdf(5, text="x" * 2000, compress_streams=False)
    return whole[: len(whole) // 2]


@cache
def pdf_bomb():
    """A third of a megabyte that unpacks to a third of a gigabyte where the cross-reference table is read."""
    packer = zlib.compressobj(9)
    first = packer.compress(bytes(1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    again = packer.compress(bytes(1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    packed = first + again * 319 + packer.flush()
    start = b"%PDF-1.5\n"
    table = b"1 0 obj\n<</Type/XRef/W[1 4 2]/Size 300000000/Root 2 0 R/Filter/FlateDecode/Length %d>>\nstream\n" % len(packed)
    return start + table + packed + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF" % len(start)


def image(kind="JPEG", size=(60, 40), colour="white", **save):
    stream = io.BytesIO()
    Image.new("RGB", size, colour).save(stream, kind, **save)
    return stream.getvalue()


@cache
def photo_on_its_side():
    """Held upright, stored lying: 60 × 40 with an instruction to turn it."""
    exif = Image.Exif()
    exif[0x0112] = 6
    return image(exif=exif)


@cache
def image_bomb():
    """A small file of 400 million pixels."""
    stream = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(stream, "PNG")
    return stream.getvalue()


@cache
def archive(name="intyg.txt"):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        packed.writestr(name, "hej")
    return stream.getvalue()


@cache
def word_document():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr("word/document.xml", "<w:document/>")
    return stream.getvalue()


def program():
    return b"MZ\x90\x00" + pack("<I", 3) + bytes(500) + b"This program cannot be run in DOS mode."


def upload(data, name="intyg.pdf", content_type="application/pdf"):
    return SimpleUploadedFile(name, data, content_type)


def _saved(document, **save):
    stream = io.BytesIO()
    document.save(stream, **({"deterministic_id": True} if "encryption" not in save else {}), **save)
    return stream.getvalue()
