"""How many teachers meet each level preliminarily and have a decision. Small groups are words, never a short bar."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from core.figures.drawing import About, Canvas, Drawing, Figure, listing, paint, shorten, stone
from core.figures.typeface import text_width
from core.formats import thousands


@dataclass(frozen=True)
class LevelCount:
    """A level's two counts. None: suppressed, because the group is smaller than five.

    hidden: what stands in the place of a suppressed preliminary count that is hidden for another's sake.
    """

    name: str
    preliminary: int | None
    decided: int | None
    hidden: str = ""


def level_counts(counts: Sequence[LevelCount], *, figure_id: str = "nivaantal", title: str = "", caption: str = "") -> Figure:
    about = About(figure_id, title or _("Antal lärare per meriteringsnivå"), _described(counts))
    return Figure(
        wide=_drawing(counts, Canvas(540), about, name="wide"),
        narrow=_drawing(counts, Canvas(340), about, name="narrow"),
        on_paper=lambda: _drawing(counts, Canvas(680, "surface"), about, name="print"),
        css="plain",
        caption=caption,
    )


def count_word(count: int | None, hidden: str = "") -> str:
    """The number, or the words that take its place: "färre än 5" unless said."""
    return (hidden or _("färre än 5")) if count is None else thousands(count)


def _described(counts: Sequence[LevelCount]) -> str:
    if not counts:
        return _("Det finns inga uppgifter än.")
    return listing(
        _("%(name)s: %(preliminary)s uppfyller villkoren preliminärt, %(decided)s har beslut.")
        % {"name": each.name, "preliminary": count_word(each.preliminary, each.hidden), "decided": count_word(each.decided)}
        for each in counts
    )


def _drawing(counts: Sequence[LevelCount], canvas: Canvas, about: About, *, name: str) -> Drawing:
    is_narrow = canvas.width < 500
    indent, y = (62.0, 54.0) if is_narrow else (84.0, 34.0)
    _legend(canvas, 0 if is_narrow else indent, stacked=is_narrow)
    largest = max((value for each in counts for value in (each.preliminary, each.decided) if value), default=1)
    scale = (canvas.width - indent - 12 - text_width(thousands(largest), 15.5, 700)) / largest
    for each in counts:
        canvas.text(0, y + 25, shorten(each.name, indent - 8, 16, 700), size=16, weight=700)
        if each.preliminary is None and each.decided is None and not each.hidden:
            _fewer(canvas, indent, y + 20)
        else:
            _row(canvas, each.preliminary, (indent, y), scale, fill="t3", hidden=each.hidden)
            _row(canvas, each.decided, (indent, y + 21), scale, fill="t1")
        y += 50
    return canvas.finish(name, y, about)


def _row(canvas: Canvas, count: int | None, corner: tuple[float, float], scale: float, *, fill: str, hidden: str = "") -> None:
    x, y = corner
    if count is None:
        _fewer(canvas, x, y + 9, hidden)
        return
    width = max(count * scale, 6) if count else 2.5
    canvas.path(stone(x, y, width, 18, (9, 7, 9, 7)), paint(fill))
    canvas.text(x + width + 8, y + 14.5, thousands(count), size=15.5, weight=700)


def _fewer(canvas: Canvas, x: float, y: float, hidden: str = "") -> None:
    canvas.stroke(f"M{x:g} {y:g}h26", "lines", 2, "1 6")
    canvas.text(x + 38, y + 5, count_word(None, hidden), size=15, fill="muted")


def _legend(canvas: Canvas, x: float, *, stacked: bool) -> None:
    words = (("t3", _("villkoren preliminärt uppfyllda")), ("t1", _("beslut av Skolverket")))
    at, y = x, 1.0
    for fill, word in words:
        canvas.path(stone(at, y, 16, 11, (4, 4, 4, 4)), paint(fill))
        canvas.text(at + 23, y + 11, word, size=14, fill="muted")
        at, y = (at, y + 23) if stacked else (at + 23 + text_width(word, 14) + 24, y)
