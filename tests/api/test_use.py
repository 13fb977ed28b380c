"""Calls counted as they come, and told to the log hour by hour: who, what and how many, and nothing of anybody."""

from datetime import timedelta

import pytest
from django.utils import timezone

from api import tasks, use
from api.models import ClientUse
from audit.models import Entry
from tests.factories import NOW, MachineClientFactory
from tests.merit.records import record

pytestmark = pytest.mark.django_db
HOUR = NOW.replace(minute=0, second=0, microsecond=0)


def counted():
    return [(each.endpoint, each.calls, each.faulty, each.limited) for each in ClientUse.objects.order_by("endpoint")]


def test_each_call_is_counted_by_endpoint_and_by_whether_it_was_faulty(program, call):
    for _time in range(2):
        call.assess(record())
    call.assess({})
    call.assess(b"x")
    call.rule_sets()
    call.get("/api/v1/nothing", **call.with_key({}))
    assert counted() == [("assessments", 4, 2, 0), ("rule_sets", 1, 0, 0)]


def test_when_a_key_was_last_used_is_noted_and_not_written_at_every_call(program):
    key = program.keys.get()
    for seconds in (0, 30, 61):
        use.note_call(key, "assessments", is_faulty=False, at=NOW + timedelta(seconds=seconds))
        if seconds != 30:
            key.refresh_from_db()
            assert key.last_used_at == NOW + timedelta(seconds=seconds)
        else:
            assert not type(key).objects.filter(last_used_at=NOW + timedelta(seconds=30)).exists()


def test_an_hour_that_is_over_becomes_one_entry_each(program):
    key = program.keys.get()
    for at in (HOUR, HOUR + timedelta(minutes=59), HOUR + timedelta(hours=1)):
        use.note_call(key, "assessments", is_faulty=at == HOUR, at=at)
    use.note_limit(key, at=HOUR)
    at = HOUR + timedelta(hours=1, minutes=5)
    assert use.tell_the_log(at=at) == 2
    assert use.tell_the_log(at=at) == 0
    entries = {entry.details["endpoint"]: entry for entry in Entry.objects.all()}
    told = entries["assessments"]
    assert (told.action, told.actor_id, told.target_key, told.at) == ("api.client.used", None, str(program.pk), at)
    assert told.details == {"endpoint": "assessments", "hour": HOUR.isoformat(), "calls": 2, "faulty": 1, "limited": 0}
    assert entries["*"].details["limited"] == 1
    assert use.tell_the_log(at=at + timedelta(hours=1)) == 1


def test_counts_stay_a_quarter_of_a_year_and_never_go_untold(program):
    use.note_call(program.keys.get(), "assessments", is_faulty=False, at=HOUR)
    use.tell_the_log(at=HOUR + timedelta(days=200))
    assert (Entry.objects.count(), ClientUse.objects.count()) == (1, 0)


def test_the_task_tells_what_is_over():
    use.note_call(MachineClientFactory().keys.get(), "rule_sets", is_faulty=False, at=timezone.now() - timedelta(hours=2))
    tasks.tell_of_use()
    tasks.tell_of_use()
    assert Entry.objects.get().details["endpoint"] == "rule_sets"
