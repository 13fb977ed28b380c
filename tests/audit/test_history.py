"""Every change of a row is kept, also one that no service made, with who did it and in which request or task."""

from datetime import date, timedelta

import pytest
from celery import shared_task
from django.apps import apps
from django.db import connection
from django.utils import timezone

from audit import history
from inventory.models import Course
from organisation.models import Employment, Leave, Person, PersonIdentifier, Protection
from tests.factories import NOW, CourseFactory, PersonFactory, SchoolUnitFactory

LEFT_OUT = {  # of the apps that keep history, and why not these
    "inventory.Submission": "written once, never changed",
    "organisation.NotTheSamePerson": "written once, never changed",
    "organisation.PlannedReorganisation": "is about rows that keep theirs, and is gone by its day",
    "inventory.RegisterCheck": "a list that was ordered, and gone within a day; the log says who, why and whom it held",
    "inventory.RegisterAnswer": "a file on its way in; the log says who took it in",
    "inventory.RegisterAnswerRow": "what the file said of a row; the record it becomes keeps its own history",
    "inventory.ColumnMapping": "what the columns of a file are called; about nobody",
    "plans.Scenario": "a thought of the owner's own, which nobody else sees and which is to be gone when it is removed",
}


def told(model, **lookup):
    """Label and context of each event, the oldest first."""
    return list(history.event_of(model).objects.filter(**lookup).order_by("pgh_id").values_list("pgh_label", "pgh_context"))


def test_every_model_of_these_apps_keeps_its_history_or_is_left_out_on_purpose():
    kept = {each.model for each in history.tracked()}
    events = {each.event for each in history.tracked()}
    rows = {model for app in ("organisation", "inventory", "plans") for model in apps.get_app_config(app).get_models()} - events
    assert {model._meta.label for model in rows - kept} == LEFT_OUT.keys()


def test_no_name_address_or_number_is_kept_twice():
    names = {field.name for model in (Person, PersonIdentifier) for field in history.event_of(model)._meta.concrete_fields}
    secret = {
        "given_name",
        "family_name",
        "username",
        "email",
        "password",
        "search_name",
        "sort_name",
        "search_plain",
        "ciphertext",
        "digest",
    }
    assert not names & secret


@pytest.mark.django_db
def test_what_a_row_said_before_and_after_and_when_it_was_deleted():
    course = CourseFactory(title="Första")
    course.title = "Andra"
    course.save()
    key = course.pk
    course.delete()
    events = history.event_of(Course).objects.filter(pgh_obj=key).order_by("pgh_id").values_list("pgh_label", "title")
    assert list(events) == [("insert", "Första"), ("update", "Andra"), ("delete", "Andra")]


@pytest.mark.django_db
def test_bulk_changes_and_plain_sql_are_in_it():
    one, other = CourseFactory(), CourseFactory()
    Course.objects.filter(pk__in=[one.pk, other.pk]).update(title="Samma")
    made = Employment.objects.bulk_create(
        [
            Employment(person=one.person, unit=SchoolUnitFactory(), profession="teacher", extent_percent=50, starts_on=date(2026, 1, day))
            for day in (1, 2)
        ]
    )
    with connection.cursor() as cursor:
        cursor.execute("UPDATE inventory_course SET title = 'Vid sidan om' WHERE id = %s", [one.pk])
    assert [label for label, _context in told(Course, pgh_obj=one)] == ["insert", "update", "update"]
    assert [label for label, _context in told(Course, pgh_obj=other)] == ["insert", "update"]
    assert [label for label, _context in told(Employment, pgh_obj__in=made)] == ["insert", "insert"]
    assert [context for _label, context in told(Course, pgh_obj=one)] == [None] * 3  # nobody was signed in, and no task ran


@pytest.mark.django_db
def test_what_changes_nothing_leaves_no_event():
    person = PersonFactory()
    person.last_login = NOW
    person.given_name = "Någon annan"
    person.save()
    Person.objects.filter(pk=person.pk).update(protection=Protection.PROTECTED)
    assert [label for label, _context in told(Person, pgh_obj=person)] == ["insert", "update"]


@pytest.mark.django_db
def test_a_request_says_who_and_which(client):
    principal = PersonFactory(principal_of=(unit := SchoolUnitFactory()))
    teacher = PersonFactory(teaches_at=unit)
    course = CourseFactory(person=teacher, sent=True)
    client.force_login(principal)
    answer = client.post(f"/granskning/{course.slug}/{course.pk}/", {"decision": "accept", "version": course.version})
    assert answer.status_code == 302
    (label, context) = told(Course, pgh_obj=course)[-1]
    assert label == "update"
    assert context["actor"] == str(principal.pk)
    assert context.keys() == {"actor", "request"}


@pytest.mark.django_db
def test_a_task_says_which():
    course = CourseFactory()

    @shared_task(name="tests.audit.history")
    def something():
        Course.objects.filter(pk=course.pk).update(title="I bakgrunden")

    done = something.apply()
    assert told(Course, pgh_obj=course)[-1] == ("update", {"job": done.id})


@pytest.mark.django_db
def test_a_person_is_forgotten_with_all_that_was_theirs_and_nobody_else():
    gone, stays = PersonFactory(teaches_at=SchoolUnitFactory()), PersonFactory(teaches_at=SchoolUnitFactory())
    for person in (gone, stays):
        CourseFactory(person=person)
        Leave.objects.create(employment=person.employments.get(), kind="sick", starts_on=date(2026, 1, 1))
    before = {each.model: each.event.objects.count() for each in history.tracked()}
    assert history.forget(gone) == 4
    lost = {model: count - history.event_of(model).objects.count() for model, count in before.items()}
    assert {model: count for model, count in lost.items() if count} == {Person: 1, Employment: 1, Leave: 1, Course: 1}
    assert history.forget() == 0


@pytest.mark.django_db
def test_deleted_rows_are_forgotten_by_their_keys():
    course, other = CourseFactory(), CourseFactory()
    key = course.pk
    course.delete()
    assert history.forget_rows(Course, [key]) == 2
    assert told(Course, pgh_obj=key) == []
    assert len(told(Course, pgh_obj=other)) == 1


@pytest.mark.django_db
def test_old_events_go_when_their_time_is_over():
    course = CourseFactory()
    assert history.remove_before(timezone.now() - timedelta(hours=1)) == 0
    assert history.remove_before(timezone.now() + timedelta(hours=1)) > 1
    assert told(Course, pgh_obj=course) == []
