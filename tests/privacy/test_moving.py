"""Everything about a person goes out, comes in somewhere else, and goes out again the same."""

import io
import json
import re
import zipfile
from copy import deepcopy
from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from jsonschema import Draft202012Validator, FormatChecker

from audit.models import Entry
from audit.services import record
from inventory.certificates.services import Control, receive, say_control
from inventory.models import KINDS, Certificate, Course, InventoryAnswer, LevelDecision, Licence, RecordStatus
from jobs.models import Job
from merit.models import StoredAssessment
from merit.services import reassess
from notices.models import Notice
from organisation.identity.services import number_of, set_number
from organisation.models import Delegation, Leave, Person
from plans.models import CourseChoice
from privacy.export import archive, making, services
from privacy.export.document import document_of, schema
from privacy.export.reading_in import ArchiveRefusedError, open_archive
from privacy.export.sections import SECTIONS
from privacy.export.taking_in import dry_run, take_in
from privacy.models import BroughtAlong, PersonExport
from tests.factories import (
    NOW,
    TODAY,
    CampaignFactory,
    CourseChoiceFactory,
    CourseFactory,
    DegreeFactory,
    LevelDecisionFactory,
    LicenceFactory,
    PersonFactory,
    PracticeResearchFactory,
    QualifyingDegreeFactory,
    ScenarioFactory,
    SchoolProviderFactory,
    StatedEmploymentFactory,
)
from tests.inventory.certificates.documents import pdf
from tests.world import _submission

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("each_file_is_looked_into_once")]
NUMBER = "199001010017"  # among the published test numbers


@pytest.fixture(scope="module")
def paper():
    return pdf(1)


@pytest.fixture
def teacher(unit, provider, paper):
    """Somebody with something of every kind: in every section of the document, and in every kind of record."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    principal = PersonFactory(principal_of=unit, given_name="Rut", family_name="Rektor")
    person = PersonFactory(teaches_at=unit, given_name="Tove", family_name="Åkerlund", username="tove")
    set_number(person, NUMBER, by=None, at=NOW)
    certificate = receive(SimpleUploadedFile("Kursbevis.pdf", paper), person=person, at=NOW)
    say_control(certificate, Control("8XK2M4PQ7R", "https://student.ladok.se/verifiera", TODAY), by=person, at=NOW)
    common = {"person": person, "accepted": True, "reviewed_by": principal, "certificates": [certificate]}
    CourseFactory(**{**common, "review_reason": "Stämmer med intyget."})
    for factory in (LicenceFactory, QualifyingDegreeFactory, StatedEmploymentFactory, DegreeFactory, LevelDecisionFactory):
        factory(**common)
    PracticeResearchFactory(person=person)  # a draft
    campaign = CampaignFactory(provider=provider, authorities=[unit.authority])
    InventoryAnswer.objects.create(campaign=campaign, person=person, interest="yes", nothing_to_add=["research"], changed_at=NOW)
    _submission(campaign, person, unit)
    CourseChoiceFactory(person=person, status="agreed", answered_by=principal, answered_at=NOW, answer="Bra val.")
    ScenarioFactory(person=person)
    Leave.objects.create(employment=person.employments.get(), kind="parental", starts_on=TODAY, ends_on=TODAY)
    Delegation.objects.create(giver=principal, receiver=person, unit=unit, scope="review", starts_on=TODAY, ends_on=TODAY)
    reassess(person, TODAY, NOW)
    record("inventory.certificate.read", actor=principal, subject=person, target=certificate, at=NOW)
    Notice.objects.create(person=person, kind="privacy.exported", about_model="x", about_key="1", key="k", url="/", told_at=NOW)
    return person


def told(person, **more):
    return document_of(person, viewer=person.look(on=TODAY), at=NOW, with_numbers=True, **more)


def packed(person, document=None):
    out = io.BytesIO()
    archive.write(document or told(person), person, out)
    out.seek(0)
    return out


def essence(document):
    """What must be equal wherever it is told: all but where and when it was written. Ids are numbered as they first appear."""
    bare = {key: value for key, value in deepcopy(document).items() if key not in {"made", "here"}}
    text = json.dumps(bare, sort_keys=True)
    names: dict[str, str] = {}
    uid = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
    return json.loads(uid.sub(lambda found: names.setdefault(found.group(), f"id {len(names)}"), text))


def forget_installation(person):
    """As in another installation: nobody has heard of the person."""
    CourseChoice.objects.filter(person=person).delete()
    Person.objects.filter(pk=person.pk).delete()
    assert not Certificate.objects.exists()


def test_the_document_follows_its_published_schema_and_has_something_of_everything(teacher, client):
    document = told(teacher)
    Draft202012Validator.check_schema(schema())
    Draft202012Validator(schema(), format_checker=FormatChecker()).validate(document)
    assert set(document["records"]) == set(KINDS)
    assert all(document["records"].values())
    assert {name for name in SECTIONS if not document[name]} == {"mails", "reports", "merges", "roles"}
    assert document["identifiers"][0]["number"] == NUMBER
    assert client.get("/scheman/person-2.json").json() == schema()
    assert client.get("/scheman/person-1.json").json() == schema(1)
    assert client.get("/scheman/person-3.json").status_code == 404


def test_taken_in_by_an_empty_installation_it_is_equal_to_the_id(teacher):
    before = told(teacher)
    file = packed(teacher)
    forget_installation(teacher)
    taken = take_in(open_archive(file), SchoolProviderFactory(name="Bergstad kommun"), by=None, at=NOW)
    after = told(Person.objects.get(pk=teacher.pk))
    assert taken.is_new
    assert {key: value for key, value in after.items() if key not in {"made", "here"}} == {
        key: value for key, value in before.items() if key not in {"made", "here"}
    }
    assert after["here"]["assessment_shared_at"] is None
    assert number_of(Person.objects.get(pk=teacher.pk).identifiers.get()).value == NUMBER


def test_taken_in_beside_the_first_it_is_equal_but_for_the_ids(teacher):
    taken = take_in(open_archive(packed(teacher)), SchoolProviderFactory(), by=None, at=NOW)
    assert taken.person.pk != teacher.pk
    assert essence(told(taken.person)) == essence(told(teacher))
    with zipfile.ZipFile(packed(taken.person)) as there, zipfile.ZipFile(packed(teacher)) as here:
        files = [sorted(each.read(name) for name in each.namelist() if name.startswith("files/")) for each in (there, here)]
    assert files[0] == files[1] != []


def test_a_second_time_adds_nothing(teacher):
    provider, file = SchoolProviderFactory(), packed(teacher)
    first = take_in(open_archive(file), provider, by=None, at=NOW)
    before = told(first.person)
    second = take_in(open_archive(file), provider, by=None, at=NOW + timedelta(days=1))
    assert (second.person, second.is_new, second.new) == (first.person, False, {})
    assert told(first.person) == before


def test_what_others_decided_is_marked_or_waits_to_be_decided_anew(teacher):
    kept = take_in(open_archive(packed(teacher)), SchoolProviderFactory(), by=None, at=NOW)
    again = take_in(open_archive(packed(teacher)), SchoolProviderFactory(), by=None, at=NOW, review_again=True)
    assert Course.objects.get(person=kept.person).status == RecordStatus.ACCEPTED
    assert Course.objects.get(person=again.person).status == RecordStatus.SENT
    for person in (kept.person, again.person):
        review = told(person)["records"]["course"][0]["reviews"][0]
        assert (review["provider"], review["by"], review["outcome"]) == (teacher.provider.name, "Rut Rektor", "accepted")


def test_a_dry_run_tells_and_leaves_no_trace(teacher):
    provider = SchoolProviderFactory()
    counted = (Person.objects.count(), Certificate.objects.count(), BroughtAlong.objects.count(), Entry.objects.count())
    files = len(default_storage.listdir("certificates")[0])
    taken = dry_run(open_archive(packed(teacher)), provider, into=None, review_again=False, by=None, at=NOW)
    assert taken.new["records"] == 7
    assert (Person.objects.count(), Certificate.objects.count(), BroughtAlong.objects.count(), Entry.objects.count()) == counted
    assert not [name for folder in default_storage.listdir("certificates")[0] for name in _left(folder)][files:]


def _left(folder):
    return default_storage.listdir(f"certificates/{folder}")[1]


def test_failing_in_the_middle_leaves_neither_rows_nor_files(teacher, monkeypatch):
    file, counted = packed(teacher), Person.objects.count()

    def full(*args, **kwargs):
        raise OSError("disk full")

    monkeypatch.setattr("privacy.export.taking_in._Intake._assessment", full)
    with pytest.raises(OSError, match="disk full"):
        take_in(open_archive(file), SchoolProviderFactory(), by=None, at=NOW)
    assert Person.objects.count() == counted
    assert [name for folder in default_storage.listdir("certificates")[0] for name in _left(folder)] == [str(Certificate.objects.get().pk)]


def test_taken_in_to_an_account_with_a_licence_the_second_licence_is_history(teacher):
    mine = PersonFactory()
    LicenceFactory(person=mine)
    taken = take_in(open_archive(packed(teacher)), mine.provider, into=mine, by=None, at=NOW)
    assert Licence.objects.filter(person=mine).count() == 1
    assert len(taken.notes) == 1
    assert len(told(mine)["records"]["licence"]) == 2


def test_a_number_somebody_else_has_stops_it(teacher):
    other = PersonFactory()
    set_number(other, NUMBER, by=None, at=NOW)
    with pytest.raises(ArchiveRefusedError, match="har redan personnumret"):
        take_in(open_archive(packed(teacher)), other.provider, by=None, at=NOW)


def altered(person, change):
    """The archive with another document in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(packed(person)) as whole, zipfile.ZipFile(out, "w") as archive_:
        for name in whole.namelist():
            data = whole.read(name)
            if name == "person.json":
                document = json.loads(data)
                data = json.dumps(change(document) or document).encode()
            archive_.writestr(name, data)
    out.seek(0)
    return out


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda document: {"format": "annat"}, "något annat"),
        (lambda document: document.update(version=3), "annan version"),
        (lambda document: document.update(person={"id": "x"}), "följer inte sitt schema"),
        (lambda document: document["certificates"][0].update(sha256="0" * 64), "inte det som person.json beskriver"),
        (lambda document: document["certificates"][0].update(file=f"files/{'0' * 36}.pdf"), "saknas i filen"),
        (lambda document: document["certificates"][0].update(file="../../etc/passwd"), "följer inte sitt schema"),
    ],
)
def test_an_archive_that_is_not_what_it_says_is_refused(teacher, change, says):
    with pytest.raises(ArchiveRefusedError, match=says):
        open_archive(altered(teacher, change))


def test_a_copy_of_the_first_version_is_taken_in_and_what_it_lacks_has_its_default(teacher):
    def as_it_was(document):
        document["version"] = 1
        del document["scenarios"]
        for item in document["certificates"]:
            del item["control_code"], item["control_url"], item["control_until"]
        for item in (item for items in document["records"].values() for item in items):
            del item["source"]
        for item in document["records"]["decision"]:
            item["values"] = {name: item["values"][name] for name in ("level", "decided_on", "case_number")}

    file = altered(teacher, as_it_was)
    forget_installation(teacher)
    taken = take_in(open_archive(file), SchoolProviderFactory(), by=None, at=NOW)
    assert LevelDecision.objects.get(person=taken.person).outcome == "granted"


def test_a_copy_cannot_claim_that_a_register_delivered_something_here(teacher):
    file = altered(teacher, lambda document: document["records"]["decision"][0].update(source="register"))
    forget_installation(teacher)
    assert LevelDecision.objects.get(person=take_in(open_archive(file), SchoolProviderFactory(), by=None, at=NOW).person).source == "owner"


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 nonsens", b"%PDF-1.7"])
def test_what_is_no_archive_is_refused_with_a_sentence(data):
    with pytest.raises(ArchiveRefusedError, match="ZIP-fil"):
        open_archive(io.BytesIO(data))


def test_a_forged_number_or_a_value_no_form_would_take_stops_or_becomes_history(teacher):
    def odd(document):
        document["records"]["course"][0]["values"]["credits"] = "9999"

    taken = take_in(open_archive(altered(teacher, odd)), SchoolProviderFactory(), by=None, at=NOW)
    assert not Course.objects.filter(person=taken.person).exists()
    assert len(taken.notes) == 1


def says(document, *path, value):
    for name in path[:-1]:
        document = document[name]
    document[path[-1]] = value


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        (("person", "given_name"), "To\x00ve", "inte går att spara"),
        (("assessments", 0, "facts", "licence"), "\ud800", "inte går att spara"),
        (("reads", 0, "at"), "9999-12-31T23:59:59-23:59", "utanför åren"),
        (("records", "course", 0, "values", "completed_on"), "0001-01-01", "utanför åren"),
    ],
)
def test_what_no_database_holds_and_no_calendar_knows_is_refused(teacher, path, value, said):
    with pytest.raises(ArchiveRefusedError, match=said):
        open_archive(altered(teacher, lambda document: says(document, *path, value=value)))


def test_what_this_database_does_not_take_is_refused_whole(teacher):
    def odd(document):
        says(document, "records", "course", 0, "values", "cycle", value=None)

    counted, stored = Person.objects.count(), stored_files()
    with pytest.raises(ArchiveRefusedError, match="Inget är inläst"):
        take_in(open_archive(altered(teacher, odd)), SchoolProviderFactory(), by=None, at=NOW)
    assert (Person.objects.count(), stored_files()) == (counted, stored)


def stored_files():
    return [name for folder in default_storage.listdir("certificates")[0] for name in _left(folder)]


def test_an_answer_of_another_kind_is_history(teacher):
    odd = altered(teacher, lambda document: says(document, "records", "course", 0, "values", "completed_on", value=20220605))
    taken = take_in(open_archive(odd), SchoolProviderFactory(), by=None, at=NOW)
    assert not Course.objects.filter(person=taken.person).exists()
    assert "inte skrivet så att det går att läsa" in taken.notes[0]


def test_the_command_tells_takes_in_and_refuses_plainly(teacher, tmp_path, capsys):
    path = tmp_path / "tove.zip"
    path.write_bytes(packed(teacher).getvalue())
    provider = SchoolProviderFactory(name="Bergstad kommun")
    call_command("import_person", str(path), provider="Bergstad kommun", dry_run=True)
    assert not Person.objects.filter(provider=provider).exists()
    call_command("import_person", str(path), provider="Bergstad kommun")
    assert Person.objects.filter(provider=provider).count() == 1
    assert "records: 7 new" in capsys.readouterr().out
    with pytest.raises(CommandError, match="no school provider"):
        call_command("import_person", str(path), provider="Ingenstans")


def test_an_ordered_copy_is_made_told_of_fetched_and_gone_after_a_week(teacher, client, django_capture_on_commit_callbacks):
    client.force_login(teacher)
    with django_capture_on_commit_callbacks(execute=True):
        page = client.post("/integritet/mina-uppgifter/bestall/").url
    export = PersonExport.objects.get()
    assert export.job.state == Job.State.FINISHED
    assert "Hämta kopian" in client.get(page).content.decode()
    response = client.get(f"{page}fil/")
    with zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content))) as whole:
        assert json.loads(whole.read("person.json"))["identifiers"][0]["number"] == NUMBER
        assert len([name for name in whole.namelist() if name.startswith("files/")]) == 1
    assert Entry.objects.filter(action="privacy.export.fetched", subject=teacher).exists()
    assert Notice.objects.filter(person=teacher, kind="privacy.export_ready").exists()
    name = export.file.name
    with django_capture_on_commit_callbacks(execute=True):
        making.remove_what_is_over(at=datetime.now(UTC) + timedelta(days=8))
    assert not default_storage.exists(name)
    assert client.get(f"{page}fil/").status_code == 404
    assert "Kopian är borttagen" in client.get(page).content.decode()


def test_a_copy_can_be_read_in_a_browser_and_leads_to_its_files(teacher, client, django_capture_on_commit_callbacks):
    client.force_login(teacher)
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/integritet/mina-uppgifter/bestall/")
    with PersonExport.objects.get().file.open() as file, zipfile.ZipFile(file) as whole:
        page = whole.read("uppgifter.html").decode()
        names = whole.namelist()
    assert f"<h1>Uppgifterna om {teacher.given_name} {teacher.family_name}</h1>" in page
    led_to = re.findall(r'href="(files/[^"]+)"', page)
    assert led_to
    assert set(led_to) <= set(names)
    assert NUMBER not in page
    assert not re.search(r'(src|href)="(https?:)?/', page)  # nothing is fetched from anywhere


def test_an_administrators_copy_has_a_reason_masks_numbers_and_is_told_of(teacher, client, django_capture_on_commit_callbacks):
    administrator = PersonFactory(provider=teacher.provider, administrator=True)
    client.force_login(administrator)
    address = f"/administration/personer/{teacher.pk}/utdrag/"
    assert client.post(address, {"reason": "kort"}).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        page = client.post(address, {"reason": "Begäran om registerutdrag, dnr 2026/7"}).url
    with PersonExport.objects.get().file.open() as file, zipfile.ZipFile(file) as whole:
        identifier = json.loads(whole.read("person.json"))["identifiers"][0]
    assert (identifier["number"], identifier["masked"][:9]) == (None, f"{NUMBER[:8]}-")
    assert Notice.objects.filter(person=teacher, kind="privacy.exported", url="/integritet/mina-uppgifter/").exists()
    administrator.role_assignments.update(ends_on=TODAY - timedelta(days=400))
    assert client.get(page).status_code == 404


def test_a_protected_person_orders_their_own_copy_alone(teacher):
    Person.objects.filter(pk=teacher.pk).update(protection="protected")
    teacher.refresh_from_db()
    administrator = PersonFactory(provider=teacher.provider, administrator=True).look(on=TODAY)
    with pytest.raises(services.ProtectedPersonError):
        services.order(teacher, by=administrator, reason="Begäran om registerutdrag", at=NOW)
    seen = json.dumps(document_of(teacher, viewer=administrator, at=NOW), ensure_ascii=False)
    for hidden in ("Tove", "Åkerlund", "tove", teacher.employments.get().unit.name):
        assert f'"{hidden}"' not in seen


def test_own_data_can_be_read_on_the_page(teacher, client):
    client.force_login(teacher)
    page = client.get("/integritet/mina-uppgifter/").content.decode()
    for text in ("Kursbevis.pdf", "Rut Rektor", "Stämmer med intyget.", "Föräldraledighet", "Bra val.", "19900101-"):
        assert text in page
    assert NUMBER not in page


def test_an_administrator_takes_somebody_in_on_the_page(teacher, client, django_capture_on_commit_callbacks):
    administrator = PersonFactory(administrator=True)
    client.force_login(administrator)
    upload = packed(teacher)
    upload.name = "tove.zip"
    page = client.post("/administration/inlasning/", {"file": upload}).url
    shown = client.get(page).content.decode()
    assert "Tove Åkerlund" in shown
    assert not Person.objects.filter(provider=administrator.provider).exclude(pk=administrator.pk).exists()
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(page, {"decisions": "again", "username": ""}).status_code == 302
    person = Person.objects.filter(provider=administrator.provider).exclude(pk=administrator.pk).get()
    assert StoredAssessment.objects.filter(person=person, shared_at=None).exists()
    assert "är inläst" in client.get(page).content.decode()
    bad = io.BytesIO(b"nonsens")
    bad.name = "x.zip"
    assert "ingen ZIP-fil" in client.post("/administration/inlasning/", {"file": bad}).content.decode()
