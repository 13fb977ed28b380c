"""One-click personas: in the demo, never in production, and never for anybody but the made-up people."""

from types import SimpleNamespace

import pytest
from django.test import Client

from portal import checks
from portal.personas import DOMAIN, PERSONAS
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db
ADDRESS = "/demo/logga-in/"


@pytest.fixture
def sara():
    return PersonFactory(username="larare", email=f"larare@{DOMAIN}")


@pytest.fixture
def demo(settings):
    settings.DEMO = True


@pytest.fixture
def production(settings):
    settings.ENV = SimpleNamespace(mode="production", redis_url=settings.ENV.redis_url)


@pytest.mark.usefixtures("demo")
def test_one_click_signs_in_as_a_persona(client, sara):
    assert client.post(ADDRESS, {"persona": "larare", "next": "/konto/"}).url == "/konto/"
    assert client.session["_auth_user_id"] == str(sara.pk)


@pytest.mark.usefixtures("demo")
def test_the_sign_in_page_offers_all_seven(client):
    page = client.get("/logga-in/").content.decode()
    for persona in PERSONAS:
        assert f'value="{persona.username}"' in page


def test_outside_the_demo_the_address_does_not_exist(client, sara):
    assert client.post(ADDRESS, {"persona": "larare"}).status_code == 404
    assert ADDRESS not in client.get("/logga-in/").content.decode()


@pytest.mark.usefixtures("demo", "production")
def test_production_settings_refuse_even_with_the_demo_on(client, sara):
    assert client.post(ADDRESS, {"persona": "larare"}).status_code == 404


@pytest.mark.usefixtures("demo")
def test_nobody_real_can_be_taken_for_a_persona(client, sara):
    PersonFactory(username="rektor", email="rektor@sjostad.se")
    PersonFactory(username="annan", email=f"annan@{DOMAIN}")
    for name in ("rektor", "annan", "", "finns-inte"):
        assert client.post(ADDRESS, {"persona": name}).status_code == 404


@pytest.mark.usefixtures("demo")
def test_the_click_carries_a_token_and_is_a_post(sara):
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(ADDRESS, {"persona": "larare"}).status_code == 403
    assert strict.get(ADDRESS).status_code == 405


@pytest.mark.usefixtures("demo")
def test_another_site_is_never_the_next_page(client, sara):
    assert client.post(ADDRESS, {"persona": "larare", "next": "https://ond.example/"}).url == "/"


@pytest.mark.usefixtures("demo", "production")
def test_demo_sign_in_with_production_settings_is_an_error_at_start():
    assert [error.id for error in checks.no_demo_sign_in_in_production(None)] == ["portal.E001"]


@pytest.mark.usefixtures("production")
def test_made_up_people_in_a_production_database_are_an_error(sara):
    assert [error.id for error in checks.no_demo_people_in_production(None, databases=["default"])] == ["portal.E002"]
    assert checks.no_demo_people_in_production(None, databases=None) == []


def test_neither_is_an_error_elsewhere(sara):
    assert checks.no_demo_sign_in_in_production(None) == []
    assert checks.no_demo_people_in_production(None, databases=["default"]) == []


@pytest.mark.usefixtures("demo", "sara")
@pytest.mark.parametrize("name", ["", "nobody", "larare\x00", "x" * 10_000])
def test_a_made_up_name_is_not_there(client, name):
    assert client.post(ADDRESS, {"persona": name}).status_code == 404
