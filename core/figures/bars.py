"""Small bars in text and tables: the measure against a requirement, a bar, and a bar in parts. Stretched to the width they get."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from core.figures.drawing import Path, box, paint
from core.formats import Number, decimal_comma

MEASURE_WIDTH, MEASURE_HEIGHT = 400.0, 14.0
BAR_WIDTH, BAR_HEIGHT = 200.0, 10.0
HEADROOM = 1.2  # the requirement stands this far from the end, so that more than enough shows

Part = tuple[Number, str]


@dataclass(frozen=True)
class Measure:
    label: str
    shapes: tuple[Path, ...]


@dataclass(frozen=True)
class Bar:
    shapes: tuple[Path, ...]


def measure_of(sure: Number, possible: Number, required: Number, *, label: str = "", unit: str = "hp") -> Measure:
    """sure lies inside possible; whatever is beyond the end is drawn to the end."""
    solid, hoped, asked = max(float(sure), 0), max(float(possible), float(sure), 0), max(float(required), 0)
    top = max(asked * HEADROOM, hoped, 1)
    scale = MEASURE_WIDTH / top
    shapes = [Path(box(0, 0, MEASURE_WIDTH, MEASURE_HEIGHT), paint("sunken"))]
    if hoped > solid:
        start, end = solid * scale, hoped * scale
        shapes.append(Path(box(start, 0, end - start, MEASURE_HEIGHT), paint("weak")))
        shapes.append(Path(_stripes(start, end), paint("accent")))
    if solid > 0:
        shapes.append(Path(box(0, 0, solid * scale, MEASURE_HEIGHT), paint("accent")))
    if 0 < asked < top:
        shapes.append(Path(box(asked * scale - 1.5, 0, 3, MEASURE_HEIGHT), paint("ink")))
    return Measure(label or _described(sure, possible, required, unit), tuple(shapes))


def _stripes(start: float, end: float) -> str:
    """Upright stripes, four wide and four apart; the first stands clear of what is sure."""
    pieces, at = [], start + 3
    while at < end:
        pieces.append(box(at, 0, min(4, end - at), MEASURE_HEIGHT))
        at += 8
    return "".join(pieces)


def _described(sure: Number, possible: Number, required: Number, unit: str) -> str:
    values = {"sure": decimal_comma(sure), "required": decimal_comma(required), "unit": unit}
    if possible > sure:
        values["pending"] = decimal_comma(float(possible) - float(sure))
        return _("%(sure)s %(unit)s godkända, %(pending)s %(unit)s väntar, kravet är %(required)s %(unit)s") % values
    return _("%(sure)s %(unit)s godkända, kravet är %(required)s %(unit)s") % values


def bar_of(value: Number, top: Number, *, mark: Number | None = None, fill: str = "accent") -> Bar:
    """A bar from nothing to top. An empty scale gives an empty bar."""
    return _bar([(value, fill)], top, mark)


def stack_of(parts: Sequence[Part], top: Number) -> Bar:
    """Parts after each other, with a hair of air between."""
    return _bar(parts, top, None)


def _bar(parts: Sequence[Part], top: Number, mark: Number | None) -> Bar:
    scale = BAR_WIDTH / float(top) if top > 0 else 0
    shapes = [Path(box(0, 0, BAR_WIDTH, BAR_HEIGHT), paint("sunken"))]
    at = 0.0
    for value, fill in parts:
        width = min(max(float(value), 0) * scale, BAR_WIDTH - at)
        if width > 0:
            shapes.append(Path(box(at, 0, max(width - (0.8 if len(parts) > 1 else 0), 0.4), BAR_HEIGHT), paint(fill)))
        at += width
    if mark is not None and 0 < mark <= top:
        shapes.append(Path(box(float(mark) * scale - 0.75, 0, 1.5, BAR_HEIGHT), paint("ink")))
    return Bar(tuple(shapes))
