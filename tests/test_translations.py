"""Every word people read exists in English too, and the catalogue holds no word that nobody reads."""

from pathlib import Path

import polib
import pytest
from django.core.management import call_command

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "locale" / "en" / "LC_MESSAGES" / "django.po"
IGNORED = [".venv", "var", "tests", "launch", "benchmarks", "node_modules"]


@pytest.fixture(scope="module")
def catalogue():
    return polib.pofile(str(CATALOGUE))


@pytest.fixture
def asked_for(tmp_path, settings, monkeypatch):
    """What the code and the templates ask for today."""
    (tmp_path / "locale").mkdir()
    settings.LOCALE_PATHS = [str(tmp_path / "locale")]
    monkeypatch.chdir(ROOT)
    call_command(
        "makemessages", locale=["en"], ignore_patterns=IGNORED, extensions=["html", "py", "txt", "svg"], no_location=True, verbosity=0
    )
    return polib.pofile(str(tmp_path / "locale" / "en" / "LC_MESSAGES" / "django.po"))


def keys(entries):
    return {(entry.msgctxt, entry.msgid, entry.msgid_plural) for entry in entries if not entry.obsolete}


def test_every_text_is_translated(asked_for, catalogue):
    missing = keys(asked_for) - keys(entry for entry in catalogue if entry.translated())
    assert not missing, f"{len(missing)} texts lack English: {sorted(text for _, text, _ in missing)[:10]}"


def test_no_text_is_left_over(asked_for, catalogue):
    assert not keys(catalogue) - keys(asked_for)


def test_nothing_is_fuzzy_or_obsolete(catalogue):
    assert not [entry.msgid for entry in catalogue if entry.fuzzy or entry.obsolete]


def placeholders(text):
    return {part.split(")")[0] for part in text.split("%(")[1:]}


def test_placeholders_are_the_same_in_both_languages(catalogue):
    odd = []
    for entry in catalogue:
        texts = entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]
        wanted = placeholders(entry.msgid) | placeholders(entry.msgid_plural)
        odd += [
            entry.msgid for text in texts if not placeholders(text) <= wanted or (not entry.msgid_plural and placeholders(text) != wanted)
        ]
    assert not odd
