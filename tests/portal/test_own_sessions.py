"""The sessions somebody has open: seen on the account page by when and which browser, and each can be ended."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from audit.models import Entry
from portal.models import OpenSession
from portal.sessions import browsers, limits, services
from portal.sessions.own import ref_of, sessions_of
from portal.tasks import sweep_sessions
from tests.factories import PersonFactory, SchoolUnitFactory

pytestmark = pytest.mark.django_db
WORD = "kantarell under granen"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1"


@pytest.fixture
def sara():
    person = PersonFactory(username="sara", teaches_at=SchoolUnitFactory())
    person.set_password(WORD)
    person.save()
    return person


def browser(agent=FIREFOX, login="sara"):
    client = Client(HTTP_USER_AGENT=agent)
    client.post("/logga-in/", {"login": login, "password": WORD})
    return client


def end(client, other):
    return client.post(f"/konto/inloggningar/{ref_of(other.session.session_key)}/avsluta/")


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (FIREFOX, "Firefox på Windows"),
        (IPHONE, "Safari på iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0", "Edge på Windows"),
        ("Mozilla/5.0 (X11; CrOS x86_64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36", "Chrome på Chromebook"),
        ("Mozilla/5.0 (Linux; Android 15; SM-S911B) SamsungBrowser/28.0 Chrome/130 Mobile Safari/537.36", "Samsung Internet på Android"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.0 Safari/605.1.15", "Safari på Mac"),
        ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 HeadlessChrome/140.0.0.0 Safari/537.36", "Chrome på Linux"),
        ("curl/8.5 Linux", "Okänd webbläsare på Linux"),
        ("", "Okänd webbläsare"),
    ],
)
def test_browsers_are_told_in_plain_words(agent, words):
    assert browsers.in_words(browsers.read(agent)) == words


def test_the_page_lists_each_with_this_one_first_and_keeps_two_words_only(sara):
    here, phone = browser(), browser(IPHONE)
    page = here.get("/konto/").content.decode()
    assert page.index("Firefox på Windows") < page.index("Safari på iPhone")
    assert page.split("<table")[2].split("</table>")[0].count("den här") == 1
    assert phone.session.session_key not in page
    assert here.session.session_key not in page
    assert {key for key in phone.session.keys() if "browser" in key} == {browsers.KEY}  # noqa: SIM118  # a session is no dictionary
    assert phone.session[browsers.KEY] == ["Safari", "iPhone"]


def test_one_is_ended_and_the_others_stay(sara):
    here, phone = browser(), browser(IPHONE)
    assert end(here, phone).status_code == 302
    assert phone.get("/konto/").status_code == 302
    page = here.get("/konto/").content.decode()
    assert "Inloggningen är avslutad" in page
    assert "iPhone" not in page
    entry = Entry.objects.get(action="portal.session.ended")
    assert (entry.actor, entry.subject) == (sara, sara)


def test_a_second_click_says_that_it_has_ended_and_writes_nothing(sara):
    here, phone = browser(), browser(IPHONE)
    address = f"/konto/inloggningar/{ref_of(phone.session.session_key)}/avsluta/"
    for _time in range(2):
        here.post(address)
    assert "redan avslutad" in here.get("/konto/").content.decode()
    assert Entry.objects.filter(action="portal.session.ended").count() == 1


def test_nobody_ends_anothers(sara):
    other = PersonFactory(username="olle", provider=sara.provider)
    other.set_password(WORD)
    other.save()
    theirs = browser(login="olle")
    end(browser(), theirs)
    assert theirs.get("/konto/").status_code == 200
    assert not Entry.objects.filter(action="portal.session.ended").exists()


def test_what_would_let_nobody_in_is_not_shown(sara):
    here, idle, former = browser(), browser(IPHONE), browser(IPHONE)
    session = idle.session
    session[limits.SEEN] -= 24 * 3600
    session[limits.BEGAN] -= 24 * 3600
    session.save()
    stale = former.session
    stale["_auth_user_hash"] = "0" * 64
    stale.save()
    shown = sessions_of(sara, at=timezone.now(), this=here.session.session_key)
    assert [(each.browser, each.is_this) for each in shown] == [("Firefox på Windows", True)]


def test_signing_out_and_the_nightly_sweep_leave_no_row(sara):
    here, phone = browser(), browser(IPHONE)
    here.post("/logga-ut/")
    assert OpenSession.objects.filter(person=sara).count() == 1
    OpenSession.objects.filter(session_key=phone.session.session_key).update(expire_date=timezone.now() - timedelta(minutes=1))
    sweep_sessions()
    assert not OpenSession.objects.filter(person=sara).exists()


def test_signing_out_everywhere_takes_the_rows_along(sara):
    here, _phone = browser(), browser(IPHONE)
    here.post("/konto/logga-ut-overallt/")
    assert not OpenSession.objects.filter(person=sara).exists()


def test_it_is_out_of_the_cache_too(sara, settings, django_capture_on_commit_callbacks):
    settings.SESSION_ENGINE = "portal.sessions.cached_store"
    here, phone = browser(), browser(IPHONE)
    key = f"django.contrib.sessions.cached_db{phone.session.session_key}"
    assert cache.get(key)
    kept = cache.get(key)
    with django_capture_on_commit_callbacks(execute=True):
        services.end_session(sara, ref_of(phone.session.session_key), by=sara, at=timezone.now())
        assert cache.get(key) is None
        cache.set(key, kept)  # a request in that browser meanwhile
    assert cache.get(key) is None
    assert here.get("/konto/").status_code == 200
    assert phone.get("/konto/").status_code == 302
