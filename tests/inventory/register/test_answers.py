"""An answer from upload to taken in: nothing assumed, one bad row stops no other, and the same file twice makes nothing twice."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from audit.models import Entry
from inventory.models import ColumnMapping, LevelDecision, Licence, RegisterAnswer
from inventory.register import answers
from inventory.register.reading import FileRefusedError
from inventory.tasks import forget_register_numbers
from jobs.models import Job
from jobs.tasks import work
from merit.models import StoredAssessment
from notices.models import Notice
from organisation.identity.services import set_number
from tests.factories import NOW, LevelDecisionFactory, LicenceFactory, PersonFactory, SchoolUnitFactory

pytestmark = pytest.mark.django_db
NUMBER, OTHER = "19811218-9876", "19511013-3815"
FIELDS = {"number": 0, "level": 1, "outcome": 2, "decided_on": 3, "issued_on": 4}
COLUMNS = {"fields": FIELDS, "has_heading": True}
WORDS = {"level": {"1": "1"}, "outcome": {"Ja": "granted"}, "licence_kind": {"": "teacher"}}
FILE = f"""Nummer;Nivå;Beslut;Dag;Legitimation
{NUMBER};1;Ja;2025-12-04;2013-06-20
19640823-3234;1;Ja;2025-12-04;
19640823-3235;1;Ja;2025-12-04;
{NUMBER};1;Ja;2025-12-04;2013-06-20
{OTHER};1;Ja;igår;
{OTHER};;;;2014-06-20
{OTHER};1;Kanske;2025-12-04;

{OTHER};;;;
"""


@pytest.fixture
def unit():
    return SchoolUnitFactory()


@pytest.fixture
def administrator(unit):
    return PersonFactory(provider=unit.authority.provider, administrator=True)


@pytest.fixture
def teacher(unit):
    person = PersonFactory(teaches_at=unit)
    set_number(person, NUMBER, by=None, at=NOW)
    return person


@pytest.fixture
def other(unit):
    person = PersonFactory(teaches_at=unit)
    set_number(person, OTHER, by=None, at=NOW)
    LicenceFactory(person=person, accepted=True)
    return person


def upload(text=FILE):
    return SimpleUploadedFile("svar.csv", text.encode())


def done(answer):
    work(job_id=str(answer.job_id))
    answer.refresh_from_db()
    assert answer.job.state == Job.State.FINISHED, answer.job.message
    return dict(answer.read_rows.order_by("number").values_list("number", "state"))


def read_on_trial(administrator, text=FILE, words=WORDS):
    answer = answers.receive(upload(text), by=administrator, at=NOW)
    words = {**words, "outcome": {**words["outcome"], "Kanske": "skip"}}
    answer = answers.name_columns(answer, COLUMNS, words, save_as="", by=administrator, at=NOW)
    return answer, done(answer)


def taken_in(administrator, text=FILE):
    answer, _states = read_on_trial(administrator, text)
    answer = answers.take_in(answer, by=administrator, at=NOW)
    return answer, done(answer)


def test_the_trial_says_of_each_row_what_would_become_of_it_and_stores_nothing(administrator, teacher, other):
    _answer, states = read_on_trial(administrator)
    assert states == {
        2: "new",
        3: "unknown",
        4: "no_number",
        5: "duplicate",
        6: "bad_day",
        7: "conflict",
        8: "no_outcome",
        10: "nothing",
    }
    assert not LevelDecision.objects.exists()
    read = Entry.objects.filter(action="inventory.register_answer.read")
    assert {entry.subject_id for entry in read} == {teacher.pk, other.pk}


def test_taken_in_it_is_accepted_with_its_source_told_and_reckoned_with(administrator, teacher, other):
    answer, states = taken_in(administrator)
    assert states[2] == "taken"
    assert states[7] == "conflict"
    decision, licence = LevelDecision.objects.get(), Licence.objects.get(person=teacher)
    assert {(row.person_id, row.status, row.source, row.reviewed_by_id) for row in (decision, licence)} == {
        (teacher.pk, "accepted", "register", administrator.pk)
    }
    assert StoredAssessment.objects.get(person=teacher).decided_level_1
    assert [notice.person_id for notice in Notice.objects.filter(kind="inventory.from_register")] == [teacher.pk]
    assert Entry.objects.get(action="inventory.register_answer.taken_in").subject_id == teacher.pk
    answer.refresh_from_db()
    assert answer.state == RegisterAnswer.State.TAKEN_IN


def test_the_same_file_twice_makes_nothing_twice(administrator, teacher, other):
    taken_in(administrator)
    _answer, states = taken_in(administrator)
    assert states[2] == "same"
    assert LevelDecision.objects.count() == 1
    assert Notice.objects.filter(kind="inventory.from_register").count() == 1


def test_taken_up_again_after_a_kill_it_goes_on_where_it_was(administrator, teacher, other):
    answer, _states = taken_in(administrator)
    Job.objects.filter(pk=answer.job_id).update(state="running", finished_at=None)
    assert done(answer)[2] == "taken"
    assert LevelDecision.objects.count() == 1


def test_what_changed_since_the_trial_is_not_written_over(administrator, teacher, other):
    answer, _states = read_on_trial(administrator)
    LevelDecisionFactory(person=teacher, outcome="refused", accepted=True)
    answer = answers.take_in(answer, by=administrator, at=NOW)
    assert done(answer)[2] == "conflict"
    assert not Licence.objects.filter(person=teacher).exists()


def test_what_the_teacher_has_sent_is_confirmed_and_stays_one_row(administrator, teacher, other):
    sent = LevelDecisionFactory(person=teacher, sent=True)
    taken_in(administrator)
    stored = LevelDecision.objects.get()
    assert (stored.pk, stored.status, stored.source, stored.version) == (sent.pk, "accepted", "register", 2)


def test_nobody_of_another_provider_is_found(administrator):
    stranger = PersonFactory(teaches_at=SchoolUnitFactory())
    set_number(stranger, NUMBER, by=None, at=NOW)
    _answer, states = read_on_trial(administrator)
    assert states[2] == "unknown"


def test_the_cells_lie_encrypted_and_only_for_a_while(administrator):
    answer = answers.receive(upload(), by=administrator, at=NOW)
    assert NUMBER.encode() not in bytes(answer.content)
    RegisterAnswer.objects.update(expires_at=NOW.replace(year=2020))
    forget_register_numbers()
    answer.refresh_from_db()
    assert answer.content is None
    with pytest.raises(answers.BusyError):
        answers.name_columns(answer, COLUMNS, WORDS, save_as="", by=administrator, at=NOW)


def test_without_a_trial_nothing_is_taken_in_and_after_it_nothing_is_named_anew(administrator, teacher, other):
    answer = answers.receive(upload(), by=administrator, at=NOW)
    with pytest.raises(answers.NotCheckedError):
        answers.take_in(answer, by=administrator, at=NOW)
    whole, _states = taken_in(administrator)
    with pytest.raises(answers.BusyError):
        answers.take_in(whole, by=administrator, at=NOW)


def test_without_a_key_the_file_is_refused(administrator, settings):
    settings.IDENTITY_KEYS = ()
    with pytest.raises(FileRefusedError, match="ingen nyckel"):
        answers.receive(upload(), by=administrator, at=NOW)


def test_step_by_step_on_the_pages(client, administrator, teacher, other):
    client.force_login(administrator)
    start = "/administration/registerkontroll/"
    assert "varken XLSX eller CSV" in client.post(f"{start}svar/", {"file": SimpleUploadedFile("x.doc", b"x")}).content.decode()
    columns = client.post(f"{start}svar/", {"file": upload()})["Location"]
    page = client.get(columns)
    text = page.content.decode()
    assert "19811218-••••" in text
    assert NUMBER not in text
    assert not page.context["form"].initial  # nothing is assumed
    wrong = client.post(columns, {"has_heading": "yes", "number": "0", "level": "0", "case_number": "1"}).context["form"].errors
    assert {"level", "outcome", "decided_on"} <= wrong.keys()
    chosen = {"has_heading": "yes", "licence_kind": "=teacher", "save_as": "Svar 2026"} | {n: str(p) for n, p in FIELDS.items()}
    words = client.post(columns, chosen)["Location"]
    asked = client.get(words).context["form"]
    meanings = {key: {"1": "1", "Ja": "granted", "Kanske": "skip"}[text] for key, (_name, text) in asked.asked.items()}
    page = client.post(words, meanings)["Location"]
    work(job_id=str(RegisterAnswer.objects.get().job_id))
    assert "1 rad kan tas in" in client.get(page).content.decode()
    rows = load_workbook(io.BytesIO(client.get(f"{page}rader/").content)).active.values
    assert {row[0] for row in rows} >= {3, 4, 6, 7, 8}
    client.post(f"{page}ta-in/")
    work(job_id=str(RegisterAnswer.objects.get().job_id))
    assert "Svaret är intaget" in client.get(page).content.decode()
    saved = ColumnMapping.objects.get()
    assert saved.words["outcome"] == {"Ja": "granted", "Kanske": "skip"}
    again = client.post(f"{start}svar/", {"file": upload()})["Location"]
    assert client.get(again, {"val": saved.pk}).context["form"].initial["number"] == "0"
    client.post(f"{page}ta-bort/")
    client.post(f"{start}kolumnval/{saved.pk}/ta-bort/")
    assert RegisterAnswer.objects.get(name="svar.csv", state="taken_in").content is None
    assert not ColumnMapping.objects.exists()
