"""The copy of their data that somebody orders or reads on the page, and the one an administrator orders."""

import io
import json
import re
import zipfile
from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.storage import default_storage

from audit.models import Entry
from jobs.models import Job
from notices.models import Notice
from organisation.models import Person
from privacy.export import making, services
from privacy.export.document import document_of
from privacy.models import PersonExport
from tests.factories import NOW, TODAY, PersonFactory
from tests.privacy.moving.archives import NUMBER

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("each_file_is_looked_into_once")]


def test_an_ordered_copy_is_made_told_of_fetched_and_gone_after_a_week(teacher, client, django_capture_on_commit_callbacks):
    client.force_login(teacher)
    with django_capture_on_commit_callbacks(execute=True):
        page = client.post("/integritet/mina-uppgifter/bestall/").url
    export = PersonExport.objects.get()
    assert export.job.state == Job.State.FINISHED
    assert "Hämta kopian" in client.get(page).content.decode()
    response = client.get(f"{page}fil/")
    with zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content))) as whole:
        assert json.loads(whole.read("person.json"))["identifiers"][0]["number"] == NUMBER
        assert len([name for name in whole.namelist() if name.startswith("files/")]) == 1
    assert Entry.objects.filter(action="privacy.export.fetched", subject=teacher).exists()
    assert Notice.objects.filter(person=teacher, kind="privacy.export_ready").exists()
    name = export.file.name
    with django_capture_on_commit_callbacks(execute=True):
        making.remove_what_is_over(at=datetime.now(UTC) + timedelta(days=8))
    assert not default_storage.exists(name)
    assert client.get(f"{page}fil/").status_code == 404
    assert "Kopian är borttagen" in client.get(page).content.decode()


def test_a_copy_can_be_read_in_a_browser_and_leads_to_its_files(teacher, client, django_capture_on_commit_callbacks):
    client.force_login(teacher)
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/integritet/mina-uppgifter/bestall/")
    with PersonExport.objects.get().file.open() as file, zipfile.ZipFile(file) as whole:
        page = whole.read("uppgifter.html").decode()
        names = whole.namelist()
    assert f"<h1>Uppgifterna om {teacher.given_name} {teacher.family_name}</h1>" in page
    led_to = re.findall(r'href="(files/[^"]+)"', page)
    assert led_to
    assert set(led_to) <= set(names)
    assert NUMBER not in page
    assert not re.search(r'(src|href)="(https?:)?/', page)  # nothing is fetched from anywhere


def test_an_administrators_copy_has_a_reason_masks_numbers_and_is_told_of(teacher, client, django_capture_on_commit_callbacks):
    administrator = PersonFactory(provider=teacher.provider, administrator=True)
    client.force_login(administrator)
    address = f"/administration/personer/{teacher.pk}/utdrag/"
    assert client.post(address, {"reason": "kort"}).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        page = client.post(address, {"reason": "Begäran om registerutdrag, dnr 2026/7"}).url
    with PersonExport.objects.get().file.open() as file, zipfile.ZipFile(file) as whole:
        identifier = json.loads(whole.read("person.json"))["identifiers"][0]
    assert (identifier["number"], identifier["masked"][:9]) == (None, f"{NUMBER[:8]}-")
    assert Notice.objects.filter(person=teacher, kind="privacy.exported", url="/integritet/mina-uppgifter/").exists()
    administrator.role_assignments.update(ends_on=TODAY - timedelta(days=400))
    assert client.get(page).status_code == 404


def test_a_protected_person_orders_their_own_copy_alone(teacher):
    Person.objects.filter(pk=teacher.pk).update(protection="protected")
    teacher.refresh_from_db()
    administrator = PersonFactory(provider=teacher.provider, administrator=True).look(on=TODAY)
    with pytest.raises(services.ProtectedPersonError):
        services.order(teacher, by=administrator, reason="Begäran om registerutdrag", at=NOW)
    seen = json.dumps(document_of(teacher, viewer=administrator, at=NOW), ensure_ascii=False)
    for hidden in ("Tove", "Åkerlund", "tove", teacher.employments.get().unit.name):
        assert f'"{hidden}"' not in seen


def test_own_data_can_be_read_on_the_page(teacher, client):
    client.force_login(teacher)
    page = client.get("/integritet/mina-uppgifter/").content.decode()
    for text in ("Kursbevis.pdf", "Rut Rektor", "Stämmer med intyget.", "Föräldraledighet", "Bra val.", "19900101-"):
        assert text in page
    assert NUMBER not in page
