"""Numbers in the database: encrypted, matched by digest, never in an entry; keys that change, and keys that are lost."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from audit.models import Entry
from organisation.identity import crypto, services
from organisation.identity.numbers import NumberError, parse
from organisation.models import PersonIdentifier
from tests.factories import NOW, TODAY, PersonFactory, SchoolProviderFactory

pytestmark = pytest.mark.django_db
NUMBER, COORDINATION, OTHER = "19900101-0017", "19701063-2391", "19511013-3815"


@pytest.fixture
def provider():
    return SchoolProviderFactory()


@pytest.fixture
def administrator(provider):
    return PersonFactory(provider=provider, administrator=True)


@pytest.fixture
def person(provider):
    return PersonFactory(provider=provider)


@pytest.fixture
def give(person, administrator):
    def give(text, to=None, **more):
        return services.set_number(to or person, text, by=administrator, at=NOW, **more)

    return give


def test_what_is_stored_says_nothing(give):
    stored = give(NUMBER)
    row = PersonIdentifier.objects.get()
    assert bytes(row.ciphertext) == bytes(stored.ciphertext)
    assert b"0017" not in bytes(row.ciphertext)
    assert "19900101" not in f"{row.digest} {row} {row!r}"
    assert services.number_of(row).value == "199001010017"


def test_equal_numbers_have_equal_digests_in_one_provider_only(give, administrator):
    stored = give("900101-0017")
    foreign = services.set_number(PersonFactory(), NUMBER, by=None, at=NOW)
    assert stored.digest == crypto.digest_of("199001010017", provider=stored.provider_id)
    assert foreign.digest != stored.digest
    assert bytes(foreign.ciphertext) != bytes(stored.ciphertext)


def test_the_entry_tells_the_kind_and_no_digit(give, person, administrator):
    give(NUMBER)
    entry = Entry.objects.get()
    assert (entry.action, entry.actor, entry.subject) == ("organisation.identifier.set", administrator, person)
    assert entry.details == {"kind": "personal", "is_former": False}
    assert "0017" not in json.dumps(entry.details)


def test_the_same_again_changes_nothing(give):
    first = give(NUMBER)
    assert give("9001010017") == first
    assert (PersonIdentifier.objects.count(), Entry.objects.count()) == (1, 1)


def test_a_personal_number_ends_the_coordination_number_and_keeps_it(give, person):
    give(COORDINATION)
    give(NUMBER)
    rows = [(row.kind, row.ended_at) for row in PersonIdentifier.objects.order_by("pk")]
    assert rows == [("coordination", NOW), ("personal", None)]
    assert services.person_with(COORDINATION, provider=person.provider_id, at=NOW) == person


def test_a_former_number_holds_again(give):
    give(NUMBER)
    give(OTHER)
    give(NUMBER)
    current = PersonIdentifier.objects.get(ended_at=None)
    assert services.number_of(current).value == "199001010017"
    assert PersonIdentifier.objects.count() == 2


def test_a_number_of_somebody_else_is_refused_without_saying_whose(give, provider):
    owner = PersonFactory(provider=provider)
    give(NUMBER, to=owner)
    with pytest.raises(services.NumberTakenError) as caught:
        give(NUMBER)
    assert not str(caught.value)
    assert [row.person for row in PersonIdentifier.objects.all()] == [owner]
    assert Entry.objects.count() == 1


def test_two_at_the_same_moment_are_one_and_a_refusal(give, provider, monkeypatch):
    give(NUMBER, to=PersonFactory(provider=provider))
    monkeypatch.setattr(PersonIdentifier.objects, "filter", lambda **kwargs: PersonIdentifier.objects.none())
    with pytest.raises(services.NumberTakenError):
        give(NUMBER)


def test_what_is_no_number_changes_nothing(give):
    with pytest.raises(NumberError):
        give("19900101-0018")
    with pytest.raises(NumberError):
        give("19900101-T017")
    assert give("19900101-T017", allow_interim=True).kind == "interim"


def test_ending_a_number(give, person, administrator):
    give(NUMBER)
    assert services.remove_number(person, by=administrator, at=NOW)
    assert not services.remove_number(person, by=administrator, at=NOW)
    assert PersonIdentifier.objects.get().ended_at == NOW
    assert [entry.action for entry in Entry.objects.order_by("pk")] == ["organisation.identifier.set", "organisation.identifier.ended"]


def test_finding_stays_inside_the_provider(give, person):
    give(NUMBER)
    assert services.person_with("900101-0017", provider=person.provider_id, at=NOW) == person
    assert services.person_with(NUMBER, provider=SchoolProviderFactory().pk, at=NOW) is None
    assert services.person_with("Åsa Öberg", provider=person.provider_id, at=NOW) is None


# ---------------------------------------------------------------- keys

OLD, NEW = "o" * 50, "n" * 50


def rotated():
    out = io.StringIO()
    call_command("rotate_identity_keys", stdout=out)
    return out.getvalue()


def test_keys_are_rotated_and_it_may_be_run_twice(give, settings, monkeypatch, provider):
    monkeypatch.setattr(services, "BATCH", 2)
    settings.IDENTITY_KEYS = (OLD,)
    for number in (NUMBER, COORDINATION, OTHER):
        give(number, to=PersonFactory(provider=provider))
    settings.IDENTITY_KEYS = (NEW, OLD)
    assert rotated().startswith(f"3 numbers, 3 encrypted anew with the key {crypto.key_name(NEW)}")
    assert rotated().startswith("3 numbers, 0 encrypted anew")
    settings.IDENTITY_KEYS = (NEW,)
    values = {services.number_of(row).value for row in PersonIdentifier.objects.order_by("pk")}
    assert values == {parse(number, on=TODAY).value for number in (NUMBER, COORDINATION, OTHER)}


def test_a_new_digest_key_is_followed(give, settings, person):
    give(NUMBER)
    settings.IDENTITY_DIGEST_KEY = "d" * 50
    assert services.person_with(NUMBER, provider=person.provider_id, at=NOW) is None
    assert "1 encrypted anew" in rotated()
    assert services.person_with(NUMBER, provider=person.provider_id, at=NOW) == person


def test_a_number_given_twice_under_two_digest_keys_is_told_of(give, settings, provider):
    give(NUMBER)
    settings.IDENTITY_DIGEST_KEY = "d" * 50
    give(NUMBER, to=PersonFactory(provider=provider))
    first = PersonIdentifier.objects.order_by("pk").first()
    with pytest.raises(CommandError, match=f"another row has too, of PersonIdentifier: {first.pk}"):
        rotated()


def test_a_lost_key_is_named_and_what_it_holds_is_left_as_it_is(give, settings, provider):
    settings.IDENTITY_KEYS = (OLD,)
    lost = give(NUMBER)
    settings.IDENTITY_KEYS = (NEW,)
    give(OTHER, to=PersonFactory(provider=provider))
    with pytest.raises(CommandError, match=f"1 need the key {crypto.key_name(OLD)}, which IDENTITY_KEYS lacks"):
        rotated()
    with pytest.raises(crypto.KeyMissingError, match=crypto.key_name(OLD)):
        services.number_of(PersonIdentifier.objects.get(pk=lost.pk))
    assert bytes(PersonIdentifier.objects.get(pk=lost.pk).ciphertext) == bytes(lost.ciphertext)


@pytest.mark.parametrize("name", ["IDENTITY_KEYS", "IDENTITY_DIGEST_KEY"])
def test_without_keys_nothing_is_half_written(name, give, settings, person):
    give(COORDINATION)
    setattr(settings, name, ())
    with pytest.raises(crypto.KeyMissingError):
        give(NUMBER)
    with pytest.raises(CommandError, match="Nothing was changed"):
        rotated()
    assert PersonIdentifier.objects.get().ended_at is None
    assert Entry.objects.count() == 1


def test_a_damaged_row_is_named_and_the_others_go_on(give, settings, provider):
    damaged = give(NUMBER)
    give(OTHER, to=PersonFactory(provider=provider))
    PersonIdentifier.objects.filter(pk=damaged.pk).update(ciphertext=bytes(damaged.ciphertext)[:-4] + b"AAAA")
    settings.IDENTITY_KEYS = (NEW, *settings.IDENTITY_KEYS)
    with pytest.raises(CommandError, match=f"damaged rows of PersonIdentifier: {damaged.pk}"):
        rotated()
    assert {crypto.key_of(row.ciphertext) == crypto.key_name(NEW) for row in PersonIdentifier.objects.exclude(pk=damaged.pk)} == {True}
