"""What a person answers beside the records."""

from datetime import timedelta

import pytest

from audit.models import Entry
from inventory.models import InventoryAnswer
from inventory.services import answers
from tests.factories import NOW, CourseFactory

LATER = NOW + timedelta(days=1)


def test_confirming_twice_is_one_answer_and_one_entry(teacher, campaign):
    for at in (NOW, LATER):
        answers.confirm_about(campaign, teacher, interest="later", at=at)
    answer = InventoryAnswer.objects.get()
    assert (answer.interest, answer.about_confirmed_at, answer.changed_at) == ("later", NOW, NOW)
    assert Entry.objects.count() == 1


def test_interest_can_be_changed_and_left_out(teacher, campaign):
    answers.confirm_about(campaign, teacher, interest="yes", at=NOW)
    answers.confirm_about(campaign, teacher, interest="", at=LATER)
    answer = InventoryAnswer.objects.get()
    assert (answer.interest, answer.changed_at) == ("", LATER)


def test_saying_there_is_nothing_while_there_is_something_is_refused(teacher, campaign):
    CourseFactory(person=teacher)
    with pytest.raises(answers.HasRecordsError, match="redan registrerat"):
        answers.say_nothing(campaign, teacher, kinds=["course"], at=NOW)


def test_the_short_way_says_all_or_nothing(teacher, campaign):
    CourseFactory(person=teacher)
    with pytest.raises(answers.HasRecordsError):
        answers.answer_with_nothing(campaign, teacher, kinds=["course", "research"], interest="no", at=NOW)
    assert not InventoryAnswer.objects.exists()


def test_what_was_said_can_be_unsaid(teacher, campaign):
    answers.say_nothing(campaign, teacher, kinds=["course", "research"], at=NOW)
    answers.unsay_nothing(campaign, teacher, kinds=["course"], at=LATER)
    assert InventoryAnswer.objects.get().nothing_to_add == ["research"]
