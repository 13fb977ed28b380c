"""How long somebody stays signed in, what becomes of what they were writing, and signing out everywhere."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from audit.models import Entry
from inventory.models import Course
from portal.sessions import limits
from tests.factories import PersonFactory, SchoolUnitFactory

WORD = "kantarell under granen"
FORM = "/inventering/kurser/lagg-till/"
TYPED = {"title": "Språkutvecklande arbetssätt", "institution": "Malmö universitet", "credits": "7,5"}
BY_SCRIPT = {"Accept": "application/json"}  # as static/session.js asks
BEGAN = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _limits(settings):
    settings.SESSION_HOURS, settings.SESSION_IDLE_MINUTES = 8, 60


def after(**passed):
    return BEGAN + timedelta(**passed)


@pytest.mark.parametrize(
    ("seen", "ends", "is_final"),
    [
        (after(), after(minutes=60), False),
        (after(hours=3), after(hours=4), False),
        (after(hours=7), after(hours=8), True),
        (after(hours=7, minutes=59), after(hours=8), True),
    ],
)
def test_the_sooner_of_the_two_limits_ends_it(seen, ends, is_final):
    session = {}
    limits.begin(session, at=BEGAN)
    session[limits.SEEN] = int(seen.timestamp())
    lasts = limits.read(session, at=seen)
    assert (lasts.ends_at, lasts.is_final) == (ends, is_final)
    assert not lasts.is_over(ends - timedelta(seconds=1))
    assert lasts.is_over(ends)
    assert lasts.seconds_left(ends - timedelta(seconds=90)) == 90


def test_a_sign_of_life_is_written_at_most_once_a_minute():
    session = {}
    limits.begin(session, at=BEGAN)
    first = limits.read(session, at=BEGAN)
    assert limits.note_life(session, first, at=after(seconds=59)) is first
    assert limits.note_life(session, first, at=after(seconds=60)).ends_at == after(minutes=61)


@pytest.fixture
def sara(client, db):
    person = PersonFactory(username="sara", teaches_at=SchoolUnitFactory())
    person.set_password(WORD)
    person.save()
    sign_in(client)
    return person


def sign_in(client):
    return client.post("/logga-in/", {"login": "sara", "password": WORD})


def pass_time(client, *, idle=timedelta(), signed_in=timedelta()):
    """As if the last sign of life, and the sign-in, were so much longer ago."""
    session = client.session
    session[limits.SEEN] -= int(idle.total_seconds())
    session[limits.BEGAN] -= int(max(idle, signed_in).total_seconds())
    session.save()


def test_signing_in_begins_both_limits_and_a_page_moves_the_idle_one(client, sara):
    pass_time(client, idle=timedelta(minutes=59))
    assert client.get("/konto/").status_code == 200
    pass_time(client, idle=timedelta(minutes=59))
    assert client.get("/konto/").status_code == 200


@pytest.mark.parametrize(
    ("gone", "said"),
    [
        ({"idle": timedelta(minutes=60)}, "inget har hänt på 60 minuter"),
        ({"signed_in": timedelta(hours=8)}, "det har gått 8 timmar"),
    ],
)
def test_past_a_limit_nobody_is_signed_in_and_is_told_why(client, sara, gone, said):
    pass_time(client, **gone)
    assert client.get("/konto/").url == "/logga-in/?next=/konto/"
    assert said in client.get("/logga-in/").content.decode()
    sign_in(client)
    assert client.get("/konto/").status_code == 200


@pytest.mark.parametrize("gone", [{"idle": timedelta(minutes=61)}, {"signed_in": timedelta(hours=9)}])
def test_what_was_being_written_is_there_after_signing_in(client, sara, gone):
    pass_time(client, **gone)
    assert client.post(FORM, TYPED).url == f"/logga-in/?next={FORM}"
    assert not Course.objects.exists()
    assert sign_in(client).url == "/fortsatt/"
    assert "Språkutvecklande arbetssätt" in client.get("/fortsatt/").content.decode()


def test_the_page_says_until_when_and_carries_the_warning(client, sara):
    page = client.get("/konto/").content.decode()
    assert "och längre om du gör något före dess" in page
    assert 'data-seconds="36' in page or 'data-seconds="35' in page
    assert 'data-warn="300"' in page
    pass_time(client, signed_in=timedelta(hours=7, minutes=30))
    page = client.get("/konto/").content.decode()
    assert "Sedan loggar du in igen" in page
    assert "data-final" in page
    assert "session.js" not in Client().get("/hjalp/").content.decode()


def test_asking_how_long_is_left_does_not_move_the_end_and_staying_does(client, sara):
    pass_time(client, idle=timedelta(minutes=57))
    left = client.get("/konto/session/", headers=BY_SCRIPT).json()
    assert left["person"] == str(sara.pk)
    assert left["seconds"] <= 180
    assert client.get("/konto/session/", headers=BY_SCRIPT).json()["seconds"] <= 180
    client.get("/hjalp/", headers={"HX-Request": "true"})
    assert client.get("/konto/session/", headers=BY_SCRIPT).json()["seconds"] <= 180
    assert client.post("/konto/session/", headers=BY_SCRIPT).json()["seconds"] > 3500


def test_nothing_moves_the_absolute_end(client, sara):
    pass_time(client, signed_in=timedelta(hours=7, minutes=58))
    answer = client.post("/konto/session/", headers=BY_SCRIPT).json()
    assert answer["seconds"] <= 120
    assert answer["is_final"]


def test_too_late_to_stay_is_said_without_a_message_waiting(client, sara):
    pass_time(client, idle=timedelta(minutes=60))
    assert client.post("/konto/session/", headers=BY_SCRIPT).json() == {"person": "", "seconds": 0, "is_final": True}
    assert "messages" not in client.cookies


def test_signing_out_everywhere_ends_every_browser_and_is_on_record(client, sara):
    other = Client()
    sign_in(other)
    response = client.post("/konto/logga-ut-overallt/")
    assert response.url == "/logga-in/"
    assert response["Clear-Site-Data"] == '"cache"'
    for browser in (client, other):
        assert browser.get("/konto/").status_code == 302
    entry = Entry.objects.get(action="portal.sessions.ended")
    assert (entry.actor, entry.subject) == (sara, sara)
    assert "utloggad överallt" in client.get("/logga-in/").content.decode()
    sign_in(other)
    assert other.get("/konto/").status_code == 200


def test_a_new_password_signs_out_the_other_browsers(client, sara):
    other = Client()
    sign_in(other)
    client.post("/konto/losenord/", {"oldpassword": WORD, "password1": "blåbär i mossan", "password2": "blåbär i mossan"})
    assert client.get("/konto/").status_code == 200
    assert other.get("/konto/").status_code == 302


def test_signing_out_clears_what_the_browser_has_kept(client, sara):
    assert client.post("/logga-ut/")["Clear-Site-Data"] == '"cache"'


def test_a_session_from_before_there_were_limits_begins_now(client, sara):
    session = client.session
    del session[limits.BEGAN], session[limits.SEEN]
    session.save()
    assert client.get("/konto/").status_code == 200
    assert client.session[limits.BEGAN] > 0
