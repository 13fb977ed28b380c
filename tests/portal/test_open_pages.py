"""Pages for everybody, and the small addresses beside them."""

import pytest
import redis
from django.db import OperationalError, connection

from portal import health
from tests.factories import AuthorityFactory, PersonFactory, SchoolUnitFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/hjalp/", "/integritet/", "/tillganglighet/", "/logga-in/"])
def test_open_to_whoever_is_not_signed_in(client, address):
    assert client.get(address).status_code == 200


def test_the_privacy_page_names_the_committees_of_ones_own_provider_only(client):
    unit = SchoolUnitFactory(authority=AuthorityFactory(committee="Förskolenämnden"))
    AuthorityFactory(committee="Främmande nämnden")
    client.force_login(PersonFactory(teaches_at=unit))
    page = client.get("/integritet/").content.decode()
    assert "Förskolenämnden" in page
    assert "Främmande nämnden" not in page


def test_the_accessibility_statement_says_where_to_complain(client):
    page = client.get("/tillganglighet/").content.decode()
    assert "https://www.digg.se/tdosanmalan" in page
    assert "delvis" in page


def test_the_help_names_all_six_areas_and_the_four_pages_of_skolverket(client):
    page = client.get("/hjalp/").content.decode()
    for text in ("förskolepedagogiska området", "kognitionsvetenskap", "Praktiknära forskning – vad räknas?", "för dig som är rektor"):
        assert text in page


def test_the_language_is_chosen_and_leads_back(client):
    response = client.post("/sprak/", {"language": "en", "next": "/hjalp/"})
    assert response.url == "/hjalp/"
    assert response.cookies["django_language"].value == "en"
    assert '<html lang="en"' in client.get("/hjalp/").content.decode()


@pytest.mark.parametrize("elsewhere", ["https://ond.example/", "//ond.example/x", "x", "portal:account", "\\\\ond.example"])
def test_choosing_a_look_never_leads_to_another_site_and_never_falls(client, elsewhere):
    assert client.post("/konto/utseende/", {"theme": "dark", "next": elsewhere}).url == "/"


@pytest.mark.parametrize("elsewhere", ["https://ond.example/", "//ond.example/x"])
def test_choosing_a_language_never_leads_to_another_site(client, elsewhere):
    assert client.post("/sprak/", {"language": "en", "next": elsewhere}).url == "/"


def test_the_language_is_not_changed_by_a_link(client):
    assert client.get("/sprak/?language=en").status_code == 405


def test_healthy_when_database_and_redis_answer(client, monkeypatch):
    monkeypatch.setattr(health, "_redis_answers", lambda: True)
    response = client.get("/halsa/")
    assert response.status_code == 200
    assert response.json() == {"status": "ok", "database": True, "redis": True}
    assert not response.cookies


class Silent:
    def ping(self):
        raise redis.ConnectionError

    def close(self):
        pass


def test_unavailable_when_redis_is_silent(client, monkeypatch):
    monkeypatch.setattr(redis.Redis, "from_url", lambda *args, **kwargs: Silent())
    response = client.get("/halsa/")
    assert response.status_code == 503
    assert response.json()["redis"] is False


def test_unavailable_when_the_database_is_silent(client, monkeypatch):
    def refuse():
        raise OperationalError

    monkeypatch.setattr(health, "_redis_answers", lambda: True)
    monkeypatch.setattr(connection, "cursor", refuse)
    response = client.get("/halsa/")
    assert response.status_code == 503
    assert response.json()["database"] is False
