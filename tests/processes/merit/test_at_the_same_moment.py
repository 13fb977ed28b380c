"""A teacher's change in the middle of the nightly round: the stored outcome is that of the newest facts."""

import threading
from datetime import date

import pytest
from django.db import connection

from inventory import changes
from merit import bulk, services
from merit.models import StoredAssessment
from merit.tasks import reassess_due
from tests.factories import NOW, TODAY, CourseFactory, PersonFactory, QualifyingDegreeFactory

pytestmark = pytest.mark.django_db(transaction=True)
A_CHANGE_TAKES_LESS = 0.5  # seconds


def test_the_nightly_round_does_not_overwrite_a_change_made_meanwhile(monkeypatch):
    person = PersonFactory()
    QualifyingDegreeFactory(person=person, accepted=True)
    course = CourseFactory(person=person, sent=True)
    services.reassess(person, date(2025, 9, 1), NOW)
    StoredAssessment.objects.update(changes_on=TODAY)
    read, this_thread = bulk.read, threading.current_thread()

    def accept():
        try:
            course.status = "accepted"
            course.save()
            changes.announce(person, on=TODAY, at=NOW)
        finally:
            connection.close()

    change = threading.Thread(target=accept)

    def read_and_be_overtaken(people):
        rows = read(people)
        if threading.current_thread() is this_thread:
            change.start()
            change.join(A_CHANGE_TAKES_LESS)
        return rows

    monkeypatch.setattr(bulk, "read", read_and_be_overtaken)
    reassess_due()
    change.join()
    assert StoredAssessment.objects.get(person=person).sure_credits == course.credits
