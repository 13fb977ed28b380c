"""How many courses are chosen on each tier: three stones, as wide as their numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from core.figures.drawing import About, Canvas, Drawing, Figure, listing, paint, shorten, stone
from core.figures.level_counts import count_word
from core.figures.palette import TEXT_ON
from core.figures.tiers import FILL, TierName
from core.figures.typeface import text_width
from core.formats import thousands


@dataclass(frozen=True)
class TierCount:
    """count None: suppressed. amount: "435 hp". instead: what is said in place of a suppressed count, where it counts something else."""

    tier: TierName
    name: str
    count: int | None
    amount: str = ""
    instead: str = ""

    def words(self, unit: str) -> str:
        return self.instead if self.count is None and self.instead else f"{count_word(self.count)} {unit}"


def tier_counts(counts: Sequence[TierCount], *, figure_id: str = "nivaval", title: str = "", caption: str = "", unit: str = "") -> Figure:
    """counts: from the ground up (authority, unit, own). unit: what is counted, "val" unless said."""
    unit = unit or _("val")
    about = About(figure_id, title or _("Valda kurser på tre nivåer"), _described(counts, unit))
    return Figure(
        wide=_drawing(counts, Canvas(540), about, unit, name="wide"),
        narrow=_narrow(counts, about, unit),
        on_paper=lambda: _drawing(counts, Canvas(680, "surface"), about, unit, name="print"),
        css="plain",
        caption=caption,
    )


def _described(counts: Sequence[TierCount], unit: str) -> str:
    if not counts:
        return _("Det finns inga uppgifter än.")
    return listing(f"{each.name}: {', '.join(filter(None, (each.words(unit), each.amount)))}." for each in counts)


def _widths(counts: Sequence[TierCount], room: float) -> list[float]:
    """The largest takes the room; something is at least a pebble, nothing and what is suppressed have no stone."""
    largest = max((each.count or 0 for each in counts), default=0) or 1
    return [max(each.count / largest * room, 14) if each.count else 0 for each in counts]


def _drawing(counts: Sequence[TierCount], canvas: Canvas, about: About, unit: str, *, name: str) -> Drawing:
    centre, y = canvas.width / 2, 6.0
    for each, width in reversed(list(zip(counts, _widths(counts, canvas.width - 40), strict=True))):
        fill = TEXT_ON[FILL[each.tier]]
        if width:
            canvas.path(stone(centre - width / 2, y, width, 70, (28, 20, 24, 20)), paint(FILL[each.tier]))
        label_width = max(text_width(each.name, 16, 700), text_width(each.amount, 14.5))
        number_width = max(text_width(thousands(each.count or 0), 24, 700), text_width(unit, 13.5))
        has_number = width >= number_width + 20
        if has_number:
            _number(canvas, each, unit, (centre, y), fill=fill)
        inside, at = width / 2 - number_width / 2 - 32, centre + width / 2 + (16 if width else 0)
        if has_number and (inside >= label_width or inside > canvas.width - at):
            _label(canvas, each, centre - width / 2 + 20, y + 33, fill=fill, room=inside)
        else:
            word = "" if has_number else each.words(unit)
            _label(canvas, each, at, y + (24 if word else 33), fill="ink", room=canvas.width - at, word=word)
        y += 80
    canvas.stroke(f"M0 {y + 9:g}H{canvas.width:g}", "lines", 1.5)
    return canvas.finish(name, y + 16, about)


def _number(canvas: Canvas, each: TierCount, unit: str, place: tuple[float, float], *, fill: str) -> None:
    x, y = place
    canvas.text(x, y + 33, thousands(each.count), size=24, weight=700, fill=fill, anchor="middle")
    canvas.text(x, y + 54, unit, size=13.5, fill=fill, anchor="middle")


def _label(canvas: Canvas, each: TierCount, x: float, y: float, *, fill: str, room: float, word: str = "") -> None:
    """Name and amount, and the number in words where the stone is too small to carry it."""
    canvas.text(x, y, shorten(each.name, room, 16, 700), size=16, weight=700, fill=fill)
    for index, text in enumerate(filter(None, (word, each.amount)), start=1):
        canvas.text(x, y + 20 * index, shorten(text, room, 14.5), size=14.5, fill="muted" if fill == "ink" else fill)


def _narrow(counts: Sequence[TierCount], about: About, unit: str) -> Drawing:
    """On phones name and amount stand on a line of their own above the stone."""
    canvas, y = Canvas(340), 4.0
    for each, width in reversed(list(zip(counts, _widths(counts, 340), strict=True))):
        canvas.text(340, y + 16, each.amount, size=14.5, fill="muted", anchor="end")
        canvas.text(0, y + 16, shorten(each.name, 328 - text_width(each.amount, 14.5), 16, 700), size=16, weight=700)
        word = each.words(unit)
        if width:
            canvas.path(stone(170 - width / 2, y + 26, width, 46, (20, 14, 17, 15)), paint(FILL[each.tier]))
        inside = width >= text_width(word, 17, 700) + 16
        at = 170.0 if inside or not width else 170 + width / 2 + 10
        canvas.text(
            at, y + 55, word, size=17, weight=700, fill=TEXT_ON[FILL[each.tier]] if inside else "ink",
            anchor="middle" if inside or not width else "start",
        )  # fmt: skip
        y += 88
    canvas.stroke(f"M0 {y - 6:g}H340", "lines", 1.5)
    return canvas.finish("narrow", y, about)
