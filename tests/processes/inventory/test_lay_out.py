"""Turning what people upload into plain pages to print: in a process of its own, so that no file takes the worker with it."""

import pikepdf
import pytest

from inventory.certificates import sandbox
from tests.inventory.certificates import documents


def laid_out(data, folder):
    """Pages, and the size of each in points."""
    count = sandbox.lay_out(data, folder)
    with pikepdf.open(folder / "pages.pdf") as pdf:
        assert len(pdf.pages) == count
        return [tuple(round(float(side)) for side in page.mediabox[2:]) for page in pdf.pages]


def test_every_page_of_a_pdf_comes_along(tmp_path):
    assert laid_out(documents.pdf(3), tmp_path) == [(595, 842)] * 3


def test_a_photograph_held_on_its_side_is_turned(tmp_path):
    ((width, height),) = laid_out(documents.photo_on_its_side(), tmp_path)
    assert height > width


def test_what_could_run_or_lead_elsewhere_does_not_come_along(tmp_path):
    with pikepdf.open(documents.io.BytesIO(documents.pdf())) as pdf:
        script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        pdf.Root.OpenAction = script
        pdf.pages[0].AA = pikepdf.Dictionary(O=script)
        link = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=script)
        pdf.pages[0].Annots = pikepdf.Array([pdf.make_indirect(link)])
        out = documents.io.BytesIO()
        pdf.save(out)
    sandbox.lay_out(out.getvalue(), tmp_path)
    with pikepdf.open(tmp_path / "pages.pdf") as plain:
        assert "/OpenAction" not in plain.Root
        assert not {"/AA", "/Annots"} & set(plain.pages[0].keys())


TRAPS = {
    "locked": documents.locked_pdf,
    "locked against changes": lambda: documents.locked_pdf(to_open=False),
    "bomb": documents.pdf_bomb,
    "image bomb": documents.image_bomb,
    "no file at all": lambda: b"hej",
}


@pytest.mark.parametrize("trap", TRAPS)
def test_what_cannot_be_laid_out_is_refused_and_leaves_the_worker_standing(trap, tmp_path):
    with pytest.raises(sandbox.TooHeavyError):
        sandbox.lay_out(TRAPS[trap](), tmp_path)
