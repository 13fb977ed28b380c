"""The parts of a page: shape and word together, escaped, and no part when there is nothing to show."""

from decimal import Decimal
from types import SimpleNamespace
from xml.etree import ElementTree as ET

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import TemplateDoesNotExist, engines
from django.test import RequestFactory

from core.figures.bars import bar_of, measure_of, stack_of


def drawn(source, **context):
    return engines["django"].from_string("{% load meritplan %}" + source).render(context)


@pytest.mark.parametrize("kind", ["met", "no", "maybe", "wait", "now", "off", "quiet"])
def test_a_status_has_shape_word_and_colour(kind):
    html = drawn("{% status kind word note='sedan 9 mars' %}", kind=kind, word="Väntar <på> svar")
    assert f"mp-status--{kind}" in html
    assert "<svg" in html
    assert 'aria-hidden="true"' in html
    assert "Väntar &lt;på&gt; svar" in html
    assert '<span class="mp-status__note">sedan 9 mars</span>' in html


def test_an_unknown_shape_is_a_fault_of_ours():
    with pytest.raises(TemplateDoesNotExist):
        drawn("{% icon 'finns-inte' %}")


def test_an_alert_keeps_its_content_and_escapes_what_is_put_in():
    html = drawn("{% alert 'warning' 'status' %}<p>{{ text }}</p>{% endalert %}", text="<b>")
    assert 'class="alert alert-warning" role="status"' in html
    assert "<p>&lt;b&gt;</p>" in html


def test_messages_are_announced_by_how_much_they_matter():
    said = [SimpleNamespace(level_tag="error", message="Gick inte <nu>"), SimpleNamespace(level_tag="success", message="Sparat")]
    html = drawn("{% message_list said %}", said=said)
    assert 'class="alert alert-danger" role="alert"' in html
    assert "Gick inte &lt;nu&gt;" in html
    assert 'class="alert alert-success" role="status"' in html


@pytest.mark.parametrize(
    ("sure", "possible", "required"),
    [(0, 0, 0), (22.5, 30, 37.5), (60, 60, 15), (0, 7.5, 45), (5, 2, 10), (Decimal("7.5"), Decimal(15), Decimal(15))],
)
def test_a_measure_stays_in_its_frame(sure, possible, required):
    svg = ET.fromstring(drawn("{% measure sure possible required %}", sure=sure, possible=possible, required=required))
    assert svg.get("aria-label")
    for shape in measure_of(sure, possible, required).shapes:
        assert shape.d.startswith("M")
        assert "," not in shape.d


def test_a_measure_says_what_it_shows():
    assert measure_of(22.5, 30, 37.5).label == "22,5 hp godkända, 7,5 hp väntar, kravet är 37,5 hp"
    assert measure_of(15, 15, 15).label == "15 hp godkända, kravet är 15 hp"
    assert measure_of(1, 2, 3, label="Egen text").label == "Egen text"


def test_bars_without_scale_or_value_are_empty():
    assert len(bar_of(0, 0).shapes) == len(bar_of(0, 100).shapes) == len(stack_of([], 10).shapes) == 1
    assert len(bar_of(82, 100, mark=90).shapes) == 3
    assert len(stack_of([(0, "t1"), (3, "t3")], 10).shapes) == 2
    assert "M0 0h200" in bar_of(300, 100).shapes[1].d


class OneField(forms.Form):
    name = forms.CharField()


@pytest.mark.parametrize(
    ("context", "prefix"),
    [({}, ""), ({"form": OneField()}, ""), ({"form": OneField({"name": "x"})}, ""), ({"form": OneField({})}, "Fel: "), ({"has_errors": True}, "Fel: "),
     ({"form": "något annat"}, "")],
)  # fmt: skip
def test_the_title_says_when_something_must_be_corrected(context, prefix):
    assert drawn("{% error_prefix %}", **context) == prefix


def test_pages_keep_the_rest_of_the_address():
    page = Paginator(range(100), 10).get_page(5)
    html = drawn("{% pagination page %}", page=page, request=RequestFactory().get("/enheter/1/?state=sent&page=5"))
    assert 'href="?state=sent&amp;page=4" rel="prev"' in html
    assert 'aria-current="page">5<' in html
    assert "…" in html


def test_a_single_page_has_no_pages():
    page = Paginator(range(3), 10).get_page(1)
    assert drawn("{% pagination page %}", page=page, request=RequestFactory().get("/")).strip() == ""


def test_nothing_yet_has_one_action_at_most():
    assert "btn btn-secondary" in drawn("{% empty 'Inga kurser än' 'Lägg till.' '/ny/' 'Lägg till kurs' level=2 %}")
    assert "<a" not in drawn("{% empty 'Inga kurser än' %}")


def test_the_key_pairs_shapes_with_words():
    html = drawn("{% key 't1' 'avancerad' 'stripe' 'väntar' %}")
    assert html.count("<li>") == 2
    assert html.count("<svg") == 2
