"""What a figure is made of: paths and texts with a place and a paint, in a drawing with title and description.

Every element carries a class (the themed colour on screen) and the light colour as attribute (documents read only that).
Numbers are handed over as text, so that no language puts a decimal comma into a coordinate.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from core.figures.palette import colour
from core.figures.typeface import text_width


def number(value: float) -> str:
    """A coordinate: at most two decimals, never a comma, never an exponent."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


@lru_cache(maxsize=512)
def paint(fill: str = "none", stroke: str = "", width: float = 0, dash: str = "") -> SafeString:
    """The attributes of a shape: class for the screen, light colours for paper. Pale fills carry an outline of their own."""
    classes = [f"f-{fill}", f"s-{stroke}" if stroke else ""]
    attributes = [("class", " ".join(filter(None, classes))), ("fill", "none" if fill == "none" else colour(fill))]
    if fill == "t3" and not stroke:
        attributes += [("stroke", colour("t2")), ("stroke-width", "1.25")]
    if stroke:
        attributes += [("stroke", colour(stroke)), ("stroke-width", number(width))]
        attributes += [("stroke-linecap", "round"), ("stroke-linejoin", "round")]
    if dash:
        attributes.append(("stroke-dasharray", dash))
    return format_html_join(" ", '{}="{}"', attributes)


@lru_cache(maxsize=512)
def lettering(size: float, weight: int, fill: str, anchor: str) -> SafeString:
    """The attributes of a text."""
    attributes = [("font-family", "Figtree"), ("font-size", number(size)), ("font-weight", str(weight))]
    attributes += [("text-anchor", anchor), ("class", f"f-{fill}"), ("fill", colour(fill))]
    return format_html_join(" ", '{}="{}"', attributes)


@dataclass(frozen=True)
class Path:
    d: str
    attributes: SafeString
    is_text: bool = False

    @property
    def element(self) -> SafeString:
        return SafeString(f'<path d="{self.d}" {self.attributes}/>')  # numbers and letters of geometry, never text from outside


@dataclass(frozen=True)
class Label:
    """A line of text. anchor: start, middle or end of the text stands at left."""

    left: float
    baseline: float
    text: str
    size: float
    weight: int
    fill: str
    anchor: str
    is_text: bool = True

    @property
    def x(self) -> str:
        return number(self.left)

    @property
    def y(self) -> str:
        return number(self.baseline)

    @property
    def attributes(self) -> SafeString:
        return lettering(self.size, self.weight, self.fill, self.anchor)

    @property
    def width(self) -> float:
        return text_width(self.text, self.size, self.weight)

    @property
    def element(self) -> SafeString:
        return format_html('<text x="{}" y="{}" {}>{}</text>', self.x, self.y, self.attributes, self.text)


Mark = Path | Label


@dataclass(frozen=True)
class Drawing:
    """One SVG. name: wide, narrow or print."""

    id: str
    name: str
    width: float
    height: float
    title: str
    description: str
    marks: tuple[Mark, ...]

    @property
    def view_box(self) -> str:
        return f"0 0 {number(self.width)} {number(self.height)}"

    @property
    def name_for_readers(self) -> str:
        """In documents the title alone becomes the alternative text, so there it tells everything."""
        return f"{self.title}. {self.description}" if self.name == "print" else self.title

    @property
    def body(self) -> SafeString:
        """All marks as SVG. Written here and not in the template, which would take most of a page's time over them."""
        return SafeString("".join(mark.element for mark in self.marks))

    @property
    def labels(self) -> tuple[Label, ...]:
        return tuple(mark for mark in self.marks if isinstance(mark, Label))


@dataclass(frozen=True)
class KeyItem:
    """What a shape means. swatch: a paint (t1, t2, t3, accent, lines …) or stripe, mark, dash, line, agreed, waiting, glow."""

    swatch: str
    label: str

    @property
    def attributes(self) -> SafeString:
        return paint(self.swatch)

    @property
    def is_plain(self) -> bool:
        return self.swatch not in SWATCHES


SWATCHES = ("stripe", "mark", "dash", "line", "agreed", "waiting", "glow")


@dataclass(frozen=True)
class ListedEvent:
    """A row of the list that takes a figure's place on phones. status: kind of the status tag."""

    when: str
    what: str
    status: str
    word: str


@dataclass(frozen=True)
class Figure:
    """Drawings of the same thing: wide and narrow for the screen, another for documents. css: half or plain switch earlier.

    on_paper draws the one for documents when a document asks, so that a page does not pay for it.
    """

    wide: Drawing
    narrow: Drawing | None = None
    on_paper: Callable[[], Drawing] | None = None
    css: str = ""
    caption: str = ""
    key: tuple[KeyItem, ...] = ()
    events: tuple[ListedEvent, ...] = ()

    @property
    def print(self) -> Drawing | None:
        return self.on_paper() if self.on_paper is not None else None

    def drawings_for(self, medium: str) -> tuple[Drawing, ...]:
        """On screen both drawings, of which the style sheet shows one; on paper the one made for it."""
        if medium == "print":
            return (self.print or self.wide,)
        return (self.wide,) if self.narrow is None else (self.wide, self.narrow)


@dataclass(frozen=True)
class About:
    """What all drawings of a figure share. figure_id is once on a page; the description tells the whole content."""

    figure_id: str
    title: str
    description: str


@dataclass
class Canvas:
    """Where a figure's marks are gathered, in drawing order."""

    width: float
    ground: str = "bg"  # what lies behind: the page's birch, or white paper
    marks: list[Mark] = field(default_factory=list)

    def path(self, d: str, attributes: SafeString) -> None:
        self.marks.append(Path(d, attributes))

    def stroke(self, d: str, stroke: str, width: float = 1.5, dash: str = "") -> None:
        self.path(d, paint("none", stroke, width, dash))

    def text(self, x: float, y: float, text: str, *, size: float = 15, weight: int = 400, fill: str = "ink", anchor: str = "start") -> None:
        self.marks.append(Label(x, y, text, size, weight, fill, anchor))

    def circle(self, cx: float, cy: float, r: float, attributes: SafeString) -> None:
        self.path(circle(cx, cy, r), attributes)

    def finish(self, name: str, height: float, about: About) -> Drawing:
        return Drawing(f"{about.figure_id}-{name}", name, self.width, height, about.title, about.description, tuple(self.marks))


def circle(cx: float, cy: float, r: float) -> str:
    radius, there, back = number(r), number(2 * r), number(-2 * r)
    return f"M{number(cx - r)} {number(cy)}a{radius} {radius} 0 1 0 {there} 0a{radius} {radius} 0 1 0 {back} 0Z"


def box(x: float, y: float, w: float, h: float) -> str:
    return f"M{number(x)} {number(y)}h{number(w)}v{number(h)}h{number(-w)}Z"


Radii = tuple[float, float, float, float]


def stone(x: float, y: float, w: float, h: float, radii: Radii = (22, 17, 20, 16)) -> str:
    """A stone: a box with softly uneven corners, from top left clockwise. Corners shrink with small stones."""
    w, h = max(w, 0), max(h, 0)
    a, b, c, d = (min(radius, h / 2, w / 2) for radius in radii)
    left, top, right, bottom, n = x, y, x + w, y + h, number
    return (
        f"M{n(left + a)} {n(top)}H{n(right - b)}Q{n(right)} {n(top)} {n(right)} {n(top + b)}"
        f"V{n(bottom - c)}Q{n(right)} {n(bottom)} {n(right - c)} {n(bottom)}"
        f"H{n(left + d)}Q{n(left)} {n(bottom)} {n(left)} {n(bottom - d)}"
        f"V{n(top + a)}Q{n(left)} {n(top)} {n(left + a)} {n(top)}Z"
    )


def listing(items: Iterable[str]) -> str:
    """Sentences after each other, as a description reads."""
    return " ".join(item.strip() for item in items if item and item.strip())


def wrap(text: str, width: float, size: float, weight: int, lines: int) -> list[str]:
    """The text in at most so many lines that fit the width. Words that are too long are broken with a hyphen; what is left ends in …"""
    rows: list[str] = []
    for word in _words(text, width, size, weight):
        joined = f"{rows[-1]} {word}" if rows else word
        if rows and not rows[-1].endswith("\N{SOFT HYPHEN}") and text_width(joined, size, weight) <= width:
            rows[-1] = joined
        else:
            rows.append(word)
    rows = [row.replace("\N{SOFT HYPHEN}", "-") for row in rows]
    return rows if len(rows) <= lines else [*rows[: lines - 1], shorten(" ".join(rows[lines - 1 :]), width, size, weight)]


def shorten(text: str, width: float, size: float, weight: int = 400) -> str:
    """The text, cut with … where it is wider than there is room."""
    if text_width(text, size, weight) <= width:
        return text
    while text and text_width(f"{text}…", size, weight) > width:
        text = text[:-1].rstrip(" -,")
    return f"{text}…" if text else ""


def _words(text: str, width: float, size: float, weight: int) -> Sequence[str]:
    """The words, those wider than the line in pieces that end in a soft hyphen. A hyphen in a word is a place to break."""
    pieces: list[str] = []
    for word in text.split():
        rest = word
        while text_width(rest, size, weight) > width and len(rest) > 1:
            cut = _cut(rest, width, size, weight)
            piece = rest[:cut]
            pieces.append(piece if piece.endswith("-") else f"{piece}\N{SOFT HYPHEN}")
            rest = rest[cut:]
        pieces.append(rest)
    return pieces


def _cut(word: str, width: float, size: float, weight: int) -> int:
    """How many letters go on this line: to the last hyphen if there is one that fits, else as many as fit beside a hyphen."""
    fitting = max((n for n in range(1, len(word)) if text_width(f"{word[:n]}-", size, weight) <= width), default=1)
    hyphen = word.rfind("-", 0, fitting)
    return hyphen + 1 if hyphen > 0 else _between_syllables(word, fitting)


def _between_syllables(word: str, fitting: int) -> int:
    """A break before a consonant that a vowel follows looks Swedish; at least three letters stay on each side."""
    vowels = "aeiouyåäöé"
    for cut in range(fitting, max(2, fitting - 5), -1):
        if len(word) - cut < 3:
            continue
        if word[cut].lower() not in vowels and word[cut + 1].lower() in vowels and any(c.lower() in vowels for c in word[:cut]):
            return cut
    return fitting
