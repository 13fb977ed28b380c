"""An ordered document is made once, says how far it has come, can be called off, and is told of when it is done."""

import pytest
from django.urls import reverse

from jobs import services as jobs
from jobs import tasks
from jobs.models import Job
from notices.models import Mail, Notice
from reports import making, services
from reports.pdf import RenderedPdf
from tests.factories import NOW, AuthorityPlanFactory, PersonFactory, ReportFactory, UnitPlanFactory

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

    monkeypatch.setattr(making, "render_pdf", render)
    monkeypatch.setattr(making, "document_of", lambda report, *, on: ("mall.html", {}))
    return seen


def make(report):
    tasks.work(job_id=str(report.job.pk))
    report.refresh_from_db()
    return report


def test_a_report_is_made_with_its_pages_counted_and_stays(rendered):
    report = make(ReportFactory())
    assert (report.job.state, report.job.done, report.pages) == ("finished", report.job.total, 3)
    assert report.job.result_url == reverse("reports:file", kwargs={"pk": report.pk})
    with report.pdf.open("rb") as file:
        assert file.read() == b"%PDF-1.7 prov"


def test_progress_can_be_followed_while_the_pages_are_laid_out(rendered):
    make(ReportFactory())
    assert rendered == [("running", 2, len(making.STEPS), making.STEPS[2])]


def test_whoever_ordered_it_is_told_once_and_not_mailed_after_coming_to_the_page(rendered, client):
    report = ReportFactory(unit_plan=UnitPlanFactory(), job__kind="reports.pdf")
    principal = PersonFactory(principal_of=report.unit_plan.unit)
    type(report).objects.filter(pk=report.pk).update(ordered_by=principal)
    report.refresh_from_db()
    for _ in range(2):
        make(report)
    notice = Notice.objects.get()
    assert (notice.person, notice.kind, notice.mail.state) == (principal, "reports.done", "waiting")
    client.force_login(principal)
    client.get(reverse("reports:progress", kwargs={"pk": report.pk}))
    assert not Notice.objects.unread().exists()
    assert Mail.objects.due(NOW.replace(year=2100)).count() == 1  # and drops out when its time comes: tests/notices/test_sending.py


def test_a_fault_ends_the_job_with_words_for_the_person(monkeypatch):
    def broken(report, *, on):
        raise ValueError("nobody should read this")

    monkeypatch.setattr(making, "document_of", broken)
    report = make(ReportFactory())
    assert (report.job.state, report.job.message) == ("failed", making.FAILED)


def test_what_is_called_off_while_it_is_laid_out_leaves_no_file_and_no_notice(rendered, monkeypatch):
    report = ReportFactory()
    render = making.render_pdf

    def called_off_meanwhile(*args, **kwargs):
        Job.objects.update(cancel_requested_at=NOW)
        return render(*args, **kwargs)

    monkeypatch.setattr(making, "render_pdf", called_off_meanwhile)
    make(report)
    assert (report.job.state, bool(report.pdf), report.pages) == ("cancelled", False, 0)
    assert not Notice.objects.exists()


def test_the_button_calls_off_and_the_page_says_so(client, django_capture_on_commit_callbacks, monkeypatch):
    plan = UnitPlanFactory()
    principal = PersonFactory(principal_of=plan.unit)
    client.force_login(principal)
    with django_capture_on_commit_callbacks(execute=False):
        report = services.order(plan, by=principal, language="sv", at=NOW)
    address = reverse("reports:cancel", kwargs={"pk": report.pk})
    assert address in client.get(reverse("reports:report", kwargs={"pk": report.pk})).content.decode()
    page = client.post(address, follow=True).content.decode()
    assert "Beställningen är avbruten" in page
    assert address not in page
    assert "Avbruten" in client.get(reverse("reports:list")).content.decode()
    assert services.order(plan, by=principal, language="sv", at=NOW) != report  # it can be ordered anew


def test_a_wish_to_stop_that_has_not_taken_effect_is_shown(client):
    report = ReportFactory(job__state="running", job__total=4, job__cancel_requested_at=NOW)
    principal = PersonFactory(principal_of=report.unit_plan.unit)
    type(report).objects.update(ordered_by=principal)
    client.force_login(principal)
    assert "Avbryts vid nästa steg." in client.get(reverse("reports:progress", kwargs={"pk": report.pk})).content.decode()


def test_what_is_ready_cannot_be_called_off(rendered):
    report = make(ReportFactory())
    jobs.cancel(report.job, by=report.ordered_by, at=NOW)
    report.job.refresh_from_db()
    assert (report.job.state, report.job.cancel_requested_at) == ("finished", None)


def test_a_double_click_orders_one_report(monkeypatch, django_capture_on_commit_callbacks):
    queued = []
    monkeypatch.setattr(tasks.work, "delay", lambda **ids: queued.append(ids["job_id"]))
    plan = AuthorityPlanFactory()
    person = PersonFactory(provider=plan.authority.provider)
    with django_capture_on_commit_callbacks(execute=True):
        first, second = (services.order(plan, by=person, language="sv", at=NOW) for _ in range(2))
        assert queued == []
    assert first == second
    assert queued == [str(first.job.pk)]
