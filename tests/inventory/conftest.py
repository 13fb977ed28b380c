"""A teacher who is asked in a running campaign, and what the tests of the e-service share."""

import io
import uuid
from datetime import date
from functools import cache

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from inventory.certificates import sandbox
from inventory.services import answers
from inventory.tasklist import PARTS
from organisation.models import Profession
from tests.factories import (
    NOW,
    CampaignFactory,
    CertificateFactory,
    LicenceFactory,
    PersonFactory,
    QualifyingDegreeFactory,
    SchoolUnitFactory,
    StatedEmploymentFactory,
)

ALWAYS = {"opens_on": date(2020, 1, 1), "closes_on": date(2099, 12, 31)}
EVERY_REQUIRED_KIND = [kind for part in PARTS if not part.optional for kind in part.kinds]


NEW = "/inventering/kurser/lagg-till/"


@pytest.fixture(scope="session")
def _looked_into():
    return {}


@pytest.fixture
def each_file_is_looked_into_once(monkeypatch, _looked_into):
    look_into_each_file_once(monkeypatch, _looked_into)


def look_into_each_file_once(patch, _looked_into):
    """The child's own answers, kept for the next test with the same file: starting it costs more than most tests."""
    inspect, draw = sandbox.inspect, sandbox.draw

    def inspect_once(data):
        key = ("inspect", data)
        if key not in _looked_into:
            _looked_into[key] = inspect(data)
        return _looked_into[key]

    def draw_once(data, folder):
        key = ("draw", data)
        if key not in _looked_into:
            drawn = draw(data, folder)
            _looked_into[key] = [(folder / f"{page}.png").read_bytes() for page in range(1, drawn + 1)]
        for page, picture in enumerate(_looked_into[key], 1):
            (folder / f"{page}.png").write_bytes(picture)
        return len(_looked_into[key])

    patch.setattr(sandbox, "inspect", inspect_once)
    patch.setattr(sandbox, "draw", draw_once)


@pytest.fixture
def unit(db):
    return SchoolUnitFactory(name="Strandgymnasiet")


@pytest.fixture
def teacher(unit):
    return PersonFactory(teaches_at=unit, given_name="Sara", family_name="Nyström")


@pytest.fixture
def principal(unit):
    return PersonFactory(teaches_at=unit, profession=Profession.PRINCIPAL, principal_of=unit)


@pytest.fixture
def campaign(unit):
    return CampaignFactory(provider=unit.authority.provider, authorities=[unit.authority], name="Inventering hösten", **ALWAYS)


@pytest.fixture
def signed_in(client, teacher, campaign):
    client.force_login(teacher)
    return client


@pytest.fixture
def certificate(teacher):
    return CertificateFactory(person=teacher)


@pytest.fixture
def ready(teacher, campaign, certificate):
    """Everything but courses and research is there with certificates; there are none of those."""
    answers.confirm_about(campaign, teacher, interest="yes", at=NOW)
    answers.say_nothing(campaign, teacher, kinds=["course", "research"], at=NOW)
    LicenceFactory(person=teacher, certificates=[certificate])
    QualifyingDegreeFactory(person=teacher, certificates=[certificate])
    StatedEmploymentFactory(person=teacher, certificates=[certificate])
    return campaign


def page(name, **kwargs):
    return reverse(f"inventory:{name}", kwargs=kwargs)


def course_data(**changes):
    """What the course form posts."""
    return {
        "id": str(uuid.uuid4()),
        "version": "0",
        "title": "Minne och lärande",
        "institution": "Lunds universitet",
        "code": "PSYD21",
        "credits": "7,5",
        "cycle": "second",
        "completed_on": "2024-06-02",
        "passed": "yes",
        "merit_basis": "cognitive_science",
        "motivation": "",
        "course_kind": "regular",
    } | changes


def pdf(name="Kursbevis.pdf", *, text="1"):
    """A real PDF of one page, different for different texts."""
    return SimpleUploadedFile(name, _one_page(text), content_type="application/pdf")


@cache
def _one_page(title):
    document = pikepdf.new()
    document.add_blank_page()
    document.docinfo["/Title"] = title
    buffer = io.BytesIO()
    document.save(buffer, deterministic_id=True)
    return buffer.getvalue()


def post(client, data, address=NEW, **options):
    return client.post(address, data, **options)


def shown_error(response, sentence):
    text = response.content.decode()
    assert sentence in text, "the sentence is not on the page"
    assert 'role="alert"' in text, "no summary above the form"
    assert "<title>Fel: " in text
    return text
