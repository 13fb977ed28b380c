"""What the open pages and the record of processing say is what the code does."""

from datetime import date

import pytest
from django.conf import settings

from organisation.models import Person, RoleAssignment
from privacy.models import ProviderPrivacy
from privacy.retention.carrying_out import empty
from tests.factories import NOW, PersonFactory

pytestmark = pytest.mark.django_db
WORD = "kantarell under granen"


def test_every_cookie_that_is_set_is_named(client, unit):
    person = PersonFactory(username="sara", teaches_at=unit)
    person.set_password(WORD)
    person.save()
    client.get("/logga-in/")
    client.post("/logga-in/", {"login": "sara", "password": WORD})
    client.post("/sprak/", {"language": "sv", "next": "/"})
    client.post("/konto/utseende/", {"theme": "dark", "next": "/"})  # a message rides in a cookie
    page = client.get("/integritet/").content.decode()
    assert {settings.SESSION_COOKIE_NAME, "last_person", "theme", "django_language"} <= set(client.cookies)
    assert [name for name in client.cookies if f'<th scope="row">{name}</th>' not in page] == []
    assert f"högst {settings.SESSION_HOURS} timmar" in page


def test_a_reviewer_is_said_to_see_the_decided_plan_and_does(client, unit):
    reviewer = PersonFactory(provider=unit.authority.provider)
    RoleAssignment.objects.create(person=reviewer, role="reviewer", authority=unit.authority, starts_on=date(2020, 1, 1))
    client.force_login(reviewer)
    row = client.get("/integritet/").content.decode().split('<th scope="row">Granskare</th>')[1].split("</tr>")[0]
    assert "Beslutad huvudmannaplan" in row


def test_recipients_outside_are_named_to_those_whose_data_they_get(client, administrator):
    client.force_login(PersonFactory(provider=administrator.provider))
    assert "Mottagare utanför" not in client.get("/integritet/").content.decode()
    ProviderPrivacy.objects.create(provider=administrator.provider, recipients="Driftbolaget AB, avtal 2026")
    assert "Driftbolaget AB, avtal 2026" in client.get("/integritet/").content.decode()


def test_the_record_counts_whoever_data_is_still_kept_about(client, administrator, leaver):
    client.force_login(administrator)
    closed, emptied = leaver(date(2020, 6, 12), is_active=False), leaver(date(2012, 6, 12))
    empty(emptied, on=NOW.date(), at=NOW)
    kept = Person.objects.filter(provider=administrator.provider).exclude(pk=emptied.pk)
    assert closed in kept
    assert f"i dag {kept.count()} personer" in client.get("/administration/registerforteckning/").content.decode()


@pytest.mark.parametrize("scanning", ["clamd", "off"])
def test_the_record_says_that_files_are_scanned_only_where_they_are(client, administrator, settings, scanning):
    settings.MALWARE_SCANNING = scanning
    client.force_login(administrator)
    page = client.get("/administration/registerforteckning/").content.decode()
    assert ("söks igenom efter skadlig kod" in page) == (scanning == "clamd")
    assert f"inget har hänt på {settings.SESSION_IDLE_MINUTES} minuter" in page
