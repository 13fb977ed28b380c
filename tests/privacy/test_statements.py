"""What a school provider says about itself, and what people report back."""

import pytest

from notices.models import Notice
from organisation.models import SchoolProvider
from privacy.models import ProviderPrivacy, ShortcomingReport
from privacy.statements import limits
from tests.factories import PersonFactory, SchoolProviderFactory

pytestmark = pytest.mark.django_db
SAID = {
    "controller": "Grundskolenämnden, 212000-0000",
    "contact": "dataskydd@example.se",
    "officer": "Dataskyddsombudet, 08-123",
    "recipients": "Driftbolaget AB, avtal 2026",
    "security": "Rummet är låst",
    "reading_months": "6",
    "accessibility_contact": "tillganglig@example.se",
    "known_shortcomings": "Kartan saknar text\nFilmen saknar undertext",
    "stated_on": "2026-11-01",
}
REPORT = {"text": "Knappen syns inte med min skärmläsare", "page": "Start", "aid": "NVDA", "contact": "kalle@example.se"}
ADDRESS = "/tillganglighet/anmal/"


def test_what_the_administrator_writes_stands_on_the_open_pages_and_in_the_record(client, administrator):
    client.force_login(administrator)
    assert client.post("/administration/dataskydd/kontakter/", SAID).status_code == 302
    assert ProviderPrivacy.objects.get().reading_months == 6
    client.force_login(PersonFactory(provider=administrator.provider))
    privacy = client.get("/integritet/").content.decode()
    for text in (SAID["controller"], SAID["contact"], SAID["officer"]):
        assert text in privacy
    statement = client.get("/tillganglighet/").content.decode()
    for text in ("Kartan saknar text", "Filmen saknar undertext", SAID["accessibility_contact"]):
        assert text in statement
    client.force_login(administrator)
    record = client.get("/administration/registerforteckning/").content.decode()
    for text in (SAID["recipients"], "Rummet är låst", "Kursval och rektors svar", "artikel 30"):
        assert text in record


def test_another_providers_words_are_not_shown(client, administrator):
    ProviderPrivacy.objects.create(provider=administrator.provider, contact="dataskydd@example.se")
    client.force_login(PersonFactory())
    assert "dataskydd@example.se" not in client.get("/integritet/").content.decode()
    client.logout()
    assert "dataskydd@example.se" not in client.get("/integritet/").content.decode()  # two providers: it is not known whose page it is


def test_signed_out_with_one_provider_the_page_is_theirs(client, provider):
    assert SchoolProvider.objects.count() == 1
    ProviderPrivacy.objects.create(provider=provider, contact="dataskydd@example.se")
    assert "dataskydd@example.se" in client.get("/integritet/").content.decode()


def test_a_report_reaches_the_administrators_and_gets_an_answer(client, administrator):
    teacher = PersonFactory(provider=administrator.provider)
    client.force_login(teacher)
    assert client.post(ADDRESS, REPORT).status_code == 302
    row = ShortcomingReport.objects.get()
    assert (row.person, row.provider) == (teacher, teacher.provider)
    assert list(Notice.objects.values_list("person", "kind")) == [(administrator.pk, "privacy.shortcoming")]
    client.force_login(administrator)
    assert "1 anmäld brist väntar på svar" in client.get("/administration/dataskydd/").content.decode()
    assert REPORT["text"] in client.get(f"/administration/anmalningar/{row.pk}/").content.decode()
    client.post(f"/administration/anmalningar/{row.pk}/", {"answer": "Knappen har fått ett namn."})
    row.refresh_from_db()
    assert (row.answer, row.handled_by) == ("Knappen har fått ett namn.", administrator)
    assert "Ingen anmälan väntar" in client.get("/administration/anmalningar/").content.decode()


def test_nobody_needs_to_sign_in_but_must_say_where(client, provider):
    SchoolProviderFactory(name="Bergstad kommun")
    assert "Skriv vilken kommun" in client.post(ADDRESS, REPORT).content.decode()
    assert "Vi hittar ingen" in client.post(ADDRESS, {**REPORT, "provider_name": "Okändköping"}).content.decode()
    assert client.post(ADDRESS, {**REPORT, "provider_name": "bergstad kommun"}).status_code == 302
    assert ShortcomingReport.objects.get().person is None


def test_a_flood_is_stopped_and_what_was_typed_stays(client, provider, monkeypatch):
    monkeypatch.setattr(limits, "MOST", 2)
    codes = [client.post(ADDRESS, REPORT).status_code for _time in range(3)]
    assert codes == [302, 302, 429]
    assert REPORT["text"] in client.post(ADDRESS, REPORT).content.decode()
    assert ShortcomingReport.objects.count() == 2
