"""The copy to print: the summary and every certificate as pages of one plain PDF.

What people uploaded is turned into plain pages by a process of its own (inventory.certificates.sandbox); only what that wrote is opened
here. Seals, signatures and tags are lost on the way, and the first page says so: this file is no PDF/UA and does not claim to be.
"""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from inventory.certificates import sandbox
from reports.pack.checklist import ProofFile

A4 = (595.28, 841.89)  # points
EDGE, HEAD = 34, 48  # points between a certificate and the edge of the paper, and for the line above it
AT_ONCE = 50  # files open together


@dataclass(frozen=True)
class Sheets:
    """A certificate as pages. path is None where it could not be laid out: locked, broken or too heavy."""

    file: ProofFile
    path: Path | None
    pages: int


@dataclass(frozen=True)
class Margin:
    """What stands over every certificate page: left with its number in it, and right."""

    left: Callable[[int, int, int], str]
    right: str


def lay_out(files: Sequence[ProofFile], folder: Path, *, on_file: Callable[[], object]) -> list[Sheets]:
    """Every original as plain pages in the folder, one at a time."""
    found = []
    for file in files:
        found.append(_lay_out(file, folder))
        on_file()
    return found


def _lay_out(file: ProofFile, folder: Path) -> Sheets:
    inner = Path(tempfile.mkdtemp(dir=folder))
    with file.certificate.file.open("rb") as stored:
        data = stored.read()  # one file, at most as large as an upload
    try:
        pages = sandbox.lay_out(data, inner)
    except sandbox.TooHeavyError:
        return Sheets(file, None, 0)
    return Sheets(file, inner / "pages.pdf", pages)


def bind(fronts: Sequence[Path], sheets: Sequence[Sheets], margin: Margin, folder: Path, *, title: str, language: str) -> tuple[Path, int]:
    """One PDF of it all, and how many pages. fronts: our own pages, first."""
    import pikepdf  # noqa: PLC0415  # heavy

    parts = [*fronts, *_parts([each for each in sheets if each.path is not None], margin, folder)]
    target = folder / "print.pdf"
    with ExitStack() as stack:
        whole = stack.enter_context(pikepdf.new())
        for part in parts:
            whole.pages.extend(stack.enter_context(pikepdf.open(part)).pages)
        for page in whole.pages:
            for name in ("/Annots", "/StructParents", "/Tabs"):
                if name in page.obj:
                    del page.obj[name]
        whole.docinfo["/Title"] = title
        whole.Root.Lang = language
        whole.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        whole.save(target)
        return target, len(whole.pages)


def _parts(sheets: Sequence[Sheets], margin: Margin, folder: Path) -> Iterator[Path]:
    """The certificates, some at a time, so that no number of them keeps too many files open."""
    import pikepdf  # noqa: PLC0415

    for first in range(0, len(sheets), AT_ONCE):
        path = folder / f"part-{first}.pdf"
        with ExitStack() as stack:
            part = stack.enter_context(pikepdf.new())
            for each in sheets[first : first + AT_ONCE]:
                source = stack.enter_context(pikepdf.open(str(each.path)))
                for number, page in enumerate(source.pages, start=1):
                    sheet = part.add_blank_page(page_size=A4)
                    _write_margin(part, sheet, margin.left(each.file.number, number, each.pages), margin.right)
                    sheet.add_overlay(page, pikepdf.Rectangle(EDGE, EDGE, A4[0] - EDGE, A4[1] - HEAD - 10))
            part.save(path)
        yield path


def _write_margin(pdf: "pikepdf.Pdf", sheet: "pikepdf.Page", left: str, right: str) -> None:  # type: ignore[name-defined]  # noqa: F821
    """A line of text above the certificate, in a font every reader has."""
    import pikepdf  # noqa: PLC0415

    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica, Encoding=pikepdf.Name.WinAnsiEncoding
    )
    name = sheet.add_resource(font, pikepdf.Name.Font)
    y = A4[1] - HEAD + 14
    text = b"q 0.33 g " + _text(str(name), EDGE, y, left) + _text(str(name), A4[0] - EDGE - _width(right), y, right)
    rule = f" 0.85 G 0.5 w {EDGE} {y - 8} m {A4[0] - EDGE} {y - 8} l S Q".encode()
    sheet.contents_add(text + rule)


def _text(font: str, x: float, y: float, text: str) -> bytes:
    escaped = text.encode("cp1252", "replace").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return f"BT {font} 8.5 Tf {x:.2f} {y:.2f} Td (".encode() + escaped + b") Tj ET "


def _width(text: str) -> float:
    """Helvetica's letters are half as wide as high, near enough to end a line at the edge."""
    return len(text) * 8.5 * 0.485
