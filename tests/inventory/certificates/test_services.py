"""Storing and removing certificates."""

import pytest
from django.core.files.storage import default_storage
from django.db import transaction

from audit.models import Entry
from inventory import tasks
from inventory.certificates import services
from inventory.models import Certificate, RecordStatus
from tests.factories import NOW, CertificateFactory, CourseFactory, PersonFactory
from tests.inventory.certificates import documents

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("each_file_is_looked_into_once")]


def files_under(folder=""):
    try:
        folders, names = default_storage.listdir(folder)
    except FileNotFoundError:
        return []
    inner = [files_under(f"{folder}/{each}".lstrip("/")) for each in folders]
    return [f"{folder}/{name}" for name in names] + [name for each in inner for name in each]


def test_a_certificate_is_stored_under_its_owner_and_id_and_audited():
    teacher = PersonFactory()
    data = documents.pdf(3)
    certificate = services.receive(documents.upload(data, "../Intyg från Åbo.PDF"), person=teacher, at=NOW)
    certificate.refresh_from_db()
    assert certificate.file.name == f"certificates/{teacher.pk}/{certificate.pk}"
    with certificate.file.open() as file:
        assert file.read() == data
    assert (certificate.original_name, certificate.pages, certificate.size) == ("Intyg från Åbo.PDF", 3, len(data))
    assert files_under() == [f"certificates/{teacher.pk}/{certificate.pk}"]
    entry = Entry.objects.get()
    assert (entry.action, entry.actor, entry.subject, entry.target_key) == (
        "inventory.certificate.received",
        teacher,
        teacher,
        str(certificate.pk),
    )


def test_pages_are_drawn_only_after_commit(monkeypatch, django_capture_on_commit_callbacks):
    queued: list[str] = []
    monkeypatch.setattr(tasks.draw_previews, "delay", queued.append)
    with django_capture_on_commit_callbacks(execute=True):
        certificate = services.receive(documents.upload(documents.pdf()), person=PersonFactory(), at=NOW)
        assert queued == []
    assert queued == [str(certificate.pk)]


def test_a_queue_that_is_down_loses_no_upload(monkeypatch, django_capture_on_commit_callbacks):
    def down(key):
        raise ConnectionError

    monkeypatch.setattr(tasks.draw_previews, "delay", down)
    with django_capture_on_commit_callbacks(execute=True):
        certificate = services.receive(documents.upload(documents.pdf()), person=PersonFactory(), at=NOW)
    assert Certificate.objects.get(pk=certificate.pk).previews == Certificate.Previews.WAITING, "the sweep takes it up"


def test_the_same_bytes_again_are_the_same_certificate():
    teacher = PersonFactory()
    data = documents.pdf()
    first = services.receive(documents.upload(data), person=teacher, at=NOW)
    again = services.receive(documents.upload(data, "kopia.pdf"), person=teacher, at=NOW)
    assert again == first
    assert again.original_name == "intyg.pdf"
    assert Entry.objects.count() == 1
    assert len(files_under()) == 1


def test_the_same_bytes_from_somebody_else_are_a_certificate_of_their_own():
    data = documents.pdf()
    first = services.receive(documents.upload(data), person=PersonFactory(), at=NOW)
    other = services.receive(documents.upload(data), person=PersonFactory(), at=NOW)
    assert first.pk != other.pk


def test_two_requests_at_once_store_one_certificate_and_one_file(monkeypatch):
    teacher = PersonFactory()
    data = documents.pdf()
    first = services.receive(documents.upload(data), person=teacher, at=NOW)
    monkeypatch.setattr(services, "_existing", lambda checked, person: None)  # the other request looked before the first stored
    with transaction.atomic():
        again = services.receive(documents.upload(data), person=teacher, at=NOW)
    assert again == first
    assert len(files_under()) == 1


def test_a_refused_file_leaves_nothing_behind():
    with pytest.raises(services.UploadRefusedError):
        services.receive(documents.upload(documents.program()), person=PersonFactory(), at=NOW)
    assert not Certificate.objects.exists()
    assert files_under() == []


def test_an_unsent_certificate_of_ones_own_is_removed_with_its_files(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        certificate = services.receive(documents.upload(documents.pdf()), person=PersonFactory(), at=NOW)
    certificate.refresh_from_db()
    draft = CourseFactory(person=certificate.person, certificates=[certificate])
    assert len(files_under()) == 2
    with django_capture_on_commit_callbacks(execute=True):
        services.remove(certificate, by=certificate.person, at=NOW)
        assert len(files_under()) == 2, "until the removal is certain"
    assert files_under() == []
    assert list(draft.certificates.all()) == []
    assert Entry.objects.filter(action="inventory.certificate.removed").count() == 1
    services.remove(certificate, by=certificate.person, at=NOW)  # a double click


@pytest.mark.parametrize("status", sorted(set(RecordStatus) - {RecordStatus.DRAFT}))
def test_what_proves_a_sent_record_stays(status):
    teacher = PersonFactory()
    certificate = CertificateFactory(person=teacher)
    CourseFactory(person=teacher, status=status, sent_at=NOW, certificates=[certificate])
    with pytest.raises(services.RemovalRefusedError):
        services.remove(certificate, by=teacher, at=NOW)
    assert Certificate.objects.filter(pk=certificate.pk).exists()


def test_what_a_frozen_submission_names_stays():
    from inventory.models import Submission
    from tests.factories import CampaignFactory

    certificate = CertificateFactory()
    content = {"courses": [{"certificates": [str(certificate.pk)]}]}
    campaign = CampaignFactory(provider=certificate.person.provider)
    Submission.objects.create(campaign=campaign, person=certificate.person, number=1, sent_at=NOW, content=content, digest="0" * 64)
    with pytest.raises(services.RemovalRefusedError):
        services.remove(certificate, by=certificate.person, at=NOW)


def test_nobody_removes_what_is_somebody_elses():
    certificate = CertificateFactory()
    with pytest.raises(services.RemovalRefusedError):
        services.remove(certificate, by=PersonFactory(), at=NOW)
