"""Certificates to upload, made on the spot."""

import io
from functools import cache

import pikepdf
from PIL import Image, ImageDraw


@cache
def pdf(text: str) -> bytes:
    """A PDF of one page. Different texts give different bytes."""
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(595, 842))
        document.docinfo["/Title"] = text
        out = io.BytesIO()
        document.save(out)
    return out.getvalue()


@cache
def photo(text: str) -> bytes:
    """A photographed certificate, PNG."""
    image = Image.new("RGB", (1000, 1400), "white")
    ImageDraw.Draw(image).text((80, 80), text, fill="black")
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def pdf_file(name: str) -> dict:
    return {"name": f"{name}.pdf", "mimeType": "application/pdf", "buffer": pdf(name)}


def photo_file(name: str) -> dict:
    return {"name": f"{name}.png", "mimeType": "image/png", "buffer": photo(name)}
