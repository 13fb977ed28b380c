"""The level graph: 1 leads to 2 and on to 3, and 1 leads to 4 on a branch of its own. And how many teachers are where."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _

from core.figures.drawing import About, Canvas, Drawing, Figure, Radii, listing, paint, shorten, stone, wrap
from core.figures.shapes import arrow_head, here, status_shape

State = Literal["decided", "current", "ahead"]
Outcome = Literal["met", "no", "maybe", "off", "none"]
WIDE_RADII: Radii = (30, 22, 26, 20)
NARROW_RADII: Radii = (22, 16, 20, 16)


@dataclass(frozen=True)
class Level:
    """One of the four levels. decided: an official decision exists; current: the way the person goes now; ahead: further on.

    word says the outcome ("Inte uppfyllt"), line one short fact ("22,5 av 37,5 hp"). Further ahead the outcome is said in slate.
    outcome none: the law's level, nobody's own; word and line then say what it asks for, and no dot says where somebody is.
    """

    number: int
    state: State
    outcome: Outcome
    word: str
    line: str = ""


@dataclass(frozen=True)
class Place:
    x: float
    y: float
    w: float
    h: float


def level_graph(
    levels: Sequence[Level], *, figure_id: str = "nivaer", title: str = "", description: str = "", caption: str = "", at: int | None = None
) -> Figure:
    """levels: the four, in any order. at: the level where the dot stands; else the first current one, else the last decided.

    Without a description one is made of the levels' own words.
    """
    by_number = {level.number: level for level in levels}
    if sorted(by_number) != [1, 2, 3, 4]:
        raise ValueError("a level graph has the levels 1, 2, 3 and 4")
    about = About(figure_id, title or _("De fyra meriteringsnivåerna"), description or _described(by_number))
    dot = at or _place_of_dot(by_number)
    return Figure(
        wide=_wide(by_number, dot, about),
        narrow=_narrow(by_number, dot, about),
        on_paper=lambda: _print(by_number, dot, about),
        caption=caption,
    )


def _is_law(levels: dict[int, Level]) -> bool:
    return all(level.outcome == "none" for level in levels.values())


def _place_of_dot(levels: dict[int, Level]) -> int:
    """The level where the dot stands, 0 for nowhere."""
    if _is_law(levels):
        return 0
    current = [number for number in (2, 1, 4, 3) if levels[number].state == "current"]
    decided = [number for number in (3, 2, 4, 1) if levels[number].state == "decided"]
    return (current or decided or [1])[0]


def _described(levels: dict[int, Level]) -> str:
    way = _("Från nivå 1 går en väg till nivå 2 och vidare till nivå 3, och en egen väg till nivå 4.")
    if _is_law(levels):
        asked = [
            _("Nivå %(number)s: %(word)s, %(line)s.") % {"number": n, "word": levels[n].word, "line": levels[n].line} for n in (1, 2, 3, 4)
        ]
        return listing([way, *asked])
    states = {"decided": _("beslutad"), "current": _("det du är på väg mot"), "ahead": _("längre fram")}
    one_by_one = [
        _("Nivå %(number)s, %(state)s: %(word)s. %(line)s.")
        % {"number": n, "state": states[levels[n].state], "word": levels[n].word, "line": levels[n].line}
        for n in (1, 2, 3, 4)
    ]
    return listing([way, *(text.replace(". .", ".") for text in one_by_one)])


def _is_walked(levels: dict[int, Level], start: int, end: int) -> bool:
    """Whether the person goes that way now: from a decided level to the current one."""
    return levels[start].state == "decided" and levels[end].state == "current"


def _colours(level: Level) -> tuple[str, str, str, str]:
    """Of heading, line, word and shape."""
    if level.state == "decided":
        return "on", "on", "on", "on"
    if level.state == "ahead":
        return "ink", "muted", "muted", "muted"
    is_neutral = level.outcome in {"off", "none"}
    return "ink", "muted", "muted" if is_neutral else level.outcome, "muted" if is_neutral else ""


def _ground(canvas: Canvas, level: Level, place: Place, radii: Radii) -> None:
    if level.state == "decided":
        canvas.path(stone(place.x, place.y, place.w, place.h, radii), paint("t1"))
        return
    outline, width = ("accent", 2.5) if level.state == "current" else ("lines", 1.5)
    canvas.path(stone(place.x + 1, place.y + 1, place.w - 2, place.h - 2, radii), paint("surface", outline, width))


def _large_node(canvas: Canvas, level: Level, place: Place) -> None:
    """Number in a disc to the left, three lines to the right."""
    _ground(canvas, level, place, WIDE_RADII)
    heading, line, word, shape = _colours(level)
    disc, numeral = {"decided": ("on", "t1"), "current": ("weak", "accent"), "ahead": ("sunken", "muted")}[level.state]
    middle, left = place.y + place.h / 2, place.x + 86
    room = place.w - 86 - 14
    canvas.circle(place.x + 44, middle, 27, paint(disc))
    canvas.text(place.x + 44, middle + 10, str(level.number), size=28, weight=700, fill=numeral, anchor="middle")
    name = _("Meriteringsnivå %(number)s") % {"number": level.number}
    canvas.text(left, middle - 20, shorten(name, room, 17, 700), size=17, weight=700, fill=heading)
    indent = 0 if level.outcome == "none" else 24
    if indent:
        status_shape(canvas, level.outcome, left + 8, middle + 2, 8, fill=shape, sign=_sign(level))
    canvas.text(left + indent, middle + 7.5, shorten(level.word, room - indent, 15, 600), size=15, weight=600, fill=word)
    canvas.text(left, middle + 32, shorten(level.line, room, 14.5), size=14.5, fill=line)


def _small_node(canvas: Canvas, level: Level, place: Place) -> None:
    """Three lines under each other; the fact may take two."""
    _ground(canvas, level, place, NARROW_RADII)
    heading, line, word, shape = _colours(level)
    left, room = place.x + 16, place.w - 28
    canvas.text(left, place.y + 29, _("Nivå %(number)s") % {"number": level.number}, size=17, weight=700, fill=heading)
    indent = 0 if level.outcome == "none" else 22
    if indent:
        status_shape(canvas, level.outcome, left + 8, place.y + 50, 7.5, fill=shape, sign=_sign(level))
    canvas.text(left + indent, place.y + 55, shorten(level.word, room - indent, 14, 600), size=14, weight=600, fill=word)
    for row, text in enumerate(wrap(level.line, room, 13.5, 400, 2 if place.h >= 100 else 1)):
        canvas.text(left, place.y + 78 + 17 * row, text, size=13.5, fill=line)


def _sign(level: Level) -> str:
    return "t1" if level.state == "decided" else "surface"


def _way(canvas: Canvas, d: str, tip: tuple[float, float], *, walked: bool, down: bool = False) -> None:
    colour = "accent" if walked else "lines"
    canvas.stroke(d, colour, 3 if walked else 2, "1 8")
    arrow_head(canvas, *tip, colour, down=down)


def _note() -> str:
    return _("Egen gren: kräver en forskarexamen, men varken nivå 2 eller nivå 3.")


def _wide(levels: dict[int, Level], dot: int, about: About) -> Drawing:
    canvas = Canvas(1120)
    w, h, low, high = 306.0, 112.0, 188.0, 6.0
    places = {1: Place(0, low, w, h), 2: Place(407, low, w, h), 3: Place(814, low, w, h), 4: Place(407, high, w, h)}
    mid_low, mid_high = low + h / 2, high + h / 2
    _way(canvas, f"M{w} {mid_low}H395", (396, mid_low), walked=_is_walked(levels, 1, 2))
    _way(canvas, f"M713 {mid_low}H802", (803, mid_low), walked=_is_walked(levels, 2, 3))
    _way(canvas, f"M140 {low}V{mid_high + 24}Q140 {mid_high} 164 {mid_high}H395", (396, mid_high), walked=_is_walked(levels, 1, 4))
    for number, place in places.items():
        _large_node(canvas, levels[number], place)
    for centre, above, below in ((354, _("kräver beslut"), _("om nivå 1")), (761, _("kräver allt"), _("i nivå 2"))):
        canvas.text(centre, mid_low - 15, shorten(above, 96, 13.5), size=13.5, fill="muted", anchor="middle")
        canvas.text(centre, mid_low + 25, shorten(below, 96, 13.5), size=13.5, fill="muted", anchor="middle")
    canvas.text(172, mid_high - 13, shorten(_("kräver beslut om nivå 1"), 215, 13.5), size=13.5, fill="muted")
    for row, text in enumerate(wrap(_note(), 300, 14, 400, 3)):
        canvas.text(737, mid_high - 6 + 21 * row, text, size=14, fill="muted")
    if dot:
        here(canvas, places[dot].x + w - 30, places[dot].y)
    return canvas.finish("wide", 304, about)


def _narrow(levels: dict[int, Level], dot: int, about: About) -> Drawing:
    canvas = Canvas(340)
    w = 164.0
    places = {1: Place(0, 10, 340, 94), 2: Place(0, 138, w, 108), 4: Place(176, 138, w, 108), 3: Place(0, 280, w, 108)}
    _way(canvas, "M82 104V128", (82, 133), walked=_is_walked(levels, 1, 2), down=True)
    _way(canvas, "M258 104V128", (258, 133), walked=_is_walked(levels, 1, 4), down=True)
    _way(canvas, "M82 246V270", (82, 275), walked=_is_walked(levels, 2, 3), down=True)
    for number, place in places.items():
        _small_node(canvas, levels[number], place)
    for row, text in enumerate(wrap(_note(), 156, 13.5, 400, 4)):
        canvas.text(184, 304 + 19 * row, text, size=13.5, fill="muted")
    if dot:
        here(canvas, places[dot].x + places[dot].w - 20, places[dot].y)
    return canvas.finish("narrow", 390, about)


def _print(levels: dict[int, Level], dot: int, about: About) -> Drawing:
    """170 mm wide: the same graph with small nodes."""
    canvas = Canvas(680, "surface")
    w, h, low, high = 194.0, 112.0, 152.0, 10.0
    places = {1: Place(0, low, w, h), 2: Place(243, low, w, h), 3: Place(486, low, w, h), 4: Place(243, high, w, h)}
    mid_low, mid_high = low + h / 2, high + h / 2
    _way(canvas, f"M{w} {mid_low}H231", (232, mid_low), walked=_is_walked(levels, 1, 2))
    _way(canvas, f"M437 {mid_low}H474", (475, mid_low), walked=_is_walked(levels, 2, 3))
    _way(canvas, f"M90 {low}V{mid_high + 20}Q90 {mid_high} 110 {mid_high}H231", (232, mid_high), walked=_is_walked(levels, 1, 4))
    for number, place in places.items():
        _small_node(canvas, levels[number], place)
    for row, text in enumerate(wrap(_note(), 220, 13, 400, 3)):
        canvas.text(454, mid_high - 12 + 18 * row, text, size=13, fill="muted")
    if dot:
        here(canvas, places[dot].x + w - 24, places[dot].y)
    return canvas.finish("print", low + h + 4, about)
