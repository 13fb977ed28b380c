"""Sending: what becomes sent, what the frozen copy says, and that nothing happens twice."""

from datetime import date, timedelta

import pytest

from audit.models import Entry
from inventory import changes
from inventory.content import digest_of
from inventory.models import Certificate, Course, Licence, RecordStatus, Submission
from inventory.services import answers, records, sending
from inventory.tasklist import Reason
from tests.factories import (
    NOW,
    TODAY,
    CampaignFactory,
    CertificateFactory,
    CourseFactory,
    EmploymentFactory,
    PersonFactory,
    SchoolUnitFactory,
)
from tests.inventory.conftest import EVERY_REQUIRED_KIND

LATER = NOW + timedelta(hours=1)


def send(person, campaign, *, at=NOW, with_merit=True, on=TODAY):
    return sending.send(person, campaign, with_merit=with_merit, on=on, at=at)


def test_everything_not_sent_becomes_sent_and_is_frozen_with_its_certificates(teacher, ready, unit, certificate):
    course = CourseFactory(person=teacher, certificates=[certificate], title="Läsning på rätt nivå")
    sent = send(teacher, ready)
    stored = Course.objects.get()
    assert (stored.status, stored.sent_at, stored.version) == (RecordStatus.SENT, NOW, 2)
    assert Licence.objects.get().status == RecordStatus.SENT
    submission = Submission.objects.get()
    assert (submission, submission.unit, submission.number) == (sent.submission, unit, 1)
    frozen = submission.content["records"]["course"]
    assert frozen[0]["values"]["title"] == "Läsning på rätt nivå"
    assert frozen[0]["values"]["credits"] == "7.5"
    assert frozen[0]["id"] == str(course.pk)
    assert frozen[0]["certificates"] == [
        {
            "id": str(certificate.pk),
            "name": certificate.original_name,
            "sha256": certificate.sha256,
            "size": certificate.size,
            "control": None,
        }
    ]
    assert submission.content["about"]["interest"] == "yes"
    assert "Nyström" not in str(submission.content)


def test_how_a_certificate_could_be_checked_is_frozen_with_it(teacher, ready, certificate):
    Certificate.objects.filter(pk=certificate.pk).update(
        control_code="A1B2C3D4E5", control_url="https://www.student.ladok.se/verifiera/", control_until=date(2027, 1, 31)
    )
    CourseFactory(person=teacher, certificates=[certificate])
    submission = send(teacher, ready).submission
    Certificate.objects.filter(pk=certificate.pk).update(control_code="", control_url="", control_until=None)
    submission.refresh_from_db()
    assert submission.content["records"]["course"][0]["certificates"][0]["control"] == {
        "code": "A1B2C3D4E5",
        "url": "https://www.student.ladok.se/verifiera/",
        "until": "2027-01-31",
    }


def test_the_digest_is_that_of_the_stored_content_and_of_nothing_else(teacher, ready):
    send(teacher, ready)
    submission = Submission.objects.get()
    assert submission.digest == digest_of(submission.content)
    submission.content["about"]["interest"] = "no"
    assert submission.digest != digest_of(submission.content)


def test_sending_is_audited_and_announced_once(teacher, ready, monkeypatch):
    told = []
    monkeypatch.setattr(changes, "_listeners", [lambda people, on, at: told.append((people[0].pk, on, at))])
    send(teacher, ready)
    entry = Entry.objects.get(action="inventory.submission.sent")
    assert entry.details == {"number": 1, "digest": Submission.objects.get().digest}
    assert told == [(teacher.pk, TODAY, NOW)]


def test_a_second_press_sends_nothing_and_gives_the_same_receipt(teacher, ready):
    first = send(teacher, ready)
    second = send(teacher, ready, at=LATER)
    assert first.is_new
    assert not second.is_new
    assert first.submission == second.submission
    assert Submission.objects.count() == 1
    assert Entry.objects.filter(action="inventory.submission.sent").count() == 1


def test_a_submission_without_courses_is_fine(teacher, campaign):
    answers.answer_with_nothing(campaign, teacher, kinds=EVERY_REQUIRED_KIND, interest="no", at=NOW)
    content = send(teacher, campaign).submission.content
    assert content["nothing_to_add"] == sorted(EVERY_REQUIRED_KIND)
    assert content["records"]["course"] == []


def test_something_new_makes_a_second_submission_and_leaves_the_first_as_it_was(teacher, ready, certificate):
    first = send(teacher, ready).submission
    CourseFactory(person=teacher, certificates=[certificate])
    answers.unsay_nothing(ready, teacher, kinds=["course"], at=LATER)
    second = send(teacher, ready, at=LATER).submission
    assert (first.number, second.number) == (1, 2)
    assert Submission.objects.get(pk=first.pk).content == first.content
    assert first.content["records"]["course"] == []


def test_another_interest_or_a_removed_row_is_something_new(teacher, ready, certificate):
    course = CourseFactory(person=teacher, certificates=[certificate])
    send(teacher, ready)
    answers.confirm_about(ready, teacher, interest="later", at=LATER)
    assert send(teacher, ready, at=LATER).is_new
    records.take_back(course, by=teacher, on=TODAY, at=LATER)
    records.remove_record(course, by=teacher, on=TODAY, at=LATER)
    third = send(teacher, ready, at=LATER + timedelta(hours=1))
    assert third.is_new
    assert third.submission.content["records"]["course"] == []


def test_what_a_reviewer_decides_is_not_something_new_to_send(teacher, ready, certificate):
    CourseFactory(person=teacher, certificates=[certificate])
    send(teacher, ready)
    Course.objects.update(status=RecordStatus.ACCEPTED, merit_basis="leadership")
    assert not send(teacher, ready, at=LATER).is_new


def test_nothing_is_sent_while_something_is_missing(teacher, campaign):
    course = CourseFactory(person=teacher)
    with pytest.raises(sending.IncompleteError) as refused:
        send(teacher, campaign)
    reasons = {(each.reason, each.kind) for each in refused.value.missing}
    assert (Reason.UNCONFIRMED, "") in reasons
    assert (Reason.NO_CERTIFICATE, "course") in reasons
    assert {kind for reason, kind in reasons if reason == Reason.UNANSWERED} == {"licence", "qualifying_degree", "employment", "research"}
    assert Course.objects.get(pk=course.pk).status == RecordStatus.DRAFT
    assert not Submission.objects.exists()


def test_a_harmful_certificate_stops_the_sending(teacher, ready):
    harmful = CertificateFactory(person=teacher, scan=Certificate.Scan.INFECTED)
    CourseFactory(person=teacher, certificates=[harmful])
    with pytest.raises(sending.IncompleteError) as refused:
        send(teacher, ready)
    assert [each.reason for each in refused.value.missing] == [Reason.HARMFUL_CERTIFICATE]


def test_what_was_returned_is_sent_again_once_it_is_corrected(teacher, ready, certificate):
    course = CourseFactory(person=teacher, certificates=[certificate], returned=True)
    with pytest.raises(sending.IncompleteError) as refused:
        send(teacher, ready, at=LATER)
    assert [each.reason for each in refused.value.missing] == [Reason.NOT_CORRECTED]
    corrected = Course.objects.get()
    corrected.title = "Rättat namn"
    records.save_record(corrected, certificates=[certificate], opened_version=1, by=teacher, on=TODAY, at=LATER)
    send(teacher, ready, at=LATER)
    assert Course.objects.get(pk=course.pk).status == RecordStatus.SENT


def test_after_the_last_day_only_what_was_returned_can_be_sent(teacher, ready, certificate):
    course = CourseFactory(person=teacher, certificates=[certificate])
    send(teacher, ready)
    Course.objects.filter(pk=course.pk).update(status=RecordStatus.COMPLETION_ASKED, reviewed_at=NOW, changed_at=LATER)
    kept = CourseFactory(person=teacher, certificates=[certificate], title="Utkast")
    ready.closes_on = TODAY - timedelta(1)
    ready.save()
    submission = send(teacher, ready, at=LATER).submission
    assert Course.objects.get(pk=course.pk).status == RecordStatus.SENT
    assert Course.objects.get(pk=kept.pk).status == RecordStatus.DRAFT
    assert [row["id"] for row in submission.content["records"]["course"]] == [str(course.pk)]


def test_a_closed_or_foreign_campaign_takes_nothing(teacher, ready):
    foreign = SchoolUnitFactory()
    other = CampaignFactory(provider=foreign.authority.provider, authorities=[foreign.authority])
    with pytest.raises(sending.NothingToSendError):
        send(teacher, other)
    ready.closes_on = TODAY - timedelta(1)
    ready.save()
    with pytest.raises(sending.NothingToSendError):
        send(teacher, ready)
    assert not Submission.objects.exists()


def test_the_submission_belongs_to_the_unit_where_the_person_works_most(teacher, ready, unit):
    small = SchoolUnitFactory(authority=unit.authority)
    EmploymentFactory(person=teacher, unit=small, extent_percent=20, starts_on=date(2010, 1, 1))
    assert send(teacher, ready).submission.unit == unit


def test_a_principal_is_not_asked_for_what_only_merit_needs(principal, campaign):
    answers.confirm_about(campaign, principal, interest="", at=NOW)
    answers.say_nothing(campaign, principal, kinds=["course"], at=NOW)
    content = send(principal, campaign, with_merit=False).submission.content
    assert content["about"]["with_merit"] is False


def test_another_persons_rows_stay_where_they_are(teacher, ready, unit):
    CourseFactory(person=PersonFactory(teaches_at=unit))
    send(teacher, ready)
    assert Course.objects.get().status == RecordStatus.DRAFT
