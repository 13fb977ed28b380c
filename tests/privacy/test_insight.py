"""An administrator sees a named record with a reason, for half an hour, and the person is told."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from audit.models import Entry
from notices.models import Notice
from organisation.models import Person
from privacy.models import Insight
from tests.factories import CertificateFactory, CourseFactory, PersonFactory

pytestmark = pytest.mark.django_db
REASON = {"reason": "Felanmälan 4711: läraren ser inte sin kurs"}


@pytest.fixture
def teacher(unit):
    person = PersonFactory(teaches_at=unit, given_name="Ofelia", family_name="Zetterqvist")
    CourseFactory(person=person, title="Läsa, skriva, räkna", certificates=[CertificateFactory(person=person)])
    return person


@pytest.fixture
def address(client, administrator, teacher):
    client.force_login(administrator)
    return f"/administration/personer/{teacher.pk}/insyn/"


def test_without_a_reason_nothing_is_shown(client, address):
    assert "Läsa, skriva, räkna" not in client.get(address).content.decode()
    refused = client.post(address, {"reason": "för att"})
    assert refused.status_code == 200
    assert not Insight.objects.exists()


def test_each_opening_is_on_record_and_the_person_is_told_why(client, address, administrator, teacher):
    assert client.post(address, REASON).status_code == 302
    certificate = teacher.certificates.get()
    page = client.get(address).content.decode()
    assert "Läsa, skriva, räkna" in page
    assert b"".join(client.get(f"{address}intyg/{certificate.pk}/").streaming_content) == b"%PDF-1.4 prov"
    opened = Entry.objects.filter(action="privacy.record.opened", actor=administrator, subject=teacher)
    assert sorted(opened.values_list("target_model", flat=True)) == ["inventory.certificate", "privacy.insight"]
    assert Notice.objects.filter(person=teacher, kind="privacy.record_opened").count() == 1
    client.force_login(teacher)
    own = client.get("/integritet/mina-uppgifter/").content.decode()
    assert REASON["reason"] in own


def test_it_closes_after_half_an_hour_or_before(client, address, teacher):
    client.post(address, REASON)
    client.post(address, REASON)  # a double click opens once
    assert Insight.objects.count() == 1
    past = timezone.now() - timedelta(minutes=31)
    Insight.objects.update(opened_at=past, closes_at=past + timedelta(minutes=30))
    certificate = teacher.certificates.get()
    assert client.get(f"{address}intyg/{certificate.pk}/").status_code == 404
    assert "Läsa, skriva, räkna" not in client.get(address).content.decode()
    client.post(address, REASON)
    assert client.post(f"{address}stang/").url == reverse("administration:person", kwargs={"pk": teacher.pk})
    assert "Läsa, skriva, räkna" not in client.get(address).content.decode()


def test_a_protected_identity_stays_protected(client, address, teacher):
    Person.objects.filter(pk=teacher.pk).update(protection="confidential")
    client.post(address, REASON)
    page = client.get(address).content.decode()
    assert "Läsa, skriva, räkna" in page
    for hidden in ("Ofelia", "Zetterqvist", teacher.username, teacher.employments.get().unit.name):
        assert hidden not in page
    assert client.get(f"{address}intyg/{teacher.certificates.get().pk}/").status_code == 403


def test_nobody_opens_their_own_or_another_providers(client, administrator, address):
    assert client.get(f"/administration/personer/{administrator.pk}/insyn/").status_code == 403
    assert client.post(f"/administration/personer/{PersonFactory().pk}/insyn/", REASON).status_code == 404
