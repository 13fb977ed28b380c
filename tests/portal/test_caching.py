"""What is shown to one person is kept by no cache on the way."""

import pytest

from tests.factories import CertificateFactory, PersonFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/", "/konto/", "/inventering/", "/integritet/", "/finns-inte/", "/administration/"])
def test_pages_are_for_the_readers_own_browser(client, address):
    client.force_login(PersonFactory())
    assert client.get(address)["Cache-Control"] == "private, no-cache"


def test_the_way_to_the_sign_in_page_too(client):
    assert client.get("/konto/")["Cache-Control"] == "private, no-cache"


def test_what_says_something_stricter_keeps_it(client):
    certificate = CertificateFactory()
    client.force_login(certificate.person)
    response = client.get(f"/intyg/{certificate.pk}/")
    b"".join(response.streaming_content)
    assert response["Cache-Control"] == "private, no-store"
