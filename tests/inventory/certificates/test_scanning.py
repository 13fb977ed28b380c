"""Scanning with a scanner that really answers on a socket."""

import io
import socket
from datetime import timedelta

import pytest
from django.utils import timezone

from audit.models import Entry
from inventory import tasks
from inventory.certificates import scanning, services
from inventory.models import Certificate
from tests.factories import NOW, CertificateFactory, PersonFactory
from tests.inventory.certificates import clamd, documents

LONG_AGO = timezone.now() - timedelta(hours=1)


def received(data, settings, capture, address):
    settings.MALWARE_SCANNING, settings.CLAMD_ADDRESS = "clamd", address
    with capture(execute=True):
        certificate = services.receive(documents.upload(data), person=PersonFactory(), at=NOW)
        assert certificate.scan == Certificate.Scan.WAITING
    certificate.refresh_from_db()
    return certificate


@pytest.mark.django_db
def test_a_clean_file_is_opened_to_its_readers_and_drawn(settings, django_capture_on_commit_callbacks):
    data = documents.pdf(2)
    with clamd.running() as (scanner, address):
        certificate = received(data, settings, django_capture_on_commit_callbacks, address)
    assert scanner.received == [data]
    assert certificate.scan == Certificate.Scan.CLEAN
    assert not certificate.is_blocked
    assert certificate.preview_pages == 2


@pytest.mark.django_db
def test_a_harmful_file_is_blocked_never_drawn_and_on_record(settings, django_capture_on_commit_callbacks):
    data = documents.pdf(text=clamd.VIRUS.decode(), compress_streams=False)
    with clamd.running() as (_, address):
        certificate = received(data, settings, django_capture_on_commit_callbacks, address)
    assert certificate.scan == Certificate.Scan.INFECTED
    assert certificate.is_blocked
    assert certificate.previews == Certificate.Previews.WAITING
    assert Entry.objects.filter(action="inventory.certificate.infected", subject=certificate.person).count() == 1


@pytest.mark.django_db
def test_the_same_harmful_file_is_refused_the_second_time(settings):
    data = documents.pdf()
    certificate = services.receive(documents.upload(data), person=PersonFactory(), at=NOW)
    Certificate.objects.update(scan=Certificate.Scan.INFECTED)
    with pytest.raises(services.UploadRefusedError, match="infected") as refused:
        services.receive(documents.upload(data, "igen.pdf"), person=certificate.person, at=NOW)
    assert "igen.pdf innehåller skadlig kod och är spärrad." in refused.value.message


@pytest.mark.django_db
@pytest.mark.parametrize("behaviour", ["break", b"INSTREAM size limit exceeded. ERROR\0", b"", b"stream: OK but not really\0"])
def test_whatever_goes_wrong_means_not_scanned_and_the_sweep_asks_again(behaviour, settings, django_capture_on_commit_callbacks):
    with clamd.running(behaviour) as (_, address):
        certificate = received(documents.pdf(), settings, django_capture_on_commit_callbacks, address)
    assert certificate.scan == Certificate.Scan.WAITING
    assert certificate.is_blocked
    Certificate.objects.update(uploaded_at=LONG_AGO)
    with clamd.running() as (_, settings.CLAMD_ADDRESS):
        tasks.sweep_certificates()
    certificate.refresh_from_db()
    assert certificate.scan == Certificate.Scan.CLEAN
    assert certificate.preview_pages == 1


@pytest.mark.django_db
def test_a_scanner_that_is_down_means_waiting(settings, django_capture_on_commit_callbacks):
    certificate = received(documents.pdf(), settings, django_capture_on_commit_callbacks, "unix:/nonexistent/clamd")
    assert certificate.scan == Certificate.Scan.WAITING


def test_a_scanner_that_never_answers_is_given_up(monkeypatch):
    monkeypatch.setattr(scanning, "SECONDS", 0.1)
    with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(scanning.NotScannedError):
        scanning.is_harmful(io.BytesIO(b"x"), address=f"tcp://127.0.0.1:{silent.getsockname()[1]}")


@pytest.mark.django_db
def test_scanning_twice_asks_once(settings, django_capture_on_commit_callbacks):
    with clamd.running() as (scanner, address):
        certificate = received(documents.pdf(), settings, django_capture_on_commit_callbacks, address)
        tasks.scan_certificate(str(certificate.pk))
    assert len(scanner.received) == 1


@pytest.mark.django_db
def test_without_a_scanner_every_certificate_says_that_it_is_not_checked():
    certificate = services.receive(documents.upload(documents.pdf()), person=PersonFactory(), at=NOW)
    assert certificate.get_scan_display() == "Inte kontrollerad mot skadlig kod"
    assert not certificate.is_blocked


@pytest.mark.django_db
def test_the_sweep_follows_a_changed_setting(settings):
    unchecked = CertificateFactory(scan=Certificate.Scan.NOT_CHECKED)
    settings.MALWARE_SCANNING, settings.CLAMD_ADDRESS = "clamd", "unix:/nonexistent/clamd"
    tasks.sweep_certificates()
    unchecked.refresh_from_db()
    assert unchecked.is_blocked
    settings.MALWARE_SCANNING = "off"
    tasks.sweep_certificates()
    unchecked.refresh_from_db()
    assert unchecked.scan == Certificate.Scan.NOT_CHECKED
