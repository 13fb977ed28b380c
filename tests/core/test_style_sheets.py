"""The look's own rules: colours in one place, enough contrast, files that fit the eye, and static files that survive hashing."""

import re
from itertools import chain
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command

from core.colours import contrast, themes
from core.figures.palette import LIGHT, TOKEN_OF
from portal.components_page import PAIRS

TEXT = 4.5
COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b|\brgba?\(|\bhsla?\(|\boklch\(")
STATIC = Path(settings.BASE_DIR) / "static"


@pytest.fixture(scope="module")
def colours():
    return themes((STATIC / "css" / "tokens.css").read_text(encoding="utf-8"))


def test_figures_on_paper_have_the_light_colours_of_the_style_sheet(colours):
    assert {name: colours["light"][name] for name in LIGHT} == LIGHT
    assert set(TOKEN_OF.values()) == set(LIGHT)


def test_dark_follows_the_device_as_it_follows_the_choice(style_sheets):
    sheet = style_sheets["tokens.css"]
    by_device = re.search(r"prefers-color-scheme: dark\) \{\s*:root[^{]*\{(.*?)\n  \}", sheet, re.DOTALL)[1]
    by_choice = re.search(r"\n\[data-bs-theme=\"dark\"\] \{(.*?)\n\}", sheet, re.DOTALL)[1]
    assert by_device.split() == by_choice.split()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("one", "other", "required"), [(pair[0], pair[1], pair[4]) for pair in PAIRS])
def test_contrast_is_enough_in_both_themes(colours, theme, one, other, required):
    assert contrast(colours[theme][one], colours[theme][other]) >= required


def test_contrast_is_that_of_wcag():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_no_colour_stands_outside_the_tokens(style_sheets):
    sheets = {name: sheet for name, sheet in style_sheets.items() if name not in {"tokens.css", "document.css"}}
    assert {name: COLOUR.findall(sheet) for name, sheet in sheets.items() if COLOUR.search(sheet)} == {}


def test_every_style_sheet_fits_the_eye(style_sheets):
    assert {name: sheet.count("\n") for name, sheet in style_sheets.items() if sheet.count("\n") > 400} == {}


def test_every_style_sheet_is_loaded_or_named(style_sheets):
    frame = (Path(settings.BASE_DIR) / "templates" / "components" / "stylesheets.html").read_text(encoding="utf-8")
    loaded = set(re.findall(r"css/([\w-]+\.css)", frame))
    assert set(style_sheets) - loaded == {"catalogue.css", "document.css"}


def test_templates_hold_no_inline_style_or_script_and_trust_nothing():
    root = Path(settings.BASE_DIR) / "templates"
    alone = {root / "notices" / "mail.html", root / "privacy" / "copy.html"}  # nothing lies beside them: one sheet of their own in the head
    templates = {path for path in root.rglob("*") if path.suffix in {".html", ".svg"}}
    forbidden = re.compile(r"\sstyle=|<style|\son[a-z]+=\"|<script(?![^>]*\ssrc=)|\|\s*safe\b|javascript:")
    assert [str(path) for path in templates - alone if forbidden.search(path.read_text(encoding="utf-8"))] == []
    assert all(len(forbidden.findall(path.read_text(encoding="utf-8"))) == 1 for path in alone)


def test_static_files_survive_hashed_names(tmp_path, settings):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
    }
    call_command("collectstatic", interactive=False, verbosity=0)
    tokens = next(tmp_path.glob("css/tokens.*.css")).read_text(encoding="utf-8")
    addresses = re.findall(r'url\("([^"]+)"\)', tokens)
    assert len(addresses) >= 4
    assert all((tmp_path / "css" / address).resolve().is_file() for address in addresses)


def test_fonts_come_with_their_licence():
    assert finders.find("fonts/OFL.txt")
    assert all((STATIC / "fonts" / name).is_file() for name in chain.from_iterable(
        re.findall(r"fonts/([\w-]+\.woff2)", (STATIC / "css" / sheet).read_text(encoding="utf-8")) for sheet in ("tokens.css", "document.css")
    ))  # fmt: skip
