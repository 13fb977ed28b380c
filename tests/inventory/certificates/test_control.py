"""How a certificate can be checked with its issuer: said by its owner, read by whoever reviews."""

from datetime import date

import pytest
from django.db import IntegrityError
from django.urls import reverse

from audit.models import Entry
from inventory.certificates.services import Control, say_control
from inventory.forms.control import ControlForm
from inventory.models import Certificate
from tests.factories import NOW, TODAY, CertificateFactory, CourseFactory, PersonFactory, SchoolUnitFactory

pytestmark = pytest.mark.django_db
CODE = Control("8XK2M4PQ7R", "https://student.ladok.se/verifiera", date(2026, 12, 5))


def form(code="", url="", until=""):
    return ControlForm({"code": code, "url": url, "until": until}, on=TODAY, cancel="/")


@pytest.mark.parametrize(
    ("code", "url", "until", "control"),
    [
        ("8XK2M4PQ7R", "student.ladok.se/verifiera", "2026-12-05", CODE),
        (" 8XK2 M4PQ 7R ", "https://student.ladok.se/verifiera", "5 december 2026", CODE),
        ("1234-abcd", "", "", Control("1234-abcd")),
        ("8XK2M4PQ7R", "", "2019-01-01", Control("8XK2M4PQ7R", "", date(2019, 1, 1))),
        ("", "", "", Control()),
    ],
)
def test_what_people_copy_from_the_paper_is_understood(code, url, until, control):
    filled = form(code, url, until)
    assert filled.is_valid(), filled.errors
    assert filled.control == control


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("code", {"code": "abc"}),
        ("code", {"code": "8XK2M4PQ7R<script>"}),
        ("code", {"code": "a" * 41}),
        ("code", {"url": "student.ladok.se"}),
        ("code", {"until": "2026-12-05"}),
        ("url", {"code": "8XK2M4PQ7R", "url": "javascript://ladok.se/%0aalert(1)"}),
        ("url", {"code": "8XK2M4PQ7R", "url": "http://student.ladok.se"}),
        ("url", {"code": "8XK2M4PQ7R", "url": "i slutet av intyget"}),
        ("until", {"code": "8XK2M4PQ7R", "until": "2062-12-05"}),
        ("until", {"code": "8XK2M4PQ7R", "until": "snart"}),
    ],
)
def test_what_cannot_be_is_said_at_the_field(field, values):
    assert list(form(**values).errors) == [field]


def test_the_database_keeps_no_day_without_a_code():
    certificate = CertificateFactory()
    with pytest.raises(IntegrityError, match="certificate_control_has_a_code"):
        Certificate.objects.filter(pk=certificate.pk).update(control_until=TODAY)


def test_the_owner_says_it_once_and_it_is_on_record():
    certificate = CertificateFactory()
    for _time in range(2):
        say_control(certificate, CODE, by=certificate.person, at=NOW)
    certificate.refresh_from_db()
    assert Control.of(certificate) == CODE
    assert Entry.objects.filter(action="inventory.certificate.control_said").count() == 1


@pytest.mark.parametrize("status", ["draft", "sent", "completion_asked", "accepted"])
def test_it_can_be_said_whatever_has_become_of_the_row_and_leaves_the_row_alone(client, status):
    course = CourseFactory(status=status, sent_at=None if status == "draft" else NOW, certificates=[])
    certificate = CertificateFactory(person=course.person)
    course.certificates.add(certificate)
    client.force_login(course.person)
    address = f"{reverse('certificates:control', kwargs={'pk': certificate.pk})}?next=/inventering/kurser/"
    response = client.post(address, {"code": "8XK2M4PQ7R", "url": "", "until": ""})
    assert response["Location"] == "/inventering/kurser/"
    certificate.refresh_from_db()
    course.refresh_from_db()
    assert (certificate.control_code, course.version, course.status) == ("8XK2M4PQ7R", 1, status)


def test_whoever_reviews_reads_it_beside_the_file_and_changes_it_never(client):
    unit = SchoolUnitFactory()
    teacher = PersonFactory(teaches_at=unit)
    certificate = CertificateFactory(person=teacher, control_code=CODE.code, control_url=CODE.url, control_until=CODE.until)
    CourseFactory(person=teacher, sent=True, certificates=[certificate])
    client.force_login(PersonFactory(principal_of=unit))
    page = client.get(reverse("review:person", kwargs={"pk": teacher.pk})).content.decode()
    assert "Kontrollkod 8XK2M4PQ7R, kan kontrolleras till och med 2026-12-05" in page
    assert 'href="https://student.ladok.se/verifiera" target="_blank" rel="noopener noreferrer"' in page
    assert client.get(reverse("certificates:control", kwargs={"pk": certificate.pk})).status_code == 403


def test_an_address_elsewhere_is_no_way_back(client):
    certificate = CertificateFactory()
    client.force_login(certificate.person)
    address = f"{reverse('certificates:control', kwargs={'pk': certificate.pk})}?next=https://elsewhere.example/"
    assert client.post(address, {"code": ""})["Location"] == reverse("inventory:tasks")
