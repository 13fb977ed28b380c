"""A list that is being made and an answer that is being read can be called off, and a list taken away before its day is over."""

import pytest
from django.urls import reverse

from audit.models import Entry
from inventory.models import LevelDecision, RegisterAnswer, RegisterCheck
from inventory.register import answers, listing, taking_in
from inventory.register.choosing import Choice
from jobs import services as jobs
from jobs.models import Job
from jobs.tasks import work
from organisation.identity.services import set_number
from tests.factories import NOW, PersonFactory
from tests.inventory.register.test_answers import COLUMNS, NUMBER, OTHER, WORDS, upload

pytestmark = pytest.mark.django_db
FILE = f"Nummer;Nivå;Beslut;Dag;Legitimation\n{NUMBER};1;Ja;2025-12-04;\n{OTHER};1;Ja;2025-12-04;\n"


@pytest.fixture
def administrator(unit, client):
    person = PersonFactory(provider=unit.authority.provider, administrator=True)
    client.force_login(person)
    return person


@pytest.fixture
def listed(unit):
    person = PersonFactory(teaches_at=unit)
    set_number(person, NUMBER, by=None, at=NOW)
    return person


@pytest.fixture
def check(administrator, listed):
    """Ordered, and nobody works on it yet."""
    return listing.order(Choice(), reason="Årlig kontroll", by=administrator, at=NOW)


def address(name, thing):
    return reverse(f"register:{name}", kwargs={"pk": thing.pk})


def page_of(client, name, thing):
    return client.get(address(name, thing)).content.decode()


def test_a_list_is_called_off_and_nobody_is_on_record_as_listed(client, administrator, check):
    cancel = address("check_cancel", check)
    assert cancel in page_of(client, "check", check)
    text = client.post(cancel, follow=True).content.decode()
    assert "Beställningen är avbruten" in text
    assert cancel not in text
    assert "Avbruten" in client.get(reverse("register:register")).content.decode()
    work(job_id=str(check.job_id))
    assert RegisterCheck.objects.get().content is None
    assert not Entry.objects.filter(action="inventory.register_check.listed").exists()
    assert Entry.objects.filter(action="jobs.job.cancelled", actor=administrator).count() == 1


def test_a_list_that_is_ready_stays_ready_until_somebody_takes_it_away(client, administrator, check):
    work(job_id=str(check.job_id))
    client.post(address("check_cancel", check))
    assert address("check_file", check) in page_of(client, "check", check)
    remove = address("check_remove", check)
    assert remove in page_of(client, "check", check)
    for _twice in range(2):
        client.post(remove)
    assert "Listan är borttagen" in page_of(client, "check", check)
    assert "Borttagen" in client.get(reverse("register:register")).content.decode()
    assert client.get(address("check_file", check)).status_code == 404
    assert Entry.objects.filter(action="inventory.register_check.removed", actor=administrator).count() == 1


def test_a_trial_is_called_off_and_can_be_made_anew(client, administrator, listed):
    answer = answers.receive(upload(FILE), by=administrator, at=NOW)
    answer = answers.name_columns(answer, COLUMNS, WORDS, save_as="", by=administrator, at=NOW)
    assert address("answer_cancel", answer) in page_of(client, "answer", answer)
    text = client.post(address("answer_cancel", answer), follow=True).content.decode()
    assert "Arbetet är avbrutet" in text
    assert address("columns", answer) in text
    work(job_id=str(answer.job_id))
    assert not answer.read_rows.exists()
    answer = answers.name_columns(answer, COLUMNS, WORDS, save_as="", by=administrator, at=NOW)
    work(job_id=str(answer.job_id))
    assert answer.read_rows.count() == FILE.count("\n") - 1


def test_a_wish_that_has_not_taken_effect_is_shown(client, administrator, check):
    Job.objects.filter(pk=check.job_id).update(state="running", cancel_requested_at=NOW)
    text = page_of(client, "check", check)
    assert "Avbryts vid nästa steg." in text
    assert address("check_cancel", check) not in text


def test_what_is_taken_in_when_it_is_called_off_stays_and_the_rest_is_taken_in_later(client, administrator, listed, unit, monkeypatch):
    other = PersonFactory(teaches_at=unit)
    set_number(other, OTHER, by=None, at=NOW)
    monkeypatch.setattr(taking_in, "EACH", 1)
    answer = answers.receive(upload(FILE), by=administrator, at=NOW)
    answer = answers.name_columns(answer, COLUMNS, WORDS, save_as="", by=administrator, at=NOW)
    work(job_id=str(answer.job_id))
    answer = answers.take_in(answer, by=administrator, at=NOW)
    assert "Svaret tas in" in page_of(client, "answer", answer)
    step = jobs.step

    def called_off_meanwhile(job, *, done, message):
        step(job, done=done, message=message)
        if not done:
            Job.objects.filter(pk=job.pk).update(cancel_requested_at=NOW)

    monkeypatch.setattr(jobs, "step", called_off_meanwhile)
    work(job_id=str(answer.job_id))
    text = page_of(client, "answer", answer)
    assert "1 rad återstår att ta in" in text
    assert "En del är redan intaget" in text
    assert [row.person_id for row in LevelDecision.objects.all()] == [listed.pk]
    monkeypatch.setattr(jobs, "step", step)
    answer = answers.take_in(RegisterAnswer.objects.get(), by=administrator, at=NOW)
    work(job_id=str(answer.job_id))
    assert {row.person_id for row in LevelDecision.objects.order_by("pk")} == {listed.pk, other.pk}
    assert "Svaret är intaget" in page_of(client, "answer", answer)
