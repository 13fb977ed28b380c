"""Opens one uploaded file in a process of its own, with little memory and time, so that a harmful file takes nothing with it.

Run by sandbox.py as a lone file: it imports nothing of the product, reads the bytes from standard input and answers with
one line of JSON. `inspect` says what the file is or why it is refused; `draw` makes pictures of its first pages; `lay_out` makes a
plain PDF of all of them, to be printed.
"""

import io
import json
import resource
import sys
import warnings
import zipfile
from pathlib import Path
from typing import Any

MAX_PAGES = 200
MAX_PIXELS = 80_000_000  # A3 scanned at 600 dpi is 70 million
DRAWN_PAGES = 10
DRAWN_DPI = 110
DRAWN_SIDE = 1600
COLOURS = 256  # enough to read a stamp, and a third of the bytes

PDF, JPEG, PNG = "application/pdf", "image/jpeg", "image/png"
START = 1024  # PDF readers look this far for the header
END = 4096
FOREIGN = (b"<script", b"<html", b"<?php")


class RefusedError(Exception):
    """code says why; values are numbers or types for the sentence."""

    def __init__(self, code: str, **values: Any) -> None:
        super().__init__(code)
        self.code, self.values = code, values


def limit(memory: int, seconds: int) -> None:
    """From here on: so many bytes of address space, so many seconds of processor time, no core dump."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def type_of(data: bytes) -> str:
    """PDF, JPEG or PNG by the content alone. Raises RefusedError for all else and for what is two things at once."""
    import puremagic  # noqa: PLC0415

    try:
        matches = puremagic.magic_string(data)
    except puremagic.PureError:
        matches = []
    found = [match.mime_type for match in matches]
    signature = {b"%PDF-": PDF, b"\xff\xd8\xff": JPEG, b"\x89PNG\r\n\x1a\n": PNG}
    head = data[:START].removeprefix(b"\xef\xbb\xbf").lstrip()
    kind = next((kind for start, kind in signature.items() if head.startswith(start)), "")
    if not kind or (kind != PDF and kind not in found):
        raise RefusedError("kind", found=what_else(data, found))
    if zipfile.is_zipfile(io.BytesIO(data)) or (kind != PDF and is_also_something_else(data)):
        raise RefusedError("double")
    return kind


def what_else(data: bytes, found: list[str]) -> str:
    """What a refused file seems to be, so that the sentence can say what to do: a media type, or "program"."""
    if data.startswith((b"MZ", b"\x7fELF", b"#!")):
        return "program"
    try:
        names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return found[0] if found else ""
    return "application/msword" if any(name.startswith("word/") for name in names) else "application/zip"


def is_also_something_else(image: bytes) -> bool:
    """Whether an image could also be read as a document or a page with scripts."""
    return b"%PDF-" in image[:START] or any(mark in image or mark.upper() in image for mark in FOREIGN)


def count_pages(data: bytes) -> int:
    """Open the PDF and walk its pages. Raises RefusedError."""
    import pikepdf  # noqa: PLC0415

    try:
        with pikepdf.open(io.BytesIO(data)) as document:
            pages = len(document.pages)
            damaged = bool(document.get_warnings())
            for page in document.pages[: min(pages, MAX_PAGES)]:
                page.mediabox  # noqa: B018  # raises where the page is not a page
    except pikepdf.PasswordError:
        raise RefusedError("locked") from None
    except (pikepdf.PdfError, ValueError, KeyError, AttributeError, TypeError):
        raise RefusedError("broken_pdf") from None
    if damaged and b"%%EOF" not in data[-END:]:
        raise RefusedError("broken_pdf")  # cut off: what could be saved of it is not the whole certificate
    if not pages:
        raise RefusedError("no_pages")
    if pages > MAX_PAGES:
        raise RefusedError("pages", pages=pages, most=MAX_PAGES)
    return pages


def open_image(data: bytes) -> Any:
    """The decoded image, all of it. Raises RefusedError."""
    from PIL import Image  # noqa: PLC0415

    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    warnings.simplefilter("ignore", UserWarning)
    try:
        image = Image.open(io.BytesIO(data), formats=["JPEG", "PNG"])
        width, height = image.size
        if width * height > MAX_PIXELS:
            raise RefusedError("pixels", width=width, height=height, most=MAX_PIXELS)
        image.load()
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise RefusedError("pixels", width=0, height=0, most=MAX_PIXELS) from None
    except (OSError, SyntaxError, ValueError, IndexError, TypeError, EOFError):
        raise RefusedError("broken_image") from None
    return image


def inspect(data: bytes) -> dict[str, Any]:
    kind = type_of(data)
    if kind == PDF:
        return {"type": kind, "pages": count_pages(data)}
    open_image(data)
    return {"type": kind, "pages": 1}


def draw(data: bytes, folder: Path) -> dict[str, Any]:
    """Write 1.png, 2.png … into the folder; an image is turned the way it was held."""
    from PIL import Image, ImageOps  # noqa: PLC0415

    if type_of(data) == PDF:
        drawn = draw_pdf(data, folder)
    else:
        image = ImageOps.exif_transpose(open_image(data))
        image = on_white(image)
        image.thumbnail((DRAWN_SIDE, DRAWN_SIDE), Image.Resampling.LANCZOS)
        write(image, folder / "1.png")
        drawn = 1
    return {"drawn": drawn}


def draw_pdf(data: bytes, folder: Path) -> int:
    import pypdfium2  # noqa: PLC0415

    document = pypdfium2.PdfDocument(data)
    document.init_forms()
    count = min(len(document), DRAWN_PAGES)
    for number in range(count):
        page = document[number]
        longest = max(*page.get_size(), 1)  # points, 72 to an inch
        scale = min(DRAWN_DPI / 72, DRAWN_SIDE / longest)
        write(page.render(scale=scale).to_pil(), folder / f"{number + 1}.png")
        page.close()
    return count


PRINTED_SIDE = 3508  # the long side of A4 at 300 dots an inch
NOT_PRINTED = ("/AA", "/Annots", "/StructParents", "/Tabs", "/Metadata", "/PieceInfo")


def lay_out(data: bytes, folder: Path) -> dict[str, Any]:
    """Write pages.pdf into the folder: what is seen on each page, without forms, links, scripts or tags. Raises RefusedError."""
    from PIL import Image, ImageOps  # noqa: PLC0415

    target = folder / "pages.pdf"
    if type_of(data) == PDF:
        return {"pages": lay_out_pdf(data, target)}
    image = on_white(ImageOps.exif_transpose(open_image(data)))
    image.thumbnail((PRINTED_SIDE, PRINTED_SIDE), Image.Resampling.LANCZOS)
    image.save(target, "PDF", resolution=300, quality=88)
    return {"pages": 1}


def lay_out_pdf(data: bytes, target: Path) -> int:
    import pikepdf  # noqa: PLC0415

    try:
        with pikepdf.open(io.BytesIO(data)) as source, pikepdf.new() as plain:
            if source.is_encrypted:
                raise RefusedError("locked")
            source.generate_appearance_streams()
            source.flatten_annotations("print")
            plain.pages.extend(source.pages)
            for page in plain.pages:
                for name in NOT_PRINTED:
                    if name in page.obj:
                        del page.obj[name]
            plain.save(target)
            return len(plain.pages)
    except pikepdf.PasswordError:
        raise RefusedError("locked") from None
    except (pikepdf.PdfError, ValueError, KeyError, AttributeError, TypeError, RuntimeError):
        raise RefusedError("broken_pdf") from None


def on_white(image: Any) -> Any:
    """Eight bits a colour, without transparency."""
    from PIL import Image  # noqa: PLC0415

    if image.mode.startswith("I"):
        image = image.point(lambda value: value / 256).convert("L")
    if image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info:
        layered = image.convert("RGBA")
        ground = Image.new("RGBA", layered.size, "white")
        return Image.alpha_composite(ground, layered).convert("RGB")
    return image.convert("RGB")


def write(image: Any, path: Path) -> None:
    image.convert("RGB").quantize(COLOURS).save(path, "PNG", optimize=False)


JOBS = {"draw": draw, "lay_out": lay_out}


def main() -> int:
    job, memory, seconds, *rest = sys.argv[1:]
    limit(int(memory), int(seconds))
    data = sys.stdin.buffer.read()
    try:
        answer = inspect(data) if job == "inspect" else JOBS[job](data, Path(rest[0]))
    except RefusedError as refused:
        answer = {"refused": refused.code, **refused.values}
    print(json.dumps(answer))
    return 0


if __name__ == "__main__":
    sys.exit(main())
