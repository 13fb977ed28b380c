"""What became, or would become, of an answer's rows: counted for the page, and listed for a file of its own."""

import io
from dataclasses import dataclass

from django.utils.translation import gettext as _

from inventory.models import RegisterAnswer, RegisterAnswerRow
from inventory.register.taking_in import counts_of

State = RegisterAnswerRow.State
LOOKS = {State.NEW: "now", State.TAKEN: "met", State.SAME: "met", State.NOTHING: "off", State.DUPLICATE: "off"}


@dataclass(frozen=True)
class Line:
    state: str
    word: str
    count: int
    look: str


def lines_of_outcome(answer: RegisterAnswer) -> list[Line]:
    """The states there are rows in, what is in order first."""
    counts = counts_of(answer)
    return [Line(state, str(state.label), counts[state], LOOKS.get(state, "no")) for state in State if counts[state]]


def left_out_workbook(answer: RegisterAnswer) -> bytes:
    """The place of each row that was not taken in, and why. No number and no name: those stand in the file that was sent here."""
    from openpyxl import Workbook  # noqa: PLC0415  # heavy

    book = Workbook(write_only=True)
    book.properties.creator = "Meritplan"
    sheet = book.create_sheet(_("Rader"))
    sheet.column_dimensions["B"].width = 60
    sheet.append([_("Rad i filen"), _("Varför den inte togs in")])
    for row in answer.read_rows.exclude(state__in=RegisterAnswerRow.IN_ORDER).order_by("number").iterator(chunk_size=2000):
        sheet.append([row.number, str(row.get_state_display())])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
