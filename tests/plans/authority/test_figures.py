"""The law's levels are drawn with the rule set's numbers, as nobody's own and with every word whole."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.template.loader import render_to_string

from merit.figures import law_figure
from merit.rules.rulesets import rule_set_on
from plans.authority.figures import timeline_figure
from plans.models import TimelineItem

RULES = rule_set_on(date(2026, 11, 20))


def drawings(figure):
    return [each for each in (figure.wide, figure.narrow, figure.print) if each is not None]


def test_the_laws_levels_say_nothing_of_where_somebody_stands():
    for drawing in drawings(law_figure(RULES, caption="")):
        svg = render_to_string("figures/drawing.svg", {"drawing": drawing})
        assert "f-glow" not in svg
        assert "f-met" not in svg
        assert "f-t1" not in svg
        assert "på väg mot" not in drawing.description


def test_every_word_of_the_levels_fits_its_stone():
    for drawing in drawings(law_figure(RULES, caption="")):
        assert [label.text for label in drawing.labels if "…" in label.text] == []


def test_the_numbers_of_the_levels_are_the_rule_sets():
    rules = replace(RULES, thresholds=replace(RULES.thresholds, level_1_credits=Decimal("22.5"), degree_credits=Decimal(90)))
    description = law_figure(rules, caption="").wide.description.replace("\N{NO-BREAK SPACE}", " ")
    assert "Nivå 1: 22,5 hp, och sex år som lärare." in description
    assert "Nivå 3: Examen, minst 90 hp på avancerad nivå." in description


@pytest.mark.parametrize(("day", "is_drawn"), [(date(2025, 9, 1), True), (date(2027, 1, 1), False)])
def test_today_is_drawn_on_the_timeline_where_it_lies_inside(day, is_drawn):
    items = [
        TimelineItem(
            title="Analys", owner="Rektorerna", starts_on=date(2025, 8, 1), ends_on=date(2025, 12, 31), status="running", tier="unit"
        ),
        TimelineItem(title="Beslut", owner="Nämnden", starts_on=date(2025, 9, 25), ends_on=date(2025, 9, 25), status="planned"),
    ]
    figure = timeline_figure(items, on=day)
    assert any(label.text.startswith("i dag") for label in figure.wide.labels) == is_drawn
    assert figure.events == ()  # the list with owners stands under it
