"""The session ends in the middle of a form: what was typed is there after signing in, for the same person alone."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from inventory.models import Course
from portal.keep import COOKIE
from tests.factories import PersonFactory, SchoolUnitFactory

pytestmark = pytest.mark.django_db
WORD = "kantarell under granen"
FORM = "/inventering/kurser/lagg-till/"
TYPED = {"title": "Språkutvecklande arbetssätt", "institution": "Malmö universitet", "credits": "7,5"}


def somebody(username):
    person = PersonFactory(username=username, teaches_at=SchoolUnitFactory())
    person.set_password(WORD)
    person.save()
    return person


def sign_in(client, username):
    return client.post("/logga-in/", {"login": username, "password": WORD})


def end_session(client):
    """As when its time is up: the browser keeps its cookies, the server no longer knows them."""
    client.session.flush()


@pytest.fixture
def sara(client):
    person = somebody("sara")
    sign_in(client, "sara")
    end_session(client)
    return person


def test_what_was_typed_is_offered_and_arrives(client, sara):
    response = client.post(FORM, TYPED)
    assert response.url == f"/logga-in/?next={FORM}"
    assert not Course.objects.exists()
    assert sign_in(client, "sara").url == "/fortsatt/"
    page = client.get("/fortsatt/").content.decode()
    assert "Det du skrev finns kvar" in page
    assert 'name="title" value="Språkutvecklande arbetssätt"' in page
    response = client.post("/fortsatt/", TYPED)
    assert (response.status_code, response["Location"]) == (307, FORM)
    page = client.post(FORM, TYPED).content.decode()
    assert 'value="Språkutvecklande arbetssätt"' in page
    assert client.get("/fortsatt/").url == "/"


def test_nobody_else_on_the_same_computer_sees_it(client, sara):
    client.post(FORM, TYPED)
    somebody("olle")
    assert sign_in(client, "olle").url == "/"
    assert client.get("/fortsatt/").url == "/"
    client.post("/logga-ut/")
    assert sign_in(client, "sara").url == "/"


def test_files_are_said_to_be_missing(client, sara):
    client.post(FORM, {**TYPED, "certificate": SimpleUploadedFile("intyg.pdf", b"%PDF-1.4")})
    sign_in(client, "sara")
    assert "Filerna följde inte med, så välj dem igen." in client.get("/fortsatt/").content.decode()


def test_it_can_be_thrown_away(client, sara):
    client.post(FORM, TYPED)
    sign_in(client, "sara")
    assert client.post("/fortsatt/", {"discard": "1"}).url == "/"
    assert client.get("/fortsatt/").url == "/"


def test_signing_out_leaves_nothing_to_keep_for(client):
    somebody("sara")
    sign_in(client, "sara")
    client.post("/logga-ut/")
    client.post(FORM, TYPED)
    assert sign_in(client, "sara").url == "/"


def test_passwords_and_strangers_are_never_kept(client, sara):
    client.post("/konto/losenord/", {"oldpassword": WORD, "password1": "hemligt", "password2": "hemligt"})
    assert "hemligt" not in str(dict(client.session))
    stranger = Client()
    stranger.post(FORM, TYPED)
    assert dict(stranger.session) == {}
    stranger.cookies[COOKIE] = "påhittad:signatur"
    assert stranger.post(FORM, TYPED).status_code == 302
    assert dict(stranger.session) == {}


def test_far_too_much_is_not_kept(client, sara):
    client.post(FORM, {**TYPED, "title": "x" * 200_000})
    assert "kept_form" not in client.session
