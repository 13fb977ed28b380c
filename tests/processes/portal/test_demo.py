"""The made-up municipality: made once, made of rows, plausible in law, and never beside real people."""

import hashlib
import json
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.models import F
from django.test import override_settings
from django.utils import timezone

from audit.models import Entry
from inventory.certificates import child
from inventory.content import digest_of
from inventory.models import KINDS, Campaign, Certificate, Course, LevelDecision, Licence, QualifyingDegree, RecordStatus, Submission
from merit.contract import facts_digest, record_of
from merit.facts import facts_for
from merit.models import StoredAssessment
from organisation.identity.services import number_of
from organisation.models import (
    Delegation,
    Employment,
    Leave,
    Person,
    PersonIdentifier,
    Role,
    RoleAssignment,
    SchoolUnit,
    UnitSchoolForm,
    UnitSuccession,
)
from plans.models import AuthorityPlan, CourseChoice, UnitPlan
from portal.demo import sources
from portal.demo.build import build
from portal.personas import PASSWORD, PERSONAS

NOW = timezone.now()


@pytest.fixture(scope="module")
def media(tmp_path_factory):
    return tmp_path_factory.mktemp("media")


@pytest.fixture(scope="module")
def town(django_db_setup, django_db_blocker, tmp_path_factory, media):
    """Sjöstad with few people in each unit, from the same files otherwise."""
    folder = tmp_path_factory.mktemp("demo") / "demo"
    shutil.copytree(sources.FOLDER, folder)
    values = json.loads((folder / "units.json").read_text())
    for authority in values["authorities"]:
        for unit in authority["units"]:
            unit["staff"] = {profession: min(number, 3) for profession, number in unit["staff"].items()}
    (folder / "units.json").write_text(json.dumps(values))
    original = sources.FOLDER
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=media):
        atomic = transaction.atomic()
        atomic.__enter__()
        sources.FOLDER = folder
        try:
            yield build(at=NOW)
        finally:
            sources.FOLDER = original
            connection.set_rollback(True)
            atomic.__exit__(None, None, None)


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]


def person(username):
    return Person.objects.get(username=username)


def test_the_seven_personas_are_there_with_their_published_password():
    for persona in PERSONAS:
        found = person(persona.username)
        assert (found.given_name, found.family_name) == (persona.given_name, persona.family_name)
        assert found.check_password(PASSWORD)


def test_each_persona_has_the_role_the_sign_in_page_says():
    expected = {"rektor": Role.PRINCIPAL, "granskare": Role.REVIEWER, "strateg": Role.STRATEGIST, "namnd": Role.READER}
    for username, role in {**expected, "administrator": Role.ADMINISTRATOR}.items():
        assert [given.role for given in RoleAssignment.objects.filter(person__username=username)] == [role]


def test_the_personas_have_the_published_test_numbers_and_most_others_one_that_nobody_can_have():
    published = {"199001010017", "198005752392", "197010632391", "199001610014", "195110133815", "193910303183", "201212121212"}
    rows = PersonIdentifier.objects.select_related("person").order_by("pk")
    personas = {persona.username for persona in PERSONAS}
    assert {number_of(row).value for row in rows if row.person.username in personas} == published
    others = [number_of(row) for row in rows if row.person.username not in personas]
    assert all(number.value.startswith("189") and number.kind == "personal" for number in others)
    assert len(set(others)) == len(others)
    staff = Person.objects.filter(employments__isnull=False).distinct().count()
    assert staff * 0.75 < len(rows) < staff * 0.95  # the list to Skolverket is long, and some are not on it


def test_two_people_are_protected_and_their_principals_review_them():
    hidden = Person.objects.protected().order_by("protection")
    assert [(each.protection, [work.unit.name for work in each.employments.all()]) for each in hidden] == [
        ("confidential", ["Strandgymnasiet"]),
        ("protected", ["Hamnskolan"]),
    ]
    reviewers = {
        row.reviewed_by.username for model in KINDS.values() for row in model.objects.filter(person__in=hidden, reviewed_by__isnull=False)
    }
    assert "granskare" not in reviewers


def test_a_second_run_changes_nothing():
    def counts():
        return {
            model.__name__: model._default_manager.count()
            for model in (*KINDS.values(), Person, Certificate, Submission, Entry, CourseChoice)
        }

    before = counts()
    again = build(at=NOW)
    assert not again.is_new
    assert counts() == before


def test_the_campaign_runs_today_and_runs_again_when_it_has_closed():
    campaign = Campaign.objects.get()
    today = timezone.localdate(NOW)
    assert campaign.is_open(today)
    later = NOW + timedelta(days=90)
    build(at=later)
    campaign.refresh_from_db()
    assert campaign.is_open(timezone.localdate(later))


def test_every_certificate_has_its_own_readable_file_and_picture(media):
    certificates = Certificate.objects.order_by("pk")
    assert certificates.filter(content_type="image/jpeg").exists()
    for certificate in certificates:
        data = (media / certificate.file.name).read_bytes()
        assert hashlib.sha256(data).hexdigest() == certificate.sha256
        assert Path(media / "previews" / str(certificate.person_id) / f"{certificate.pk}-1.png").exists()
    for certificate in certificates[:5]:
        read = child.inspect((media / certificate.file.name).read_bytes())
        assert read == {"type": certificate.content_type, "pages": 1}


def test_what_has_been_sent_is_proven_and_frozen():
    for model in KINDS.values():
        assert not model._default_manager.exclude(status=RecordStatus.DRAFT).filter(certificates=None).exists()
    for submission in Submission.objects.order_by("pk"):
        assert submission.digest == digest_of(submission.content)
    statuses = set(Course.objects.values_list("status", flat=True))
    assert {"draft", "sent", "accepted", "completion_asked"} <= statuses


def test_stored_assessments_are_what_the_rules_say_of_the_rows():
    people = StoredAssessment.objects.values_list("person_id", flat=True)
    fresh = facts_for(people, on=timezone.localdate(NOW))
    stored = {row.person_id: row.facts_digest for row in StoredAssessment.objects.order_by("pk")}
    assert stored == {pk: facts_digest(record_of(facts)) for pk, facts in fresh.items()}
    assert len(stored) > 20


def test_lives_are_plausible_in_law():
    degrees = dict(QualifyingDegree.objects.values_list("person_id", "issued_on"))
    for licence in Licence.objects.order_by("pk"):
        assert licence.issued_on >= degrees[licence.person_id]
    decided = dict(LevelDecision.objects.filter(level=1).values_list("person_id", "decided_on"))
    for course in Course.objects.filter(course_kind="vak").exclude(status="draft"):
        assert course.completed_on > decided[course.person_id]
    for decision in LevelDecision.objects.filter(level=2).exclude(status="draft"):
        assert decision.decided_on >= decided[decision.person_id]
    assert not Course.objects.filter(completed_on__gt=timezone.localdate(NOW)).exists()


def test_the_teacher_begins_from_the_beginning():
    sara = person("larare")
    assert not any(model._default_manager.filter(person=sara).exists() for model in KINDS.values())
    assert not Submission.objects.filter(person=sara).exists()
    assert [work.unit.name for work in sara.employments.all()] == ["Strandgymnasiet"]


def test_the_preschool_teacher_shows_a_finished_case():
    amina = StoredAssessment.objects.get(person__username="forskollarare")
    assert (amina.decided_level_1, amina.sure_credits) == (True, 30)
    assert set(Course.objects.filter(person=amina.person).values_list("status", flat=True)) == {"accepted"}
    choices = CourseChoice.objects.filter(person=amina.person)
    assert {choice.status for choice in choices} == {"agreed"}
    assert {choice.tier for choice in choices} == {"authority", "unit", "individual"}


def test_only_the_third_authority_has_a_plan_and_its_units_stand_where_the_file_says():
    plan = AuthorityPlan.objects.get()
    assert (plan.authority.name, plan.status) == ("Gymnasie- och vuxenutbildning", "decided")
    statuses = {unit_plan.unit.name: unit_plan.status for unit_plan in UnitPlan.objects.all()}
    assert statuses == {"Björkgymnasiet": "decided", "Fyrens anpassade gymnasieskola": "decided", "Strandgymnasiet": "draft"}


def test_units_have_a_history():
    harbour = SchoolUnit.objects.get(name="Hamnskolan")
    assert [period.name for period in harbour.periods.order_by("starts_on")] == ["Hamnens skola", "Hamnskolan"]
    merged = UnitSuccession.objects.get()
    assert (merged.predecessor.name, merged.successor.name) == ("Förskolan Gläntan", "Förskolan Skogsgläntan")
    form = UnitSchoolForm.objects.get(school_form="preschool_class")
    assert form.ends_on == date(2026, 6, 30)
    today = timezone.localdate(NOW)
    assert not SchoolUnit.objects.out_of_step(today).exists()
    assert SchoolUnit.objects.open_on(today).count() == 12
    work = Employment.objects.filter(unit__periods__isnull=False).exclude(unit__periods__starts_on__lte=F("starts_on"))
    assert not work.exists()


def test_production_refuses_made_up_people(settings, monkeypatch):
    from types import SimpleNamespace

    settings.ENV = SimpleNamespace(mode="production")
    with pytest.raises(CommandError, match="refused"):
        call_command("load_demo")


def test_people_come_and_go():
    today = timezone.localdate(NOW)
    assert RoleAssignment.objects.active(today).get(is_temporary=True, delegation=None).unit.name == "Hamnskolan"
    leading = RoleAssignment.objects.active(today).filter(role=Role.PRINCIPAL, person__role_assignments__unit__name="Förskolan Ankaret")
    assert {given.unit.name for given in leading.select_related("unit").order_by("pk")} == {"Förskolan Ankaret", "Förskolan Lyckan"}
    assert Delegation.objects.active(today).get().unit.name == "Björkgymnasiet"
    assert Delegation.objects.filter(starts_on__gt=today).exists()
    assert Leave.objects.active(today).count() == 2
    assert Person.objects.filter(is_active=False).count() == 1
    assert Person.objects.filter(employments__starts_on__gt=today).exists()


def test_whose_level_rests_on_how_half_time_is_read_and_who_has_told_nothing_yet():
    karin = StoredAssessment.objects.get(person__username="karin.ek")
    assert (karin.level_1, karin.decided_level_1) == ("met", False)
    assert sorted(work.extent_percent for work in karin.person.employments.all()) == [25, 30]
    nadja = person("nadja.ahlund")
    assert not any(model._default_manager.filter(person=nadja).exists() for model in KINDS.values())
    written = [case["family"] for case in sources.read("cases.json").values() if "family" in case]
    assert "Åhlund" in written
    assert "Åhlund" not in sources.read("names.json")["family"]  # nobody drawn by chance shares her name
