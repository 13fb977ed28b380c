"""The plan as a cairn: the authority's courses carry the unit's, and on top lie the person's own. Counts come from data."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _

from core.figures.drawing import (
    About,
    Canvas,
    Drawing,
    Figure,
    KeyItem,
    Radii,
    listing,
    number,
    paint,
    shorten,
    stone,
    wrap,
)
from core.figures.palette import TEXT_ON
from core.figures.shapes import status_shape
from core.figures.typeface import text_width

TierName = Literal["authority", "unit", "own"]
State = Literal["agreed", "waiting", "open", ""]
FILL = {"authority": "t1", "unit": "t2", "own": "t3"}
MANY = 6  # more stones than this lie in several rows
ROW = 5
LEADING = 1.22


@dataclass(frozen=True)
class Stone:
    """One course. note: its term, or what the empty place is for. state: agreed, waiting, open (an empty place) or nothing."""

    name: str
    note: str = ""
    state: State = ""


@dataclass(frozen=True)
class Tier:
    """A level of the plan. rule: who decides and who chooses, in two short lines. amount: "30 hp"; chosen: "4 av 8 valda"."""

    tier: TierName
    name: str
    stones: tuple[Stone, ...]
    rule: tuple[str, ...] = ()
    amount: str = ""
    chosen: str = ""


@dataclass(frozen=True)
class Plan:
    """How wide and high things are in one drawing."""

    width: float
    left: float
    right: float
    stone_width: float
    stone_height: float
    gap: float
    between: float
    name: float
    small: float
    amount: float
    ground: str = "bg"

    @property
    def centre(self) -> float:
        return self.left + (self.width - self.left - self.right) / 2

    @property
    def room(self) -> float:
        return self.width - self.left - self.right


WIDE = Plan(
    width=1120, left=212, right=150, stone_width=178, stone_height=96, gap=8, between=12, name=20, small=15, amount=30
)  # fmt: skip
PRINT = Plan(
    width=680,
    left=160,
    right=100,
    stone_width=101,
    stone_height=90,
    gap=6,
    between=9,
    name=15.5,
    small=13.5,
    amount=19,
    ground="surface",
)  # fmt: skip


def three_tiers(
    tiers: Sequence[Tier], *, figure_id: str = "tre-nivaer", title: str = "", description: str = "", caption: str = "", key: bool = True
) -> Figure:
    """tiers: from the ground up (authority, unit, own); drawn as a cairn, the ground at the bottom."""
    about = About(figure_id, title or _("Kurserna på tre nivåer"), description or _described(tiers))
    return Figure(
        wide=_cairn(tiers, WIDE, about, name="wide"),
        narrow=_narrow(tiers, about),
        on_paper=lambda: _cairn(tiers, PRINT, about, name="print"),
        caption=caption,
        key=_key(tiers) if key else (),
    )


def _key(tiers: Sequence[Tier]) -> tuple[KeyItem, ...]:
    states = {stone.state for tier in tiers for stone in tier.stones}
    meaning = (("agreed", _("överenskommet med rektor")), ("waiting", _("väntar på rektor")), ("open", _("plats kvar")))
    return tuple(KeyItem("dash" if state == "open" else state, word) for state, word in meaning if state in states)


def _described(tiers: Sequence[Tier]) -> str:
    words = {"agreed": _("överenskommen"), "waiting": _("väntar på rektor"), "open": _("plats kvar"), "": ""}
    none = _("inga kurser än")
    sentences = []
    for tier in tiers:
        stones = "; ".join(", ".join(filter(None, (each.name, each.note, words[each.state]))) for each in tier.stones)
        heading = ", ".join(filter(None, (tier.name, tier.amount, tier.chosen)))
        sentences.append(f"{heading}: {stones or none}.")
    return listing(sentences) or _("Det finns inga kurser än.")


def rows_of(stones: Sequence[Stone]) -> list[Sequence[Stone]]:
    """Up to six stones in one row; more in rows as even as possible, none longer than five."""
    if len(stones) <= MANY:
        return [stones] if stones else []
    rows = math.ceil(len(stones) / ROW)
    size = math.ceil(len(stones) / rows)
    return [stones[start : start + size] for start in range(0, len(stones), size)]


def _cairn(tiers: Sequence[Tier], plan: Plan, about: About, *, name: str) -> Drawing:
    canvas = Canvas(plan.width, plan.ground)
    rows = {tier.tier: rows_of(tier.stones) for tier in tiers}
    most = max((len(row) for each in rows.values() for row in each), default=1)
    width = min(plan.stone_width, (plan.room - (most - 1) * plan.gap) / most)
    crowded = max((len(each) for each in rows.values()), default=1) > 2
    height = plan.stone_height * (0.78 if crowded else 1)
    y = 6.0
    for tier in reversed(tiers):
        count = max(len(rows[tier.tier]), 1)
        block = count * height + (count - 1) * plan.gap
        _labels(canvas, tier, plan, y + block / 2)
        if not tier.stones:
            canvas.text(plan.centre, y + block / 2 + 5, _("inga kurser än"), size=plan.small, fill="muted", anchor="middle")
        for index, row in enumerate(rows[tier.tier]):
            _row(canvas, tier, row, plan, (y + index * (height + plan.gap), width, height))
        y += block + plan.between
    reach = min(plan.room / 2, 400 if plan is WIDE else 205)
    line = y - plan.between + (15 if plan is WIDE else 9)
    canvas.stroke(f"M{number(plan.centre - reach)} {number(line)}H{number(plan.centre + reach)}", "lines", 1.5)
    return canvas.finish(name, line + 9, about)


def _labels(canvas: Canvas, tier: Tier, plan: Plan, middle: float) -> None:
    left, right = plan.left - 12, plan.right - 12
    lines = [line for text in tier.rule for line in wrap(text, left, plan.small, 400, 2)][:3]
    step = plan.small * 1.35
    top = middle - len(lines) * step / 2 + plan.name * 0.3
    canvas.text(0, top, shorten(tier.name, left, plan.name, 700), size=plan.name, weight=700)
    for index, line in enumerate(lines):
        canvas.text(0, top + plan.name * 0.25 + (index + 1) * step, line, size=plan.small, fill="muted")
    size = plan.amount if text_width(tier.amount, plan.amount, 700) <= right else plan.name
    canvas.text(plan.width, middle + 2, shorten(tier.amount, right, size, 700), size=size, weight=700, anchor="end")
    canvas.text(
        plan.width, middle + 2 + plan.small * 1.6, shorten(tier.chosen, right, plan.small), size=plan.small, fill="muted", anchor="end"
    )


def _row(canvas: Canvas, tier: Tier, stones: Sequence[Stone], plan: Plan, place: tuple[float, float, float]) -> None:
    y, width, height = place
    x = plan.centre - (len(stones) * width + (len(stones) - 1) * plan.gap) / 2
    scale = height / 96
    for index, each in enumerate(stones):
        radii = _corners(index, len(stones), scale)
        if each.state == "open":
            _open_place(canvas, each, plan, (x, y, width, height), radii)
        else:
            canvas.path(stone(x, y, width, height, radii), paint(FILL[tier.tier]))
            _inscription(canvas, each, plan, (x, y, width, height), fill=TEXT_ON[FILL[tier.tier]])
        x += width + plan.gap


def _corners(index: int, count: int, scale: float) -> Radii:
    """The outer stones are rounder towards the outside."""
    if index == 0:
        corners: Radii = (30, 18, 22, 18)
    else:
        corners = (18, 28, 20, 22) if index == count - 1 else (20, 20, 18, 18)
    return tuple(corner * scale for corner in corners)  # type: ignore[return-value]


Place = tuple[float, float, float, float]


def _inscription(canvas: Canvas, each: Stone, plan: Plan, place: Place, *, fill: str) -> None:
    """Name at the top, term and state at the foot. Long names get smaller letters before they are cut."""
    x, y, width, height = place
    pad = width * (0.1 if width > 120 else 0.08)
    has_foot = bool(each.note) or each.state in {"agreed", "waiting"}
    foot = plan.small * 1.9 if has_foot else 0
    lines, size = _fitted(each.name, width - 2 * pad, height - foot - height * 0.13, plan.small)
    step = size * LEADING
    if not has_foot:
        top = y + height / 2 - (len(lines) - 1) * step / 2 + size * 0.35
        for index, line in enumerate(lines):
            canvas.text(x + width / 2, top + index * step, line, size=size, weight=600, fill=fill, anchor="middle")
        return
    for index, line in enumerate(lines):
        canvas.text(x + pad, y + height * 0.13 + size + index * step, line, size=size, weight=600, fill=fill)
    has_shape = each.state in {"agreed", "waiting"}
    radius = plan.small * 0.57
    note = shorten(each.note, width - 2 * pad - (3.4 * radius if has_shape else 0), plan.small - 1.5)
    canvas.text(x + pad, y + height - plan.small * 1.07, note, size=plan.small - 1.5, fill=fill)
    if has_shape:
        kind = "met" if each.state == "agreed" else "maybe"
        status_shape(canvas, kind, x + width - pad - radius, y + height - plan.small * 1.4, radius, fill=fill)


def _fitted(name: str, width: float, height: float, size: float) -> tuple[list[str], float]:
    """The name whole in the largest letters that hold it without breaking a word; else as many lines of the smallest as fit, cut."""
    smallest = size - 2.5
    for candidate in (size, size - 1.5, smallest):
        lines = wrap(name, width, candidate, 600, 9)
        if (len(lines) * LEADING + 0.4) * candidate <= height and not any(line.endswith("-") for line in lines[:-1]):
            return lines, candidate
    return wrap(name, width, smallest, 600, max(1, min(3, int((height / smallest - 0.4) // LEADING)))), smallest


def _open_place(canvas: Canvas, each: Stone, plan: Plan, place: Place, radii: Radii) -> None:
    x, y, width, height = place
    canvas.path(stone(x + 1, y + 1, width - 2, height - 2, radii), paint("none", "lines", 1.75, "5 6"))
    name = wrap(each.name, width - 16, plan.small, 600, 1 if each.note else 2)
    note = wrap(each.note, width - 16, plan.small - 1.5, 400, 2 if len(name) == 1 else 1) if each.note else []
    lines = [(text, plan.small, 600) for text in name] + [(text, plan.small - 1.5, 400) for text in note]
    top = y + height / 2 - (len(lines) - 1) * plan.small * 0.65 + plan.small * 0.35
    for index, (text, size, weight) in enumerate(lines):
        baseline = top + index * plan.small * 1.35
        canvas.text(x + width / 2, baseline, text, size=size, weight=weight, fill="muted", anchor="middle")


def _narrow(tiers: Sequence[Tier], about: About) -> Drawing:
    """On phones only the term stands on a stone; the list of the page has the names."""
    canvas, y = Canvas(340), 4.0
    for tier in reversed(tiers):
        amount, chosen = shorten(tier.amount, 150, 17, 700), shorten(tier.chosen, 150, 14)
        canvas.text(340, y + 17, amount, size=17, weight=700, anchor="end")
        canvas.text(0, y + 17, shorten(tier.name, 328 - text_width(amount, 17, 700), 17, 700), size=17, weight=700)
        canvas.text(340, y + 37, chosen, size=14, fill="muted", anchor="end")
        canvas.text(0, y + 37, shorten(" ".join(tier.rule[-1:]), 328 - text_width(chosen, 14), 14), size=14, fill="muted")
        y += 48
        if not tier.stones:
            canvas.text(170, y + 24, _("inga kurser än"), size=14, fill="muted", anchor="middle")
            y += 36
        for row in _narrow_rows(tier.stones):
            _narrow_row(canvas, tier, row, y)
            y += 66
        y += 14
    canvas.stroke(f"M0 {number(y - 11)}H340", "line", 2)
    return canvas.finish("narrow", y - 6, about)


def _narrow_rows(stones: Sequence[Stone]) -> list[Sequence[Stone]]:
    return [stones[start : start + 4] for start in range(0, len(stones), 4)] if len(stones) != 5 else [stones[:3], stones[3:]]


def _narrow_row(canvas: Canvas, tier: Tier, stones: Sequence[Stone], y: float) -> None:
    width, height, gap = 80.0, 60.0, 6.0
    x = (340 - (len(stones) * width + (len(stones) - 1) * gap)) / 2
    fill = TEXT_ON[FILL[tier.tier]]
    for index, each in enumerate(stones):
        middle, radii = x + width / 2, _corners(index, len(stones), 0.7)
        if each.state == "open":
            canvas.path(stone(x + 1, y + 1, width - 2, height - 2, radii), paint("none", "lines", 1.75, "4 5"))
            canvas.text(middle, y + 35, shorten(each.name, width - 4, 13.5, 600), size=13.5, weight=600, fill="muted", anchor="middle")
        else:
            canvas.path(stone(x, y, width, height, radii), paint(FILL[tier.tier]))
            _narrow_inscription(canvas, each, (middle, y, width), fill=fill)
        x += width + gap


def _narrow_inscription(canvas: Canvas, each: Stone, place: tuple[float, float, float], *, fill: str) -> None:
    middle, y, width = place
    has_shape = each.state in {"agreed", "waiting"}
    text = short_term(each.note) or each.name
    size = 15 if text_width(text, 15, 700) <= width - 10 else 12.5
    canvas.text(
        middle, y + (26 if has_shape else 36), shorten(text, width - 10, size, 700), size=size, weight=700, fill=fill, anchor="middle"
    )
    if has_shape:
        status_shape(canvas, "met" if each.state == "agreed" else "maybe", middle, y + 43, 7.5, fill=fill)


def short_term(note: str) -> str:
    """ "ht 2026" → "ht 26" where there is little room."""
    head, space, year = note.replace("\N{NO-BREAK SPACE}", " ").rpartition(" ")
    return f"{head}{space}{year[2:]}" if len(year) == 4 and year.isdigit() and head else note
