"""The frame of every page: the ways on for each role, who is signed in, and what it costs."""

from datetime import date

import pytest
from django.test import RequestFactory
from django.urls import reverse

from organisation.models import Profession, Role, RoleAssignment
from portal.context import frame
from tests.factories import AuthorityFactory, EmploymentFactory, PersonFactory, SchoolUnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return SchoolUnitFactory(name="Strandgymnasiet", authority__provider__name="Sjöstad kommun")


def context_of(client, person, address="/hjalp/"):
    client.force_login(person)
    return client.get(address).context


def labels(client, person):
    return [str(item.label) for item in context_of(client, person)["nav"]]


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ({"teaches_at": True}, ["Start", "Inventering", "Meritering", "Min plan"]),
        ({"reviewer_of": True}, ["Start", "Granskning"]),
        ({"strategist_of": True}, ["Översikt", "Enheter", "Huvudmannaplan", "Rapporter"]),
        ({"reader_of": True}, ["Översikt", "Huvudmannaplan", "Rapporter"]),
        ({"administrator": True}, ["Administration"]),
        ({"principal_of": True}, ["Start", "Granskning", "Enheter", "Huvudmannaplan", "Rapporter"]),
    ],
)
def test_each_role_finds_its_pages(client, unit, role, expected):
    name = next(iter(role))
    place = {"teaches_at": unit, "principal_of": unit, "administrator": True}.get(name, unit.authority)
    assert labels(client, PersonFactory(**{name: place}, provider=unit.authority.provider)) == expected


def test_an_employed_principal_has_an_inventory_but_no_assessment(client, unit):
    person = PersonFactory(teaches_at=unit, profession=Profession.PRINCIPAL, principal_of=unit)
    assert labels(client, person) == ["Start", "Inventering", "Granskning", "Enheter", "Huvudmannaplan", "Rapporter"]


def test_several_roles_are_one_menu_without_repetition(client, unit):
    person = PersonFactory(teaches_at=unit, reviewer_of=unit.authority, strategist_of=unit.authority)
    found = labels(client, person)
    assert found == ["Start", "Översikt", "Inventering", "Meritering", "Min plan", "Granskning", "Enheter", "Huvudmannaplan", "Rapporter"]


def test_a_role_that_has_ended_shows_nothing(client, unit):
    person = PersonFactory(provider=unit.authority.provider)
    RoleAssignment.objects.create(person=person, role=Role.PRINCIPAL, unit=unit, starts_on=date(2019, 1, 1), ends_on=date(2020, 6, 30))
    assert labels(client, person) == []


def test_every_way_on_leads_to_a_page_one_may_open(client, unit):
    for person in (
        PersonFactory(teaches_at=unit, profession=Profession.PRINCIPAL, principal_of=unit),
        PersonFactory(teaches_at=unit),
        PersonFactory(reviewer_of=unit.authority),
        PersonFactory(strategist_of=unit.authority),
        PersonFactory(reader_of=unit.authority),
        PersonFactory(administrator=True, provider=unit.authority.provider),
    ):
        for item in context_of(client, person)["nav"]:
            assert client.get(item.url, follow=True).status_code == 200, item.url


def test_the_page_one_is_on_is_marked(client, unit):
    nav = context_of(client, PersonFactory(teaches_at=unit), "/")["nav"]
    assert [item.url for item in nav if item.is_current] == ["/"]
    nav = context_of(client, PersonFactory(administrator=True, provider=unit.authority.provider), reverse("portal:components"))["nav"]
    assert [item.url for item in nav if item.is_current] == ["/administration/"]


def test_who_is_signed_in_and_where(client, unit):
    context = context_of(client, PersonFactory(given_name="Åsa", family_name="Öberg", teaches_at=unit))
    assert (context["person_name"], context["person_initials"]) == ("Åsa Öberg", "ÅÖ")
    assert (context["person_note"], context["provider_name"]) == ("Lärare, Strandgymnasiet", "Sjöstad kommun")


def test_the_note_names_the_largest_employment(client, unit):
    person = PersonFactory(teaches_at=unit, profession=Profession.PRESCHOOL_TEACHER)
    other = SchoolUnitFactory(authority=AuthorityFactory(provider=person.provider))
    EmploymentFactory(person=person, unit=other, extent_percent=20, starts_on=date(2024, 8, 1))
    assert context_of(client, person)["person_note"] == "Förskollärare, Strandgymnasiet"


def test_it_costs_the_two_queries_of_the_scope_and_one_of_notices(client, unit, django_assert_num_queries):
    client.force_login(PersonFactory(teaches_at=unit))
    with django_assert_num_queries(5):  # the session, the person with the provider, roles, employments, unread notices
        client.get("/hjalp/")


def test_it_works_for_nobody_for_error_pages_and_before_anybody_is_looked_up(client, unit):
    assert client.get("/hjalp/").context["is_signed_in"] is False
    client.force_login(PersonFactory(teaches_at=unit))
    missing = client.get("/finns-inte/")
    assert missing.status_code == 404
    assert str(missing.context["nav"][0].label) == "Start"
    bare = frame(RequestFactory().get("/"))
    assert (bare["is_signed_in"], bare["person_name"], list(bare["nav"])) == (False, "", [])
    assert bare["other_language"]["code"] == "en"
