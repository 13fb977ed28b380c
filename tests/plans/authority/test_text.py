"""The plan's own text becomes blocks, never markup."""

import pytest

from plans.authority.document import ItemList, Paragraph, Quotation
from plans.authority.text import blocks_of


def test_paragraphs_are_parted_by_an_empty_line_and_lines_flow_together():
    assert blocks_of("Första\nraden.\n\nAndra stycket.") == (Paragraph("Första raden."), Paragraph("Andra stycket."))


def test_a_list_follows_its_lead_without_an_empty_line():
    assert blocks_of("Läraren behöver\n- legitimation\n- sex år") == (Paragraph("Läraren behöver"), ItemList(("legitimation", "sex år")))


def test_a_quotation_stands_for_itself():
    assert blocks_of("> Ur budgeten.\n\nEfter.") == (Quotation(("Ur budgeten.",)), Paragraph("Efter."))


@pytest.mark.parametrize("body", ["", "  \n\n \r\n "])
def test_no_text_is_no_block(body):
    assert blocks_of(body) == ()


def test_windows_line_ends_part_paragraphs_too():
    assert len(blocks_of("Ett.\r\n\r\nTvå.")) == 2
