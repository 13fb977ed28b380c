"""A worker killed while it stores a pack: another takes the order up, and the teacher gets one whole pack and no file too many."""

import time
from datetime import UTC, datetime

import pytest
from django.core.files.storage import default_storage

from jobs import tasks
from reports.models import ApplicationPack
from reports.pack import services
from tests.factories import NOW, TODAY
from tests.processes.killed import worker
from tests.reports.papers import teacher_ready_for_level_1

# Dies after the first of its three files lies there, and before the row knows of any.
DIES = """
import os, signal
from django.conf import settings
settings.MEDIA_ROOT = {media!r}
from django.core.files.storage import FileSystemStorage
from jobs import tasks
saved = FileSystemStorage._save

def save_and_die(self, name, content):
    stored = saved(self, name, content)
    os.kill(os.getpid(), signal.SIGKILL)
    return stored

FileSystemStorage._save = save_and_die
tasks.work(job_id={job!r})
"""


@pytest.mark.django_db(transaction=True)
def test_an_order_whose_worker_was_killed_is_taken_up_and_made_once(settings, monkeypatch):
    monkeypatch.setattr(tasks.work, "delay", lambda **ids: None)  # the workers of this test are two, and begin when they are told
    person = teacher_ready_for_level_1()
    pack = services.order(person, level=1, applies_on=TODAY, with_number=False, at=NOW)
    with worker(DIES.format(media=str(settings.MEDIA_ROOT), job=str(pack.job_id))) as process:
        assert process.wait(60) == -9
    pack.refresh_from_db()
    assert (pack.job.state, pack.files) == ("running", [])
    assert default_storage.listdir(f"packs/{pack.pk}")[1] == ["underlag.pdf"]
    for _time in range(500):  # until the database has noticed that the other is gone
        tasks.work(job_id=str(pack.job_id))
        pack = ApplicationPack.objects.select_related("job").get()
        if pack.job.is_over:
            break
        time.sleep(0.01)
    assert (pack.job.state, pack.job.starts) == ("finished", 2)
    assert sorted(default_storage.listdir(f"packs/{pack.pk}")[1]) == ["paket.zip", "underlag.pdf", "utskrift.pdf"]
    assert pack.expires_at > datetime.now(UTC)
