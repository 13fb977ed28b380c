"""The plan's own text, from what is stored to blocks. Nothing in it is markup, so nothing in it needs to be trusted."""

import re
from collections.abc import Iterator

from core.formats import unbroken
from plans.authority.document import Block, ItemList, Paragraph, Quotation

ITEM, QUOTE = "- ", "> "


def blocks_of(body: str) -> tuple[Block, ...]:
    """Paragraphs, lists and quotations in order. Lines of a paragraph flow together."""
    return tuple(block for chunk in re.split(r"\n\s*\n", body.replace("\r\n", "\n")) for block in _of_chunk(chunk))


def _of_chunk(chunk: str) -> Iterator[Block]:
    """Neighbouring lines of the same kind are one block."""
    lines = [line.strip() for line in chunk.splitlines() if line.strip()]
    while lines:
        kind = _kind(lines[0])
        size = next((index for index, line in enumerate(lines) if _kind(line) != kind), len(lines))
        same, lines = [unbroken(line.removeprefix(kind)) for line in lines[:size]], lines[size:]
        if kind == ITEM:
            yield ItemList(tuple(same))
        elif kind == QUOTE:
            yield Quotation(tuple(same))
        else:
            yield Paragraph(" ".join(same))


def _kind(line: str) -> str:
    return next((start for start in (ITEM, QUOTE) if line.startswith(start)), "")
