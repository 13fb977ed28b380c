"""From an empty installation to somebody who can sign in, by a link that works once."""

import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from audit.models import Entry
from organisation.models import Person, Role, RoleAssignment, SchoolProvider
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db
NEW = {"new_password1": "kantarell under granen", "new_password2": "kantarell under granen"}


def invite(email="anna@sjostad.se", **options):
    out = StringIO()
    call_command("first_administrator", email, provider="Sjöstad kommun", origin="https://meritplan.example.se/", stdout=out, **options)
    link = re.search(r"https://meritplan\.example\.se(/konto/valkommen/\S+)", out.getvalue())
    assert link, out.getvalue()
    return link[1]


def test_provider_person_and_role_are_made_with_audit_entries():
    invite(given_name="Anna", family_name="Öberg")
    person = Person.objects.get(username="anna@sjostad.se")
    assert person.provider == SchoolProvider.objects.get(name="Sjöstad kommun")
    assert (person.given_name, person.family_name) == ("Anna", "Öberg")
    assert not person.has_usable_password()
    assert RoleAssignment.objects.get(person=person).role == Role.ADMINISTRATOR
    assert set(Entry.objects.values_list("action", flat=True)) == {
        "portal.person.created",
        "organisation.role.given",
        "portal.person.invited",
    }


def test_the_link_sets_the_password_once_and_signs_in(client):
    link = invite()
    form = client.get(link)
    assert form.status_code == 302
    assert "Välkommen. Välj ett lösenord." in client.get(form.url).content.decode()
    assert client.post(form.url, NEW).url == "/"
    assert client.session["_auth_user_id"] == str(Person.objects.get().pk)
    assert Person.objects.get().check_password("kantarell under granen")
    client.logout()
    again = client.get(link)
    assert again.status_code == 410
    assert "Länken gäller inte längre" in again.content.decode()
    assert client.post(form.url, {"new_password1": "nytt lösenord igen", "new_password2": "nytt lösenord igen"}).status_code == 410
    assert Person.objects.get().check_password("kantarell under granen")


def test_a_password_that_will_not_do_keeps_the_link_alive(client):
    address = client.get(invite()).url
    page = client.post(address, {"new_password1": "kort", "new_password2": "kort"})
    assert page.status_code == 200
    assert client.post(address, NEW).status_code == 302


@pytest.mark.parametrize("broken", ["/konto/valkommen/xx/abc-123/", "/konto/valkommen/MTIz/abc-123/"])
def test_a_made_up_link_opens_nothing(client, broken):
    assert client.get(broken).status_code == 410


def test_again_keeps_the_person_and_gives_a_new_link():
    first, second = invite(), invite()
    assert Person.objects.count() == RoleAssignment.objects.count() == 1
    assert first.split("/")[3] == second.split("/")[3]


def test_somebody_at_another_provider_is_refused():
    PersonFactory(username="anna@sjostad.se")
    with pytest.raises(CommandError, match="another school provider"):
        invite()
    assert not RoleAssignment.objects.exists()


def test_an_odd_address_is_refused():
    with pytest.raises(CommandError, match="not an e-mail address"):
        invite("anna")
