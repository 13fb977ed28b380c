"""A teacher orders a pack, follows it and fetches it; nobody else comes near it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from audit.models import Entry
from core.formats import NBSP
from inventory.models import Certificate
from jobs import tasks
from jobs.models import Job
from organisation.identity import services as identity
from reports.models import ApplicationPack
from reports.pack import making, services
from tests.factories import NOW, TODAY, ApplicationPackFactory, PersonFactory
from tests.reports.papers import teacher_ready_for_level_1

pytestmark = pytest.mark.django_db
LEVEL = reverse("packs:level", kwargs={"level": 1})


@pytest.fixture
def teacher(client):
    person = teacher_ready_for_level_1()
    client.force_login(person)
    return person


@pytest.fixture
def without_files(monkeypatch):
    """The parts that make the files are tested in test_pack.py; here they only have to be there."""

    def made(pack, basis, proofs, folder, steps, *, at):
        for name in ("pdf", "zip", "print"):
            (folder / name).write_bytes(b"%PDF")
        return making.Made(folder / "pdf", folder / "zip", folder / "print", pages=1, print_pages=2, originals=3)

    monkeypatch.setattr(making, "_make", made)


def text_of(response):
    return response.content.decode().replace(NBSP, " ")


def ordered(client, **data):
    assert client.post(LEVEL, {"dag": timezone.localdate().isoformat(), **data}).status_code == 302
    return ApplicationPack.objects.get()


def test_the_checklist_says_how_the_level_stands_what_lacks_and_what_it_costs(client, teacher):
    page = text_of(client.get(LEVEL))
    for words in ("Villkoren för meriteringsnivå 1 är uppfyllda.", "3 av 4 slags handlingar", "Ladda upp intyget på raden.", "990 kronor"):
        assert words in page


def test_the_day_of_the_application_decides_which_codes_are_over(client, teacher):
    Certificate.objects.exclude(control_until=None).update(control_until=timezone.localdate() + timedelta(days=90))
    assert "slutar gälla" not in text_of(client.get(LEVEL))
    later = timezone.localdate() + timedelta(days=100)
    assert "Slutar gälla före ansökan" in text_of(client.get(LEVEL, {"dag": later.isoformat()}))


@pytest.mark.parametrize("day", ["2020-01-01", "2099-01-01", "i morgon kanske"])
def test_a_day_that_cannot_be_is_said_at_the_field_and_orders_nothing(client, teacher, day):
    assert "Fel:" in text_of(client.get(LEVEL, {"dag": day}))
    response = client.post(LEVEL, {"dag": day})
    assert response.status_code == 200
    assert not ApplicationPack.objects.exists()


def test_a_double_click_orders_one_pack(client, teacher, without_files):
    for _click in range(2):
        client.post(LEVEL, {"dag": timezone.localdate().isoformat()})
    pack = ApplicationPack.objects.get()
    assert Job.objects.count() == 1
    assert Entry.objects.filter(action="reports.pack.ordered", subject=teacher).count() == 1
    assert not pack.with_number


def test_another_choice_is_another_pack_and_one_called_off_is_not_given_back(teacher):
    asked = {"level": 1, "applies_on": TODAY, "at": NOW}
    first = services.order(teacher, with_number=False, **asked)
    assert services.order(teacher, with_number=True, **asked) != first
    Job.objects.filter(pk=first.job_id).update(cancel_requested_at=NOW)
    assert services.order(teacher, with_number=False, **asked) != first


def test_whoever_has_no_number_here_is_not_asked_about_it(client, teacher):
    assert "whole_number" not in text_of(client.get(LEVEL))
    identity.set_number(teacher, "19511013-3815", by=None, at=NOW)
    assert "whole_number" in text_of(client.get(LEVEL))


def test_what_is_fetched_is_put_on_record(client, teacher, without_files):
    pack = ordered(client)
    tasks.work(job_id=str(pack.job_id))
    for name in ("pdf", "archive", "print_copy"):
        response = client.get(reverse(f"packs:{name}", kwargs={"pk": pack.pk}))
        assert b"".join(response.streaming_content) == b"%PDF"
        assert response["Cache-Control"] == "private, no-store"
        assert "underlag-meriteringsniva-1" in response["Content-Disposition"]
    entries = Entry.objects.filter(action="reports.pack.fetched").order_by("pk")
    assert [entry.details["file"] for entry in entries] == ["pdf", "archive", "print_copy"]


def test_records_that_changed_since_are_told_of(client, teacher, without_files):
    pack = ordered(client)
    tasks.work(job_id=str(pack.job_id))
    page = reverse("packs:pack", kwargs={"pk": pack.pk})
    words = "Underlaget har ändrats sedan paketet gjordes."
    assert words not in text_of(client.get(page))
    teacher.licence_records.update(issued_on="2013-06-21")
    assert words in text_of(client.get(page))
    assert words in text_of(client.get(LEVEL))


def test_work_taken_up_again_after_a_kill_makes_one_pack(client, teacher, without_files):
    pack = ordered(client)
    Job.objects.filter(pk=pack.job_id).update(state="running", started_at=NOW, starts=1, total=9, done=4)
    for _time in range(2):
        tasks.work(job_id=str(pack.job_id))
    pack.refresh_from_db()
    assert (pack.job.state, pack.job.starts) == ("finished", 2)
    assert pack.pdf.name == f"packs/{pack.pk}/underlag.pdf"


def test_files_that_have_had_their_time_are_not_found_and_the_page_says_so(client):
    pack = ApplicationPackFactory(finished=True, expires_at=NOW.replace(year=2020))
    client.force_login(pack.person)
    assert client.get(reverse("packs:archive", kwargs={"pk": pack.pk})).status_code == 404
    assert "Filerna är borttagna" in text_of(client.get(reverse("packs:pack", kwargs={"pk": pack.pk})))


def test_a_pack_called_off_leaves_no_files(client, teacher, monkeypatch):
    pack = ordered(client)

    def called_off(*args, **kwargs):
        Job.objects.update(cancel_requested_at=NOW)
        return made(*args, **kwargs)

    made = making.originals.find_broken
    monkeypatch.setattr(making.originals, "find_broken", called_off)
    tasks.work(job_id=str(pack.job_id))
    pack.refresh_from_db()
    assert (pack.job.state, pack.files) == ("cancelled", [])


def test_a_principal_has_no_pack_and_sees_none(client, teacher, without_files):
    pack = ordered(client)
    principal = PersonFactory(principal_of=teacher.employments.get().unit)
    client.force_login(principal)
    assert client.get(LEVEL).status_code == 403
    assert client.get(reverse("packs:pack", kwargs={"pk": pack.pk})).status_code == 404


def test_the_page_is_in_english_for_whoever_reads_english(client, teacher):
    client.cookies["django_language"] = "en"
    with translation.override("sv"):  # what the request leaves behind goes with it
        page = text_of(client.get(LEVEL))
    assert "The conditions for merit level 1 are met." in page
    assert "Checklista" not in page
    assert "The files are in Swedish" in page


def test_the_pack_is_swedish_whatever_language_it_is_ordered_in(client, teacher):
    client.cookies["django_language"] = "en"
    with translation.override("sv"):
        pack = ordered(client)
    assert pack.language == "sv"
    del client.cookies["django_language"]
    assert "Filerna är på svenska" not in text_of(client.get(LEVEL))
