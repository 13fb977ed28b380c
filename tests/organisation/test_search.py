"""The search: who finds whom, Swedish spelling, and an index behind it however many there are."""

from datetime import date

import pytest
from django.db import connection
from django.urls import reverse

from organisation.administration.people_pages import found_people
from organisation.models import Delegation, Person, UnitPeriod
from organisation.search import best_first, matching, spelled_so, words_of
from tests.factories import PersonFactory, SchoolProviderFactory, SchoolUnitFactory
from tests.kept import kept

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return SchoolUnitFactory(name="Strandgymnasiet", unit_code="12345678")


def named(unit, given, family, **more):
    return PersonFactory(provider=unit.authority.provider, given_name=given, family_name=family, **more)


def found(text, most=20):
    return [f"{person.given_name} {person.family_name}" for person in best_first(Person.objects.all(), text, most=most)]


@pytest.fixture
def people(unit):
    for given, family in [("Åsa", "Öberg"), ("Asa", "Oberg"), ("André", "Björk"), ("Anna-Karin", "Bjork"), ("Bo", "Ek")]:
        named(unit, given, family)


@pytest.mark.usefixtures("people")
class TestSpelling:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("åsa öberg", ["Åsa Öberg"]),
            ("asa oberg", ["Asa Oberg", "Åsa Öberg"]),
            ("OBERG ASA", ["Asa Oberg", "Åsa Öberg"]),
            ("andre", ["André Björk"]),
            ("andré", ["André Björk"]),
            ("bjork", ["Anna-Karin Bjork", "André Björk"]),
            ("björk", ["André Björk"]),
            ("jör", ["André Björk"]),
            ("karin anna", ["Anna-Karin Bjork"]),
            ("ek", ["Bo Ek"]),
            ("ka", ["Anna-Karin Bjork"]),
            ("", []),
            ("100%", []),
            ("_", []),
        ],
    )
    def test_a_name_is_found_as_people_type_it(self, text, expected):
        assert found(text) == expected

    def test_the_best_come_first_also_when_there_is_no_room_for_all(self):
        assert found("bjork", most=1) == ["Anna-Karin Bjork"]


class TestWhoFindsWhom:
    def hits(self, client, viewer, text):
        client.force_login(viewer)
        return [hit.person for hit in client.get(reverse("organisation:search"), {"q": text}).context["people"]]

    def test_by_role(self, client, unit):
        teacher, elsewhere = PersonFactory(teaches_at=unit, family_name="Sökt"), SchoolUnitFactory(authority=unit.authority)
        other = PersonFactory(teaches_at=elsewhere, family_name="Sökt")
        PersonFactory(teaches_at=SchoolUnitFactory(), family_name="Sökt")
        provider = unit.authority.provider
        assert set(self.hits(client, PersonFactory(provider=provider, administrator=True), "sökt")) == {teacher, other}
        assert self.hits(client, PersonFactory(principal_of=unit), "sökt") == [teacher]
        assert set(self.hits(client, PersonFactory(reviewer_of=unit.authority), "sökt")) == {teacher, other}
        for viewer in (teacher, PersonFactory(strategist_of=unit.authority), PersonFactory(reader_of=unit.authority)):
            assert self.hits(client, viewer, "sökt") == []

    def test_a_protected_name_is_found_by_those_who_may_see_it(self, client, unit):
        hidden = PersonFactory(teaches_at=unit, family_name="Sökt", protection="confidential")
        assert self.hits(client, PersonFactory(principal_of=unit), "sökt") == [hidden]
        for viewer in (PersonFactory(provider=unit.authority.provider, administrator=True), PersonFactory(reviewer_of=unit.authority)):
            assert self.hits(client, viewer, "sökt") == []
            assert self.hits(client, viewer, "skyddad") == []

    def test_merged_accounts_are_gone_and_ended_ones_are_marked(self, client, unit):
        administrator = PersonFactory(provider=unit.authority.provider, administrator=True)
        gone = named(unit, "Eva", "Sökt", is_active=False)
        named(unit, "Eva", "Sökt", merged_into=gone)
        assert self.hits(client, administrator, "sökt") == [gone]
        assert "Avslutat konto" in client.get(reverse("organisation:search"), {"q": "sökt"}).content.decode()


class TestUnitsAndPages:
    def page(self, client, viewer, text):
        client.force_login(viewer)
        return client.get(reverse("organisation:search"), {"q": text})

    def test_a_unit_is_found_by_names_and_codes_it_had(self, client, unit):
        UnitPeriod.objects.filter(unit=unit).delete()
        UnitPeriod.objects.create(
            unit=unit,
            authority=unit.authority,
            name="Ångbåtsskolan",
            unit_code="87654321",
            starts_on=date(2000, 1, 1),
            ends_on=date(2019, 12, 31),
        )
        UnitPeriod.objects.create(unit=unit, authority=unit.authority, name=unit.name, unit_code=unit.unit_code, starts_on=date(2020, 1, 1))
        teacher = PersonFactory(teaches_at=unit)
        for text in ("strand", "ångbåt", "angbats", "876543", "12345678"):
            response = self.page(client, teacher, text)
            assert [hit.unit for hit in response.context["units"]] == [unit], text
        assert "även Ångbåtsskolan 87654321" in response.content.decode()
        assert not self.page(client, PersonFactory(teaches_at=SchoolUnitFactory()), "strand").context["units"]

    def test_a_unit_leads_where_the_role_may_go(self, client, unit):
        def url(viewer):
            return self.page(client, viewer, "strand").context["units"][0].url

        assert url(PersonFactory(principal_of=unit)) == reverse("plans:unit", kwargs={"pk": unit.pk})
        administrator = PersonFactory(provider=unit.authority.provider, administrator=True)
        assert url(administrator) == reverse("administration:unit", kwargs={"pk": unit.pk})
        assert url(PersonFactory(teaches_at=unit)) == ""

    def test_pages_are_those_one_may_open(self, client, unit):
        assert [page.url for page in self.page(client, PersonFactory(teaches_at=unit), "min plan").context["pages"]] == ["/min-plan/"]
        assert not self.page(client, PersonFactory(reader_of=unit.authority), "min plan").context["pages"]

    def test_every_page_found_opens(self, client, unit):
        for viewer in (
            PersonFactory(provider=unit.authority.provider, administrator=True),
            PersonFactory(principal_of=unit, teaches_at=unit),
        ):
            for url in {page.url for letter in "aeo" for page in self.page(client, viewer, letter).context["pages"]}:
                assert client.get(url).status_code == 200, url

    def test_nothing_found_says_what_to_do(self, client, unit):
        assert "Kontrollera stavningen" in self.page(client, PersonFactory(teaches_at=unit), "xyzzy").content.decode()

    def test_the_frame_leads_there_for_who_has_something_to_find(self, client, unit):
        client.force_login(PersonFactory(teaches_at=unit))
        assert 'href="/sok/"' in client.get("/hjalp/").content.decode()
        client.force_login(PersonFactory())
        assert 'href="/sok/"' not in client.get("/hjalp/").content.decode()


def gather_people():
    """Enough for the planner to care."""
    provider = SchoolProviderFactory()
    Person.objects.bulk_create(
        Person(provider=provider, username=f"x{number}", given_name=f"Förnamn{number % 97}", family_name=f"Efternamn{number}")
        for number in range(6000)
    )
    with connection.cursor() as cursor:
        for index in ("person_search_name", "person_search_plain"):  # as autovacuum does after rows have come in
            cursor.execute("SELECT gin_clean_pending_list(%s)", [index])
        cursor.execute("ANALYZE organisation_person")
    return provider


@pytest.fixture(scope="class")
def crowd(django_db_setup, django_db_blocker):
    with kept(django_db_blocker, gather_people) as provider:
        yield provider


class TestIndexes:
    def plan(self, people):
        return people.explain()

    def test_a_part_of_a_name_is_looked_up_in_the_trigrams(self, crowd, db):
        viewer = PersonFactory(provider=crowd, administrator=True)
        named_to = Person.objects.named_to(viewer, on=date(2026, 11, 20))
        for where, index in (
            (matching(words_of("namn5999")), "person_search_plain"),
            (spelled_so(words_of("namn5999")), "person_search_name"),
        ):
            assert index in self.plan(named_to.filter(where).order_by("sort_name", "id")[:21])
        assert "person_search_plain" in self.plan(named_to.filter(matching(words_of("qz")))[:21])

    def test_a_page_of_the_list_is_read_in_order(self, crowd, db):
        viewer = PersonFactory(provider=crowd, administrator=True)
        found_there = found_people(viewer, sok="", enhet=None, roll="", visa="", on=date(2026, 11, 20))
        assert "person_in_order" in self.plan(found_there[:50])


def test_delegation_is_not_a_page_for_who_has_no_role(client, unit):
    client.force_login(PersonFactory(teaches_at=unit))
    assert not client.get(reverse("organisation:search"), {"q": "delegeringar"}).context["pages"]
    assert not Delegation.objects.exists()
