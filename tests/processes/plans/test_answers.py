"""Two answer a choice in the same moment."""

import threading

import pytest
from django.db import connection

from audit.models import Entry
from organisation.models import Profession
from plans.choices import answers
from plans.models import CourseChoice
from tests.factories import NOW, TODAY, CourseChoiceFactory, PersonFactory
from tests.plans.school import build_school


@pytest.mark.django_db(transaction=True)
def test_two_who_answer_at_once_leave_one_answer():
    school = build_school()
    deputy = PersonFactory(deputy_of=school.unit, teaches_at=school.unit, profession=Profession.DEPUTY_PRINCIPAL)
    choice = CourseChoiceFactory(person=school.teacher, plan=school.plan, offer=school.offers[0], status="proposed")
    outcomes, barrier = [], threading.Barrier(2)

    def answer(by, agrees):
        barrier.wait()
        try:
            answers.answer(choice.pk, agree=agrees, reason="Nej", by=by, on=TODAY, at=NOW)
            outcomes.append(by)
        except answers.NotWaitingError:
            pass
        finally:
            connection.close()

    threads = [threading.Thread(target=answer, args=(by, agrees)) for by, agrees in ((school.principal, True), (deputy, False))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(outcomes) == 1
    assert Entry.objects.filter(action__startswith="plans.choice.").count() == 1
    assert CourseChoice.objects.get().answered_by == outcomes[0]
