"""Every figure, at its extremes, is well-formed, says what it shows, and keeps all its words inside and apart."""

import re
from itertools import combinations
from xml.etree import ElementTree as ET

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from core.figures.drawing import Path, shorten, wrap
from core.figures.levels import Level, level_graph
from core.figures.palette import LIGHT, TOKEN_OF
from core.figures.tiers import Stone, rows_of
from core.figures.typeface import text_width
from tests.core.figures_at_extremes import EXTREMES, LONG, chosen, levels, plan, steps, tiers

SVG = "{http://www.w3.org/2000/svg}"
NUMBERS = re.compile(r"-?\d+(?:\.\d+)?")


def drawings(figure):
    return [each for each in (figure.wide, figure.narrow, figure.print) if each]


def box_of(label):
    """Left, top, right, bottom of a text, as wide as the typeface sets it."""
    left = label.left - {"start": 0, "middle": label.width / 2, "end": label.width}[label.anchor]
    return left, label.baseline - label.size * 0.74, left + label.width, label.baseline + label.size * 0.12


def stones_of(drawing):
    """The boxes of what is shaped as a stone: absolute commands only."""
    for mark in drawing.marks:
        if isinstance(mark, Path) and not re.search(r"[a-z]", mark.d) and "Q" in mark.d and "H" in mark.d:
            corners = [(float(x), float(y)) for x, y in re.findall(r"Q([\d.-]+) ([\d.-]+)", mark.d)]
            if len(corners) == 4:
                yield min(x for x, _ in corners), min(y for _, y in corners), max(x for x, _ in corners), max(y for _, y in corners)


@pytest.fixture(params=EXTREMES.items(), ids=lambda case: case[0])
def figure(request):
    return request.param[1]


def test_every_drawing_is_well_formed_with_title_description_and_unique_ids(figure):
    ids = []
    for drawing in drawings(figure):
        root = ET.fromstring(render_to_string("figures/drawing.svg", {"drawing": drawing}))
        assert root.get("role") == "img"
        assert root.find(f"{SVG}title").text
        assert root.find(f"{SVG}desc").text
        assert root.get("aria-labelledby").split() == [root.find(f"{SVG}title").get("id"), root.find(f"{SVG}desc").get("id")]
        ids += [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))


def test_every_text_lies_inside(figure):
    for drawing in drawings(figure):
        for label in drawing.labels:
            left, top, right, bottom = box_of(label)
            assert left >= -1.5, (drawing.name, label.text)
            assert right <= drawing.width + 1.5, (drawing.name, label.text)
            assert top >= -1, (drawing.name, label.text)
            assert bottom <= drawing.height + 1, (drawing.name, label.text)


def test_no_two_texts_meet(figure):
    for drawing in drawings(figure):
        boxes = [(label.text, box_of(label)) for label in drawing.labels if label.text.strip()]
        for (one, a), (other, b) in combinations(boxes, 2):
            apart = a[2] <= b[0] + 0.5 or b[2] <= a[0] + 0.5 or a[3] <= b[1] + 0.5 or b[3] <= a[1] + 0.5
            assert apart, (drawing.name, one, a, other, b)


def test_what_is_written_on_a_stone_stays_on_it(figure):
    for drawing in drawings(figure):
        stones = list(stones_of(drawing))
        for label in drawing.labels:
            if label.fill in {"on", "on3"} and label.text.strip():
                left, top, right, bottom = box_of(label)
                assert any(s[0] <= left and s[1] <= top and right <= s[2] and bottom <= s[3] for s in stones), (drawing.name, label.text)


def test_every_shape_lies_inside(figure):
    for drawing in drawings(figure):
        for left, top, right, bottom in stones_of(drawing):
            assert -1 <= left <= right <= drawing.width + 1
            assert -1 <= top <= bottom <= drawing.height + 1


def test_every_mark_has_a_class_for_the_screen_and_a_colour_for_paper(figure):
    for drawing in drawings(figure):
        for mark in drawing.marks:
            assert re.search(r'class="f-[a-z0-9]+', mark.attributes)
            assert set(re.findall(r"#[0-9A-F]{6}", mark.attributes)) <= set(LIGHT.values())


@pytest.mark.parametrize("language", ["sv", "en"])
def test_no_language_puts_a_comma_into_a_coordinate(figure, language):
    with translation.override(language):
        for drawing in drawings(figure):
            root = ET.fromstring(render_to_string("figures/drawing.svg", {"drawing": drawing}))
            assert all("," not in (element.get("d") or "") + (element.get("x") or "") for element in root.iter())


def test_every_paint_has_a_rule_in_the_style_sheet(style_sheets):
    rules = set(re.findall(r"\.([fs]-[a-z0-9]+)", style_sheets["figures.css"]))
    used = {name for figure in EXTREMES.values() for drawing in drawings(figure) for mark in drawing.marks
            for name in re.search(r'class="([^"]*)"', mark.attributes)[1].split()}  # fmt: skip
    assert used <= rules
    assert set(TOKEN_OF) <= {rule[2:] for rule in rules}


def test_a_level_graph_needs_its_four_levels():
    with pytest.raises(ValueError, match="1, 2, 3 and 4"):
        level_graph([Level(1, "decided", "met", "Beslutad")])


def test_the_dot_stands_on_the_level_the_person_goes_for():
    def dot(figure):
        return next(mark.d for mark in figure.wide.marks if 'class="f-glow"' in mark.attributes)

    on_the_way, both, decided = levels(), levels(("decided", "current", "ahead", "current")), levels(("decided",) * 4)
    assert dot(on_the_way) == dot(both)
    assert dot(on_the_way) != dot(decided)
    assert dot(levels(("current", "ahead", "ahead", "ahead"))) != dot(on_the_way)


def test_only_the_way_the_person_goes_is_drawn_in_accent():
    def walked(figure):
        return sum('stroke="#3C3EA7" stroke-width="3"' in mark.attributes for mark in figure.wide.marks if isinstance(mark, Path))

    assert walked(levels()) == 1
    assert walked(levels(("decided", "current", "ahead", "current"))) == 2
    assert walked(levels(("current", "ahead", "ahead", "ahead"))) == 0


def test_stones_lie_in_even_rows_when_they_are_many():
    assert [len(row) for row in rows_of([Stone("a")] * 6)] == [6]
    assert [len(row) for row in rows_of([Stone("a")] * 8)] == [4, 4]
    assert [len(row) for row in rows_of([Stone("a")] * 30)] == [5] * 6
    assert rows_of([]) == []


def test_a_stone_is_as_wide_as_its_number():
    widest, middle, narrowest = (right - left for left, _top, right, _bottom in reversed(list(stones_of(chosen(300, 150, 75).wide))))
    assert widest == pytest.approx(2 * middle, rel=0.01)
    assert middle == pytest.approx(2 * narrowest, rel=0.01)


def test_suppressed_numbers_are_words_and_have_no_bar():
    drawing = chosen(None, 10, None).wide
    assert len(list(stones_of(drawing))) == 1
    assert sum("färre än 5" in label.text for label in drawing.labels) == 2
    assert "färre än 5" in drawing.description


def test_the_description_tells_the_whole_content():
    assert "22,5 hp godkända och 7,5 hp" in steps(0).wide.description
    assert all(f"Efter {term}" in steps(2).wide.description for term in ("ht 2026", "vt 2026"))
    assert LONG in tiers(1, 0, 0, name=LONG).wide.description
    assert "12 mars 2026" in plan([0], milestones=True).wide.description or "mars 2026" in plan([0]).wide.description.lower()


def test_the_timeline_has_a_list_for_phones_in_order_of_time():
    figure = plan([40, 0, 10])
    assert figure.events[0].when.startswith("Mars")
    assert len(figure.events) == 6
    assert {event.status for event in figure.events} <= {"met", "now", "off"}


def test_the_print_drawing_goes_into_documents_and_the_others_on_the_screen():
    html = render_to_string(
        "figures/figure.html", {"figure": tiers(1, 1, 1), "drawings": tiers(1, 1, 1).drawings_for("print"), "is_print": True}
    )
    assert "fig-print" in html
    assert "fig-wide" not in html
    assert [each.name for each in tiers(1, 1, 1).drawings_for("screen")] == ["wide", "narrow"]


@pytest.mark.parametrize("width", [60, 92, 150, 400])
def test_wrapped_lines_fit_and_keep_every_letter(width):
    lines = wrap(LONG, width, 15, 600, 99)
    assert all(text_width(line, 15, 600) <= width for line in lines)
    assert "".join(line.removesuffix("-") for line in lines).replace(" ", "").replace("-", "") == LONG.replace(" ", "").replace("-", "")


def test_what_does_not_fit_ends_in_an_ellipsis():
    assert wrap(LONG, 150, 15, 600, 2)[-1].endswith("…")
    assert shorten("Läs- och skriv", 20, 15) != "Läs- och skriv"
    assert shorten("kort", 200, 15) == "kort"
    assert shorten("kort", 0, 15) == ""
