"""Sealing takes what has been committed, whatever the order, and no write waits for it."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from audit import digests, seal
from audit.models import Entry, Seal, Waiting
from audit.services import record
from audit.tasks import seal_entries, verify_chain
from audit.verify import verify
from tests.factories import NOW, SchoolProviderFactory


def write(target, count=1):
    return [record("x.y.z", actor=None, target=target, at=NOW).pk for _each in range(count)]


@pytest.mark.django_db
def test_what_waits_is_sealed_in_portions_and_each_links_to_the_one_before(monkeypatch):
    monkeypatch.setattr(seal, "ENTRIES_A_SEAL", 2)
    ids = write(SchoolProviderFactory(), 5)
    assert seal.seal_all(at=NOW) == 5
    first, second, third = Seal.objects.all()
    assert [first.previous, second.previous, third.previous] == ["", first.digest, second.digest]
    assert [digests.spans_of(ids[:2]), digests.spans_of(ids[2:4]), digests.spans_of(ids[4:])] == [first.spans, second.spans, third.spans]
    assert seal.seal_all(at=NOW) == 0
    assert verify().faults == []


@pytest.mark.django_db
def test_the_tasks_seal_and_look_through(caplog):
    write(SchoolProviderFactory(), 3)
    seal_entries()
    seal_entries()
    verify_chain()
    assert Seal.objects.get().count == 3
    assert not [line for line in caplog.records if line.levelname == "ERROR"]


def test_ids_are_written_as_spans():
    assert digests.spans_of([1, 2, 3, 7, 9, 10]) == [[1, 3], [7, 7], [9, 10]]
    assert list(digests.ids_in([[1, 3], [7, 7]])) == [1, 2, 3, 7]
    assert digests.spans_of([]) == []


@pytest.mark.django_db
def test_entries_from_before_the_seals_get_a_digest_and_wait():
    write(SchoolProviderFactory(), 3)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_entry DISABLE TRIGGER USER")
        cursor.execute("ALTER TABLE audit_entry DROP CONSTRAINT entry_has_a_digest")
        cursor.execute("UPDATE audit_entry SET digest = ''")
        Waiting.objects.all().delete()
        import_module("audit.migrations.0003_digest_what_was_written").digest(apps, None)
        cursor.execute("ALTER TABLE audit_entry ENABLE TRIGGER USER")
    assert Waiting.objects.count() == Entry.objects.count() == 3
    seal.seal_all(at=NOW)
    assert verify().faults == []
