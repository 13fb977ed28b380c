"""A worker killed in the middle of a chunk: nothing of it is stored, and another goes on where it was."""

from datetime import date

import pytest
from django.db import transaction

from merit import reassessments
from merit.models import EarlierAssessment, StoredAssessment
from merit.services import reassess_many
from notices.models import Notice
from tests.factories import (
    NOW,
    CourseFactory,
    LicenceFactory,
    PersonFactory,
    QualifyingDegreeFactory,
    SchoolUnitFactory,
    StatedEmploymentFactory,
)
from tests.processes.killed import kill, worker

EVE, ON = date(2026, 12, 6), date(2026, 12, 7)
WORK = """
import time
from datetime import date
from django.utils import timezone
from merit import reassessments
from merit.models import Reassessment

found = Reassessment.objects.get(pk={pk})
on = date(2026, 12, 7)
assert reassessments.work_on_one_chunk(found, on=on, at=timezone.now())
print("one")
store = reassessments.store_for_time

def store_and_wait(people, *, on, at):
    store(people, on=on, at=at)
    print("stored, not done")
    time.sleep(60)

reassessments.store_for_time = store_and_wait
reassessments.work_on_one_chunk(found, on=on, at=timezone.now())
"""


@pytest.mark.django_db(transaction=True)
def test_a_chunk_of_a_killed_worker_is_as_if_never_taken(monkeypatch):
    monkeypatch.setattr(reassessments, "PEOPLE_A_CHUNK", 1)
    unit = SchoolUnitFactory()
    people = [_six_years_on(unit) for _ in range(3)]
    reassess_many([person.pk for person in people], on=EVE, at=NOW)
    with transaction.atomic():
        made = reassessments.cut(unit.authority.provider, on=ON, at=NOW)
    with worker(WORK.format(pk=made.pk)) as killed:
        assert [killed.stdout.readline() for _ in range(2)] == ["one\n", "stored, not done\n"]
        assert reassessments.work_on_one_chunk(made, on=ON, at=NOW)  # a second worker takes another one
        assert not reassessments.work_on_one_chunk(made, on=ON, at=NOW)  # and not the one that is held
        assert not reassessments.end(made, at=NOW)
        kill(killed)
    assert _changed() == 2
    _until_let_go(made)
    assert reassessments.end(made, at=NOW)
    assert (_changed(), EarlierAssessment.objects.count(), Notice.objects.count(), reassessments.changed_in(made)) == (3, 3, 3, 3)


def _six_years_on(unit):
    person = PersonFactory(teaches_at=unit)
    LicenceFactory(person=person, accepted=True)
    QualifyingDegreeFactory(person=person, accepted=True)
    StatedEmploymentFactory(person=person, accepted=True, starts_on=date(2020, 12, 7))
    CourseFactory.create_batch(2, person=person, accepted=True)
    return person


def _changed():
    return StoredAssessment.objects.filter(level_1="met").count()


def _until_let_go(made):
    """PostgreSQL ends the session of a client that is gone when it next looks at the socket: then the chunk is free."""
    for _ in range(500):
        if reassessments.work_on_one_chunk(made, on=ON, at=NOW):
            return
    pytest.fail("the killed worker still holds its chunk")
