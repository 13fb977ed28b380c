"""Whoever has ordered a copy or a document to let out can call it off while it waits or is being made."""

import pytest
from django.urls import reverse

from audit.models import Entry
from jobs import tasks
from jobs.models import Job
from privacy.export import services as exports
from privacy.extract import making
from privacy.extract import services as extracts
from privacy.extract.forms import suggested
from privacy.models import ExtractItem, PersonExport, PublicExtract
from tests.factories import NOW, TODAY, PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(unit):
    return PersonFactory(teaches_at=unit)


@pytest.fixture
def extract(person, administrator, django_capture_on_commit_callbacks):
    """Decided and ordered, and nobody works on it yet."""
    made = extracts.take_out([person], "Begäran dnr 2026/9", by=administrator.look(on=TODAY), at=NOW)
    extracts.decide(made, suggested(list(made.items.order_by("order"))), by=administrator, at=NOW)
    with django_capture_on_commit_callbacks(execute=False):
        return extracts.let_out(made, by=administrator, at=NOW)


def work(job):
    tasks.work(job_id=str(job.pk))


def test_a_copy_is_called_off_and_can_be_ordered_anew(client, person, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=False):
        export = exports.order(person, by=person, reason="", at=NOW)
    client.force_login(person)
    page, cancel = (reverse(f"privacy:{name}", kwargs={"pk": export.pk}) for name in ("export", "export_cancel"))
    assert cancel in client.get(page).content.decode()
    text = client.post(cancel, follow=True).content.decode()
    assert "Beställningen är avbruten" in text
    assert cancel not in text
    assert "Avbruten" in client.get(reverse("privacy:my_data")).content.decode()
    work(export.job)
    export.refresh_from_db()
    assert (export.job.state, bool(export.file)) == ("cancelled", False)
    assert Entry.objects.filter(action="jobs.job.cancelled", actor=person).count() == 1
    with django_capture_on_commit_callbacks(execute=False):
        assert exports.order(person, by=person, reason="", at=NOW) != export


def test_a_copy_another_has_ordered_is_not_there_to_be_called_off(client, person, administrator, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=False):
        export = exports.order(person, by=administrator, reason="Begäran om registerutdrag", at=NOW)
    client.force_login(person)
    assert client.post(reverse("privacy:export_cancel", kwargs={"pk": export.pk})).status_code == 404
    assert PersonExport.objects.get().job.cancel_requested_at is None


def test_a_wish_that_has_not_taken_effect_is_shown(client, person, administrator, extract):
    extract.job.state, extract.job.cancel_requested_at = "running", NOW
    extract.job.save()
    client.force_login(administrator)
    assert "Avbryts vid nästa steg." in client.get(reverse("privacy:extract", kwargs={"pk": extract.pk})).content.decode()


def test_a_document_is_called_off_and_made_anew_of_the_same_decisions(client, administrator, extract, django_capture_on_commit_callbacks):
    client.force_login(administrator)
    page, cancel, again = (reverse(f"privacy:extract{name}", kwargs={"pk": extract.pk}) for name in ("", "_cancel", "_let_out"))
    assert cancel in client.get(page).content.decode()
    text = client.post(cancel, follow=True).content.decode()
    assert "Besluten står kvar" in text
    assert 'http-equiv="refresh"' not in text
    assert "Avbruten" in client.get(reverse("privacy:extracts")).content.decode()
    work(extract.job)
    extract.refresh_from_db()
    assert not extract.pdf
    decided = list(ExtractItem.objects.order_by("pk").values_list("decision", flat=True))
    with django_capture_on_commit_callbacks(execute=True):
        client.post(again)
    extract.refresh_from_db()
    assert extract.pdf
    assert list(ExtractItem.objects.order_by("pk").values_list("decision", flat=True)) == decided
    assert Entry.objects.filter(action="privacy.extract.decided").count() == 1
    assert Entry.objects.filter(action="privacy.extract.ordered").count() == 1


def test_a_document_that_failed_can_be_made_anew(client, administrator, extract, monkeypatch, django_capture_on_commit_callbacks):
    Job.objects.filter(pk=extract.job_id).update(state="failed", finished_at=NOW, message=making.FAILED)
    client.force_login(administrator)
    assert "Skapa dokumentet på nytt" in client.get(reverse("privacy:extract", kwargs={"pk": extract.pk})).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("privacy:extract_let_out", kwargs={"pk": extract.pk}))
    assert PublicExtract.objects.get().pdf


def test_another_administrator_neither_sees_the_button_nor_may_send_it(client, administrator, extract):
    client.force_login(PersonFactory(provider=administrator.provider, administrator=True))
    cancel = reverse("privacy:extract_cancel", kwargs={"pk": extract.pk})
    assert cancel not in client.get(reverse("privacy:extract", kwargs={"pk": extract.pk})).content.decode()
    assert client.post(cancel).status_code == 403
    assert Job.objects.get(pk=extract.job_id).cancel_requested_at is None


def test_what_is_ready_stays_ready(client, administrator, extract):
    work(extract.job)
    client.force_login(administrator)
    client.post(reverse("privacy:extract_cancel", kwargs={"pk": extract.pk}))
    client.post(reverse("privacy:extract_let_out", kwargs={"pk": extract.pk}))
    found = PublicExtract.objects.select_related("job").get()
    assert (found.job_id, found.job.state, bool(found.pdf)) == (extract.job_id, "finished", True)
