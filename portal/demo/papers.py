"""Papers of made-up people: one-page PDFs and photographs of them, each with the content its row states, and the pictures a reviewer sees.

Small enough to write by hand: the standard fonts of every PDF reader, one page, no library. Each says that it is invented.
"""

import io
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

WIDTH, HEIGHT = 595, 842  # A4 in points
LEFT, RIGHT = 64, 531
DRAWN_DPI = 110  # as inventory draws what people upload
INVENTED = "Påhittad handling. Person och uppgifter finns inte."


@dataclass(frozen=True)
class Paper:
    """issuer: whoever states it. lines: sentences under the heading. rows: a table, heading first; columns: where each begins, in points.

    Letters are those of Western Europe (cp1252), which the standard fonts have.
    """

    issuer: str
    heading: str
    lines: Sequence[str]
    rows: Sequence[Sequence[str]] = ()
    columns: Sequence[int] = ()
    signed: str = ""


def pdf_of(paper: Paper) -> bytes:
    """The paper as a PDF of one page."""
    content = zlib.compress(_content(paper))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Contents 4 0 R "
        "/Resources << /Font << /F1 5 0 R /F2 6 0 R >> >> >>".encode(),
        f"<< /Length {len(content)} /Filter /FlateDecode >>\nstream\n".encode() + content + b"\nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
    ]
    out, places = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"), []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def _content(paper: Paper) -> bytes:
    parts = [_text(LEFT, 772, 13, paper.issuer, bold=True), f"0.5 w {LEFT} 756 m {RIGHT} 756 l S".encode()]
    parts.append(_text(LEFT, 706, 22, paper.heading, bold=True))
    y = 668
    for line in paper.lines:
        parts.append(_text(LEFT, y, 11, line))
        y -= 18
    y -= 14
    for number, row in enumerate(paper.rows):
        for column, cell in zip(paper.columns, row, strict=True):
            parts.append(_text(LEFT + column, y, 9, cell, bold=number == 0))
        parts.append(f"0.3 w {LEFT} {y - 6} m {RIGHT} {y - 6} l S".encode())
        y -= 22
    if paper.signed:
        parts.append(_text(LEFT, y - 34, 11, paper.signed))
    parts.append(_text(LEFT, 52, 8, INVENTED))
    return b"\n".join(parts)


def _text(x: float, y: float, size: float, text: str, *, bold: bool = False) -> bytes:
    escaped = text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    font = "F2" if bold else "F1"
    return f"BT /{font} {size} Tf {x} {y} Td (".encode() + escaped + b") Tj ET"


def picture_of(pdf: bytes) -> Any:
    """The page as an image in shades of grey, as large as inventory draws it."""
    import pypdfium2  # noqa: PLC0415  # heavy

    document = pypdfium2.PdfDocument(pdf)
    try:
        return document[0].render(scale=DRAWN_DPI / 72, grayscale=True).to_pil()
    finally:
        document.close()


def photograph_of(picture: Any, *, tilt: float) -> bytes:
    """The same page as somebody's telephone might have taken it: a little askew, as JPEG."""
    from PIL import Image  # noqa: PLC0415  # heavy

    out = io.BytesIO()
    picture.rotate(tilt, Image.Resampling.BILINEAR, fillcolor=214).save(out, "JPEG", quality=70)
    return out.getvalue()


def png_of(picture: Any) -> bytes:
    """In sixteen shades: as easy to read, and quick to write."""
    shades = picture.point([value >> 4 for value in range(256)])
    shades.putpalette([17 * (entry // 3) for entry in range(48)])
    out = io.BytesIO()
    shades.save(out, "PNG", compress_level=1, bits=4)
    return out.getvalue()
