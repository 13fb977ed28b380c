"""What time and rules change: only what is other is written, what it replaces is kept, and whom it concerns is told once."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from inventory import changes
from jobs.models import Job
from jobs.tasks import work
from merit import reassessments, rule_sets, services, tasks
from merit.models import EarlierAssessment, Reassessment, StoredAssessment
from merit.reasons import Why, why_between
from merit.rules import rulesets
from merit.rules.findings import Outcome
from notices.message import said_of
from notices.models import Mail, Notice
from tests.factories import (
    NOW,
    CourseFactory,
    LicenceFactory,
    PersonFactory,
    QualifyingDegreeFactory,
    SchoolUnitFactory,
    StatedEmploymentFactory,
)

pytestmark = pytest.mark.django_db
BEGAN, SIX_YEARS = date(2020, 12, 7), date(2026, 12, 7)
EVE = SIX_YEARS - timedelta(days=1)


def at(day):
    return timezone.make_aware(datetime.combine(day, NOW.time()))


@pytest.fixture
def unit():
    return SchoolUnitFactory()


def teacher(unit, *, began=BEGAN, **licence):
    person = PersonFactory(teaches_at=unit)
    LicenceFactory(person=person, accepted=True, **licence)
    QualifyingDegreeFactory(person=person, accepted=True)
    StatedEmploymentFactory(person=person, accepted=True, starts_on=began)
    CourseFactory.create_batch(2, person=person, accepted=True)
    services.reassess(person, EVE, at(EVE))
    return person


def night(day):
    while reassessments.reassess_due(on=day, at=at(day)):
        pass


def said_to(person):
    return [said_of(notice).title for notice in Notice.objects.filter(person=person).order_by("pk")]


@pytest.fixture
def stricter(monkeypatch):
    """A rule set that asks for eight years, in force from the day on which six are reached."""
    asked = replace(rulesets.SFS_2025_280.thresholds, years=8)
    made = replace(rulesets.SFS_2025_280, id="Åtta år", valid_from=SIX_YEARS, thresholds=asked)
    monkeypatch.setattr(rulesets, "RULE_SETS", (*rulesets.RULE_SETS, made))
    monkeypatch.setattr(rulesets, "rule_set_on", lambda day: made if day >= SIX_YEARS else rulesets.SFS_2025_280)
    return made


def test_the_day_is_stored_and_only_the_night_of_that_day_assesses(unit):
    person = teacher(unit)
    stored = StoredAssessment.objects.get(person=person)
    assert (stored.level_1, stored.changes_on) == ("not_met", SIX_YEARS)
    night(EVE)
    stored.refresh_from_db()
    assert stored.reference_date == EVE
    night(SIX_YEARS)
    stored.refresh_from_db()
    assert (stored.level_1, stored.reference_date, stored.changes_on) == ("met", SIX_YEARS, date(2029, 9, 2))


def test_what_is_replaced_is_kept_as_it_was_and_a_second_night_changes_nothing(unit):
    person = teacher(unit)
    before = StoredAssessment.objects.get(person=person)
    for _ in range(2):
        night(SIX_YEARS)
    earlier = EarlierAssessment.objects.get(person=person)
    kept = ("reference_date", "rule_set", "facts", "facts_digest", "answer_digest", "outcomes", "level_1", "sure_credits", "assessed_at")
    assert [getattr(earlier, name) for name in kept] == [getattr(before, name) for name in kept]
    assert earlier.replaced_at == at(SIX_YEARS)
    assert why_between(earlier, StoredAssessment.objects.get(person=person)) is Why.TIME
    assert said_to(person) == ["Du kan nu ansöka om nivå 1."]
    assert Mail.objects.filter(person=person).count() == 1


def test_everybody_else_is_left_alone(unit):
    teacher(unit)
    other = teacher(unit, began=date(2024, 1, 1))
    with CaptureQueriesContext(connection) as captured:
        night(SIX_YEARS)
    assert not any(other.pk.hex in query["sql"].replace("-", "") for query in captured.captured_queries)


def test_a_licence_revoked_is_told_as_a_change_downwards(unit):
    person = teacher(unit, began=date(2017, 8, 14), revocation_final_on=SIX_YEARS)
    assert StoredAssessment.objects.get(person=person).level_1 == "met"
    night(SIX_YEARS)
    assert StoredAssessment.objects.get(person=person).level_1 == "not_met"
    assert said_to(person) == ["Du uppfyller inte längre kraven för nivå 1."]


def test_a_condition_that_alone_changes_is_told_by_name(unit):
    person = teacher(unit)
    person.course_records.all().delete()
    services.reassess(person, EVE, at(EVE))
    night(SIX_YEARS)
    assert said_to(person) == ["Ett villkor för nivå 1 är nu uppfyllt: sex års arbete efter examen."]


def test_what_a_teacher_or_a_reviewer_changes_is_told_by_them_alone(unit):
    person = teacher(unit, began=date(2017, 8, 14))
    course = person.course_records.first()
    course.status = "rejected"
    course.save()
    changes.announce(person, on=EVE, at=at(EVE))
    assert StoredAssessment.objects.get(person=person).level_1 == "not_met"
    assert EarlierAssessment.objects.get(person=person).level_1 == "met"
    assert said_to(person) == []


def test_facts_that_leave_the_outcome_make_no_history(unit):
    person = teacher(unit, began=date(2017, 8, 14))
    CourseFactory(person=person, sent=True, credits=1)
    changes.announce(person, on=EVE, at=at(EVE))
    assert len(StoredAssessment.objects.get(person=person).facts["courses"]) == 3
    assert not EarlierAssessment.objects.exists()


def test_nobody_is_told_who_has_left_or_leads(unit):
    gone, leader = teacher(unit), teacher(unit)
    gone.employments.update(ends_on=EVE)
    leader.employments.update(profession="principal")
    night(SIX_YEARS)
    assert not Notice.objects.exists()
    assert EarlierAssessment.objects.count() == 2


def test_new_rules_are_asked_about_everybody_once_and_only_other_outcomes_are_written(unit, stricter, monkeypatch):
    monkeypatch.setattr(tasks.timezone, "now", lambda: at(SIX_YEARS))
    met = teacher(unit, began=date(2019, 1, 7))  # seven years: met, but not by the new rules
    far = teacher(unit, began=date(2023, 1, 7))
    tasks.reassess_due()
    assert [StoredAssessment.objects.get(person=who).rule_set for who in (met, far)] == ["Åtta år", "SFS 2025:280"]
    assert said_to(met) == ["Du uppfyller inte längre kraven för nivå 1."]
    assert "nya regler" in said_of(Notice.objects.get()).text
    assert StoredAssessment.objects.get(person=far).changes_on == date(2029, 9, 2)
    assert why_between(EarlierAssessment.objects.get(), StoredAssessment.objects.get(person=met)) is Why.RULES
    assert StoredAssessment.objects.get(person=met).changes_on == date(2027, 1, 7)
    tasks.reassess_due()
    assert (Reassessment.objects.count(), Notice.objects.count()) == (1, 1)


def test_an_administrator_starts_it_as_a_job(unit, stricter, monkeypatch, django_capture_on_commit_callbacks):
    monkeypatch.setattr(tasks.timezone, "now", lambda: at(SIX_YEARS))
    person = teacher(unit, began=date(2019, 1, 7))
    elsewhere = teacher(SchoolUnitFactory(authority__provider__name="En annan huvudman"), began=date(2019, 1, 7))
    administrator = PersonFactory(provider=unit.authority.provider)
    monkeypatch.setattr(reassessments, "PEOPLE_A_CHUNK", 1)
    job = reassessments.start_reassessment(unit.authority.provider, by=administrator, on=SIX_YEARS, at=at(SIX_YEARS))
    work(job_id=str(job.pk))
    job.refresh_from_db()
    made = Reassessment.objects.get(job=job)
    assert (job.state, job.done, job.total) == (Job.State.FINISHED, 1, 1)
    assert (made.finished_at, reassessments.changed_in(made)) == (at(SIX_YEARS), 1)
    assert [StoredAssessment.objects.get(person=who).level_1 for who in (person, elsewhere)] == ["not_met", "met"]


def test_time_that_passed_before_the_rules_is_told_as_time(unit, stricter):
    person = teacher(unit, began=date(2017, 8, 14), revocation_final_on=SIX_YEARS)
    night(SIX_YEARS)
    assert "datumet" in said_of(Notice.objects.get(person=person)).text


def test_the_database_keeps_an_earlier_assessment_as_it_was(unit):
    teacher(unit)
    night(SIX_YEARS)
    for values in ({"level_1": "met"}, {"facts": {}}, {"replaced_at": NOW}):
        with pytest.raises(DatabaseError), transaction.atomic():
            EarlierAssessment.objects.update(**values)
    EarlierAssessment.objects.update(person=PersonFactory())
    EarlierAssessment.objects.all().delete()


def test_the_letters_are_read_back_as_conditions(unit):
    from merit.changes import conditions_of

    row = StoredAssessment.objects.get(person=teacher(unit))
    assert conditions_of(row)[1] == {
        "licence": Outcome.MET,
        "active_half_time": Outcome.MET,
        "years_of_service": Outcome.NOT_MET,
        "merit_credits": Outcome.MET,
    }
    assert rule_sets.rule_set_named(row.rule_set).id == row.rule_set
