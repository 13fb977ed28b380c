"""What the choices lead to: today's credits, and a block for each course, term by term, against the lines of the levels."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from core.figures.drawing import About, Canvas, Drawing, Figure, KeyItem, listing, number, paint, shorten, stone
from core.figures.tiers import FILL, TierName, short_term
from core.figures.typeface import text_width
from core.formats import decimal_comma
from core.wording import either


@dataclass(frozen=True)
class Block:
    """One course: its credits and its tier."""

    credits: Decimal
    tier: TierName


@dataclass(frozen=True)
class Step:
    """A term with what is completed in it, in order."""

    term: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Line:
    """A requirement: a dashed line, explained in the key."""

    credits: Decimal
    label: str


@dataclass(frozen=True)
class Turn:
    """Where something is reached: the dot over the term with that index (0 is today)."""

    index: int
    text: str


@dataclass(frozen=True)
class Scale:
    left: float
    step: float
    width: float
    base: float
    unit: float

    def x(self, index: int) -> float:
        return self.left + index * self.step

    def y(self, earned: Decimal) -> float:
        return self.base - float(earned) * self.unit


def credit_steps(
    sure: Decimal,
    pending: Decimal,
    steps: Sequence[Step],
    *,
    lines: Sequence[Line] = (),
    turn: Turn | None = None,
    figure_id: str = "steg",
    title: str = "",
    caption: str = "",
) -> Figure:
    """sure: credits accepted today; pending: what waits, on top of it. steps: the terms ahead, in order."""
    about = About(figure_id, title or _("Högskolepoäng termin för termin"), _described(sure, pending, steps, lines, turn))
    terms = [Step(_("i dag"), ()), *steps]
    return Figure(
        wide=_drawing(Canvas(760), 380, about, "wide", (sure, pending, terms, lines, turn)),
        narrow=_drawing(Canvas(340), 316, about, "narrow", (sure, pending, terms, lines, turn)),
        on_paper=lambda: _drawing(Canvas(680, "surface"), 330, about, "print", (sure, pending, terms, lines, turn)),
        caption=caption,
        key=_key(pending, steps, lines),
    )


Content = tuple[Decimal, Decimal, Sequence[Step], Sequence[Line], Turn | None]


def totals(sure: Decimal, pending: Decimal, steps: Sequence[Step]) -> list[Decimal]:
    """The sum after each term, today first."""
    sums = [sure + pending]
    for step in steps:
        sums.append(sums[-1] + sum((block.credits for block in step.blocks), Decimal(0)))
    return sums


def _key(pending: Decimal, steps: Sequence[Step], lines: Sequence[Line]) -> tuple[KeyItem, ...]:
    tiers = {block.tier for step in steps for block in step.blocks}
    words = (("authority", either(_("förvaltningens"), _("gemensamma"))), ("unit", _("enhetens")), ("own", _("individuell")))
    return (
        KeyItem("lines", _("godkänt i dag")),
        *((KeyItem("stripe", _("väntar på granskning")),) if pending else ()),
        *(KeyItem(FILL[tier], word) for tier, word in words if tier in tiers),
        *(KeyItem("line", line.label) for line in lines),
    )


def _described(sure: Decimal, pending: Decimal, steps: Sequence[Step], lines: Sequence[Line], turn: Turn | None) -> str:
    start = _("I dag %(sure)s hp godkända och %(pending)s hp som väntar.") % {
        "sure": decimal_comma(sure),
        "pending": decimal_comma(pending),
    }
    sums = totals(sure, pending, steps)[1:]
    after = [
        _("Efter %(term)s: %(sum)s hp.") % {"term": step.term, "sum": decimal_comma(total)} for step, total in zip(steps, sums, strict=True)
    ]
    return listing([start, *after, *(f"{line.label}." for line in lines), f"{turn.text}." if turn else ""])


def _drawing(canvas: Canvas, height: float, about: About, name: str, content: Content) -> Drawing:
    sure, pending, terms, lines, turn = content
    is_narrow = name == "narrow"
    sums = totals(sure, pending, terms[1:])
    top = max([*sums, *(line.credits for line in lines), Decimal(1)]) * Decimal("1.02")
    gap = (4 if is_narrow else 12) if len(terms) <= 10 else 2
    width = (canvas.width - (len(terms) - 1) * gap) / len(terms)
    width = min(width, 120)
    base = height - (34 if is_narrow else 40)
    scale = Scale(0, width + gap, width, base, (base - 62) / float(top))
    for index in range(len(terms)):
        _column(canvas, scale, index, content)
    size = min(14, max(11, width / 3)) if not is_narrow else 12.5
    _terms(canvas, scale, terms, sums, size)
    for line in lines:
        y = number(scale.y(line.credits))
        canvas.stroke(f"M0 {y}H{number(canvas.width)}", canvas.ground, 5)
        canvas.stroke(f"M0 {y}H{number(canvas.width)}", "ink", 2, "6 5")
    if turn is not None and 0 <= turn.index < len(terms):
        _turn(canvas, scale, turn, scale.y(sums[turn.index]))
    canvas.stroke(f"M0 {number(base + 0.5)}H{number(canvas.width)}", "lines", 1.5)
    return canvas.finish(name, height, about)


def _column(canvas: Canvas, scale: Scale, index: int, content: Content) -> None:
    """Today's ground, what waits, and every course up to and with this term; the uppermost block is rounder."""
    sure, pending, terms, _lines, _turn = content
    x = scale.x(index)
    parts = [(sure, paint("lines"))] if sure else []
    if pending:
        parts.append((pending, paint("weak", "accent", 1)))
    parts += [(block.credits, paint(FILL[block.tier])) for step in terms[1 : index + 1] for block in step.blocks if block.credits > 0]
    at = Decimal(0)
    for place, (earned, attributes) in enumerate(parts):
        round_top = min(9.0, scale.width / 6) if place == len(parts) - 1 else 3.0
        height = max(scale.y(at) - scale.y(at + earned) - 2, 1)
        canvas.path(stone(x, scale.y(at + earned) + 1, scale.width, height, (round_top, round_top, 3, 3)), attributes)
        at += earned
    if pending:
        canvas.stroke(_hatching(x, scale, sure, sure + pending), "accent", 2)


def _hatching(x: float, scale: Scale, low: Decimal, high: Decimal) -> str:
    """Slanting lines, cut where the block ends."""
    top, bottom = scale.y(high) + 3, scale.y(low) - 3
    height, left, right = bottom - top, x + 2, x + scale.width - 2
    if height <= 0 or right <= left:
        return ""
    pieces, at = [], left - height
    while at < right:
        start, end = max(at, left), min(at + height, right)
        if end > start:
            pieces.append(f"M{number(start)} {number(bottom - (start - at))}L{number(end)} {number(bottom - (end - at))}")
        at += 7
    return "".join(pieces)


def _terms(canvas: Canvas, scale: Scale, terms: Sequence[Step], sums: Sequence[Decimal], size: float) -> None:
    """Terms under the columns and sums over them; every second or third where they would collide."""
    names = [term.term if scale.width >= text_width(term.term, size, 600) else short_term(term.term) for term in terms]
    widest = max(text_width(name, size, 600) for name in names)
    every = max(1, -(-int(widest + 4) // max(int(scale.step), 1)))
    sum_size = min(size + 1, 15) if scale.width >= 40 else size - 0.5
    sum_every = max(1, -(-int(max(text_width(decimal_comma(s), sum_size, 700) for s in sums) + 3) // max(int(scale.step), 1)))
    for index, (name, total) in enumerate(zip(names, sums, strict=True)):
        middle = scale.x(index) + scale.width / 2
        is_first = index == 0
        anchor, x = ("start", 0.0) if is_first and widest > scale.width else ("middle", middle)
        weight, fill = (600, "ink") if is_first else (400, "muted")
        if index % every == 0 and x + text_width(name, size, weight) / 2 <= canvas.width + 1:
            canvas.text(x, scale.base + 21, name, size=size, weight=weight, fill=fill, anchor=anchor)
        if index % sum_every == 0:
            half = text_width(decimal_comma(total), sum_size, 700) / 2
            centre = min(max(middle, half), canvas.width - half)
            canvas.text(centre, scale.y(total) - 8, decimal_comma(total), size=sum_size, weight=700, anchor="middle")


def _turn(canvas: Canvas, scale: Scale, turn: Turn, top: float) -> None:
    """The dot over its column, and its words above everything, towards the side with room."""
    x, y = scale.x(turn.index) + scale.width / 2, top - 30
    canvas.circle(x, y, 6, paint("glow"))
    text = shorten(turn.text, canvas.width - 26, 14, 600)
    width = text_width(text, 14, 600)
    if canvas.width < 500:
        canvas.circle(7, 10, 6, paint("glow"))
        canvas.text(20, 15, text, size=14, weight=600)
        return
    if y - 8 > 26:
        canvas.stroke(f"M{number(x)} {number(y - 8)}V26", "lines", 1.25)
    left = min(max(x - width / 2, 0), canvas.width - width)
    canvas.text(left, 18, text, size=14, weight=600)
