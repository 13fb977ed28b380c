"""The administrator's pages: a key is shown once, and everything is done by services."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from api.models import ClientKey, MachineClient
from api.troubles import ENDING
from tests.api.conftest import Caller
from tests.factories import MachineClientFactory, PersonFactory

pytestmark = pytest.mark.django_db
DETAILS = {"name": "Schemaprogrammet", "purpose": "Visar nivå", "contact": "drift@example.se", "calls_per_minute": "60"}
KEY = re.compile(r"mp_[a-z0-9]{8}_[\w-]{43}")


@pytest.fixture
def admin(client):
    person = PersonFactory(administrator=True)
    client.force_login(person)
    return person


def address(name, own=None):
    return reverse(f"machine_clients:{name}", kwargs={"pk": own.pk} if own else {})


def in_a_year():
    return (timezone.localdate() + timedelta(days=365)).isoformat()


def test_a_new_key_is_shown_once_and_works(client, admin):
    answer = client.post(address("new"), {**DETAILS, "until": in_a_year()})
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    [key] = set(KEY.findall(answer.content.decode()))
    made = MachineClient.objects.get()
    assert (made.name, made.calls_per_minute, made.provider) == ("Schemaprogrammet", 60, admin.provider)
    assert Caller(key).rule_sets().status_code == 200
    for page in (address("list"), address("client", made), address("change", made), address("renew", made)):
        assert key not in client.get(page).content.decode()
    assert not ClientKey.objects.filter(digest=key).exists()


def test_a_reload_of_the_page_with_the_key_makes_no_second_client(client, admin):
    for _time in range(2):
        answer = client.post(address("new"), {**DETAILS, "until": in_a_year()})
    assert "Ni har redan en maskinklient med det namnet." in answer.content.decode()
    assert MachineClient.objects.count() == 1


def test_a_key_lasts_to_the_end_of_its_day_in_sweden(client, admin):
    client.post(address("new"), {**DETAILS, "until": in_a_year()})
    key = ClientKey.objects.get()
    assert timezone.localtime(key.expires_at).strftime("%H:%M:%S") == "00:00:00"
    assert timezone.localdate(key.expires_at) == timezone.localdate() + timedelta(days=366)
    assert in_a_year() in client.get(address("client", key.client)).content.decode()


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("name", "", "Skriv vad programmet heter."),
        ("purpose", " ", "Skriv vad programmet ska göra."),
        ("contact", "", "Skriv vem ni når när något är fel."),
        ("calls_per_minute", "0", "Skriv minst 1."),
        ("calls_per_minute", "60001", "Skriv högst 60 000."),
        ("calls_per_minute", "många", "Skriv antalet som ett heltal."),
        ("until", "2020-01-01", "Välj en dag från och med i dag"),
        ("until", "2099-12-31", "Välj en dag från och med i dag"),
    ],
)
def test_what_is_wrong_is_said_at_the_field(client, admin, field, value, told):
    answer = client.post(address("new"), {**DETAILS, "until": in_a_year(), field: value})
    assert told in answer.content.decode().replace("\N{NO-BREAK SPACE}", "")
    assert not MachineClient.objects.exists()


def test_a_client_is_changed_and_paused(client, admin):
    own = MachineClientFactory(provider=admin.provider)
    answer = client.post(address("change", own), {**DETAILS, "is_active": "no"}, follow=True)
    assert "Pausad" in answer.content.decode()
    assert Caller(own.key_text).rule_sets().status_code == 401
    client.post(address("change", own), {**DETAILS, "is_active": "yes"})
    assert Caller(own.key_text).rule_sets().status_code == 200


def test_a_key_is_renewed_with_an_overlap_and_a_reload_does_not_renew_again(client, admin):
    own = MachineClientFactory(provider=admin.provider)
    [former] = re.findall(r'name="former" value="(\w+)"', client.get(address("renew", own)).content.decode())
    sent = {"former": former, "overlap": "week", "until": in_a_year()}
    [key] = set(KEY.findall(client.post(address("renew", own), sent).content.decode()))
    assert Caller(key).rule_sets().status_code == Caller(own.key_text).rule_sets().status_code == 200
    again = client.post(address("renew", own), sent).content.decode()
    assert "Nyckeln har förnyats sedan sidan öppnades." in again
    assert not KEY.search(again)
    assert own.keys.count() == 2


def test_revoking_is_confirmed_first_and_final(client, admin):
    own = MachineClientFactory(provider=admin.provider)
    assert "går inte att ångra" in client.get(address("revoke", own)).content.decode()
    assert Caller(own.key_text).rule_sets().status_code == 200
    answer = client.post(address("revoke", own), {"sure": "1"}, follow=True).content.decode()
    assert "Inga anrop släpps in." in answer
    assert "Spärrade" in answer
    assert Caller(own.key_text).rule_sets().status_code == 401
    for page in ("change", "renew", "revoke"):
        assert client.get(address(page, own)).status_code == 302
        assert client.post(address(page, own), {**DETAILS, "is_active": "yes"}).status_code == 302


def test_the_page_of_a_client_tells_what_it_has_called(client, admin):
    own = MachineClientFactory(provider=admin.provider, calls_per_minute=3)
    caller = Caller(own.key_text)
    for _time in range(2):
        caller.assess({})
    caller.rule_sets()
    caller.rule_sets()
    page = re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", client.get(address("client", own)).content.decode()))
    assert "Bedömningar 2 2" in page
    assert "Reglerna 1 0" in page
    assert "Under 1 minut nåddes gränsen" in page


def test_a_key_that_ends_soon_is_told_to_administrators(admin):
    now = timezone.now()
    ends = {"there already": 400, "soon": 10, "lately": -3, "long ago": -40}
    own = {name: MachineClientFactory(provider=admin.provider, created_at=now, lasts=timedelta(days=days)) for name, days in ends.items()}
    assert ENDING.count(admin.provider_id, now, now) == 2
    MachineClient.objects.filter(pk=own["soon"].pk).update(is_active=False)
    MachineClient.objects.filter(pk=own["lately"].pk).update(revoked_at=now)
    assert ENDING.count(admin.provider_id, now, now) == 0


def test_the_state_is_told_by_word(client, admin):
    now = timezone.now()
    for lasts, word in ((-1, "Nyckeln har gått ut"), (3, "Nyckeln går snart ut"), (300, "Får anropa")):
        own = MachineClientFactory(provider=admin.provider, created_at=now, lasts=timedelta(days=lasts))
        assert word in client.get(address("client", own)).content.decode()
    assert client.get(address("list")).content.decode().count("mp-status") >= 3
