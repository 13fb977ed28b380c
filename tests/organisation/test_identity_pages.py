"""The pages about who somebody is: what they say, what they never say, and what goes wrong in words."""

import logging

import pytest
from django.contrib.messages import get_messages
from django.core import mail
from django.urls import reverse

from audit.models import Entry
from notices.models import Notice
from organisation.identity import crypto, services
from organisation.models import Person, PersonIdentifier, Protection
from tests.factories import NOW, PersonFactory, SchoolProviderFactory, SchoolUnitFactory

pytestmark = pytest.mark.django_db
NUMBER, DIGITS = "19900101-0017", "199001010017"
ENDINGS = ("0017", DIGITS, "900101-0017")


@pytest.fixture
def provider():
    return SchoolProviderFactory()


@pytest.fixture
def administrator(provider):
    return PersonFactory(provider=provider, administrator=True)


@pytest.fixture
def person(provider):
    return PersonFactory(provider=provider, given_name="Ylva", family_name="Zetterqvist", username="ylva.z")


@pytest.fixture
def browser(client, administrator):
    client.force_login(administrator)
    return client


def page(name, person=None):
    return reverse(f"administration:{name}", kwargs={"pk": person.pk} if person else None)


def hides_number(response):
    text = response.content.decode()
    return not any(each in text for each in ENDINGS)


def test_a_number_is_given_and_shown_masked(browser, person):
    response = browser.post(page("person_number", person), {"identity_number": NUMBER}, follow=True)
    assert [str(each) for each in get_messages(response.wsgi_request)] == ["Numret är sparat."]
    assert "19900101-••••" in response.content.decode()
    assert hides_number(response)
    assert services.number_of(PersonIdentifier.objects.get()).value == DIGITS


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("19900101-0018", "kontrollsiffra"),
        ("19900231-0017", "inget datum"),
        ("29900101-0017", "framåt i tiden"),
        ("hej", "tio eller tolv siffror"),
        ("19900101-T017", "Markera att det är ett tillfälligt nummer"),
    ],
)
def test_a_wrong_number_is_explained_and_not_written_back(browser, person, text, said):
    response = browser.post(page("person_number", person), {"identity_number": text})
    assert said in response.content.decode()
    assert text not in response.content.decode()
    assert response.content.decode().split("<title>")[1].startswith("Fel:")
    assert not PersonIdentifier.objects.exists()


def test_an_interim_number_from_a_document(browser, person):
    browser.post(page("person_number", person), {"identity_number": "19900101-T017", "is_interim": "on"})
    assert PersonIdentifier.objects.get().kind == "interim"


def test_a_number_of_somebody_else_is_refused_without_saying_whose(browser, person, provider):
    services.set_number(person, NUMBER, by=None, at=NOW)
    response = browser.post(page("person_number", PersonFactory(provider=provider)), {"identity_number": NUMBER})
    text = response.content.decode()
    assert "Ett annat konto hos er har redan det numret" in text
    assert "Ylva" not in text
    assert hides_number(response)


def test_ending_a_number_keeps_it_in_the_history(browser, person):
    services.set_number(person, NUMBER, by=None, at=NOW)
    response = browser.post(page("person_number", person), {"remove": "1"}, follow=True)
    assert "Avslutat" in response.content.decode()
    assert "Avsluta numret" not in response.content.decode()


def test_a_lost_key_is_said_on_the_page(browser, person, settings):
    services.set_number(person, NUMBER, by=None, at=NOW)
    settings.IDENTITY_KEYS = ("another key" * 5,)
    response = browser.get(page("person_number", person))
    assert "nyckeln till det saknas" in response.content.decode()
    settings.IDENTITY_KEYS = ()
    response = browser.post(page("person_number", person), {"identity_number": "19511013-3815"})
    assert "Inget är ändrat" in response.content.decode()
    assert PersonIdentifier.objects.get().ended_at is None


def test_a_damaged_number_is_said_on_the_page(browser, person):
    services.set_number(person, NUMBER, by=None, at=NOW)
    PersonIdentifier.objects.update(ciphertext=crypto.first_key().encode() + b":nonsense")
    assert "Numret är skadat" in browser.get(page("person_number", person)).content.decode()


def test_the_account_page_shows_ones_own(client, person, provider):
    services.set_number(person, "19701063-2391", by=None, at=NOW)
    services.set_number(person, NUMBER, by=None, at=NOW)
    client.force_login(person)
    text = client.get(reverse("portal:account")).content.decode()
    assert text.index("19900101-••••") < text.index("19701063-••••")
    assert "Din identitet är inte skyddad här" in text


def test_no_number_is_in_the_log_or_kept_when_the_session_has_ended(client, administrator, person, caplog):
    client.force_login(administrator)
    client.get(reverse("portal:account"))
    client.logout()
    caplog.set_level(logging.DEBUG)
    client.post(page("person_number", person), {"identity_number": NUMBER})
    client.post(page("person_find"), {"exactly": NUMBER})
    assert not any(each in caplog.text for each in ENDINGS)
    assert not any(each in str(dict(client.session)) for each in ENDINGS)


# ---------------------------------------------------------------- protection


def protect(browser, person, to="confidential", reason="decision"):
    return browser.post(page("person_protection", person), {"protection": to, "reason": reason}, follow=True)


def test_the_protection_takes_effect_at_once_and_the_name_is_gone(browser, person, administrator):
    assert "Ylva Zetterqvist" in browser.get(page("person_protection", person)).content.decode()
    text = protect(browser, person).content.decode()
    assert Person.objects.get(pk=person.pk).protection == Protection.CONFIDENTIAL
    assert "Skyddad identitet" in text
    assert "Zetterqvist" not in text
    assert "Personen har visat Skatteverkets beslut" in text
    entry = Entry.objects.get(action="organisation.protection.set")
    assert (entry.actor, entry.subject) == (administrator, person)
    assert entry.details == {"from": "none", "to": "confidential", "reason": "decision"}


def test_the_person_is_told_in_words_that_say_nothing_to_others(browser, person, client):
    from notices.models import Mail

    protect(browser, person)
    notice = Notice.objects.get(person=person)
    assert notice.url.startswith("/konto/")
    assert Mail.objects.filter(person=person).count() == 1
    assert not any("skydd" in message.subject.lower() for message in mail.outbox)
    client.force_login(Person.objects.get(pk=person.pk))
    assert "visas bara för dig själv" in client.get(reverse("portal:account")).content.decode()


def test_the_same_again_is_said_and_changes_nothing(browser, person):
    protect(browser, person)
    assert "Skyddet var redan så" in protect(browser, person).content.decode()
    assert Entry.objects.filter(action="organisation.protection.set").count() == 1


def test_a_protection_needs_a_reason(browser, person):
    assert "Välj ett skäl." in protect(browser, person, reason="").content.decode()
    assert not Person.objects.get(pk=person.pk).is_protected


def test_of_a_protected_person_not_even_the_day_of_birth_is_shown(browser, person, administrator):
    services.set_number(person, NUMBER, by=None, at=NOW)
    protect(browser, person)
    text = browser.get(page("person_number", person)).content.decode()
    assert "19900101" not in text
    assert "Zetterqvist" not in text


def test_whoever_leads_the_unit_and_administers_sees_the_day_of_birth(client, person):
    unit = SchoolUnitFactory(authority__provider=person.provider)
    person.employments.create(unit=unit, profession="teacher", extent_percent=100, starts_on="2020-01-01")
    services.set_number(person, NUMBER, by=None, at=NOW)
    Person.objects.filter(pk=person.pk).update(protection="protected")
    client.force_login(PersonFactory(principal_of=unit, administrator=True))
    assert "19900101-••••" in client.get(page("person_number", person)).content.decode()


# ---------------------------------------------------------------- finding


@pytest.mark.parametrize(("exactly", "by"), [("ylva.z", "username"), (" YLVA.Z ", "username"), ("900101-0017", "number")])
def test_a_protected_person_is_found_by_exact_words_with_a_reason(browser, person, exactly, by):
    services.set_number(person, NUMBER, by=None, at=NOW)
    Person.objects.filter(pk=person.pk).update(protection="protected")
    response = browser.post(page("person_find"), {"exactly": exactly, "reason": "account"})
    assert response.url == page("person", person)
    entry = Entry.objects.get(action="organisation.person.found")
    assert (entry.subject, entry.details) == (person, {"reason": "account", "by": by})


@pytest.mark.parametrize("exactly", ["Ylva", "Zetterqvist", "ylva", "19900101", "%", "19511013-3815"])
def test_a_part_finds_nobody_and_is_on_record_too(browser, person, exactly):
    response = browser.post(page("person_find"), {"exactly": exactly, "reason": "account"})
    assert "Ingen hos er har det numret eller användarnamnet" in response.content.decode()
    assert exactly not in response.content.decode().split("<main")[1] or len(exactly) < 5
    assert Entry.objects.get().action == "organisation.person.sought"


def test_another_providers_people_are_not_found(browser):
    PersonFactory(username="ylva.elsewhere")
    response = browser.post(page("person_find"), {"exactly": "ylva.elsewhere", "reason": "account"})
    assert response.status_code == 200
