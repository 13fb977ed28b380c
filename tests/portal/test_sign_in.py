"""Signing in and out, and what happens to whoever tries too often, has left, or was on the way somewhere."""

from datetime import date

import pytest
from django.core.cache import cache
from django.urls import NoReverseMatch, reverse

from organisation.models import Person
from tests.factories import PersonFactory, SchoolProviderFactory, SchoolUnitFactory

pytestmark = pytest.mark.django_db
SIGN_IN = "/logga-in/"


@pytest.fixture
def person():
    someone = PersonFactory(username="sara", email="sara@example.se", teaches_at=SchoolUnitFactory())
    someone.set_password("kantarell under granen")
    someone.save()
    return someone


def sign_in(client, login="sara", password="kantarell under granen", **more):
    return client.post(SIGN_IN + more.pop("query", ""), {"login": login, "password": password, **more})


@pytest.mark.parametrize("name", ["sara", "SARA", " sara ", "sara@example.se"])
def test_username_or_email_and_password_sign_in(client, person, name):
    assert sign_in(client, login=name).status_code == 302
    assert client.session["_auth_user_id"] == str(person.pk)


@pytest.mark.parametrize(("login", "password"), [("sara", "fel"), ("ingen", "fel"), ("ingen@example.se", "fel")])
def test_a_wrong_name_and_a_wrong_password_get_the_same_answer(client, person, login, password):
    response = sign_in(client, login=login, password=password)
    assert response.status_code == 200
    assert "Användarnamnet eller lösenordet stämmer inte" in response.content.decode()
    assert "<title>Fel: Logga in" in response.content.decode()


def test_empty_fields_say_what_to_write(client):
    page = client.post(SIGN_IN, {"login": "", "password": ""}).content.decode()
    assert "Skriv ditt användarnamn eller din e-postadress." in page
    assert "Skriv ditt lösenord." in page


def test_a_closed_account_is_told_so_only_with_the_right_password(client, person):
    Person.objects.filter(pk=person.pk).update(is_active=False)
    assert "Kontot är avslutat" in sign_in(client).content.decode()
    assert "Kontot är avslutat" not in sign_in(client, password="fel").content.decode()
    assert "_auth_user_id" not in client.session


def test_whoever_was_on_the_way_somewhere_comes_there(client, person):
    asked = reverse("portal:account")
    assert client.get(asked).url == f"{SIGN_IN}?next={asked}"
    assert "Sedan kommer du till sidan du var på väg till" in client.get(f"{SIGN_IN}?next={asked}").content.decode()
    assert sign_in(client, query=f"?next={asked}").url == asked


@pytest.mark.parametrize("elsewhere", ["https://ond.example/", "//ond.example/", "javascript:alert(1)", "/\\ond.example"])
def test_signing_in_never_leads_to_another_site(client, person, elsewhere):
    assert sign_in(client, query=f"?next={elsewhere}").url == "/"


def test_too_many_tries_are_stopped_and_said_so(client, person, settings):
    cache.clear()
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "3/300s/key"}
    for _ in range(3):
        sign_in(client, password="fel")
    assert "För många försök på kort tid" in sign_in(client).content.decode()
    cache.clear()


def test_a_flood_of_sign_ins_gets_a_page_of_ours(client, settings):
    cache.clear()
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    sign_in(client)
    response = sign_in(client)
    assert response.status_code == 429
    assert "För många försök på kort tid" in response.content.decode()
    cache.clear()


def test_signing_out_asks_first_and_then_does_it(client, person):
    client.force_login(person)
    assert "Vill du logga ut?" in client.get("/logga-ut/").content.decode()
    assert "_auth_user_id" in client.session
    assert client.post("/logga-ut/").url == SIGN_IN
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("name", ["account_signup", "account_reset_password", "account_email"])
def test_nobody_can_sign_up(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_the_password_is_changed_by_whoever_knows_the_old_one(client, person):
    client.force_login(person)
    new = {"oldpassword": "kantarell under granen", "password1": "trattkantarell i mossan", "password2": "trattkantarell i mossan"}
    assert client.post("/konto/losenord/", {**new, "oldpassword": "fel"}).status_code == 200
    response = client.post("/konto/losenord/", new, follow=True)
    assert "Lösenordet är bytt." in response.content.decode()
    person.refresh_from_db()
    assert person.check_password("trattkantarell i mossan")


@pytest.mark.parametrize(
    ("first", "again", "said"),
    [
        ("trattkantarell i mossan", "något helt annat här", "De två lösenorden är inte lika."),
        ("kort", "kort", "12"),
        ("", "", "Skriv det nya lösenordet."),
    ],
)
def test_a_new_password_that_will_not_do_is_explained(client, person, first, again, said):
    client.force_login(person)
    page = client.post("/konto/losenord/", {"oldpassword": "kantarell under granen", "password1": first, "password2": again})
    assert said in page.content.decode()
    person.refresh_from_db()
    assert person.check_password("kantarell under granen")


def test_the_account_page_lists_posts_with_their_periods(client, person):
    unit = SchoolUnitFactory(name="Gamla skolan", authority__provider=person.provider)
    person.employments.create(unit=unit, profession="teacher", extent_percent=100, starts_on=date(2010, 8, 1), ends_on=date(2012, 6, 30))
    client.force_login(person)
    page = client.get("/konto/").content.decode()
    assert "2010-08-01 till 2012-06-30" in page
    assert "Avslutad" in page
    assert "Gäller nu" in page


def test_the_look_is_remembered_and_forgotten(client, person):
    client.force_login(person)
    client.post("/konto/utseende/", {"theme": "dark", "next": "/konto/"})
    assert '<html lang="sv" data-bs-theme="dark">' in client.get("/konto/").content.decode()
    client.post("/konto/utseende/", {"theme": "lila"})
    assert '<html lang="sv">' in client.get("/konto/").content.decode()


class TestTwoAccountsWithOneAddress:
    """Somebody who works for two school providers."""

    @pytest.fixture
    def other(self, person):
        elsewhere = PersonFactory(username="sara.nystrom", email="sara@example.se", provider=SchoolProviderFactory(name="Bergstad kommun"))
        elsewhere.set_password("trattkantarell i mossan")
        elsewhere.save()
        return elsewhere

    def test_the_password_tells_them_apart(self, client, person, other):
        for password, expected in (("kantarell under granen", person), ("trattkantarell i mossan", other)):
            assert sign_in(client, login="sara@example.se", password=password).status_code == 302
            assert client.session["_auth_user_id"] == str(expected.pk)
            client.logout()

    def test_the_same_password_in_both_asks_where(self, client, person, other):
        Person.objects.filter(pk=other.pk).update(password=person.password)
        page = sign_in(client, login="sara@example.se").content.decode()
        assert "Du har konto hos flera huvudmän." in page
        assert "Bergstad kommun" in page
        assert "_auth_user_id" not in client.session
        assert sign_in(client, login="sara@example.se", provider=other.provider_id).status_code == 302
        assert client.session["_auth_user_id"] == str(other.pk)

    def test_a_wrong_password_tells_nothing_of_where(self, client, person, other):
        page = sign_in(client, login="sara@example.se", password="fel").content.decode()
        assert "Användarnamnet eller lösenordet stämmer inte" in page
        assert "Bergstad" not in page

    def test_an_ended_account_stands_in_nobodys_way(self, client, person, other):
        Person.objects.filter(pk=other.pk).update(password=person.password, is_active=False)
        assert sign_in(client, login="sara@example.se").status_code == 302
        assert client.session["_auth_user_id"] == str(person.pk)
