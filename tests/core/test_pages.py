"""The frame, the pages for when something went wrong, and the page that shows every part."""

import re
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from portal.components_page import components

FRAME = {
    "nav": [SimpleNamespace(label="Start", url="/", is_current=True)],
    "provider_name": "Sjöstad kommun",
    "person_name": "Sara Nyström",
    "person_initials": "SN",
    "person_note": "Lärare, Strandgymnasiet",
    "is_signed_in": True,
    "is_demo": False,
    "theme": "",
    "other_language": {"code": "en", "label": "English"},
    "messages": [],
}


def request_for(path="/", **attributes):
    request = RequestFactory().get(path)
    vars(request).update({"user": AnonymousUser(), **attributes})
    return request


def page(name, **context):
    return render_to_string(name, {**FRAME, "request": request_for(), **context})


@pytest.mark.parametrize("name", ["403.html", "404.html", "413.html"])
def test_pages_that_say_no_keep_the_frame_and_say_what_to_do(name):
    html = page(name)
    assert 'href="#innehall"' in html
    assert 'aria-current="page">Start' in html
    assert html.count("<h1>") == 1
    assert "Till startsidan" in html


@pytest.mark.parametrize("name", ["400.html", "500.html", "403_csrf.html"])
def test_pages_for_the_worst_need_nothing_at_all(name):
    html = render_to_string(name, {})
    assert html.count("<h1>") == 1
    assert "Till startsidan" in html


def test_the_frame_says_language_theme_and_demo():
    html = page("404.html", theme="dark", is_demo=True)
    assert '<html lang="sv" data-bs-theme="dark">' in html
    assert "Demo: påhittade personer i Sjöstad kommun" in html
    assert "Demo:" not in page("404.html")
    with translation.override("en"):
        assert '<html lang="en">' in page("404.html")


def test_signed_out_there_is_no_menu_and_nobody_is_named():
    html = page("404.html", is_signed_in=False, nav=[], person_name="", provider_name="")
    assert "mp-person" not in html
    assert "<nav" not in html
    assert "English" in html


def test_every_part_is_on_one_page_for_administrators():
    html = components(request_for("/administration/komponenter/", scope=SimpleNamespace(administers=True))).content.decode()
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert html.count("<figure") == 8
    for part in ("mp-masthead", "mp-rows", "mp-status", "mp-panel", "mp-aside", "alert-", "mp-measure", "mp-figures", "mp-level", "mp-cond", "mp-terms",
                 "mp-tier", "mp-table--stack", "mp-bar", "mp-errors", "mp-choices", "mp-empty", "popover", "mp-dialog", "pagination", "mp-events"):  # fmt: skip
        assert part in html, part


def test_others_do_not_see_the_parts():
    with pytest.raises(PermissionDenied):
        components(request_for("/administration/komponenter/", scope=SimpleNamespace(administers=False)))
