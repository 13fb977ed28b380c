"""Everything about a person goes out, comes in somewhere else, and goes out again the same."""

import io
import json
import re
import zipfile
from copy import deepcopy
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from jsonschema import Draft202012Validator, FormatChecker

from audit.models import Entry
from inventory.models import KINDS, Certificate, Course, LevelDecision, Licence, RecordStatus
from merit.models import StoredAssessment
from organisation.identity.services import number_of, set_number
from organisation.models import Person
from plans.models import CourseChoice
from privacy.export.document import schema
from privacy.export.reading_in import ArchiveRefusedError, open_archive
from privacy.export.sections import SECTIONS
from privacy.export.taking_in import dry_run, take_in
from privacy.models import BroughtAlong
from tests.factories import NOW, LicenceFactory, PersonFactory, SchoolProviderFactory
from tests.privacy.moving.archives import NUMBER, altered, packed, stored_files, told

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("each_file_is_looked_into_once")]


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


def test_taken_in_by_an_empty_installation_it_is_equal_to_the_id(teacher, whole):
    before = told(teacher)
    forget_installation(teacher)
    taken = take_in(open_archive(whole), SchoolProviderFactory(name="Bergstad kommun"), by=None, at=NOW)
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


def test_a_second_time_adds_nothing(teacher, whole):
    provider = SchoolProviderFactory()
    first = take_in(open_archive(whole), provider, by=None, at=NOW)
    before = told(first.person)
    second = take_in(open_archive(whole), provider, by=None, at=NOW + timedelta(days=1))
    assert (second.person, second.is_new, second.new) == (first.person, False, {})
    assert told(first.person) == before


def test_what_others_decided_is_marked_or_waits_to_be_decided_anew(teacher, whole):
    kept = take_in(open_archive(whole), SchoolProviderFactory(), by=None, at=NOW)
    again = take_in(open_archive(whole), SchoolProviderFactory(), by=None, at=NOW, review_again=True)
    assert Course.objects.get(person=kept.person).status == RecordStatus.ACCEPTED
    assert Course.objects.get(person=again.person).status == RecordStatus.SENT
    for person in (kept.person, again.person):
        review = told(person)["records"]["course"][0]["reviews"][0]
        assert (review["provider"], review["by"], review["outcome"]) == (teacher.provider.name, "Rut Rektor", "accepted")


def test_a_dry_run_tells_and_leaves_no_trace(teacher, whole):
    provider = SchoolProviderFactory()
    counted = (Person.objects.count(), Certificate.objects.count(), BroughtAlong.objects.count(), Entry.objects.count())
    files = stored_files()
    taken = dry_run(open_archive(whole), provider, into=None, review_again=False, by=None, at=NOW)
    assert taken.new["records"] == 7
    assert (Person.objects.count(), Certificate.objects.count(), BroughtAlong.objects.count(), Entry.objects.count()) == counted
    assert stored_files() == files


def test_failing_in_the_middle_leaves_neither_rows_nor_files(teacher, whole, monkeypatch):
    counted = Person.objects.count()

    def full(*args, **kwargs):
        raise OSError("disk full")

    monkeypatch.setattr("privacy.export.taking_in._Intake._assessment", full)
    with pytest.raises(OSError, match="disk full"):
        take_in(open_archive(whole), SchoolProviderFactory(), by=None, at=NOW)
    assert Person.objects.count() == counted
    assert stored_files() == [str(Certificate.objects.get().pk)]


def test_taken_in_to_an_account_with_a_licence_the_second_licence_is_history(teacher, whole):
    mine = PersonFactory()
    LicenceFactory(person=mine)
    taken = take_in(open_archive(whole), mine.provider, into=mine, by=None, at=NOW)
    assert Licence.objects.filter(person=mine).count() == 1
    assert len(taken.notes) == 1
    assert len(told(mine)["records"]["licence"]) == 2


def test_a_number_somebody_else_has_stops_it(teacher, whole):
    other = PersonFactory()
    set_number(other, NUMBER, by=None, at=NOW)
    with pytest.raises(ArchiveRefusedError, match="har redan personnumret"):
        take_in(open_archive(whole), other.provider, by=None, at=NOW)


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
def test_an_archive_that_is_not_what_it_says_is_refused(teacher, whole, change, says):
    with pytest.raises(ArchiveRefusedError, match=says):
        open_archive(altered(whole, change))


def test_a_copy_of_the_first_version_is_taken_in_and_what_it_lacks_has_its_default(teacher, whole):
    def as_it_was(document):
        document["version"] = 1
        del document["scenarios"]
        for item in document["certificates"]:
            del item["control_code"], item["control_url"], item["control_until"]
        for item in (item for items in document["records"].values() for item in items):
            del item["source"]
        for item in document["records"]["decision"]:
            item["values"] = {name: item["values"][name] for name in ("level", "decided_on", "case_number")}

    file = altered(whole, as_it_was)
    forget_installation(teacher)
    taken = take_in(open_archive(file), SchoolProviderFactory(), by=None, at=NOW)
    assert LevelDecision.objects.get(person=taken.person).outcome == "granted"


def test_a_copy_cannot_claim_that_a_register_delivered_something_here(teacher, whole):
    file = altered(whole, lambda document: document["records"]["decision"][0].update(source="register"))
    forget_installation(teacher)
    assert LevelDecision.objects.get(person=take_in(open_archive(file), SchoolProviderFactory(), by=None, at=NOW).person).source == "owner"


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 nonsens", b"%PDF-1.7"])
def test_what_is_no_archive_is_refused_with_a_sentence(data):
    with pytest.raises(ArchiveRefusedError, match="ZIP-fil"):
        open_archive(io.BytesIO(data))


def test_a_forged_number_or_a_value_no_form_would_take_stops_or_becomes_history(teacher, whole):
    def odd(document):
        document["records"]["course"][0]["values"]["credits"] = "9999"

    taken = take_in(open_archive(altered(whole, odd)), SchoolProviderFactory(), by=None, at=NOW)
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
def test_what_no_database_holds_and_no_calendar_knows_is_refused(teacher, whole, path, value, said):
    with pytest.raises(ArchiveRefusedError, match=said):
        open_archive(altered(whole, lambda document: says(document, *path, value=value)))


def test_what_this_database_does_not_take_is_refused_whole(teacher, whole):
    def odd(document):
        says(document, "records", "course", 0, "values", "cycle", value=None)

    counted, stored = Person.objects.count(), stored_files()
    with pytest.raises(ArchiveRefusedError, match="Inget är inläst"):
        take_in(open_archive(altered(whole, odd)), SchoolProviderFactory(), by=None, at=NOW)
    assert (Person.objects.count(), stored_files()) == (counted, stored)


def test_an_answer_of_another_kind_is_history(teacher, whole):
    odd = altered(whole, lambda document: says(document, "records", "course", 0, "values", "completed_on", value=20220605))
    taken = take_in(open_archive(odd), SchoolProviderFactory(), by=None, at=NOW)
    assert not Course.objects.filter(person=taken.person).exists()
    assert "inte skrivet så att det går att läsa" in taken.notes[0]


def test_the_command_tells_takes_in_and_refuses_plainly(teacher, whole, tmp_path, capsys):
    path = tmp_path / "tove.zip"
    path.write_bytes(whole.getvalue())
    provider = SchoolProviderFactory(name="Bergstad kommun")
    call_command("import_person", str(path), provider="Bergstad kommun", dry_run=True)
    assert not Person.objects.filter(provider=provider).exists()
    call_command("import_person", str(path), provider="Bergstad kommun")
    assert Person.objects.filter(provider=provider).count() == 1
    assert "records: 7 new" in capsys.readouterr().out
    with pytest.raises(CommandError, match="no school provider"):
        call_command("import_person", str(path), provider="Ingenstans")


def test_an_administrator_takes_somebody_in_on_the_page(teacher, whole, client, django_capture_on_commit_callbacks):
    administrator = PersonFactory(administrator=True)
    client.force_login(administrator)
    upload = whole
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
