"""Many people's rows are taken in at once: as many statements for forty as for two, and one that the database refuses stops no other."""

from datetime import date
from functools import partial

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audit.models import Entry
from inventory.models import LevelDecision, Licence, RegisterAnswer
from inventory.register import storing
from inventory.register.columns import Said, SaidDecision, SaidLicence
from inventory.register.storing import ReadRow, take_in_rows
from merit.models import StoredAssessment
from notices.models import Notice
from organisation.identity.numbers import parse
from tests.factories import NOW, TODAY, LevelDecisionFactory, LicenceFactory, PersonFactory

pytestmark = pytest.mark.django_db
NUMBER = parse("19811218-9876", on=TODAY)  # whose a row is has been found out before
LICENCE = SaidLicence("teacher", date(2013, 6, 20), None)
GRANTED = SaidDecision(1, "granted", date(2025, 12, 4), "2025:1", None)


@pytest.fixture
def administrator(unit):
    return PersonFactory(provider=unit.authority.provider, administrator=True)


@pytest.fixture
def answer(administrator):
    return RegisterAnswer.objects.create(
        provider=administrator.provider, uploaded_by=administrator, uploaded_at=NOW, name="svar.csv", expires_at=NOW
    )


@pytest.fixture
def take(answer, administrator):
    return partial(take_in_rows, answer, by=administrator, on=TODAY, at=NOW)


def row(number, person, licence=LICENCE, decision=GRANTED):
    return ReadRow(number, storing.State.NEW, Said(NUMBER, licence, decision), person.pk)


def test_it_asks_as_much_of_the_database_for_many_as_for_two(unit, take):
    def statements(count):
        rows = [row(number, PersonFactory(teaches_at=unit)) for number in range(count)]
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert set(take(rows).values()) == {"taken"}
        return len(asked)

    statements(2)
    assert statements(40) == statements(2) < 60


def test_each_row_leaves_an_entry_and_each_person_is_told_and_assessed_once(unit, take, administrator):
    people = [PersonFactory(teaches_at=unit) for _ in range(3)]
    rows = [row(number, person) for number, person in enumerate(people, start=2)]
    rows.append(row(9, people[0], licence=None, decision=SaidDecision(2, "granted", date(2026, 1, 8), "", None)))
    assert take(rows) == {2: "taken", 3: "taken", 4: "taken", 9: "taken"}
    entries = Entry.objects.filter(action="inventory.register_answer.taken_in", actor=administrator)
    assert sorted(entry.subject_id for entry in entries) == sorted([*(person.pk for person in people), people[0].pk])
    assert Notice.objects.filter(kind="inventory.from_register").count() == len(people)
    assert StoredAssessment.objects.filter(person__in=people, decided_level_1=True).count() == len(people)
    assert StoredAssessment.objects.get(person=people[0]).decided_level_2


def test_a_row_that_the_database_refuses_stops_no_other(unit, take, monkeypatch):
    """As where somebody has registered the same between the judging and the storing."""
    first, second = (PersonFactory(teaches_at=unit) for _ in range(2))
    LevelDecisionFactory(person=second, level=1, outcome="granted", decided_on=date(2025, 10, 1), accepted=True)
    monkeypatch.setattr(storing, "standing_of", lambda keys: {key: storing.Standing() for key in keys})
    assert take([row(2, first), row(3, second)]) == {2: "taken", 3: "conflict"}
    assert LevelDecision.objects.filter(person=first).exists()
    assert not Licence.objects.filter(person=second).exists()
    assert [entry.subject_id for entry in Entry.objects.filter(action="inventory.register_answer.taken_in")] == [first.pk]


def test_a_row_in_conflict_leaves_what_it_would_have_changed(unit, take):
    """Its licence was only sent: a later row that says the same of it must still find it unseen."""
    person = PersonFactory(teaches_at=unit)
    LicenceFactory(person=person, licence_kind="teacher", issued_on=LICENCE.issued_on, sent=True)
    LevelDecisionFactory(person=person, level=1, outcome="refused", decided_on=GRANTED.decided_on, accepted=True)
    assert take([row(2, person)]) == {2: "conflict"}
    assert Licence.objects.get(person=person).status == "sent"
    assert take([row(2, person), row(3, person, decision=None)]) == {2: "conflict", 3: "taken"}
    assert Licence.objects.get(person=person).status == "accepted"
