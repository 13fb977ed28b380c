"""Every word people read exists in English too, and the catalogue holds no word that nobody reads."""

import ast
import contextlib
import re
import shutil
import subprocess
from pathlib import Path

import polib
import pytest
from django.core.management import call_command
from django.test import override_settings

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "locale" / "en" / "LC_MESSAGES" / "django.po"
READ = {".html", ".py", ".svg", ".txt"}
LEFT_OUT = {"tests", "launch", "benchmarks", "docs", "requirements", "static", "locale", "var", "node_modules"}
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")
SWEDISH_WORDS = re.compile(r"\b(?:och|inte|för|är|eller|som|till|från|enligt|därför|också)\b", re.IGNORECASE)

# Citations, documents, names and examples that stay in Swedish in the English texts.
STAYS_SWEDISH = (
    "7 § första stycket 2 och andra stycket",
    "7 § första stycket 2",
    "Vidareutveckling och analys av kvalitet i undervisning",
    "lagen 2018:1937 om tillgänglighet till digital offentlig service",
    "Myndigheten för digital förvaltning",
)


@pytest.fixture(scope="module")
def catalogue():
    return polib.pofile(str(CATALOGUE))


@pytest.fixture(scope="module")
def sources(tmp_path_factory):
    """The tree's own Python files and templates, in a place where the extractor may leave its files."""
    place = tmp_path_factory.mktemp("sources")
    for folder in sorted(ROOT.iterdir()):
        if folder.is_dir() and folder.name not in LEFT_OUT and not folder.name.startswith("."):
            shutil.copytree(folder, place / folder.name, ignore=_others)
    return place


def _others(folder, names):
    return [name for name in names if name == "__pycache__" or ((Path(folder) / name).is_file() and Path(name).suffix not in READ)]


@pytest.fixture(scope="module")
def asked_for(sources):
    """What the code and the templates ask for today."""
    (sources / "locale").mkdir()
    with override_settings(LOCALE_PATHS=[str(sources / "locale")]), contextlib.chdir(sources):
        call_command("makemessages", locale=["en"], extensions=["html", "py", "txt", "svg"], no_location=True, verbosity=0)
    return polib.pofile(str(sources / "locale" / "en" / "LC_MESSAGES" / "django.po"))


def keys(entries):
    return {(entry.msgctxt, entry.msgid, entry.msgid_plural) for entry in entries if not entry.obsolete}


def texts_of(entry):
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def test_every_text_is_translated(asked_for, catalogue):
    missing = keys(asked_for) - keys(entry for entry in catalogue if entry.translated())
    assert not missing, f"{len(missing)} texts lack English: {sorted(text for _, text, _ in missing)[:10]}"


def test_no_text_is_left_over(asked_for, catalogue):
    left_over = keys(catalogue) - keys(asked_for)
    assert not left_over, f"nobody reads {sorted(text for _, text, _ in left_over)[:10]}"


def test_texts_are_marked_where_the_extractor_finds_them(sources):
    """It knows gettext by its own names, and does not look inside the braces of an f-string."""
    hidden = []
    for path in sources.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        if "gettext" not in text and "_(" not in text:  # most: reading them as Python takes long, and would find no mark
            continue
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation":
                hidden += [f"{path.relative_to(sources)}: {name.asname}" for name in node.names if name.asname not in {None, "_"}]
            if isinstance(node, ast.JoinedStr):
                hidden += [f"{path.relative_to(sources)}:{each.lineno}: {ast.unparse(each)}" for each in ast.walk(node) if _is_marked(each)]
    assert not hidden


def _is_marked(node):
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and (node.func.id == "_" or "gettext" in node.func.id)


def test_nothing_is_fuzzy_or_obsolete(catalogue):
    assert not [entry.msgid for entry in catalogue if entry.fuzzy or entry.obsolete]


def test_the_catalogue_compiles_without_a_remark(tmp_path):
    done = subprocess.run(
        ["msgfmt", "--check", "--output-file", str(tmp_path / "django.mo"), str(CATALOGUE)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_placeholders_are_the_same_in_both_languages(catalogue):
    odd = []
    for entry in catalogue:
        swedish = [entry.msgid, entry.msgid_plural] if entry.msgid_plural else [entry.msgid]
        for one, other in zip(swedish, texts_of(entry), strict=True):
            if set(PLACEHOLDER.findall(one)) != set(PLACEHOLDER.findall(other)):
                odd.append((one, other))
    assert not odd


def test_texts_begin_and_end_alike_in_both_languages(catalogue):
    """A space at either end joins the text to its neighbour, and a full stop or a colon says what comes after."""
    odd = []
    for entry in catalogue:
        for text in texts_of(entry):
            ends = [(one[:1].isspace(), one[-1:].isspace(), one.rstrip()[-1:] in tuple(".:?!,")) for one in (entry.msgid, text)]
            if ends[0] != ends[1]:
                odd.append((entry.msgid, text))
    assert not odd


def test_no_swedish_is_left_in_the_english(catalogue):
    left = []
    for entry in catalogue:
        for text in texts_of(entry):
            bare = text
            for kept in STAYS_SWEDISH:
                bare = bare.replace(kept, "")
            if SWEDISH_WORDS.search(bare):
                left.append(text)
    assert not left
