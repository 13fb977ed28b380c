"""A job is done once, hears at each step whether it is called off, and is taken up again where its worker is gone."""

from datetime import timedelta

import pytest
from django.utils import timezone

from audit.models import Entry
from jobs import services, tasks
from jobs.models import Job
from tests.factories import NOW, JobFactory, PersonFactory

pytestmark = pytest.mark.django_db


def work(job):
    tasks.work(job_id=str(job.pk))
    job.refresh_from_db()
    return job


@pytest.fixture
def queued(monkeypatch):
    queued = []
    monkeypatch.setattr(tasks.work, "delay", lambda **ids: queued.append(ids["job_id"]))
    return queued


def test_ordered_work_is_queued_after_commit_and_its_result_stays(kind, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        job = services.order(kind(), owner=PersonFactory(), at=NOW)
        assert job.state == "waiting"
    job.refresh_from_db()
    assert (job.state, job.done, job.total, job.starts) == ("finished", 3, 3, 1)
    assert (job.message, job.result_url, job.finished_at) == ("Tre steg", "/klart/", NOW)


def test_doing_it_twice_does_it_once(kind):
    job = JobFactory(kind=kind())
    work(job)
    assert work(job).starts == 1


def test_what_a_killed_worker_left_is_begun_anew(kind):
    assert work(JobFactory(kind=kind(), state="running", starts=1, done=2, total=3)).state == "finished"


def test_called_off_at_its_next_step(kind):
    seen = []

    def run(job):
        services.start(job, total=3, at=NOW)
        for done in range(3):
            services.step(job, done=done, message="")
            seen.append(done)
            if done == 1:
                Job.objects.update(cancel_requested_at=NOW)

    job = work(JobFactory(kind=kind(run)))
    assert (job.state, job.done, seen) == ("cancelled", 1, [0, 1])


def test_called_off_before_it_began(kind):
    job = JobFactory(kind=kind())
    services.cancel(job, by=job.owner, at=NOW)
    assert (work(job).state, job.starts, job.finished_at) == ("cancelled", 0, NOW)
    assert Entry.objects.get().action == "jobs.job.cancelled"


def test_called_off_in_the_last_moment_it_stores_nothing(kind):
    job = JobFactory(state="running", total=1, cancel_requested_at=NOW)
    with pytest.raises(services.CancelledError):
        services.finish(job, at=NOW)
    job.refresh_from_db()
    assert job.state == "running"


def test_called_off_while_a_worker_has_it_is_a_wish_until_the_next_step(kind, monkeypatch):
    from contextlib import nullcontext

    monkeypatch.setattr(services, "claim", lambda job: nullcontext(False))
    job = JobFactory(state="running", total=3)
    for _ in range(2):
        services.cancel(job, by=job.owner, at=NOW)
    job.refresh_from_db()
    assert (job.state, job.is_being_cancelled, Entry.objects.count()) == ("running", True, 1)


def test_what_is_over_is_neither_called_off_nor_failed_nor_begun(kind):
    job = JobFactory(state="finished", finished_at=NOW, total=1)
    services.cancel(job, by=job.owner, at=NOW)
    assert not services.fail(job, message="x", at=NOW)
    with pytest.raises(services.CancelledError):
        services.start(job, total=3, at=NOW)
    job.refresh_from_db()
    assert (job.state, job.cancel_requested_at) == ("finished", None)


def test_a_fault_is_told_in_the_words_of_the_kind(kind, caplog):
    def broken(job):
        raise KeyError("not for people")

    job = work(JobFactory(kind=kind(broken)))
    assert (job.state, job.message) == ("failed", "Det gick inte.")
    assert "job.failed" in caplog.text


def test_a_full_disk_is_tried_again(kind):
    def no_room(job):
        raise OSError(28, "No space left on device")

    job = JobFactory(kind=kind(no_room))
    with pytest.raises(OSError, match="No space"):
        tasks.work(job_id=str(job.pk))
    job.refresh_from_db()
    assert job.state == "waiting"


def test_a_job_that_is_gone_is_no_fault():
    tasks.work(job_id="00000000-0000-0000-0000-000000000000")


class TestSweep:
    def test_takes_up_what_was_forgotten_and_what_a_killed_worker_left(self, kind, queued):
        now = timezone.now()
        name = kind()
        JobFactory(kind=name, created_at=now)
        JobFactory(kind=name, created_at=now - timedelta(days=1), state="finished", finished_at=NOW)
        forgotten = JobFactory(kind=name, created_at=now - timedelta(minutes=3))
        killed = JobFactory(kind=name, created_at=now, state="running", starts=1)
        tasks.sweep()
        assert queued == [str(forgotten.pk), str(killed.pk)]

    def test_leaves_what_somebody_works_on(self, kind, queued, monkeypatch):
        from contextlib import nullcontext

        monkeypatch.setattr(tasks, "claim", lambda job: nullcontext(False))
        JobFactory(kind=kind(), state="running", starts=99)
        tasks.sweep()
        assert queued == []
        assert Job.objects.get().state == "running"

    def test_ends_what_goes_on_failing(self, kind, queued):
        JobFactory(kind=kind(), state="running", starts=tasks.MOST_STARTS, created_at=timezone.now())
        tasks.sweep()
        assert (queued, Job.objects.get().message) == ([], "Det gick inte.")

    def test_does_not_give_up_what_no_worker_has_had_time_for(self, kind, queued):
        JobFactory(kind=kind(), created_at=timezone.now() - timedelta(hours=5))
        tasks.sweep()
        assert len(queued) == 1

    def test_work_that_no_app_knows_any_more_ends_after_an_hour(self, queued):
        JobFactory(kind="prov.borta", created_at=timezone.now() - timedelta(minutes=10))
        tasks.sweep()
        assert Job.objects.get().state == "waiting"
        Job.objects.update(created_at=timezone.now() - timedelta(hours=2))
        tasks.sweep()
        assert (queued, Job.objects.get().state) == ([], "failed")
