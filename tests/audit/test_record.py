"""An entry stands or falls with its change, and is never touched again."""

from datetime import timedelta

import pytest
from celery import shared_task
from django.db import IntegrityError, connection, transaction

from audit import context
from audit.models import Entry
from audit.retention import remove_before
from audit.seal import seal_next
from audit.services import record
from tests.conftest import APPEND_ONLY
from tests.factories import NOW, PersonFactory, SchoolUnitFactory, StoredAssessmentFactory


@pytest.mark.django_db
def test_an_entry_tells_who_did_what_to_which_row():
    person = PersonFactory()
    record("organisation.person.made", actor=person, target=person, subject=person, at=NOW, details={"kind": "test"})
    entry = Entry.objects.get()
    assert (entry.action, entry.actor, entry.subject, entry.at) == ("organisation.person.made", person, person, NOW)
    assert (entry.target_model, entry.target_key, entry.details) == ("organisation.person", str(person.pk), {"kind": "test"})


@pytest.mark.django_db
def test_an_entry_needs_a_moment_that_means_the_same_to_everybody():
    person = PersonFactory()
    with pytest.raises(ValueError, match="time zone"):
        record("organisation.person.made", actor=person, target=person, at=NOW.replace(tzinfo=None))


@pytest.mark.django_db
def test_deleting_a_person_leaves_every_entry_as_it_was():
    person = PersonFactory()
    entry = record("organisation.person.made", actor=person, target=person, subject=person, at=NOW)
    key = person.pk
    person.delete()
    entry.refresh_from_db()
    assert (entry.actor_id, entry.subject_id, entry.target_key) == (key, key, str(key))


@pytest.mark.django_db
@pytest.mark.parametrize("table", APPEND_ONLY)
@pytest.mark.parametrize("statement", ["UPDATE {table} SET digest = ''", "DELETE FROM {table}", "TRUNCATE {table}"])
def test_the_database_refuses_to_change_what_happened(table, statement):
    person = PersonFactory()
    record("organisation.person.made", actor=person, target=person, at=NOW)
    seal_next(at=NOW)
    remove_before(NOW + timedelta(days=1), at=NOW)
    record("organisation.person.made", actor=person, target=person, at=NOW)
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(table=table))


@pytest.mark.django_db
def test_the_rows_say_so_in_python_too():
    person = PersonFactory()
    entry = record("organisation.person.made", actor=person, target=person, at=NOW)
    for change in (entry.save, entry.delete):
        with pytest.raises(TypeError):
            change()


@pytest.mark.django_db
def test_what_a_request_does_carries_its_id_and_what_the_actor_was(client):
    teacher = PersonFactory(teaches_at=(unit := SchoolUnitFactory()))
    principal = PersonFactory(principal_of=unit)
    StoredAssessmentFactory(person=teacher, shared_at=NOW)
    client.force_login(principal)
    for _time in range(2):
        assert client.get(f"/meritering/{teacher.pk}/").status_code == 200
    second, first = Entry.objects.filter(action="merit.assessment.read")
    assert first.roles == second.roles == ["principal"]
    assert first.request_id
    assert second.request_id
    assert first.request_id != second.request_id
    assert context.current() == context.Context()


@pytest.mark.django_db
def test_what_a_task_does_carries_its_id_and_nobody(monkeypatch):
    person = PersonFactory()

    @shared_task(name="tests.audit.record")
    def something():
        with transaction.atomic():
            record("organisation.person.made", actor=None, target=person, at=NOW)

    done = something.apply()
    entry = Entry.objects.get()
    assert (str(entry.job_id), entry.request_id, entry.actor_id) == (done.id, None, None)
    assert context.current() == context.Context()
