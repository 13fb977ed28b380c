"""Everybody sees who has read or changed what is theirs, in words; the administrator sees whether the log stands, and no names."""

import ast
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit import seal
from audit.models import Waiting
from audit.services import record, record_reading
from audit.verify import keep, verify
from notices import troubles
from organisation.models import Person
from privacy.log_words import READINGS, WORDS
from tests.factories import NOW, PersonFactory, SchoolUnitFactory

ROOT = Path(__file__).resolve().parents[2]
APPS = ("portal", "privacy", "reports", "plans", "merit", "inventory", "organisation", "jobs", "notices", "audit")
ACTION = re.compile(rf"^({'|'.join(APPS)})\.[a-z_]+\.[a-z_]+$")
PAGE = "/integritet/min-logg/"


def actions():
    """Every text that looks like an action in a module that writes entries, and the beginnings of those put together."""
    for path in (path for app in APPS for path in (ROOT / app).rglob("*.py") if "migrations" not in path.parts):
        text = path.read_text(encoding="utf-8")
        if "from audit.services import" not in text:
            continue
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and ACTION.match(node.value):
                yield node.value
            elif isinstance(node, ast.JoinedStr) and isinstance(first := node.values[0], ast.Constant) and ACTION.match(f"{first.value}x"):
                yield first.value


def test_every_action_has_a_sentence():
    found = set(actions())
    assert len(found) > 50
    missing = {
        action for action in found if not any(known == action or (action.endswith(".") and known.startswith(action)) for known in WORDS)
    }
    assert not missing, f"Add these to privacy/log_words.py: {sorted(missing)}"
    assert all(action in READINGS for action in found if action.endswith(".read"))


@pytest.fixture
def unit():
    return SchoolUnitFactory()


@pytest.fixture
def teacher(unit, client):
    person = PersonFactory(teaches_at=unit)
    client.force_login(person)
    return person


@pytest.fixture
def principal(unit):
    return PersonFactory(given_name="Petra", family_name="Principal", principal_of=unit)


def text_of(response):
    return re.sub(r"<[^>]+>|\s+", " ", response.content.decode())


@pytest.mark.django_db
def test_nobody_has_read_anything_yet(client, teacher):
    said = text_of(client.get(PAGE))
    assert "Ingen annan har läst det som är ditt" in said
    assert "Inga spår än" in said


@pytest.mark.django_db
def test_who_when_what_and_as_what(client, teacher, principal):
    client.force_login(principal)
    client.get(reverse("review:person", kwargs={"pk": teacher.pk}))
    client.force_login(teacher)
    said = text_of(client.get(PAGE))
    assert "En person har läst det som är ditt" in said
    assert re.search(r"\d{4}-\d\d-\d\d \d\d:\d\d\s+Petra Principal\s*, rektor\s+Läste dina uppgifter och intyg", said)


@pytest.mark.django_db
def test_what_one_has_done_oneself_is_folded_away_until_asked_for(client, teacher, principal):
    record("plans.choices.sent", actor=teacher, subject=teacher, target=teacher, at=NOW)
    record("plans.choice.agreed", actor=principal, subject=teacher, target=teacher, at=NOW)
    record("inventory.certificate.infected", actor=None, subject=teacher, target=teacher, at=NOW)
    record_reading("plans.choices.read", by=principal, of=[teacher], at=NOW)
    record_reading("plans.choices.read", by=principal, of=[PersonFactory()], at=NOW)
    shown = {
        query: [
            what
            for what in ("Skickade kursvalen", "Kom överens", "Spärrade", "Läste dina kursval")
            if what in text_of(client.get(PAGE + query))
        ]
        for query in ("", "?visa=lasning", "?visa=andring", "?vem=alla", "?visa=vadsomhelst&vem=x&page=99")
    }
    assert shown == {
        "": ["Kom överens", "Spärrade", "Läste dina kursval"],
        "?visa=lasning": ["Läste dina kursval"],
        "?visa=andring": ["Kom överens", "Spärrade"],
        "?vem=alla": ["Skickade kursvalen", "Kom överens", "Spärrade", "Läste dina kursval"],
        "?visa=vadsomhelst&vem=x&page=99": ["Kom överens", "Spärrade", "Läste dina kursval"],
    }
    assert "Meritplan, av sig självt" in text_of(client.get(PAGE))


@pytest.mark.django_db
def test_somebody_who_is_gone_is_said_to_be(client, teacher, principal):
    record_reading("plans.choices.read", by=principal, of=[teacher], at=NOW)
    Person.objects.filter(pk=principal.pk).delete()
    assert "Någon som inte längre har konto" in text_of(client.get(PAGE))


@pytest.mark.django_db
def test_what_happened_to_an_account_that_was_made_one_with_mine_is_mine(client, teacher, principal):
    former = PersonFactory(provider=teacher.provider, merged_into=teacher)
    record_reading("plans.choices.read", by=principal, of=[former], at=NOW)
    assert "Läste dina kursval" in text_of(client.get(PAGE))


@pytest.mark.django_db
def test_a_protected_reader_is_named_to_nobody_who_may_not_know(client, teacher):
    hidden = PersonFactory(provider=teacher.provider, given_name="Hemlig", family_name="Granskare", protection="protected")
    record_reading("plans.choices.read", by=hidden, of=[teacher], at=NOW)
    assert "Hemlig" not in text_of(client.get(PAGE))


@pytest.mark.django_db
def test_a_page_of_many_costs_what_a_page_of_few_does(client, teacher, principal):
    def cost():
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(PAGE)
        return len(asked)

    record_reading("plans.choices.read", by=principal, of=[teacher], at=NOW)
    few = cost()
    for number in range(60):
        record("plans.choice.agreed", actor=principal, subject=teacher, target=teacher, at=NOW + timedelta(minutes=number))
    assert cost() <= few + 1  # the next page
    assert 'rel="next"' in client.get(PAGE).content.decode()


@pytest.mark.django_db
def test_the_page_is_linked_for_those_signed_in(client, teacher):
    for address in ("/integritet/", "/konto/"):
        assert f'href="{PAGE}"' in client.get(address).content.decode()
    client.logout()
    assert PAGE not in client.get("/integritet/").content.decode()


@pytest.mark.django_db
def test_the_administrator_sees_that_the_log_stands_and_nobodys_name(client, teacher, principal):
    client.force_login(PersonFactory(provider=teacher.provider, administrator=True))
    address = reverse("privacy:log_state")
    assert "Loggen har inte prövats än" in text_of(client.get(address))
    record_reading("plans.choices.read", by=principal, of=[teacher], at=NOW)
    assert "Händelser har väntat" in text_of(client.get(address))
    seal.seal_all(at=NOW)
    keep(verify(), at=NOW)
    said = text_of(client.get(address))
    assert "Loggen är hel" in said
    assert "Händelser har väntat" not in said
    assert "Principal" not in said
    Waiting.objects.create(entry_id=999_999_999)
    keep(verify(), at=NOW)
    assert "Prövningen hittade ett fel" in text_of(client.get(address))


@pytest.mark.django_db
def test_administrators_hear_of_faults_and_of_what_nobody_seals(teacher, principal):
    def told():
        found = troubles.counts(teacher.provider_id, since=NOW, at=NOW + timedelta(hours=1))
        return {each.line for each in troubles.told(found) if each.key.startswith("privacy.log")}

    assert told() == set()
    record_reading("plans.choices.read", by=principal, of=[teacher], at=NOW)
    assert told() == {"En händelse har väntat i mer än en halvtimme på att förseglas."}
    seal.seal_all(at=NOW)
    Waiting.objects.create(entry_id=999_999_999)
    keep(verify(), at=NOW)
    assert told() == {"Loggen har ett fel."}


@pytest.mark.django_db
def test_every_page_of_the_log_can_be_shown(client, teacher, principal):
    with transaction.atomic():
        for action in WORDS:
            record(action, actor=principal, subject=teacher, target=teacher, at=NOW, details={"reason": "number"})
    shown = " ".join(text_of(client.get(f"{PAGE}?page={number}")) for number in range(1, len(WORDS) // 20 + 2))
    assert all(str(words) in shown for words in WORDS.values())
    assert "Personnumret ska läggas in eller rättas" in shown
