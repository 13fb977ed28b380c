"""A plan over time: bars for work that goes on, marks for days that decide, and today. On phones a list takes its place."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

from core.figures.calendar import Calendar, Column
from core.figures.drawing import About, Canvas, Drawing, Figure, ListedEvent, circle, listing, number, paint, shorten, stone
from core.figures.palette import TEXT_ON
from core.figures.shapes import status_shape
from core.figures.typeface import text_width
from core.formats import first_upper, long_date, short_date

State = Literal["done", "now", "planned"]
ROW = 40.0
HEAD = 44.0


@dataclass(frozen=True)
class Span:
    """Work from a day to a day, both included. tone: t1, t2 or t3; planned work is dashed whatever its tone."""

    name: str
    starts_on: date
    ends_on: date
    state: State = "done"
    tone: str = "t1"


@dataclass(frozen=True)
class Milestone:
    """A day that decides. is_whole_month: only the month is known."""

    name: str
    day: date
    is_done: bool = False
    is_whole_month: bool = False


def timeline(
    spans: Sequence[Span],
    milestones: Sequence[Milestone] = (),
    *,
    today: date,
    figure_id: str = "tidslinje",
    title: str = "",
    caption: str = "",
) -> Figure:
    """Everything from the first day to the last, whatever the years between. today is drawn where it lies inside."""
    about = About(figure_id, title or _("Tidslinje"), _described(spans, milestones))
    days = [day for span in spans for day in (span.starts_on, span.ends_on)] + [each.day for each in milestones] or [today]
    return Figure(
        wide=_drawing(Canvas(1120), days, (spans, milestones, today), about, name="wide"),
        on_paper=lambda: _drawing(Canvas(680, "surface"), days, (spans, milestones, today), about, name="print"),
        css="tl",
        caption=caption,
        events=_events(spans, milestones),
    )


Content = tuple[Sequence[Span], Sequence[Milestone], date]


def _word(state: State) -> tuple[str, str]:
    return {"done": ("met", _("Klart")), "now": ("now", _("Pågår")), "planned": ("off", _("Planerat"))}[state]


def _events(spans: Sequence[Span], milestones: Sequence[Milestone]) -> tuple[ListedEvent, ...]:
    """The same rows in order of time."""
    rows = [(span.starts_on, 0, _months(span), span.name, _word(span.state)) for span in spans]
    rows += [(each.day, 1, _day(each), each.name, _word("done" if each.is_done else "planned")) for each in milestones]
    return tuple(ListedEvent(first_upper(when), what, *word) for _start, _kind, when, what, word in sorted(rows, key=lambda row: row[:2]))


def _described(spans: Sequence[Span], milestones: Sequence[Milestone]) -> str:
    events = _events(spans, milestones)
    return listing(f"{event.when}: {event.what}, {event.word.lower()}." for event in events) or _("Det finns inga händelser än.")


def _months(span: Span) -> str:
    first, last = span.starts_on, span.ends_on
    end = f"{MONTHS[last.month]} {last.year}"
    if (first.year, first.month) == (last.year, last.month):
        return end
    start = str(MONTHS[first.month]) if first.year == last.year else f"{MONTHS[first.month]} {first.year}"
    return f"{start}–{end}"


def _day(each: Milestone) -> str:
    return f"{MONTHS[each.day.month]} {each.day.year}" if each.is_whole_month else long_date(each.day)


def _drawing(canvas: Canvas, days: Sequence[date], content: Content, about: About, *, name: str) -> Drawing:
    spans, milestones, today = content
    size = 15.0 if name == "wide" else 13.0
    calendar = _calendar(days, spans, canvas.width, size)
    base = HEAD + len(spans) * ROW + 26
    _columns(canvas, calendar.columns(), base - 12, size - 1)
    _today_line(canvas, calendar, today, base)
    for index, span in enumerate(spans):
        _span(canvas, calendar, span, HEAD + index * ROW, size)
    canvas.stroke(f"M0 {number(base)}H{number(canvas.width)}", "lines", 1.5)
    lanes = _milestones(canvas, calendar, milestones, base, size - 1)
    _today_word(canvas, calendar, today, size - 1)
    return canvas.finish(name, base + 20 + lanes * 40, about)


def _calendar(days: Sequence[date], spans: Sequence[Span], width: float, size: float) -> Calendar:
    """A few months more at the end where the names of the last bars find their room there."""
    narrowest = size * 4.2
    plain = Calendar.around(days, width, narrowest=narrowest)
    for extra in range(1 + min(4, plain.months // 3)):
        calendar = Calendar.around(days, width, narrowest=narrowest, extra=extra)
        if all(_finds_room(calendar, span, size) for span in spans):
            return calendar
    return plain


def _finds_room(calendar: Calendar, span: Span, size: float) -> bool:
    """Whether the name fits in its bar or after it."""
    start, end, wanted = calendar.x(span.starts_on), calendar.x_after(span.ends_on), text_width(span.name, size, 600)
    return wanted + 28 <= end - start or end + 10 + wanted <= calendar.width


def _columns(canvas: Canvas, columns: Sequence[Column], bottom: float, size: float) -> None:
    """Months, quarters or years; a name that would meet the next one is left out."""
    free_from = 0.0
    for index, column in enumerate(columns):
        if index:
            canvas.stroke(f"M{number(column.x)} 32V{number(bottom)}", "line", 1)
        weight = 600 if column.is_first_of_year else 400
        x = column.x + (8 if index else 0)
        width = text_width(column.name, size, weight)
        if x >= free_from and x + width <= canvas.width:
            canvas.text(x, 20, column.name, size=size, weight=weight, fill="muted")
            free_from = x + width + 8


def _span(canvas: Canvas, calendar: Calendar, span: Span, y: float, size: float) -> None:
    start, end = calendar.x(span.starts_on), calendar.x_after(span.ends_on)
    width, height = max(end - start, 6), 30.0
    start = min(start, canvas.width - width)
    if span.state == "planned":
        canvas.path(stone(start + 1, y + 1, width - 2, height - 2, (14, 10, 13, 10)), paint("surface", "lines", 1.5, "5 5"))
        inside = "ink"
    else:
        canvas.path(stone(start, y, width, height, (14, 10, 13, 10)), paint(span.tone))
        inside = TEXT_ON[span.tone]
    _span_name(canvas, span.name, (start, start + width, y + 15 + size / 3), size, inside)


def _span_name(canvas: Canvas, name: str, place: tuple[float, float, float], size: float, inside: str) -> None:
    """In the bar if it fits, else after it, else before it, else cut on the side with more room; ground colour under what lies outside."""
    start, end, y = place
    wanted, gap = text_width(name, size, 600), 10.0
    if wanted + 28 <= end - start:
        canvas.text(start + 14, y, name, size=size, weight=600, fill=inside)
        return
    after, before, within = canvas.width - end - gap, start - gap, end - start - 28
    if max(after, before) < wanted and within >= max(after, before):
        canvas.text(start + 14, y, shorten(name, within, size, 600), size=size, weight=600, fill=inside)
        return
    is_after = after >= wanted or after >= before
    text = shorten(name, after if is_after else before, size, 600)
    width = text_width(text, size, 600)
    left = end + gap if is_after else start - gap - width
    canvas.path(stone(left - 4, y - size, min(width + 8, canvas.width - left + 4), size * 1.35, (4, 4, 4, 4)), paint(canvas.ground))
    canvas.text(left, y, text, size=size, weight=600)


def _milestones(canvas: Canvas, calendar: Calendar, milestones: Sequence[Milestone], base: float, size: float) -> int:
    """Marks on the base line, their words under it in as many lanes as keep them apart. Returns the number of lanes."""
    lanes: list[float] = []
    for each in sorted(milestones, key=lambda one: one.day):
        x = min(max(calendar.x(each.day), 9), canvas.width - 9)
        when = short_date(each.day) if not each.is_whole_month else str(MONTHS[each.day.month])
        if calendar.spans_years:
            when = f"{when} {each.day.year}"
        name = shorten(each.name, canvas.width * 0.45, size)
        width = max(text_width(when, size, 600), text_width(name, size))
        left = min(max(x - width / 2, 0), canvas.width - width)
        lane = next((index for index, taken in enumerate(lanes) if taken <= left), len(lanes))
        lanes[lane : lane + 1] = [left + width + 16]
        y = base + 30 + lane * 40
        if lane:
            canvas.stroke(f"M{number(x)} {number(base + 10)}V{number(y - 15)}", "line", 1)
        middle = left + width / 2
        canvas.text(middle, y, when, size=size, weight=600, anchor="middle")
        canvas.text(middle, y + 18, name, size=size, fill="muted", anchor="middle")
        if each.is_done:
            status_shape(canvas, "met", x, base, 9)
        else:
            canvas.path(circle(x, base, 8), paint("surface", "lines", 2))
    return len(lanes)


def _today_line(canvas: Canvas, calendar: Calendar, today: date, base: float) -> None:
    if calendar.holds(today):
        x = number(calendar.x(today))
        canvas.stroke(f"M{x} 30V{number(base - 2)}", "ink", 2)


def _today_word(canvas: Canvas, calendar: Calendar, today: date, size: float) -> None:
    """The dot, and "i dag" beside it on the side where there is room; under the months and above the bars."""
    if not calendar.holds(today):
        return
    x, word = calendar.x(today), _("i dag, %(day)s") % {"day": short_date(today)}
    width = text_width(word, size, 700)
    canvas.circle(x, 30, 7, paint("glow"))
    left = x + 12 if x + 12 + width <= canvas.width else x - 12 - width
    canvas.text(left, 38, word, size=size, weight=700)
