"""How many are in each band: stones side by side, those who have reached the line darker."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from core.figures.drawing import About, Canvas, Drawing, Figure, KeyItem, listing, number, paint, stone, wrap
from core.figures.level_counts import count_word
from core.figures.typeface import text_width


@dataclass(frozen=True)
class Band:
    """count None: suppressed. is_reached: on the right side of the line the figure is about."""

    label: str
    count: int | None
    is_reached: bool = False


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
        print=_drawing(bands, Canvas(680), 250, about, name="print"),
        css="half",
        caption=caption,
        key=key,
    )


def _described(bands: Sequence[Band], unit: str) -> str:
    if not bands:
        return _("Det finns inga uppgifter än.")
    return listing(f"{band.label}: {count_word(band.count)} {unit}." for band in bands)


def _drawing(bands: Sequence[Band], canvas: Canvas, height: float, about: About, *, name: str) -> Drawing:
    gap = (14 if name == "wide" else 8) if len(bands) <= 10 else 3
    width = min((canvas.width - (len(bands) - 1) * gap) / max(len(bands), 1), 150)
    size = 14 if name == "wide" else 12.5
    lines = [wrap(band.label, width + gap - 2, size, 400, 3) for band in bands]
    base = height - 12 - 17 * max((len(each) for each in lines), default=1)
    scale = (base - 26) / max((band.count or 0 for band in bands), default=0) if any(band.count for band in bands) else 0
    for index, band in enumerate(bands):
        x, tall = index * (width + gap), max((band.count or 0) * scale, 3)
        if band.count is not None:
            canvas.path(stone(x, base - tall, width, tall, (12, 9, 3, 3)), paint("t1" if band.is_reached else "t3"))
        _count(canvas, band, (x + width / 2, base - tall - 8), width + gap - 2)
        for row, line in enumerate(lines[index]):
            canvas.text(x + width / 2, base + 20 + row * 17, line, size=size, fill="muted", anchor="middle")
    canvas.stroke(f"M0 {number(base + 0.5)}H{number(canvas.width)}", "lines", 1.5)
    return canvas.finish(name, height, about)


def _count(canvas: Canvas, band: Band, place: tuple[float, float], room: float) -> None:
    """The number over its stone; where it is suppressed the words, in as many lines as the column needs."""
    x, y = place
    if band.count is not None:
        text = count_word(band.count)
        size = 16.0 if text_width(text, 16, 700) <= room else 11.0
        canvas.text(x, y, text, size=size, weight=700, anchor="middle")
        return
    lines = wrap(count_word(None), room, 12.5, 400, 3)
    for row, line in enumerate(lines):
        canvas.text(x, y - (len(lines) - 1 - row) * 15, line, size=12.5, fill="muted", anchor="middle")
