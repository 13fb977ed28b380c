"""Every mail and document of a private provider, and every text in the source: none speaks of nämnd or förvaltning. Pages: tests/walks."""

import itertools
import re
from pathlib import Path

import polib
import pypdfium2
import pytest
from django.urls import reverse
from django.utils import translation

from core.wording import worded_for
from notices.kinds import all_kinds
from organisation.models import Role, RoleAssignment
from plans.models import UnitPlan
from reports import making
from tests.factories import TODAY, CourseFactory, PersonFactory, ReportFactory, SchoolProviderFactory
from tests.portal.test_private_provider import SPOKEN, everything, school  # noqa: F401  # the same school

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]
AUTHORITY = "Myndigheten för digital förvaltning"  # who oversees accessibility, by its name


@pytest.fixture
def people(everything, school):  # noqa: F811
    """Everything at once, and each of those whose pages are others."""
    unit, _plan, _course = school
    provider = unit.authority.provider
    teacher = PersonFactory(teaches_at=unit)
    CourseFactory(person=teacher, sent=True)
    reader = PersonFactory(provider=provider)
    RoleAssignment.objects.create(person=reader, role=Role.READER, starts_on=TODAY.replace(year=2020))
    reviewer = PersonFactory(provider=provider)
    RoleAssignment.objects.create(person=reviewer, role=Role.REVIEWER, authority=unit.authority, starts_on=TODAY.replace(year=2020))
    return {"everything": everything, "teacher": teacher, "reader": reader, "reviewer": reviewer}


def spoken(html):
    words = re.sub(r'(href|action|src|id|for|aria-labelledby|class)="[^"]*"', "", html).replace(AUTHORITY, "")
    return [words[max(0, found.start() - 60) : found.end() + 30] for found in SPOKEN.finditer(words)]


def test_no_open_page_where_the_only_provider_is_private(client):
    SchoolProviderFactory(name="Friskolan AB", kind="private")
    for path in ("/hjalp/", "/integritet/", "/tillganglighet/", "/logga-in/"):
        assert spoken(client.get(path).content.decode()) == [], path


def test_a_municipality_keeps_its_words(client):
    page = client.get("/integritet/").content.decode()
    assert "Varje nämnd är personuppgiftsansvarig" in page
    assert "allmänna handlingar" in page


def test_nothing_is_a_public_record_at_a_private_provider(client, people):
    client.force_login(people["everything"])
    assert "allmänna handlingar" not in client.get("/integritet/").content.decode()
    record = client.get(reverse("privacy:processing")).content.decode()
    assert "Arkivlagen" not in record
    assert "allmän handling" not in record
    assert reverse("privacy:extracts") not in client.get(reverse("privacy:hub")).content.decode()


class Asked(dict):
    """Values of a notice that note which were asked for."""

    def __missing__(self, key):
        self[key] = 3
        return 3

    def get(self, key, default=None):
        return self[key]


def said_by(kind):
    """What the kind says, whichever of its values are days."""
    asked = Asked()
    for _time in range(5):
        for values in itertools.product((3, TODAY), repeat=len(asked)):
            try:
                return kind.say(Asked(zip(list(asked), values, strict=True)), 2)
            except (AttributeError, TypeError):
                continue
        tried = Asked(asked)
        try:
            kind.say(tried, 2)
        except (AttributeError, TypeError):
            asked = tried
    raise AssertionError(kind.name)


def test_no_mail():
    with translation.override("sv"), worded_for(lambda: False):
        said = {kind.name: f"{each.title} {each.text} {each.action}" for kind in all_kinds() for each in [said_by(kind)]}
    assert len(said) > 10
    assert {name: text for name, text in said.items() if SPOKEN.search(text)} == {}


@pytest.mark.parametrize("kind", ["authority_plan", "unit_plan"])
def test_neither_document(people, school, kind):  # noqa: F811
    unit, plan, _course = school
    of = {"authority_plan": plan} if kind == "authority_plan" else {"unit_plan": UnitPlan.objects.get(unit=unit)}
    report = ReportFactory(kind=kind, ordered_by=people["everything"], language="sv", **{"unit_plan": None, **of})
    document = pypdfium2.PdfDocument(making._render(report).content)
    text = " ".join(page.get_textpage().get_text_bounded() for page in document).replace("\u00ad", "")
    document.close()
    assert unit.name in text or plan.title in text
    assert [text[max(0, found.start() - 40) : found.end() + 20] for found in SPOKEN.finditer(text)] == []


CHOSEN = re.compile(r"either(?:_lazy)?\(\s*(?:ngettext\(|_\()|either _\(")
# Said only where a provider has förvaltningar of its own, or by name.
ONLY_WITH_AUTHORITIES = {
    "Förvaltning",
    "Förvaltning och område",
    "Förvaltningar och områden",
    "Förvaltningens namn",
    "Nämndens namn",
    "Ny förvaltning",
    "nämnd",
    "Lägg till en förvaltning först. Ett område hör till en förvaltning.",
    "Förvaltningen är sparad.",
    "Den som har ett uppdrag för hela förvaltningen ser enheten där den hör hemma den dagen.",
    "Det finns redan en förvaltning med det namnet. Välj ett annat namn.",
}
EXAMPLES = {"portal/components_page.py", "templates/portal/components/_lists.html", "portal/personas.py"}  # a made-up municipality's


def test_every_text_that_speaks_of_them_has_another_beside_it():
    """In the source: either(…), its template tag, or a condition on the same line. What is only said of förvaltningar is named above."""
    sources = [
        path for folder in ROOT.iterdir() if folder.is_dir() for path in _read(folder) if str(path.relative_to(ROOT)) not in EXAMPLES
    ]
    texts = {path: re.sub(r"\s+", " ", path.read_text(encoding="utf-8")) for path in sources}
    catalogue = polib.pofile(str(ROOT / "locale" / "en" / "LC_MESSAGES" / "django.po"))
    alone = []
    for entry in catalogue:
        msgid = entry.msgid
        if not SPOKEN.search(msgid.replace(AUTHORITY, "")) or msgid in ONLY_WITH_AUTHORITIES:
            continue
        for path, text in texts.items():
            for found in re.finditer(f'["}}]{re.escape(msgid)}["{{]', text):
                before = text[max(0, found.start() - 120) : found.start()]
                if not CHOSEN.search(before) and "has_authorities %}" not in before and "has_committees %}" not in before:
                    alone.append(f"{path.relative_to(ROOT)}: {msgid}")
    assert alone == []


def _read(folder):
    if folder.name in {"tests", "launch", "benchmarks", "docs", "locale", "var", "static", "demo"} or folder.name.startswith("."):
        return []
    return [path for path in folder.rglob("*") if path.suffix in {".py", ".html"} and "migrations" not in path.parts]
