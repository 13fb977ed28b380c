from datetime import timedelta

import pytest

from audit.models import Entry
from organisation.models import Role, RoleAssignment
from plans.choices import answers
from plans.models import CourseChoice
from tests.factories import NOW, TODAY, CourseChoiceFactory, PersonFactory, SchoolUnitFactory


@pytest.fixture
def choice(school):
    return CourseChoiceFactory(person=school.teacher, plan=school.plan, offer=school.offers[0], status="proposed", proposed_at=NOW)


def agree(choice, by):
    return answers.answer(choice.pk, agree=True, reason="", by=by, on=TODAY, at=NOW)


def decline(choice, by, reason="Välj en annan termin."):
    return answers.answer(choice.pk, agree=False, reason=reason, by=by, on=TODAY, at=NOW)


def test_the_principal_agrees_and_it_is_on_record(school, choice):
    agree(choice, school.principal)
    choice.refresh_from_db()
    assert (choice.status, choice.answered_by, choice.answered_at) == ("agreed", school.principal, NOW)
    entry = Entry.objects.get(action="plans.choice.agreed")
    assert (entry.actor, entry.subject, entry.target_key) == (school.principal, school.teacher, str(choice.pk))


def test_a_deputy_answers_like_a_principal(school, choice):
    agree(choice, PersonFactory(deputy_of=school.unit))
    choice.refresh_from_db()
    assert choice.status == "agreed"


def test_a_declined_choice_goes_back_with_the_reason(school, choice):
    decline(choice, school.principal)
    choice.refresh_from_db()
    assert (choice.status, choice.answer) == ("declined", "Välj en annan termin.")


@pytest.mark.parametrize("reason", ["", "   "])
def test_declining_without_a_reason_is_refused(school, choice, reason):
    with pytest.raises(answers.ReasonMissingError):
        decline(choice, school.principal, reason)
    choice.refresh_from_db()
    assert choice.status == "proposed"


def test_an_answer_is_given_once(school, choice):
    agree(choice, school.principal)
    with pytest.raises(answers.NotWaitingError):
        decline(choice, school.principal)
    assert Entry.objects.filter(action__startswith="plans.choice.").count() == 1


def test_nobody_agrees_with_themselves(school):
    own = CourseChoiceFactory(person=school.principal, plan=school.plan, offer=school.offers[0], status="proposed")
    with pytest.raises(answers.NotWaitingError):
        agree(own, school.principal)
    assert answers.agree_all(school.principal, by=school.principal, on=TODAY, at=NOW) == 0


def test_a_principal_of_another_provider_cannot_answer(school, choice):
    with pytest.raises(answers.NotWaitingError):
        agree(choice, school.stranger)


def test_a_principal_of_another_unit_cannot_answer(school, choice):
    other = PersonFactory(principal_of=SchoolUnitFactory(authority=school.unit.authority))
    with pytest.raises(answers.NotWaitingError):
        agree(choice, other)


@pytest.mark.parametrize("role", [Role.STRATEGIST, Role.READER, Role.REVIEWER])
def test_those_who_oversee_do_not_answer(school, choice, role):
    person = PersonFactory(provider=school.teacher.provider)
    RoleAssignment.objects.create(person=person, role=role, authority=school.unit.authority, starts_on=TODAY)
    with pytest.raises(answers.NotWaitingError):
        agree(choice, person)


def test_a_role_that_ended_yesterday_answers_nothing(school, choice):
    school.principal.role_assignments.update(ends_on=TODAY - timedelta(days=1))
    with pytest.raises(answers.NotWaitingError):
        agree(choice, school.principal)


def test_a_draft_is_not_the_principals_to_answer(school):
    draft = CourseChoiceFactory(person=school.teacher, plan=school.plan, offer=school.offers[0], status="draft")
    with pytest.raises(answers.NotWaitingError):
        agree(draft, school.principal)


def test_agreeing_to_all_takes_what_waits_and_nothing_else(school, choice):
    CourseChoiceFactory(person=school.teacher, plan=school.plan, offer=school.offers[1], status="draft")
    CourseChoiceFactory(person=school.teacher, plan=school.plan, offer=school.offers[2], status="proposed")
    assert answers.agree_all(school.teacher, by=school.principal, on=TODAY, at=NOW) == 2
    assert answers.agree_all(school.teacher, by=school.principal, on=TODAY, at=NOW) == 0
    assert CourseChoice.objects.filter(person=school.teacher, status="draft").count() == 1
    assert Entry.objects.filter(action="plans.choice.agreed", subject=school.teacher).count() == 2


def test_what_was_agreed_is_opened_with_a_reason(school, choice):
    agree(choice, school.principal)
    answers.reopen(choice.pk, reason="Kursen ställs in.", by=school.principal, on=TODAY, at=NOW)
    choice.refresh_from_db()
    assert (choice.status, choice.answer) == ("declined", "Kursen ställs in.")
    assert Entry.objects.filter(action="plans.choice.reopened", subject=school.teacher).count() == 1


def test_only_what_was_agreed_can_be_opened(school, choice):
    with pytest.raises(answers.NotAgreedError):
        answers.reopen(choice.pk, reason="Kursen ställs in.", by=school.principal, on=TODAY, at=NOW)


def test_a_stranger_opens_nothing(school, choice):
    agree(choice, school.principal)
    with pytest.raises(answers.NotAgreedError):
        answers.reopen(choice.pk, reason="Kursen ställs in.", by=school.stranger, on=TODAY, at=NOW)
