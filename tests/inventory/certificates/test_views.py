"""What a browser gets: the file, its pages, or why not."""

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone

from audit.models import Entry
from inventory import tasks
from inventory.certificates import services
from inventory.models import Certificate
from organisation.models import RoleAssignment
from tests.factories import NOW, CertificateFactory, CourseFactory, PersonFactory, SchoolUnitFactory
from tests.inventory.certificates import documents

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("each_file_is_looked_into_once")]


@pytest.fixture
def unit():
    return SchoolUnitFactory()


@pytest.fixture
def certificate(unit):
    teacher = PersonFactory(teaches_at=unit)
    stored = services.receive(documents.upload(documents.pdf(2), "Intyg ’från’ Åbo.pdf"), person=teacher, at=NOW)
    tasks.draw_previews(str(stored.pk))
    CourseFactory(person=teacher, sent=True, certificates=[stored])
    return stored


def address(certificate, name="file", **kwargs):
    return reverse(f"certificates:{name}", kwargs={"pk": certificate.pk, **kwargs})


def body(response):
    return b"".join(response.streaming_content)


def test_the_owner_gets_the_file_as_it_was_uploaded(client, certificate):
    client.force_login(certificate.person)
    response = client.get(address(certificate))
    assert body(response) == documents_bytes(certificate)
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == "inline; filename*=utf-8''Intyg%20%E2%80%99fr%C3%A5n%E2%80%99%20%C3%85bo.pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, no-store"
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert not Entry.objects.filter(action="inventory.certificate.read").exists()


def documents_bytes(certificate):
    with default_storage.open(certificate.file.name) as file:
        return file.read()


def test_an_image_is_served_in_a_sandbox(client):
    teacher = PersonFactory()
    photo = services.receive(documents.upload(documents.image(), "foto.jpg"), person=teacher, at=NOW)
    client.force_login(teacher)
    response = client.get(address(photo))
    assert response["Content-Type"] == "image/jpeg"
    assert response["Content-Security-Policy"].endswith("sandbox")
    assert body(response) == documents.image()


def test_reading_somebody_elses_file_is_on_record(client, certificate, unit):
    principal = PersonFactory(principal_of=unit)
    client.force_login(principal)
    body(client.get(address(certificate)))
    body(client.get(address(certificate, "page", page=1)))
    entry = Entry.objects.get(action="inventory.certificate.read")
    assert (entry.actor, entry.subject, entry.target_key) == (principal, certificate.person, str(certificate.pk))


def test_a_page_asked_for_by_itself_is_on_record_too(client, certificate, unit):
    principal = PersonFactory(principal_of=unit)
    client.force_login(principal)
    for _again in range(2):
        body(client.get(address(certificate, "page", page=1)))
    entry = Entry.objects.get(action="inventory.certificate.read")
    assert (entry.actor, entry.subject, entry.target_key) == (principal, certificate.person, str(certificate.person_id))


def test_a_drawn_page_is_a_picture_and_there_are_no_more_than_were_drawn(client, certificate):
    client.force_login(certificate.person)
    page = client.get(address(certificate, "page", page=2))
    assert page["Content-Type"] == "image/png"
    assert body(page).startswith(b"\x89PNG")
    assert client.get(address(certificate, "page", page=3)).status_code == 404
    assert client.get(address(certificate, "page", page=0)).status_code == 404


@pytest.mark.parametrize("name", ["file", "page"])
def test_others_cannot_tell_that_it_exists(client, certificate, unit, name):
    kwargs = {"page": 1} if name == "page" else {}
    strangers = [
        PersonFactory(teaches_at=unit),
        PersonFactory(principal_of=SchoolUnitFactory(authority=unit.authority)),
        PersonFactory(principal_of=SchoolUnitFactory()),  # another school provider
        PersonFactory(reviewer_of=SchoolUnitFactory().authority),
        PersonFactory(strategist_of=unit.authority),
    ]
    for stranger in strangers:
        client.force_login(stranger)
        assert client.get(address(certificate, name, **kwargs)).status_code == 404


def test_a_role_that_ended_yesterday_opens_nothing(client, certificate, unit):
    principal = PersonFactory(principal_of=unit)
    client.force_login(principal)
    assert body(client.get(address(certificate, "page", page=1)))
    RoleAssignment.objects.filter(person=principal).update(ends_on=timezone.localdate() - timedelta(days=1))
    assert client.get(address(certificate)).status_code == 404
    assert client.get(address(certificate, "page", page=1)).status_code == 404


def test_a_certificate_of_a_draft_is_its_owners_alone(client, unit):
    teacher = PersonFactory(teaches_at=unit)
    certificate = CertificateFactory(person=teacher)
    CourseFactory(person=teacher, certificates=[certificate])
    client.force_login(PersonFactory(principal_of=unit))
    assert client.get(address(certificate)).status_code == 404


@pytest.mark.parametrize(("scan", "words"), [("infected", "Filen är spärrad"), ("waiting", "Filen kontrolleras fortfarande")])
def test_what_is_not_clean_is_opened_to_nobody_and_says_why(client, certificate, unit, scan, words):
    Certificate.objects.update(scan=scan)
    for person in (certificate.person, PersonFactory(principal_of=unit)):
        client.force_login(person)
        response = client.get(address(certificate))
        assert response.status_code == 403
        assert words in response.content.decode()
        assert client.get(address(certificate, "page", page=1)).status_code == 403
    assert not Entry.objects.filter(action="inventory.certificate.read").exists()


def test_a_file_that_is_gone_is_not_found(client, certificate):
    default_storage.delete(certificate.file.name)
    client.force_login(certificate.person)
    assert client.get(address(certificate)).status_code == 404


def test_the_owner_removes_an_unsent_certificate_and_comes_back(client):
    certificate = CertificateFactory()
    client.force_login(certificate.person)
    response = client.post(address(certificate, "remove"), {"next": "/inventering/kurser/"})
    assert response["Location"] == "/inventering/kurser/"
    assert not Certificate.objects.exists()


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "evil", "portal:start"])
def test_removing_never_leads_to_another_site(client, elsewhere):
    certificate = CertificateFactory()
    client.force_login(certificate.person)
    response = client.post(address(certificate, "remove"), {"next": elsewhere})
    assert response["Location"] == reverse("inventory:tasks")


def test_a_sent_certificate_is_kept_and_the_owner_told(client, certificate):
    client.force_login(certificate.person)
    response = client.post(address(certificate, "remove"), {"next": address(certificate)})
    [message] = response.wsgi_request._messages
    assert "ingår i det du har skickat in" in str(message)
    assert Certificate.objects.filter(pk=certificate.pk).exists()


def test_a_reviewer_sees_but_never_removes(client, certificate, unit):
    client.force_login(PersonFactory(principal_of=unit))
    assert client.post(address(certificate, "remove")).status_code == 403


def test_looking_with_get_removes_nothing(client, certificate):
    client.force_login(certificate.person)
    assert client.get(address(certificate, "remove")).status_code == 405


class TestBodies:
    def test_a_body_far_over_the_limit_is_read_to_its_end_and_gets_a_page_that_says_so(self, client, settings):
        settings.MAX_BODY_BYTES = 3_000_000
        client.force_login(PersonFactory())
        response = client.post("/logga-in/", {"file": documents.upload(b"x" * 3_000_000)})
        assert len(response.wsgi_request.environ["wsgi.input"]) == 0, "a browser that is still sending shows no answer"
        assert response.status_code == 413
        assert "<h1>" in response.content.decode()

    def test_an_odd_length_is_no_reason_to_fall(self, client):
        assert client.generic("GET", "/logga-in/", b"", CONTENT_LENGTH="many").status_code == 200

    def test_eleven_megabytes_come_through_to_the_form(self, client, settings):
        from django.http import HttpResponse
        from django.urls import path

        seen = []

        def take(request):
            seen.append(request.FILES["file"].size)
            return HttpResponse()

        settings.ROOT_URLCONF = type("Urls", (), {"urlpatterns": [path("take/", take)]})
        client.force_login(PersonFactory())
        client.post("/take/", {"file": documents.upload(b"x" * 11_000_000)})
        assert seen == [11_000_000]
