"""One decision, once, on what the reviewer saw."""

import pytest
from django.db.models import QuerySet
from django.utils import translation

from audit.models import Entry
from inventory.models import Course, MeritBasis, RecordStatus
from inventory.review import services
from inventory.review.reasons import Decision, Reason, Ruling
from inventory.services.records import take_back
from tests.factories import NOW, TODAY, CourseFactory, LicenceFactory

ACCEPT = Ruling(Decision.ACCEPT)
RETURN = Ruling(Decision.RETURN, Reason.UNREADABLE, "Fota i bättre ljus.")


def decide(record, ruling, *, by, version=None):
    return services.decide(record, ruling, version=version or record.version, by=by, on=TODAY, at=NOW)


@pytest.mark.parametrize(
    ("ruling", "outcome"),
    [
        (ACCEPT, (RecordStatus.ACCEPTED, "")),
        (RETURN, (RecordStatus.COMPLETION_ASKED, "Intyget går inte att läsa. Fota i bättre ljus.")),
        (
            Ruling(Decision.NOT_MERITING, Reason.OUTSIDE_AREAS),
            (RecordStatus.NOT_MERITING, "Kursen hör inte till något av de sex områdena."),
        ),
        (Ruling(Decision.REJECT, Reason.OTHER, "Kursen finns inte."), (RecordStatus.REJECTED, "Kursen finns inte.")),
    ],
)
def test_a_decision_says_who_when_and_why_and_is_told_on(teacher, reviewer, heard, ruling, outcome):
    course = CourseFactory(person=teacher, sent=True)
    decide(course, ruling, by=reviewer)
    course.refresh_from_db()
    assert (course.status, course.review_reason) == outcome
    assert (course.reviewed_by, course.reviewed_at, course.version) == (reviewer, NOW, 2)
    entry = Entry.objects.get()
    assert (entry.action, entry.actor, entry.subject) == ("inventory.record.decided", reviewer, teacher)
    assert entry.details["decision"] == ruling.decision
    assert "Kursen" not in str(entry.details), "no free text in the audit"
    assert heard == [teacher]


def test_a_decision_is_no_change_of_the_teachers_own(teacher, reviewer):
    course = CourseFactory(person=teacher, sent=True)
    before = course.changed_at
    decide(course, RETURN, by=reviewer)
    course.refresh_from_db()
    assert course.changed_at == before


def test_area_and_cycle_are_set_with_what_they_were(teacher, reviewer):
    course = CourseFactory(person=teacher, sent=True, merit_basis="subject", cycle="first")
    ruling = Ruling(Decision.CHANGE, Reason.OTHER_AREA, "Se kursplanen.", merit_basis="special_needs_education", cycle="second")
    decide(course, ruling, by=reviewer)
    course.refresh_from_db()
    assert (course.status, course.merit_basis, course.cycle) == (RecordStatus.ACCEPTED, "special_needs_education", "second")
    assert course.review_reason == (
        "Meriteringsgrunden är ändrad från ämnesstudier till specialpedagogik. "
        "Nivån är ändrad från grundnivå till avancerad nivå. Kursen hör till ett annat område. Se kursplanen."
    )
    details = Entry.objects.get().details
    assert (details["merit_basis_before"], details["merit_basis_after"]) == ("subject", "special_needs_education")
    assert (details["cycle_before"], details["cycle_after"]) == ("first", "second")


@pytest.mark.parametrize("basis", ["", MeritBasis.UNSURE])
def test_what_the_teacher_was_unsure_of_is_chosen_before_it_is_accepted(teacher, reviewer, basis):
    course = CourseFactory(person=teacher, sent=True, merit_basis=basis)
    with pytest.raises(services.UndecidedBasisError):
        decide(course, ACCEPT, by=reviewer)
    decide(course, Ruling(Decision.CHANGE, merit_basis="leadership"), by=reviewer)
    course.refresh_from_db()
    assert course.merit_basis == "leadership"
    assert course.review_reason == "Granskaren har valt meriteringsgrunden ledarskap."


def test_what_the_teacher_reads_is_swedish_also_from_a_reviewer_with_an_english_page(teacher, reviewer):
    course = CourseFactory(person=teacher, sent=True)
    with translation.override("en"):
        decide(course, Ruling(Decision.CHANGE, Reason.OTHER_CYCLE, cycle="first"), by=reviewer)
    course.refresh_from_db()
    assert course.review_reason.startswith("Nivån är ändrad från avancerad nivå till grundnivå. Kursen är på en annan nivå")


def test_nobody_decides_on_their_own(teacher):
    course = CourseFactory(person=teacher, sent=True)
    with pytest.raises(services.NotAllowedError):
        decide(course, ACCEPT, by=teacher)


def test_a_double_click_decides_once(teacher, reviewer, heard):
    course = CourseFactory(person=teacher, sent=True)
    decide(course, ACCEPT, by=reviewer)
    with pytest.raises(services.AlreadyDecidedError) as error:
        decide(course, RETURN, by=reviewer, version=1)
    assert error.value.stored.status == RecordStatus.ACCEPTED
    assert Entry.objects.count() == 1
    assert heard == [teacher]


def test_what_was_changed_and_sent_again_is_read_again(teacher, reviewer):
    course = CourseFactory(person=teacher, sent=True)
    Course.objects.filter(pk=course.pk).update(version=3, title="Ny rubrik")
    with pytest.raises(services.ChangedError) as error:
        decide(course, RETURN, by=reviewer)
    assert error.value.stored.heading == "Ny rubrik"
    course.refresh_from_db()
    assert course.status == RecordStatus.SENT


def test_what_was_taken_back_is_not_decided(teacher, reviewer):
    course = CourseFactory(person=teacher, sent=True)
    take_back(course, by=teacher, on=TODAY, at=NOW)
    with pytest.raises(services.AlreadyDecidedError):
        decide(course, ACCEPT, by=reviewer)


@pytest.mark.parametrize("status", ["accepted", "rejected"])
def test_a_decision_is_taken_up_again_with_a_reason(teacher, reviewer, heard, status):
    course = CourseFactory(person=teacher, **{status: True})
    services.reopen(course, version=1, reason="Fel rad godkänd.", by=reviewer, on=TODAY, at=NOW)
    course.refresh_from_db()
    assert (course.status, course.review_reason, course.reviewed_by) == (RecordStatus.SENT, "Fel rad godkänd.", reviewer)
    assert Entry.objects.get().action == "inventory.record.reopened"
    assert heard == [teacher]
    with pytest.raises(services.AlreadyDecidedError):
        services.reopen(course, version=2, reason="Igen.", by=reviewer, on=TODAY, at=NOW)


def test_what_lies_with_the_teacher_is_not_taken_up(teacher, reviewer):
    course = CourseFactory(person=teacher, returned=True)
    with pytest.raises(services.AlreadyDecidedError):
        services.reopen(course, version=1, reason="Nej.", by=reviewer, on=TODAY, at=NOW)


def test_a_rejected_licence_that_was_replaced_stays_rejected(teacher, reviewer):
    rejected = LicenceFactory(person=teacher, rejected=True)
    LicenceFactory(person=teacher, sent=True)
    with pytest.raises(services.ReplacedError):
        services.reopen(rejected, version=1, reason="Fel.", by=reviewer, on=TODAY, at=NOW)
    rejected.refresh_from_db()
    assert rejected.status == RecordStatus.REJECTED


def test_the_row_is_locked_while_it_is_decided(teacher, reviewer, monkeypatch):
    locks = []
    original = QuerySet.select_for_update

    def noted(self, *args, **kwargs):
        locks.append(self.model.__name__)
        return original(self, *args, **kwargs)

    monkeypatch.setattr(QuerySet, "select_for_update", noted)
    decide(CourseFactory(person=teacher, sent=True), ACCEPT, by=reviewer)
    assert locks[:2] == ["Person", "Course"]
