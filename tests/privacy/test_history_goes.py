"""Row history and the log keep no more than they may."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from audit import history, seal
from audit.models import Entry
from audit.services import record
from audit.verify import verify
from inventory.models import Course
from privacy.retention.carrying_out import carry_out
from privacy.retention.log import let_go
from tests.factories import NOW, TODAY, CourseFactory, PersonFactory

pytestmark = pytest.mark.django_db


def test_the_history_of_deleted_rows_goes_with_them(provider, leaver, decide):
    decide("drafts")
    gone, stays = CourseFactory(person=leaver(date(2020, 6, 12))), CourseFactory(person=PersonFactory(provider=provider))
    carry_out(provider, on=TODAY, at=NOW)
    kept = history.event_of(Course).objects.order_by("pgh_id").values_list("pgh_obj", flat=True)
    assert (list(kept), Course.objects.filter(pk=gone.pk).exists()) == ([stays.pk], False)


def test_log_and_history_go_when_everybody_has_decided_so(provider, decide):
    person = PersonFactory(provider=provider)
    record("x.y.z", actor=person, subject=person, target=person, at=NOW - timedelta(days=3 * 366))
    seal.seal_all(at=NOW)
    record("x.y.z", actor=person, subject=person, target=person, at=NOW)
    assert let_go(on=TODAY, at=NOW) == 0
    decide("log", years=2, counts_from="made")
    events = history.event_of(type(person)).objects
    events.update(pgh_created_at=timezone.make_aware(datetime(2020, 1, 1)))
    assert let_go(on=TODAY, at=NOW) == 1
    assert (Entry.objects.count(), events.count(), verify().faults) == (1, 0, [])
