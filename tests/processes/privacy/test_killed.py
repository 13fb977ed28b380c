"""The process killed in the middle, as the kernel does it: either all of a step is there or none, and the next run goes on."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.files.storage import default_storage

from inventory.certificates.services import receive
from inventory.models import Certificate, Course
from organisation.models import Person, SchoolProvider
from privacy.export import archive
from privacy.export.document import document_of
from privacy.export.reading_in import open_archive
from privacy.export.taking_in import take_in
from privacy.models import BroughtAlong, RetentionRun
from privacy.retention import orphans
from privacy.retention.carrying_out import carry_out
from tests.factories import NOW, TODAY, CertificateFactory, CourseFactory, PersonFactory, SchoolProviderFactory
from tests.inventory.certificates.documents import pdf
from tests.processes.killed import worker

pytestmark = pytest.mark.django_db(transaction=True)

# Kills its own process before the statement of that number that writes, so that no sleep has to hit the right moment.
KILLS_ITSELF = """
import os, signal
from datetime import date, datetime
from django.conf import settings
settings.MEDIA_ROOT = {media!r}
settings.CELERY_BROKER_URL = "memory://"
written = 0

def before(execute, sql, params, many, context):
    global written
    written += sql.startswith(("INSERT", "UPDATE", "DELETE"))
    if written == {number}:
        os.kill(os.getpid(), signal.SIGKILL)
    return execute(sql, params, many, context)

with connection.execute_wrapper(before):
    {what}
"""
TAKES_IN = """
    from privacy.export.reading_in import open_archive
    from privacy.export.taking_in import take_in
    from organisation.models import SchoolProvider
    with open({path!r}, "rb") as file:
        take_in(open_archive(file), SchoolProvider.objects.get(pk={provider}), by=None, at=datetime.fromisoformat({now!r}))
"""
CARRIES_OUT = """
    from privacy.retention import carrying_out
    from organisation.models import SchoolProvider
    carrying_out.BATCH = 2
    carrying_out.carry_out(SchoolProvider.objects.get(pk={provider}), on=date.fromisoformat({on!r}), at=datetime.fromisoformat({now!r}))
"""


def killed_before(number, what, settings):
    with worker(KILLS_ITSELF.format(number=number, what=what.strip(), media=str(settings.MEDIA_ROOT))) as process:
        assert process.wait(30) == -9


def test_taking_somebody_in(tmp_path, settings):
    from django.core.files.uploadedfile import SimpleUploadedFile

    person = PersonFactory(given_name="Tove")
    certificate = receive(SimpleUploadedFile("Kursbevis.pdf", pdf(1)), person=person, at=NOW)
    CourseFactory(person=person, accepted=True, certificates=[certificate])
    path, provider = tmp_path / "tove.zip", SchoolProviderFactory()
    with path.open("wb") as file:
        archive.write(document_of(person, viewer=person, at=NOW), person, file)
    killed_before(5, TAKES_IN.format(path=str(path), provider=provider.pk, now=NOW.isoformat()), settings)
    assert not Person.objects.filter(provider=provider).exists()
    assert (Certificate.objects.count(), Course.objects.count(), BroughtAlong.objects.count()) == (1, 1, 0)
    assert orphans.sweep(at=datetime.now(UTC) + timedelta(days=2)) == 1  # the file that came before its row
    assert default_storage.exists(certificate.file.name)
    with path.open("rb") as file:
        taken = take_in(open_archive(file), SchoolProvider.objects.get(pk=provider.pk), by=None, at=NOW)
    assert taken.is_new


def test_a_night_of_deletion(provider, leaver, decide, settings):
    decide("certificates", years=2, counts_from="left")
    person = leaver(date(2020, 6, 12))
    names = [CertificateFactory(person=person).file.name for _each in range(3)]
    # The run, then for the first batch: links, rows, count and so on; the kill comes inside the second.
    killed_before(_writes_of_one_batch() + 2, CARRIES_OUT.format(provider=provider.pk, on=TODAY.isoformat(), now=NOW.isoformat()), settings)
    run = RetentionRun.objects.get()
    assert (Certificate.objects.count(), run.counts, run.files, run.finished_at) == (1, {"certificates": 2}, 2, None)
    assert sum(default_storage.exists(name) for name in names) == 1
    again = carry_out(provider, on=TODAY, at=NOW)
    assert (again.counts, again.files) == ({"certificates": 3}, 3)
    assert not any(default_storage.exists(name) for name in names)


def _writes_of_one_batch():
    """Links to each kind of record, the rows themselves, and the count, after the run's own row."""
    from inventory.models import KINDS

    return 1 + len(KINDS) + 2
