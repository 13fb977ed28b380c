"""An entry stands or falls with its change, and is never touched again."""

import pytest
from django.db import transaction

from audit.models import Entry
from audit.services import record
from tests.factories import NOW, PersonFactory


@pytest.mark.django_db
def test_an_entry_tells_who_did_what_to_which_row():
    person = PersonFactory()
    record("organisation.person.made", actor=person, target=person, subject=person, at=NOW, details={"kind": "test"})
    entry = Entry.objects.get()
    assert (entry.action, entry.actor, entry.subject, entry.at) == ("organisation.person.made", person, person, NOW)
    assert (entry.target_model, entry.target_key, entry.details) == ("organisation.person", str(person.pk), {"kind": "test"})


@pytest.mark.django_db(transaction=True)
def test_an_entry_outside_a_transaction_is_refused():
    person = PersonFactory()
    with pytest.raises(RuntimeError):
        record("organisation.person.made", actor=person, target=person, at=NOW)
    assert not Entry.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_an_entry_goes_with_the_change_that_failed():
    person = PersonFactory()

    @transaction.atomic
    def change_that_fails():
        record("organisation.person.made", actor=person, target=person, at=NOW)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        change_that_fails()
    assert not Entry.objects.exists()


@pytest.mark.django_db
def test_an_entry_is_never_changed_or_removed():
    person = PersonFactory()
    entry = record("organisation.person.made", actor=person, target=person, at=NOW)
    entry.action = "something.else"
    with pytest.raises(TypeError):
        entry.save()
    with pytest.raises(TypeError):
        entry.delete()


@pytest.mark.django_db
def test_an_entry_outlives_the_person_it_is_about():
    person = PersonFactory()
    entry = record("organisation.person.made", actor=person, target=person, subject=person, at=NOW)
    key = str(person.pk)
    person.delete()
    entry.refresh_from_db()
    assert (entry.actor, entry.subject, entry.target_key) == (None, None, key)
