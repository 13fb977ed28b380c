"""How many are in each band: stones side by side, those who have reached the line darker."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from core.figures.drawing import About, Canvas, Drawing, Figure, KeyItem, listing, number, paint, stone, wrap
from core.figures.level_counts import count_word
from core.figures.typeface import text_width

NARROWEST_LABEL = 44


@dataclass(frozen=True)
class Band:
    """count None: suppressed, with hidden in its place. is_reached: on the right side of the line the figure is about."""

    label: str
    count: int | None
    is_reached: bool = False
    hidden: str = ""


def histogram(
    bands: Sequence[Band],
    *,
    figure_id: str = "fordelning",
    title: str = "",
    caption: str = "",
    reached: str = "",
    below: str = "",
    unit: str = "",
) -> Figure:
    """reached and below: what the two colours mean; without them there is no key. unit: "personer" unless said."""
    about = About(figure_id, title or _("Fördelning"), _described(bands, unit or _("personer")))
    key = (KeyItem("t1", reached), KeyItem("t3", below)) if reached and below else ()
    return Figure(
        wide=_drawing(bands, Canvas(760), 290, about, name="wide"),
        narrow=_drawing(bands, Canvas(340), 236, about, name="narrow"),
        on_paper=lambda: _drawing(bands, Canvas(680, "surface"), 250, about, name="print"),
        css="half",
        caption=caption,
        key=key,
    )


def _described(bands: Sequence[Band], unit: str) -> str:
    if not bands:
        return _("Det finns inga uppgifter än.")
    return listing(f"{band.label}: {count_word(band.count, band.hidden)} {unit}." for band in bands)


def _drawing(bands: Sequence[Band], canvas: Canvas, height: float, about: About, *, name: str) -> Drawing:
    gap = (14 if name == "wide" else 8) if len(bands) <= 10 else 3
    width = min((canvas.width - (len(bands) - 1) * gap) / max(len(bands), 1), 150)
    size = 14 if name == "wide" else 12.5
    step = width + gap
    every = max(1, math.ceil(NARROWEST_LABEL / step))  # of many bands only some are named
    room = step * every - gap / 2
    lines = [wrap(band.label, room, size, 400, 3) for band in bands[::every]]
    base = height - 12 - 17 * max((len(each) for each in lines), default=1)
    largest = max((band.count or 0 for band in bands), default=0)
    scale = (base - 26) / largest if largest else 0
    counted = max(1, math.ceil(max((text_width(count_word(band.count), 11, 700) for band in bands if band.count), default=0) / step))
    for index, band in enumerate(bands):
        middle, tall = index * step + width / 2, max((band.count or 0) * scale, 3)
        if band.count is not None:
            canvas.path(stone(index * step, base - tall, width, tall, (12, 9, 3, 3)), paint("t1" if band.is_reached else "t3"))
        if index % counted == 0:
            _count(canvas, band, (middle, base - tall - 8), step * counted - 2)
        if index % every == 0:
            _names(canvas, lines[index // every], (index * step, width, base + 20), size=size, is_centred=every == 1)
    canvas.stroke(f"M0 {number(base + 0.5)}H{number(canvas.width)}", "lines", 1.5)
    return canvas.finish(name, height, about)


def _names(canvas: Canvas, lines: Sequence[str], place: tuple[float, float, float], *, size: float, is_centred: bool) -> None:
    """A band's name under its stone; where only some are named they begin at their stone, and the last is left out if it does not fit."""
    x, width, y = place
    for row, line in enumerate(lines):
        wide = text_width(line, size)
        left = min(max(x + (width - wide) / 2, 0), canvas.width - wide) if is_centred else x
        if left + wide <= canvas.width:
            canvas.text(left, y + row * 17, line, size=size, fill="muted")


def _count(canvas: Canvas, band: Band, place: tuple[float, float], room: float) -> None:
    """The number over its stone; where it is suppressed the words, in as many lines as the column needs."""
    x, y = place
    if band.count is not None:
        text = count_word(band.count)
        size = 16.0 if text_width(text, 16, 700) <= room else 11.0
        canvas.text(x, y, text, size=size, weight=700, anchor="middle")
        return
    lines = wrap(count_word(None, band.hidden), room, 12.5, 400, 3)
    for row, line in enumerate(lines):
        canvas.text(x, y - (len(lines) - 1 - row) * 15, line, size=12.5, fill="muted", anchor="middle")
