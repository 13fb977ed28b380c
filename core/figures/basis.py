"""Credits by merit basis, each bar in its cycles: advanced level first, then basic."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from core.figures.drawing import About, Canvas, Drawing, Figure, KeyItem, listing, paint, shorten, stone
from core.figures.level_counts import count_word
from core.figures.typeface import text_width
from core.formats import thousands


@dataclass(frozen=True)
class BasisCredits:
    """Sums in högskolepoäng for one merit basis. suppressed: the group is smaller than five."""

    name: str
    advanced: Decimal
    basic: Decimal
    is_suppressed: bool = False

    @property
    def total(self) -> Decimal:
        return self.advanced + self.basic


@dataclass(frozen=True, slots=True)
class BasisRow:
    """A row of the table beside the figure, in words."""

    label: str
    advanced: str
    basic: str
    total: str


@dataclass(frozen=True, slots=True)
class Bases:
    figure: Figure
    rows: tuple[BasisRow, ...]


def with_table(sums: Sequence[BasisCredits], *, figure_id: str) -> Bases:
    """The figure and its table, the largest sum first. A row that is suppressed says of none of its numbers what it is."""
    ordered = sorted(sums, key=lambda each: -each.total)
    return Bases(credits_by_basis(ordered, figure_id=figure_id), tuple([_row(each) for each in ordered]))


def _row(each: BasisCredits) -> BasisRow:
    if each.is_suppressed:
        return BasisRow(each.name, *[count_word(None)] * 3)
    return BasisRow(each.name, thousands(each.advanced), thousands(each.basic), thousands(each.total))


def credits_by_basis(rows: Sequence[BasisCredits], *, figure_id: str = "grunder", title: str = "", caption: str = "") -> Figure:
    about = About(figure_id, title or _("Högskolepoäng efter meriteringsgrund"), _described(rows))
    return Figure(
        wide=_drawing(rows, Canvas(540), about, name="wide"),
        narrow=_drawing(rows, Canvas(340), about, name="narrow"),
        on_paper=lambda: _drawing(rows, Canvas(680, "surface"), about, name="print"),
        css="plain",
        caption=caption,
        key=(KeyItem("t1", _("avancerad nivå")), KeyItem("t3", _("grundnivå"))),
    )


def _described(rows: Sequence[BasisCredits]) -> str:
    if not rows:
        return _("Det finns inga uppgifter än.")
    sentence = _("%(name)s: %(total)s hp, varav %(advanced)s på avancerad nivå.")
    few = _("färre än 5")
    return listing(
        f"{row.name}: {few}."
        if row.is_suppressed
        else sentence % {"name": row.name, "total": thousands(row.total), "advanced": thousands(row.advanced)}
        for row in rows
    )


def _drawing(rows: Sequence[BasisCredits], canvas: Canvas, about: About, *, name: str) -> Drawing:
    is_narrow = name == "narrow"
    indent = 0.0 if is_narrow else min(max((text_width(row.name, 15, 600) for row in rows), default=0), canvas.width * 0.4) + 16
    shown = [row for row in rows if not row.is_suppressed]
    largest = max((row.total for row in shown), default=Decimal(0))
    number_room = max((text_width(thousands(row.total), 15, 700) for row in shown), default=0) + 10
    scale = float(canvas.width - indent - number_room) / float(largest) if largest > 0 else 0
    y = 4.0
    for row in rows:
        if is_narrow:
            canvas.text(0, y + 15, shorten(row.name, 340, 15, 600), size=15, weight=600)
            y += 24
        else:
            canvas.text(0, y + 16, shorten(row.name, indent - 12, 15, 600), size=15, weight=600)
        _bar(canvas, row, indent, y, scale)
        y += 36
    return canvas.finish(name, max(y, 12), about)


def _bar(canvas: Canvas, row: BasisCredits, x: float, y: float, scale: float) -> None:
    if row.is_suppressed:
        canvas.text(x, y + 16, _("färre än 5"), size=15, fill="muted")
        return
    at = x
    for earned, fill in ((row.advanced, "t1"), (row.basic, "t3")):
        width = float(earned) * scale
        if width > 0:
            canvas.path(stone(at, y, max(width - 1, 1), 22, (7, 5, 7, 5)), paint(fill))
            at += width
    canvas.text(at + (8 if at > x else 0), y + 16, thousands(row.total), size=15, weight=700)
