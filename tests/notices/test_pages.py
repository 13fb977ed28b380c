"""What people see: their notices, their choice, and the administrators' page of what went wrong."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from audit.models import Entry
from notices.kinds import ByMail
from notices.models import DeadAddress, Mail, Notice, Preference
from tests.factories import NOW, PersonFactory, SchoolProviderFactory

pytestmark = pytest.mark.django_db

LIST, PREFERENCES, TROUBLES = (reverse(f"notices:{name}") for name in ("list", "preferences", "troubles"))


def text(response):
    return response.content.decode()


@pytest.fixture
def person(client):
    person = PersonFactory()
    client.force_login(person)
    return person


def test_the_latest_first_and_the_unread_counted_in_the_frame(client, person, tell):
    tell(person, number=1)
    tell(person, number=2, at=NOW + timedelta(hours=1))
    tell(number=3)
    page = text(client.get(LIST))
    assert page.index("Tal 2") < page.index("Tal 1")
    assert "Tal 3" not in page
    assert '<span class="mp-notices__count">2<span class="visually-hidden"> olästa</span></span>' in page


def test_to_open_one_is_to_have_read_it(client, person, tell):
    tell(person, url="/konto/")
    notice = Notice.objects.get()
    address = reverse("notices:open", kwargs={"pk": notice.pk})
    assert client.head(address).status_code == 302
    assert Notice.objects.unread().exists()  # whoever only looks where it leads has not read it
    assert client.get(address)["Location"] == "/konto/"
    assert not Notice.objects.unread().exists()
    assert "mp-notices__count" not in text(client.get(LIST))


def test_anothers_notice_is_not_there(client, person, tell):
    tell()
    address = reverse("notices:open", kwargs={"pk": Notice.objects.get().pk})
    assert client.get(address).status_code == 404
    assert Notice.objects.unread().exists()


def test_all_at_once(client, person, tell):
    tell(person)
    tell()
    client.post(reverse("notices:read_all"))
    assert list(Notice.objects.unread().values_list("person", flat=True)) == list(
        Notice.objects.exclude(person=person).values_list("person", flat=True)
    )


def test_many_notices_have_pages_and_cost_no_more_queries(client, person, tell, django_assert_max_num_queries):
    tell(person)
    with django_assert_max_num_queries(10) as few:
        client.get(LIST)
    for number in range(25):
        tell(person, occasion=str(number))
    with django_assert_max_num_queries(len(few)):
        page = text(client.get(LIST))
    assert "?page=2" in page


def test_a_kind_that_is_no_more_is_passed_over(client, person, tell):
    tell(person)
    Notice.objects.update(kind="prov.borta")
    assert client.get(LIST).status_code == 200


def test_an_empty_page_says_what_comes_here(client, person):
    assert "Du har inte fått några besked än" in text(client.get(LIST))


def test_to_choose_what_comes_by_mail(client, person, kind, tell):
    kind("prov.annat", by_mail=ByMail.ALWAYS)
    kind("prov.ledare", concerns=lambda scope: scope.leads)
    kind("prov.hant")
    Preference.objects.create(person=person, off=["prov.ledare"])
    page = client.get(PREFERENCES)
    shown = [name for name, label in page.context["form"].fields["by_mail"].choices]
    assert "prov.hant" in shown
    assert not {"prov.annat", "prov.ledare"} & set(shown)
    assert [each.name for each in page.context["always"] if each.name.startswith("prov")] == ["prov.annat"]
    client.post(PREFERENCES, {"by_mail": [name for name in shown if name != "prov.hant"], "language": "en"})
    preference = Preference.objects.get()
    assert (set(preference.off), preference.language) == ({"prov.hant", "prov.ledare"}, "en")  # what was not asked stays
    assert Entry.objects.filter(action="notices.preference.chosen", actor=person).exists()
    client.post(PREFERENCES, {"by_mail": shown, "language": "sv"})
    assert Preference.objects.get().off == ["prov.ledare"]


def test_a_kind_out_of_thin_air_is_refused(client, person):
    response = client.post(PREFERENCES, {"by_mail": ["prov.finns-inte"], "language": "sv"})
    assert response.status_code == 200
    assert not Preference.objects.exists()


def test_a_dead_address_is_told_to_its_owner(client, person):
    DeadAddress.objects.create(address=person.email, person=person, code="550", found_at=NOW)
    assert "kommer tillbaka" in text(client.get(PREFERENCES))


def test_the_language_chosen_on_the_page_is_that_of_the_mail(client, person):
    client.post(reverse("portal:set_language"), {"language": "en", "next": "/"})
    assert Preference.objects.get().language == "en"


class TestTroubles:
    @pytest.fixture
    def administrator(self, client):
        person = PersonFactory(administrator=True)
        client.force_login(person)
        return person

    def test_nothing_is_wrong(self, client, administrator):
        assert "Allt fungerar" in text(client.get(TROUBLES))

    def test_mail_that_failed_and_addresses_that_are_dead(self, client, administrator, tell):
        person = PersonFactory(provider=administrator.provider, given_name="Åsa", family_name="Borta")
        tell(person)
        Mail.objects.update(state="bounced", ended_at=timezone.now())
        DeadAddress.objects.create(address="asa@example.se", person=person, code="550 5.1.1", found_at=NOW)
        page = text(client.get(TROUBLES))
        for told in ("Ett mejl kom inte fram.", "En e-postadress fungerar inte.", "Åsa Borta", "550 5.1.1"):
            assert told in page
        assert "asa@example.se" not in page  # an address often is a name

    def test_a_protected_person_is_not_named_here_either(self, client, administrator):
        person = PersonFactory(provider=administrator.provider, family_name="Hemligsson", protection="confidential")
        DeadAddress.objects.create(address="hemlig@example.se", person=person, code="550", found_at=NOW)
        page = text(client.get(TROUBLES))
        assert "Skyddad identitet" in page
        assert "hemlig" not in page.lower()

    def test_another_providers_troubles_are_its_own(self, client, administrator, tell):
        person = PersonFactory(provider=SchoolProviderFactory())
        tell(person)
        Mail.objects.update(state="failed", ended_at=timezone.now())
        dead = DeadAddress.objects.create(address="x@example.se", person=person, code="550", found_at=NOW)
        assert "Allt fungerar" in text(client.get(TROUBLES))
        assert client.post(reverse("notices:try_again", kwargs={"pk": dead.pk})).status_code == 404

    def test_to_try_an_address_again(self, client, administrator):
        person = PersonFactory(provider=administrator.provider)
        dead = DeadAddress.objects.create(address="x@example.se", person=person, code="550", found_at=NOW)
        client.post(reverse("notices:try_again", kwargs={"pk": dead.pk}))
        assert not DeadAddress.objects.exists()
        assert Entry.objects.filter(action="notices.address.tried_again", actor=administrator, subject=person).exists()

    def test_what_failed_long_ago_is_not_told_for_ever(self, client, administrator, tell):
        tell(PersonFactory(provider=administrator.provider))
        Mail.objects.update(state="failed", ended_at=timezone.now() - timedelta(days=8))
        assert "Allt fungerar" in text(client.get(TROUBLES))
