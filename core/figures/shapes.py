"""Shapes that say a state: disc with tick, square with cross, diamond with question mark, ring. And the dot: here you are."""

from core.figures.drawing import Canvas, box, circle, number, paint

INSIDE = {"on": "t1", "on3": "t3"}  # on a stone the shape takes the colour of its text, the sign that of the stone


def status_shape(canvas: Canvas, kind: str, cx: float, cy: float, r: float, *, fill: str = "", sign: str = "") -> None:
    """kind: met, no, maybe or off. fill: the colour of the shape, else that of the state; sign: the colour of what it holds."""
    sign = sign or INSIDE.get(fill, "surface")
    if kind == "met":
        canvas.circle(cx, cy, r, paint(fill or "met"))
        canvas.stroke(_tick(cx, cy, r), sign, max(1.5, r * 0.24))
    elif kind == "no":
        q = r * 0.92
        canvas.path(box(cx - q, cy - q, 2 * q, 2 * q), paint(fill or "no", fill or "no", r * 0.3))
        canvas.stroke(_cross(cx, cy, r), sign, max(1.5, r * 0.24))
    elif kind == "maybe":
        canvas.path(_diamond(cx, cy, r * 1.22), paint(fill or "maybe", fill or "maybe", r * 0.3))
        canvas.stroke(_question(cx, cy, r), sign, max(1.4, r * 0.2))
        canvas.circle(cx, cy + r * 0.56, r * 0.13, paint(sign))
    else:
        canvas.stroke(circle(cx, cy, r * 0.85), fill or "lines", max(1.5, r * 0.2))


def here(canvas: Canvas, x: float, y: float) -> None:
    """The cloudberry dot: here you are, today."""
    canvas.circle(x, y, 9, paint(canvas.ground))
    canvas.circle(x, y, 6, paint("glow"))


def arrow_head(canvas: Canvas, x: float, y: float, stroke: str, *, down: bool = False) -> None:
    """A point at the end of a way, right or down."""
    head = f"m{number(-7)} -8l7 8 7 -8" if down else "m-9 -7l9 7 -9 7"
    canvas.stroke(f"M{number(x)} {number(y)}{head}", stroke, 2.5 if stroke == "accent" else 2)


def _tick(cx: float, cy: float, r: float) -> str:
    n = number
    return f"M{n(cx - r * 0.42)} {n(cy + r * 0.04)}l{n(r * 0.3)} {n(r * 0.32)} {n(r * 0.56)} {n(-r * 0.66)}"


def _cross(cx: float, cy: float, r: float) -> str:
    n, arm = number, r * 0.36
    return f"M{n(cx - arm)} {n(cy - arm)}l{n(2 * arm)} {n(2 * arm)}M{n(cx + arm)} {n(cy - arm)}l{n(-2 * arm)} {n(2 * arm)}"


def _diamond(cx: float, cy: float, q: float) -> str:
    n = number
    return f"M{n(cx)} {n(cy - q)}L{n(cx + q)} {n(cy)}L{n(cx)} {n(cy + q)}L{n(cx - q)} {n(cy)}Z"


def _question(cx: float, cy: float, r: float) -> str:
    n = number
    curve = f"a{n(r * 0.3)} {n(r * 0.3)} 0 1 1 {n(r * 0.42)} {n(r * 0.27)}"
    return f"M{n(cx - r * 0.3)} {n(cy - r * 0.22)}{curve}q{n(-r * 0.12)} {n(r * 0.07)} {n(-r * 0.12)} {n(r * 0.25)}"
