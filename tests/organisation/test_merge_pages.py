"""The pages about duplicate accounts: what an administrator is shown, and what comes of each answer."""

from datetime import timedelta

import pytest
from django.utils import timezone

from inventory.models import Course
from organisation.merging import services
from organisation.models import NotTheSamePerson, Person, PersonMerge, Protection
from tests.factories import CourseFactory, PersonFactory, SchoolUnitFactory

pytestmark = pytest.mark.django_db
LIST = "/administration/dubbletter/"
NAME = {"given_name": "Sara", "family_name": "Ek"}


@pytest.fixture
def unit():
    return SchoolUnitFactory()


@pytest.fixture
def admin(unit, client):
    person = PersonFactory(provider=unit.authority.provider, administrator=True)
    client.force_login(person)
    return person


@pytest.fixture
def both(unit):
    return PersonFactory(username="sara", teaches_at=unit, **NAME), PersonFactory(username="sara2", teaches_at=unit, **NAME)


def page_of(both):
    return f"{LIST}{both[0].pk}/{both[1].pk}/"


def test_the_list_leads_to_the_pair_and_says_why(client, admin, both):
    page = client.get(LIST).content.decode()
    assert "Samma namn och samma enhet" in page
    assert page.count("/administration/dubbletter/") >= 1
    assert "sara2" in page


def test_an_empty_list_says_what_would_be_there(client, admin):
    assert "Inga dubbletter att titta på" in client.get(LIST).content.decode()
    assert client.get(f"{LIST}?page=7").url == LIST
    assert client.get(f"{LIST}?page=abc").status_code == 200


def test_any_two_accounts_can_be_compared(client, admin, unit):
    one = PersonFactory(username="sara.ek", teaches_at=unit, **NAME)
    other = PersonFactory(username="sara.berg", email="sara.berg@ort.example", teaches_at=SchoolUnitFactory(authority=unit.authority))
    pair = f"{LIST}{one.pk}/{other.pk}/"
    assert client.get(LIST, {"ett": "Sara.Ek", "annat": " sara.berg "}).url == pair
    assert client.get(LIST, {"ett": "sara.ek", "annat": "SARA.BERG@ort.example"}).url == pair
    assert "jamfor" in client.get(f"/administration/personer/{one.pk}/").content.decode()


def test_what_is_compared_has_to_be_two_accounts_one_may_see(client, admin, unit):
    one = PersonFactory(username="sara.ek", email="skola@ort.example", teaches_at=unit)
    PersonFactory(username="sara.berg", email="skola@ort.example", teaches_at=unit)
    PersonFactory(username="annan.ort", teaches_at=SchoolUnitFactory())
    PersonFactory(username="skyddad", teaches_at=unit, protection=Protection.PROTECTED)

    def said(**asked):
        return client.get(LIST, asked).content.decode()

    nobody = "Inget konto som du kan se har"
    for name in ("finns.inte", "annan.ort", "skyddad"):
        assert nobody in said(ett="sara.ek", annat=name)
    assert "Det är samma konto" in said(ett="sara.ek", annat="sara.ek")
    assert "Flera konton har den adressen" in said(ett="sara.berg", annat="skola@ort.example")
    assert "det andra kontot." in said(ett="sara.ek", annat="")
    first = said(ett=one.username)
    assert 'value="sara.ek"' in first
    assert "behöver rättas" not in first


def test_merging_takes_a_reason_and_moves_what_the_page_said(client, admin, both):
    CourseFactory.create_batch(2, person=both[1])
    page = client.get(page_of(both)).content.decode()
    assert "Kurser" in page
    refused = client.post(page_of(both), {"reason": " "})
    assert "Skriv hur du vet det" in refused.content.decode()
    assert not PersonMerge.objects.exists()
    assert client.post(page_of(both), {"reason": "Personen har sagt det."}).url == LIST
    assert Course.objects.filter(person=both[0]).count() == 2
    assert "Ångra" in client.get(LIST).content.decode()
    assert client.get(page_of(both)).url == LIST


def test_the_first_in_the_address_is_kept(client, admin, both):
    client.post(page_of(both[::-1]), {"reason": "x"})
    assert Person.objects.get(pk=both[0].pk).merged_into == both[1]


def test_two_people_are_not_suggested_again(client, admin, both):
    assert client.post(f"{page_of(both)}olika/").url == LIST
    assert NotTheSamePerson.objects.exists()
    assert "Inga dubbletter" in client.get(LIST).content.decode()


def test_undoing_shows_what_goes_back(client, admin, both):
    CourseFactory(person=both[1])
    merge = services.merge(*both, reason="x", by=admin, at=timezone.now())
    address = f"{LIST}angra/{merge.pk}/"
    assert "Kurser" in client.get(address).content.decode()
    assert client.post(address).url == LIST
    assert Course.objects.get().person == both[1]
    assert "Sammanslagningen är ångrad" in client.get(LIST).content.decode()


def test_too_late_to_undo_is_said(client, admin, both):
    merge = services.merge(*both, reason="x", by=admin, at=timezone.now() - timedelta(days=31))
    address = f"{LIST}angra/{merge.pk}/"
    assert "kan inte längre ångras" in client.get(address).content.decode()
    client.post(address)
    assert "mer än trettio dagar" in client.get(LIST).content.decode()
    assert Person.objects.get(pk=both[1].pk).merged_into == both[0]


def test_an_administrator_does_not_merge_themselves(client, admin, both):
    address = page_of((both[0], admin))
    assert "Ett av kontona är ditt" in client.get(address).content.decode()
    client.post(address, {"reason": "x"})
    assert not PersonMerge.objects.exists()


def test_a_protected_person_is_not_there(client, admin, both):
    merge = services.merge(*both, reason="x", by=admin, at=timezone.now())
    services.undo(merge, by=admin, at=timezone.now())
    Person.objects.filter(pk=both[1].pk).update(protection=Protection.PROTECTED)
    for address in (page_of(both), page_of(both[::-1]), f"{LIST}angra/{merge.pk}/"):
        assert client.get(address).status_code == 404
    assert "Sara Ek" not in client.get(LIST).content.decode()
    assert "sara2" not in client.get(LIST).content.decode()


def test_the_same_account_twice_is_not_there(client, admin, both):
    assert client.get(page_of((both[0], both[0]))).status_code == 404
