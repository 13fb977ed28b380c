"""Every way of touching what happened shows, also when done by somebody who may do anything in the database but has no key."""

import hashlib
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from audit import digests, seal
from audit.models import Entry, Seal, Verification, Waiting
from audit.retention import remove_before
from audit.services import record
from audit.verify import verify
from tests.factories import NOW, PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return PersonFactory()


@pytest.fixture
def write(person, django_capture_on_commit_callbacks):
    def write(count=1, *, days=0):
        with django_capture_on_commit_callbacks(execute=True):
            return [
                record("x.y.z", actor=person, subject=person, target=person, at=NOW + timedelta(days=days)).pk for _each in range(count)
            ]

    return write


@pytest.fixture
def chain(write, django_capture_on_commit_callbacks):
    """Three seals of three entries, and two entries that are not sealed yet. Returns the ids, in order."""
    ids = []
    for _each in range(3):
        ids += write(3)
        with django_capture_on_commit_callbacks(execute=True):
            seal.seal_all(at=NOW)
    return ids + write(2)


def tamper(statement, *values):
    """As somebody who owns the tables would."""
    with connection.cursor() as cursor:
        for table in ("audit_entry", "audit_seal", "audit_removal"):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(statement, values)
        for table in ("audit_entry", "audit_seal", "audit_removal"):
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def faults():
    return verify().faults


def test_an_untouched_chain_is_whole(chain):
    report = verify()
    assert report.faults == []
    assert (report.entries, report.seals, report.waiting) == (11, 3, 2)


@pytest.mark.parametrize("which", [0, 4, 8, 10], ids=["first", "middle", "last sealed", "not sealed yet"])
def test_a_changed_entry(chain, which):
    tamper("UPDATE audit_entry SET action = 'x.y.q' WHERE id = %s", chain[which])
    assert faults()[0].startswith(f"Entry {chain[which]} is not as it was written")


def test_whatever_is_changed_in_an_entry(chain):
    """Every column, so that none is added outside the digest."""
    changes = {
        "at": "at - interval '1 second'",
        "action": "'x.y.q'",
        "actor_id": "NULL",
        "subject_id": "gen_random_uuid()",
        "target_model": "'x.y'",
        "target_key": "'1'",
        "details": """'{"a": 1}'""",
        "roles": "'{reader}'",
        "request_id": "gen_random_uuid()",
        "job_id": "gen_random_uuid()",
        "nonce": "'1'",
        "digest": "repeat('a', 64)",
    }
    assert {field.column for field in Entry._meta.concrete_fields} == changes.keys() | {"id"}
    for name, value in changes.items():
        with transaction.atomic():
            tamper(f"UPDATE audit_entry SET {name} = {value} WHERE id = %s", chain[4])
            assert faults()[0].startswith(f"Entry {chain[4]} is not as it was written"), name
            transaction.set_rollback(True)
    assert faults() == []


@pytest.mark.parametrize(("which", "number"), [(0, 1), (4, 2), (8, 3)])
def test_a_removed_entry_that_was_sealed(chain, which, number):
    tamper("DELETE FROM audit_entry WHERE id = %s", chain[which])
    assert faults() == [f"Entry {chain[which]} is of seal {number} missing."]


def test_a_removed_entry_that_was_not_sealed_yet(chain):
    tamper("DELETE FROM audit_entry WHERE id = %s", chain[-1])
    assert f"Entry {chain[-1]} is missing: removed before being sealed." in faults()
    seal.seal_all(at=NOW)
    assert [each for each in faults() if f"Entry {chain[-1]} was removed before it was sealed: seal 4 missed it." in each]


@pytest.mark.parametrize("is_sealed", [False, True])
def test_a_removed_entry_that_was_not_sealed_yet_and_its_place_in_the_queue(chain, is_sealed, write):
    tamper("DELETE FROM audit_entry WHERE id = %s", chain[-1])
    Waiting.objects.filter(entry_id=chain[-1]).delete()
    if is_sealed:
        write()
        seal.seal_all(at=NOW)
        cache.clear()
    (said,) = faults()
    assert said.startswith(f"Entry {chain[-1]} was removed before it was sealed: {'seal 4 missed it' if is_sealed else 'it is remembered'}")


def test_what_was_rolled_back_is_no_hole(chain, person):
    with transaction.atomic():
        record("x.y.z", actor=person, target=person, at=NOW)
        transaction.set_rollback(True)
    assert faults() == []


@pytest.mark.parametrize("id_of", ["between", "after"])
def test_an_entry_put_in_with_a_time_of_long_ago(chain, person, id_of):
    if id_of == "between":  # where a rolled back one has left its number
        tamper("UPDATE audit_entry SET id = -5 WHERE id = %s", chain[4])
        number = chain[4]
    else:
        number = chain[-1] + 100
    tamper(
        "INSERT INTO audit_entry (id, at, action, actor_id, target_model, target_key, details, roles, nonce, digest) "
        "OVERRIDING SYSTEM VALUE VALUES (%s, %s, 'x.y.z', %s, 'organisation.person', '1', '{}', '{}', '1', %s)",
        number,
        NOW,
        person.pk,
        hashlib.sha256(b"no key").hexdigest(),
    )
    assert any(said.startswith(f"Entry {number} is not as it was written") for said in faults())
    seal.seal_all(at=NOW)
    assert any(said.startswith(f"Entry {number} is not as it was written") for said in faults())


def test_an_entry_copied(chain):
    columns = "at, action, actor_id, subject_id, target_model, target_key, details, roles, request_id, job_id, nonce, digest"
    tamper(f"INSERT INTO audit_entry ({columns}) SELECT {columns} FROM audit_entry WHERE id = %s", chain[0])
    copy = Entry.objects.order_by("-pk").first()
    assert f"Entry {copy.pk} is a copy of entry {chain[0]}." in faults()


@pytest.mark.parametrize(("one", "other"), [(0, 1), (0, 8), (9, 10)], ids=["in a seal", "between seals", "not sealed yet"])
def test_entries_that_changed_places(chain, write, one, other):
    first, second = chain[one], chain[other]
    tamper("UPDATE audit_entry SET details = '{}' WHERE false")
    for number, to in ((first, -1), (second, first), (-1, second)):
        tamper("UPDATE audit_entry SET id = %s WHERE id = %s", to, number)
    assert faults()


def test_whatever_is_changed_in_a_seal(chain):
    changes = {
        "previous": ["repeat('a', 64)"],
        "spans": ["'[[1, 1]]'", "'[[1, 1000000000000]]'", "'\"x\"'"],
        "count": ["count - 1"],
        "content": ["repeat('a', 64)"],
        "missing": ["'[77]'"],
        "first_at": ["first_at - interval '1 day'"],
        "last_at": ["last_at + interval '1 day'"],
        "sealed_at": ["sealed_at - interval '1 day'"],
        "digest": ["repeat('a', 64)"],
    }
    assert {field.column for field in Seal._meta.concrete_fields} == changes.keys() | {"number", "key_id"}
    for name, value in ((name, value) for name, values in changes.items() for value in values):
        with transaction.atomic():
            tamper(f"UPDATE audit_seal SET {name} = {value} WHERE number = 2")
            assert any(said.startswith("Seal 2 is not as it was made") for said in faults()), name
            transaction.set_rollback(True)
    tamper("UPDATE audit_seal SET number = 7 WHERE number = 3")
    assert "Seals 3 to 6 are missing." in faults()
    tamper("UPDATE audit_seal SET key_id = '12345678' WHERE number = 2")
    assert any(said.startswith("Seals 2 to 2 were made with the key 12345678") for said in faults())


@pytest.mark.parametrize(
    ("number", "said"), [(1, "Seal 1 is missing."), (2, "Seal 2 is missing."), (3, "Seal 3 is not the one that was made")]
)
def test_a_removed_seal(chain, number, said):
    tamper("DELETE FROM audit_seal WHERE number = %s", number)
    assert any(each.startswith(said) for each in faults())
    cache.clear()
    assert any(each.startswith(f"Entries {chain[3 * number - 3]}, {chain[3 * number - 2]} and") for each in faults())


def test_the_last_seal_removed_with_its_entries(chain):
    anchor = Seal.objects.get(number=3)
    tamper("DELETE FROM audit_seal WHERE number = 3")
    tamper("DELETE FROM audit_entry WHERE id >= %s", chain[6])
    Waiting.objects.all().delete()
    assert any(said.startswith("Seal 3 is not the one that was made") for said in faults())
    cache.clear()  # and without anybody who remembers, what somebody noted still tells
    assert verify(anchor=(3, anchor.digest)).faults == ["Seal 3 is not there as it was noted."]


def test_all_seals_made_anew_by_somebody_without_the_key(chain, settings):
    keys = settings.AUDIT_KEYS
    tamper("DELETE FROM audit_entry WHERE id = %s", chain[4])
    rows = dict(Entry.objects.values_list("pk", "digest"))
    settings.AUDIT_KEYS = ("guessed",)
    previous = ""
    for each in Seal.objects.order_by("number"):
        ids = [number for number in digests.ids_in(each.spans) if number in rows]
        each.spans, each.count, each.previous = digests.spans_of(ids), len(ids), previous
        each.content = digests.content_of((number, rows[number]) for number in ids)
        previous = digests.make(seal.text_of(each))
        tamper(
            "UPDATE audit_seal SET spans = %s::jsonb, count = %s, previous = %s, content = %s, digest = %s WHERE number = %s",
            str(each.spans),
            each.count,
            each.previous,
            each.content,
            previous,
            each.number,
        )
    settings.AUDIT_KEYS = keys
    said = faults()
    for number in (1, 2, 3):
        assert f"Seal {number} is not as it was made: it was changed, or made by somebody without the key." in said


def test_a_seal_made_anew_over_an_entry_that_only_lost_its_place(chain):
    """With the key a whole new chain could be made; the witness still remembers the former one."""
    tamper("DELETE FROM audit_seal WHERE number = 3")
    tamper("INSERT INTO audit_waiting SELECT id FROM audit_entry WHERE id BETWEEN %s AND %s", chain[6], chain[8])
    seal.seal_all(at=NOW)
    assert faults() == ["Seal 3 is not the one that was made: it is remembered outside the database."]


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE audit_entry DISABLE TRIGGER append_only",
        "ALTER TABLE audit_seal DISABLE TRIGGER USER",
        "DROP TRIGGER audit_waits ON audit_entry",
        "ALTER TABLE audit_removal ENABLE REPLICA TRIGGER append_only_as_a_whole",
    ],
)
def test_a_guard_that_is_taken_away_shows_before_anything_is_changed(chain, statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)
    table = statement.split("TABLE " if "TABLE" in statement else "ON ")[1].split()[0]
    said = faults()
    assert said
    assert all(each.startswith(f"The database does not guard {table} as it should") for each in said)


def test_a_changed_key_is_named_and_the_former_one_still_verifies(chain, settings):
    former = settings.AUDIT_KEYS
    settings.AUDIT_KEYS = ("another",)
    assert any(f"were made with the key {digests.key_id(former[0])}, which AUDIT_KEY does not hold" in said for said in faults())
    settings.AUDIT_KEYS = ("another", *former)
    seal.seal_all(at=NOW)
    assert faults() == []
    assert Seal.objects.get(number=4).key_id == digests.key_id("another")


def test_entries_removed_in_their_time_leave_a_chain_that_holds(chain, write):
    write(1, days=400)
    seal.seal_all(at=NOW)
    removal = remove_before(NOW + timedelta(days=1), at=NOW + timedelta(days=1))
    assert (removal.up_to, removal.count) == (3, 9)  # seal 4 holds one that is younger
    report = verify()
    assert report.faults == []
    assert (report.entries, report.removed_up_to) == (3, 3)
    assert remove_before(NOW + timedelta(days=1), at=NOW) is None
    assert remove_before(NOW + timedelta(days=500), at=NOW).up_to == 4
    assert verify().faults == []
    write()
    seal.seal_all(at=NOW)
    assert verify().faults == []


def test_a_hole_cannot_be_excused_as_retention(chain):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL meritplan.audit_retention = 'on'")
        cursor.execute("DELETE FROM audit_entry WHERE id <= %s", [chain[2]])
    tamper(
        "INSERT INTO audit_removal (up_to, before, count, removed_at, key_id, digest) VALUES (1, now(), 3, now(), %s, repeat('a', 64))",
        digests.key_id(),
    )
    said = faults()
    assert "The note that entries up to seal 1 were removed in their time is not as it was made." in said
    assert f"Entries {chain[0]}, {chain[1]} and {chain[2]} are of seal 1 missing." in said


def test_the_command_says_it_in_words_and_with_its_status(chain, capsys):
    call_command("verify_audit")
    assert "All is as it was written: 11 entries, 2 of them not sealed yet, and 3 seals." in capsys.readouterr().out
    assert Verification.objects.get().faults == 0
    tamper("DELETE FROM audit_entry WHERE id = %s", chain[0])
    with pytest.raises(CommandError, match="tampered with: 1 fault") as caught:
        call_command("verify_audit")
    assert caught.value.returncode == 1
    assert f"Entry {chain[0]}" in capsys.readouterr().err
    assert Verification.objects.first().faults == 1


def test_a_database_restored_on_purpose_can_be_accepted(chain):
    tamper("DELETE FROM audit_seal WHERE number = 3")
    tamper("DELETE FROM audit_entry WHERE id >= %s", chain[6])
    Waiting.objects.all().delete()
    with pytest.raises(CommandError):
        call_command("verify_audit")
    call_command("verify_audit", "--after-restore")
    call_command("verify_audit")
