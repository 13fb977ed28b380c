"""Machine clients let in, changed, renewed and shut out: what each leaves in the log, and what it never does."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from api import keys, services
from api.models import ClientKey, MachineClient
from api.services import Said
from audit.models import Entry
from tests.api.conftest import Caller
from tests.factories import NOW, MachineClientFactory, PersonFactory

pytestmark = pytest.mark.django_db
SAID = Said(name="Schemaprogrammet", purpose="Visar nivå", contact="Karin Lund 070-1234567", calls_per_minute=60)
UNTIL = NOW + timedelta(days=365)


@pytest.fixture
def admin():
    return PersonFactory(administrator=True)


@pytest.fixture
def made(admin):
    return services.let_in(SAID, until=UNTIL, by=admin, at=NOW)


def test_a_new_client_belongs_to_the_provider_of_whoever_lets_it_in(made, admin):
    client, key = made
    assert (client.provider, client.created_by, client.created_at) == (admin.provider, admin, NOW)
    kept = client.keys.get()
    assert (kept.prefix, kept.issued_by, kept.expires_at) == (key.prefix, admin, UNTIL)
    assert keys.matches(key.text, kept.digest)
    assert key.text.startswith(f"mp_{key.prefix}_")
    assert key.text not in repr(key)


def test_a_name_stands_for_one_client_at_a_time(made, admin):
    with pytest.raises(services.NameTakenError):
        services.let_in(Said(**{**vars_of(SAID), "name": "SCHEMAPROGRAMMET"}), until=UNTIL, by=admin, at=NOW)
    assert ClientKey.objects.count() == 1
    services.revoke(made[0].pk, by=admin, at=NOW)
    services.let_in(SAID, until=UNTIL, by=admin, at=NOW)
    services.let_in(SAID, until=UNTIL, by=PersonFactory(administrator=True), at=NOW)
    assert MachineClient.objects.count() == 3


def vars_of(said):
    return {name: getattr(said, name) for name in ("name", "purpose", "contact", "calls_per_minute", "is_active")}


def test_a_renewed_key_works_beside_the_former_until_the_overlap_is_over(admin):
    client = MachineClientFactory(provider=admin.provider, created_at=timezone.now())
    at = timezone.now()
    key = services.renew(
        client.pk, former=client.keys.get().prefix, overlap=timedelta(days=7), until=at + timedelta(days=90), by=admin, at=at
    )
    assert [each.expires_at - at for each in client.keys.order_by("-pk")] == [timedelta(days=90), timedelta(days=7)]
    assert Caller(key.text).rule_sets().status_code == Caller(client.key_text).rule_sets().status_code == 200


def test_without_overlap_the_former_key_stops_at_once(admin):
    client = MachineClientFactory(provider=admin.provider, created_at=timezone.now())
    at = timezone.now()
    key = services.renew(client.pk, former=client.keys.get().prefix, overlap=timedelta(0), until=at + timedelta(days=90), by=admin, at=at)
    assert (Caller(key.text).rule_sets().status_code, Caller(client.key_text).rule_sets().status_code) == (200, 401)


def test_an_overlap_never_makes_a_key_live_longer(admin):
    client = MachineClientFactory(provider=admin.provider, created_at=NOW, lasts=timedelta(days=2))
    services.renew(client.pk, former=client.keys.get().prefix, overlap=timedelta(days=30), until=UNTIL, by=admin, at=NOW)
    assert client.keys.last().expires_at == NOW + timedelta(days=2)


def test_a_page_sent_twice_renews_once(made, admin):
    client, key = made
    renewing = {"former": key.prefix, "overlap": timedelta(days=1), "until": UNTIL, "by": admin, "at": NOW + timedelta(hours=1)}
    services.renew(client.pk, **renewing)
    with pytest.raises(services.AlreadyRenewedError):
        services.renew(client.pk, **renewing)
    assert client.keys.count() == 2


def test_what_is_revoked_stays_so_and_is_told_once(made, admin):
    client, _key = made
    services.revoke(client.pk, by=admin, at=NOW)
    services.revoke(client.pk, by=admin, at=NOW + timedelta(days=1))
    client.refresh_from_db()
    assert (client.revoked_at, client.revoked_by) == (NOW, admin)
    for change in (
        lambda: services.change(client.pk, SAID, by=admin, at=NOW),
        lambda: services.renew(client.pk, former="", overlap=timedelta(0), until=UNTIL, by=admin, at=NOW),
    ):
        with pytest.raises(services.RevokedError):
            change()
    assert Entry.objects.filter(action="api.client.revoked").count() == 1


def test_the_log_tells_who_did_what_and_neither_keys_nor_contacts(made, admin):
    client, key = made
    changed = Said(**{**vars_of(SAID), "contact": "Amira Haddad", "is_active": False})
    services.change(client.pk, changed, by=admin, at=NOW)
    services.change(client.pk, changed, by=admin, at=NOW)
    renewed = services.renew(client.pk, former=key.prefix, overlap=timedelta(0), until=UNTIL, by=admin, at=NOW)
    services.revoke(client.pk, by=admin, at=NOW)
    entries = list(Entry.objects.order_by("pk"))
    assert [entry.action for entry in entries] == ["api.client.let_in", "api.client.changed", "api.key.renewed", "api.client.revoked"]
    assert {(entry.actor_id, entry.target_key) for entry in entries} == {(admin.pk, str(client.pk))}
    assert entries[1].details == {"fields": "contact,is_active", "is_active": False}
    told = json.dumps([entry.details for entry in entries])
    assert not [secret for secret in (key.text, renewed.text, "Karin", "Amira", "070") if secret in told]


def test_nobody_reaches_another_providers_client(made):
    stranger = PersonFactory(administrator=True)
    for reach in (
        lambda: services.change(made[0].pk, SAID, by=stranger, at=NOW),
        lambda: services.revoke(made[0].pk, by=stranger, at=NOW),
    ):
        with pytest.raises(MachineClient.DoesNotExist):
            reach()
