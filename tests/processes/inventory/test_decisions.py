"""Two reviewers decide on the same row in the same moment."""

import threading

import pytest
from django.db import connection

from audit.models import Entry
from inventory.review import services
from tests.factories import CourseFactory
from tests.inventory.review.test_decisions import ACCEPT, RETURN, decide


@pytest.mark.django_db(transaction=True)
def test_two_reviewers_at_once_and_the_first_one_counts(teacher, reviewer, principal, monkeypatch):
    """Both have read the row; the second waits for the first and then hears that it is decided."""
    course = CourseFactory(person=teacher, sent=True)
    both_ready = threading.Barrier(2, timeout=10)
    locked = services._locked

    def locked_together(record):
        both_ready.wait()
        return locked(record)

    monkeypatch.setattr(services, "_locked", locked_together)
    outcomes = []

    def work(who, ruling):
        try:
            decide(course, ruling, by=who)
            outcomes.append("decided")
        except services.AlreadyDecidedError:
            outcomes.append("too late")
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=pair) for pair in ((reviewer, ACCEPT), (principal, RETURN))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(15)
    assert sorted(outcomes) == ["decided", "too late"]
    course.refresh_from_db()
    assert course.version == 2
    assert Entry.objects.filter(action="inventory.record.decided").count() == 1
