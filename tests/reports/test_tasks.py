"""An ordered document is made once, whatever happens to the worker, and says how far it has come."""

from datetime import timedelta

import pytest
from django.utils import timezone

from jobs.models import Job
from reports import services, tasks
from reports.pdf import RenderedPdf
from tests.factories import NOW, AuthorityPlanFactory, PersonFactory, ReportFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def rendered(monkeypatch):
    """Every rendering, with the progress it could be followed by; the real one is tested in test_documents.py."""
    seen = []

    def render(template, context, *, on_layout):
        on_layout()
        job = Job.objects.get()
        seen.append((job.state, job.done, job.total, job.message))
        return RenderedPdf(b"%PDF-1.7 prov", 3)

    monkeypatch.setattr(tasks, "render_pdf", render)
    monkeypatch.setattr(tasks, "document_of", lambda report, *, on: ("mall.html", {}))
    return seen


def test_a_report_is_made_with_its_pages_counted(rendered):
    report = ReportFactory()
    tasks.render_report(report_id=str(report.pk))
    report.refresh_from_db()
    assert (report.job.state, report.job.done, report.pages) == ("finished", report.job.total, 3)
    with report.pdf.open("rb") as file:
        assert file.read() == b"%PDF-1.7 prov"


def test_progress_can_be_followed_while_the_pages_are_laid_out(rendered):
    tasks.render_report(report_id=str(ReportFactory().pk))
    assert rendered == [("running", 2, len(tasks.STEPS), tasks.STEPS[2])]


def test_running_twice_renders_once(rendered):
    report = ReportFactory()
    for _ in range(2):
        tasks.render_report(report_id=str(report.pk))
    assert len(rendered) == 1


def test_a_report_whose_worker_was_killed_is_taken_up_again(rendered):
    report = ReportFactory(job__state="running", job__total=4, job__done=2)
    tasks.render_report(report_id=str(report.pk))
    report.job.refresh_from_db()
    assert report.job.state == "finished"


def test_a_fault_ends_the_job_with_words_for_the_person(monkeypatch):
    def broken(report, *, on):
        raise ValueError("nobody should read this")

    monkeypatch.setattr(tasks, "document_of", broken)
    report = ReportFactory()
    tasks.render_report(report_id=str(report.pk))
    report.job.refresh_from_db()
    assert (report.job.state, report.job.message) == ("failed", tasks.FAILED)


def test_a_report_that_is_gone_is_no_fault(rendered):
    tasks.render_report(report_id="00000000-0000-0000-0000-000000000000")
    assert rendered == []


def test_the_sweep_takes_up_what_was_forgotten_and_nothing_else(monkeypatch):
    queued = []
    monkeypatch.setattr(tasks.render_report, "delay", lambda **ids: queued.append(ids["report_id"]))
    ReportFactory(ordered_at=timezone.now())
    ReportFactory(finished=True, ordered_at=NOW - timedelta(days=1))
    forgotten = ReportFactory(ordered_at=timezone.now() - timedelta(minutes=10))
    tasks.sweep_reports()
    assert queued == [str(forgotten.pk)]


def test_a_report_that_never_succeeds_is_given_up_and_can_be_ordered_anew(monkeypatch):
    monkeypatch.setattr(tasks.render_report, "delay", lambda **ids: pytest.fail("queued again"))
    hopeless = ReportFactory(ordered_at=timezone.now() - timedelta(hours=2))
    tasks.sweep_reports()
    hopeless.job.refresh_from_db()
    assert (hopeless.job.state, hopeless.job.message) == ("failed", tasks.FAILED)


def test_a_double_click_orders_one_report(monkeypatch, django_capture_on_commit_callbacks):
    queued = []
    monkeypatch.setattr(services.render_report, "delay", lambda **ids: queued.append(ids["report_id"]))
    plan = AuthorityPlanFactory()
    person = PersonFactory(provider=plan.authority.provider)
    with django_capture_on_commit_callbacks(execute=True):
        first, second = (services.order(plan, by=person, language="sv", at=NOW) for _ in range(2))
        assert queued == []
    assert first == second
    assert queued == [str(first.pk)]
