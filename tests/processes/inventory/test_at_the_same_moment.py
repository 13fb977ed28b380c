"""Two requests at the same moment, in two threads with a database connection each: one row, one submission."""

import threading
import uuid
from datetime import date

import pytest
from django.db import connection

from inventory.certificates import services as certificates
from inventory.models import Certificate, Course, InventoryAnswer, Submission
from inventory.services import answers, records, sending
from tests.factories import NOW, TODAY, CampaignFactory, CertificateFactory, CourseFactory, PersonFactory, SchoolUnitFactory
from tests.inventory.conftest import EVERY_REQUIRED_KIND

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def asked():
    unit = SchoolUnitFactory()
    CampaignFactory(provider=unit.authority.provider, authorities=[unit.authority], opens_on=date(2020, 1, 1), closes_on=date(2099, 12, 31))
    return PersonFactory(teaches_at=unit)


def at_once(action, times=4):
    """Run the action in so many threads that start together; what each gave or raised."""
    start, outcomes = threading.Barrier(times), []

    def run():
        try:
            start.wait()
            outcomes.append(action())
        except Exception as error:
            outcomes.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def test_a_new_course_saved_at_once_becomes_one(asked):
    pk = uuid.uuid4()

    def save():
        course = CourseFactory.build(id=pk, person=None, certificates=None, title="Samma kurs")
        return records.save_record(course, certificates=[], opened_version=0, by=asked, on=TODAY, at=NOW).changed

    assert sorted(at_once(save), key=str) == [False, False, False, True]
    assert Course.objects.count() == 1


def test_changes_from_several_tabs_at_once_let_one_through_and_refuse_the_rest(asked):
    course = CourseFactory(person=asked)
    names = iter("abcd")

    def save():
        mine = Course.objects.get(pk=course.pk)
        mine.title = next(names)
        return records.save_record(mine, certificates=[], opened_version=1, by=asked, on=TODAY, at=NOW).record.title

    outcomes = at_once(save)
    refused = [each for each in outcomes if isinstance(each, records.RecordChangedError)]
    assert len(refused) == 3
    assert Course.objects.get().title in outcomes


def test_sending_at_once_gives_one_submission_and_the_same_receipt(asked):
    campaign = asked.provider.campaigns.get()
    answers.answer_with_nothing(campaign, asked, kinds=[kind for kind in EVERY_REQUIRED_KIND if kind != "course"], interest="", at=NOW)
    CourseFactory(person=asked, certificates=[CertificateFactory(person=asked)])

    def send():
        return sending.send(asked, campaign, with_merit=True, on=TODAY, at=NOW).submission.pk

    outcomes = at_once(send)
    assert set(outcomes) == {Submission.objects.get().pk}


def test_a_first_answer_given_at_once_is_one_answer(asked):
    campaign = asked.provider.campaigns.get()
    outcomes = at_once(lambda: answers.confirm_about(campaign, asked, interest="yes", at=NOW).pk)
    assert set(outcomes) == {InventoryAnswer.objects.get().pk}


def test_a_certificate_is_not_removed_in_the_middle_of_sending_it(asked, monkeypatch):
    campaign = asked.provider.campaigns.get()
    answers.answer_with_nothing(campaign, asked, kinds=[kind for kind in EVERY_REQUIRED_KIND if kind != "course"], interest="", at=NOW)
    certificate = CertificateFactory(person=asked)
    CourseFactory(person=asked, certificates=[certificate])
    refused, freeze = [], sending._freeze

    def remove():
        try:
            certificates.remove(certificate, by=asked, at=NOW)
        except certificates.RemovalRefusedError:
            refused.append(certificate)
        finally:
            connection.close()

    removal = threading.Thread(target=remove)

    def freeze_and_be_overtaken(*args, **kwargs):
        submission = freeze(*args, **kwargs)
        removal.start()
        removal.join(0.5)
        return submission

    monkeypatch.setattr(sending, "_freeze", freeze_and_be_overtaken)
    sending.send(asked, campaign, with_merit=True, on=TODAY, at=NOW)
    removal.join()
    assert refused == [certificate]
    assert Certificate.objects.filter(pk=certificate.pk).exists()
