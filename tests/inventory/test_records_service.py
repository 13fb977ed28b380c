"""Saving, removing and taking back one record."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from audit.models import Entry
from inventory import changes
from inventory.models import Course, InventoryAnswer, Licence, RecordStatus
from inventory.services import answers, records
from tests.factories import NOW, TODAY, CertificateFactory, CourseFactory, LicenceFactory, PersonFactory

LATER = NOW + timedelta(minutes=5)


@pytest.fixture
def heard(monkeypatch):
    """Who the listeners were told of."""
    told = []
    monkeypatch.setattr(changes, "_listeners", [lambda people, on, at: told.extend(person.pk for person in people)])
    return told


def draft(teacher, **fields):
    return CourseFactory.build(person=None, certificates=None, **fields)


def save(course, teacher, *, version=0, certificates=(), at=NOW):
    return records.save_record(course, certificates=list(certificates), opened_version=version, by=teacher, on=TODAY, at=at)


def again(course, **changed):
    """The same record as a form would build it, with something changed."""
    copy = Course.objects.get(pk=course.pk)
    for name, value in changed.items():
        setattr(copy, name, value)
    return copy


def test_a_new_record_is_a_draft_of_its_owner_with_certificates_and_an_audit_entry(teacher, certificate, heard):
    saved = save(draft(teacher), teacher, certificates=[certificate]).record
    stored = Course.objects.get()
    assert (stored.pk, stored.person, stored.status, stored.version) == (saved.pk, teacher, RecordStatus.DRAFT, 1)
    assert list(stored.certificates.all()) == [certificate]
    entry = Entry.objects.get()
    assert (entry.action, entry.target_key, entry.subject) == ("inventory.record.saved", str(saved.pk), teacher)
    assert heard == [teacher.pk]


def test_saving_the_same_twice_makes_one_row_and_one_entry(teacher, certificate):
    course = draft(teacher)
    save(course, teacher, certificates=[certificate])
    second = save(again(course), teacher, certificates=[certificate])
    assert not second.changed
    assert Course.objects.count() == Entry.objects.count() == 1


def test_a_new_form_sent_again_with_other_words_does_not_overwrite(teacher):
    course = draft(teacher, title="Först")
    save(course, teacher)
    with pytest.raises(records.RecordChangedError) as refused:
        save(again(course, title="Sedan"), teacher, version=0)
    assert refused.value.stored.title == "Först"
    assert Course.objects.get().title == "Först"


def test_a_change_grows_the_version_and_a_form_opened_before_it_is_refused(teacher):
    course = CourseFactory(person=teacher)
    save(again(course, title="Nytt namn"), teacher, version=1, at=LATER)
    assert Course.objects.get().version == 2
    assert Course.objects.get().changed_at == LATER
    with pytest.raises(records.RecordChangedError):
        save(again(course, title="Från andra fliken"), teacher, version=1)
    assert Course.objects.get().title == "Nytt namn"


def test_only_other_certificates_is_a_change_too(teacher, certificate):
    course = CourseFactory(person=teacher, certificates=[certificate])
    other = CertificateFactory(person=teacher)
    assert save(again(course), teacher, version=1, certificates=[certificate, other]).changed
    assert set(Course.objects.get().certificates.all()) == {certificate, other}


@pytest.mark.parametrize("trait", ["sent", "accepted", "rejected"])
def test_what_is_sent_or_judged_cannot_be_changed_or_removed(teacher, trait):
    course = CourseFactory(person=teacher, **{trait: True})
    with pytest.raises(records.RecordLockedError):
        save(again(course, title="Annat"), teacher, version=1)
    with pytest.raises(records.RecordLockedError):
        records.remove_record(course, by=teacher, on=TODAY, at=NOW)
    assert Course.objects.get().title == course.title


def test_what_was_returned_can_be_changed_and_stays_returned_until_sent(teacher):
    course = CourseFactory(person=teacher, returned=True)
    save(again(course, title="Rättad"), teacher, version=1, at=LATER)
    assert Course.objects.get().status == RecordStatus.COMPLETION_ASKED


def test_a_record_removed_in_another_tab_is_not_silently_made_anew(teacher):
    with pytest.raises(records.RecordGoneError):
        save(draft(teacher), teacher, version=3)


def test_somebody_elses_id_is_refused(teacher):
    theirs = CourseFactory(person=PersonFactory(provider=teacher.provider))
    with pytest.raises(records.NotOwnRecordError):
        save(again(theirs, title="Kapad"), teacher, version=1)
    assert Course.objects.get().title == theirs.title


def test_somebody_elses_certificate_is_refused(teacher):
    with pytest.raises(ValidationError):
        save(draft(teacher), teacher, certificates=[CertificateFactory()])
    assert not Course.objects.exists()


def test_a_second_licence_is_refused_with_a_sentence_but_not_after_a_rejected_one(teacher):
    first = LicenceFactory(person=teacher)
    with pytest.raises(ValidationError, match="Du har redan registrerat din legitimation"):
        save(LicenceFactory.build(person=None), teacher)
    Licence.objects.filter(pk=first.pk).update(status=RecordStatus.REJECTED)
    save(LicenceFactory.build(person=None), teacher)
    assert Licence.objects.count() == 2


def test_registering_something_takes_back_that_there_was_nothing(teacher, campaign):
    answers.say_nothing(campaign, teacher, kinds=["course", "research"], at=NOW)
    save(draft(teacher), teacher, at=LATER)
    answer = InventoryAnswer.objects.get()
    assert answer.nothing_to_add == ["research"]
    assert answer.changed_at == LATER


def test_removing_twice_removes_once_and_keeps_the_certificate(teacher, certificate, heard):
    course = CourseFactory(person=teacher, certificates=[certificate])
    kept = CourseFactory(person=teacher, certificates=[certificate])
    for _ in range(2):
        records.remove_record(course, by=teacher, on=TODAY, at=NOW)
    assert list(Course.objects.all()) == [kept]
    assert list(teacher.certificates.all()) == [certificate]
    assert Entry.objects.filter(action="inventory.record.removed").count() == 1
    assert heard == [teacher.pk]


def test_taking_back_makes_a_sent_record_a_draft_that_reviewers_no_longer_see(teacher, principal, heard):
    course = CourseFactory(person=teacher, sent=True)
    assert Course.objects.visible_to(principal, on=TODAY).exists()
    records.take_back(course, by=teacher, on=TODAY, at=LATER)
    stored = Course.objects.get()
    assert (stored.status, stored.sent_at, stored.version) == (RecordStatus.DRAFT, None, 2)
    assert not Course.objects.visible_to(principal, on=TODAY).exists()
    assert heard == [teacher.pk]
    records.take_back(course, by=teacher, on=TODAY, at=LATER)
    assert Entry.objects.filter(action="inventory.record.taken_back").count() == 1


def test_what_has_been_judged_meanwhile_cannot_be_taken_back(teacher):
    course = CourseFactory(person=teacher, sent=True)
    Course.objects.update(status=RecordStatus.ACCEPTED)
    with pytest.raises(records.RecordLockedError):
        records.take_back(course, by=teacher, on=TODAY, at=LATER)
    assert Course.objects.get().status == RecordStatus.ACCEPTED


def test_credits_that_only_look_different_are_the_same(teacher):
    course = CourseFactory(person=teacher, credits=Decimal("15"))
    assert not save(again(course, credits=Decimal("15.0")), teacher, version=1).changed


def test_a_certificate_removed_meanwhile_stops_the_save_with_what_to_do(teacher, certificate):
    gone = type(certificate).objects.get(pk=certificate.pk)
    certificate.delete()
    with pytest.raises(ValidationError, match="har tagits bort i ett annat fönster"):
        save(draft(teacher), teacher, certificates=[gone])
