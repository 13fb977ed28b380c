from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from audit.models import Entry
from organisation.models import RoleAssignment
from plans.choices import services
from plans.choices.services import Pick
from plans.choices.situation import situation_of
from plans.models import CourseChoice, CourseOffer, PlanTier, Tier
from plans.typed_course import TypedCourse
from tests.factories import (
    NOW,
    TODAY,
    AuthorityPlanFactory,
    CourseChoiceFactory,
    CourseOfferFactory,
    EmploymentFactory,
    PersonFactory,
    SchoolUnitFactory,
)

TYPED = TypedCourse(
    title="Yrkesdidaktik", institution="Linnéuniversitetet", credits=Decimal("7.5"), cycle="second", merit_basis="unsure", kind="regular"
)


def save(school, picks, seen=None):
    services.save_choices(school.teacher, picks, seen=school.seen(TODAY) if seen is None else seen, on=TODAY, at=NOW)


def send(school):
    return services.send(school.teacher, on=TODAY, at=NOW)


def chosen(school):
    return {(choice.tier, choice.offer_id, choice.status) for choice in CourseChoice.objects.filter(person=school.teacher)}


def add_typed(school, course=TYPED):
    return services.add_individual(
        school.teacher, course, term="2027-1", purpose="deepening", purpose_text="Bättre samtal", on=TODAY, at=NOW
    )


def plan_of(person):
    situation = situation_of(person, on=TODAY)
    assert situation is not None
    return situation.plan


class TestSaving:
    def test_fewer_than_asked_are_kept_as_a_draft(self, school):
        save(school, school.picks(authority=1, unit=0))
        assert chosen(school) == {("authority", school.offers[0].pk, "draft")}

    def test_one_more_than_asked_is_refused_and_nothing_is_written(self, school):
        with pytest.raises(services.TooManyChosenError) as error:
            save(school, school.picks(authority=5))
        assert str(error.value) == "Du har valt fem kurser men ska välja fyra. Ta bort en."
        assert not chosen(school)

    def test_how_many_is_the_plans_own_number(self, school):
        PlanTier.objects.filter(plan=school.plan, tier="authority").update(choose=6)
        PlanTier.objects.filter(plan=school.plan, tier="unit").update(choose=1)
        save(school, school.picks(authority=6, unit=1))
        with pytest.raises(services.TooManyChosenError):
            save(school, school.picks(authority=6, unit=2))

    def test_a_double_click_changes_nothing_and_leaves_one_entry(self, school):
        seen = school.seen(TODAY)
        save(school, school.picks(), seen)
        save(school, school.picks(), seen)
        assert Entry.objects.filter(action="plans.choices.saved", subject=school.teacher).count() == 1
        assert len(chosen(school)) == 6

    def test_a_second_tab_cannot_undo_the_first(self, school):
        seen = school.seen(TODAY)
        save(school, school.picks(), seen)
        with pytest.raises(services.StaleChoicesError):
            save(school, school.picks(authority=1), seen)
        assert len(chosen(school)) == 6

    def test_unticked_courses_leave_the_plan(self, school):
        save(school, school.picks())
        save(school, school.picks(authority=3, unit=2))
        assert len(chosen(school)) == 5

    def test_what_is_agreed_stays_although_unticked(self, school):
        agreed = CourseChoiceFactory(person=school.teacher, plan=school.plan, offer=school.offers[0], status="agreed")
        save(school, school.picks(authority=0, unit=1))
        agreed.refresh_from_db()
        assert agreed.status == "agreed"
        assert len(chosen(school)) == 2

    def test_agreed_courses_count_among_those_to_choose(self, school):
        CourseChoiceFactory(person=school.teacher, plan=school.plan, offer=school.offers[7], status="agreed")
        with pytest.raises(services.TooManyChosenError):
            save(school, school.picks(authority=4))

    def test_a_new_term_for_a_sent_course_must_be_sent_again(self, school):
        choice = CourseChoiceFactory(person=school.teacher, plan=school.plan, offer=school.offers[0], status="proposed", proposed_at=NOW)
        save(school, [Pick(Tier.AUTHORITY, school.offers[0].pk, "2028-1")])
        choice.refresh_from_db()
        assert (choice.status, choice.term, choice.proposed_at) == ("draft", "2028-1", None)

    def test_a_sent_course_that_is_left_alone_stays_sent(self, school):
        choice = CourseChoiceFactory(person=school.teacher, plan=school.plan, offer=school.offers[0], status="proposed", proposed_at=NOW)
        save(school, school.picks(authority=2, unit=0))
        choice.refresh_from_db()
        assert choice.status == "proposed"

    def test_a_course_that_closed_meanwhile_is_refused(self, school):
        school.plan.courses.filter(offer=school.offers[0]).delete()
        with pytest.raises(services.NotOfferedError):
            save(school, school.picks())
        assert not chosen(school)

    def test_another_providers_course_is_refused(self, school):
        foreign = CourseOfferFactory()
        with pytest.raises(services.NotOfferedError):
            save(school, [Pick(Tier.AUTHORITY, foreign.pk, "2027-1")])

    def test_a_unit_course_of_another_unit_is_refused(self, school):
        school.unit_plan.unit = SchoolUnitFactory(authority=school.unit.authority)
        school.unit_plan.save()
        with pytest.raises(services.NotOfferedError):
            save(school, school.picks(authority=0, unit=1))

    def test_a_course_of_ones_own_is_not_chosen_again_on_another_tier(self, school):
        CourseChoiceFactory(person=school.teacher, plan=school.plan, tier="individual", purpose="deepening", offer=school.offers[0])
        with pytest.raises(services.AlreadyChosenError):
            save(school, school.picks(authority=1, unit=0))

    def test_without_a_plan_in_force_there_is_nothing_to_choose(self, school):
        school.plan.status = "replaced"
        school.plan.save()
        with pytest.raises(services.NoPlanError):
            services.save_choices(school.teacher, [], seen="", on=TODAY, at=NOW)

    def test_the_database_holds_one_choice_a_course(self, school):
        CourseChoiceFactory(person=school.teacher, plan=school.plan, offer=school.offers[0])
        with pytest.raises(IntegrityError), transaction.atomic():
            CourseChoiceFactory(person=school.teacher, plan=school.plan, offer=school.offers[0])


class TestSending:
    def test_everything_unsent_is_proposed_at_once(self, school):
        save(school, school.picks())
        assert send(school) == 6
        assert {status for *_rest, status in chosen(school)} == {"proposed"}
        assert Entry.objects.filter(action="plans.choices.sent", subject=school.teacher).count() == 1

    def test_a_second_click_sends_nothing_more(self, school):
        save(school, school.picks())
        send(school)
        assert send(school) == 0
        assert Entry.objects.filter(action="plans.choices.sent").count() == 1

    def test_too_few_are_not_sent_and_it_is_said_where(self, school):
        save(school, school.picks(authority=3, unit=2))
        with pytest.raises(services.TooFewChosenError) as error:
            send(school)
        assert str(error.value) == "Förvaltningens nivå: du har valt tre av fyra kurser."
        assert {status for *_rest, status in chosen(school)} == {"draft"}

    def test_nothing_at_all_is_not_sent(self, school):
        with pytest.raises(services.TooFewChosenError):
            send(school)

    def test_a_tier_without_courses_to_choose_from_is_not_waited_for(self, school):
        school.unit_plan.status, school.unit_plan.decided_on = "draft", None
        school.unit_plan.save()
        save(school, school.picks(unit=0))
        assert send(school) == 4

    def test_a_course_of_ones_own_goes_along(self, school):
        save(school, school.picks())
        add_typed(school)
        assert send(school) == 7

    def test_what_needed_a_new_choice_is_sent_again_without_the_old_answer(self, school):
        save(school, school.picks())
        send(school)
        declined = CourseChoice.objects.filter(person=school.teacher)[0]
        CourseChoice.objects.filter(pk=declined.pk).update(
            status="declined", answer="Välj en annan termin.", answered_by=school.principal, answered_at=NOW
        )
        assert send(school) == 1
        declined.refresh_from_db()
        assert (declined.status, declined.answer, declined.answered_by, declined.answered_at) == ("proposed", "", None, None)

    def test_a_course_that_is_no_longer_on_offer_is_not_sent(self, school):
        save(school, school.picks())
        school.plan.courses.filter(offer=school.offers[1]).delete()
        with pytest.raises(services.NotOfferedError) as error:
            send(school)
        assert "Kurs 1" in str(error.value)

    def test_while_the_principal_changes_the_units_plan_its_courses_are_not_sent(self, school):
        save(school, school.picks())
        school.unit_plan.status, school.unit_plan.decided_on = "draft", None
        school.unit_plan.save()
        with pytest.raises(services.UnitPlanOpenError):
            send(school)


class TestOwnCourses:
    def test_a_typed_course_is_the_teachers_own(self, school):
        choice = add_typed(school)
        assert choice.offer.proposed_by == school.teacher
        assert not CourseOffer.objects.catalogue_for(school.principal).filter(pk=choice.offer_id).exists()

    def test_a_double_click_adds_one(self, school):
        assert add_typed(school).pk == add_typed(school).pk
        assert CourseOffer.objects.filter(title="Yrkesdidaktik").count() == 1

    def test_a_course_of_the_catalogue_is_chosen_once(self, school):
        offer = CourseOfferFactory(provider=school.teacher.provider)
        add_typed(school, offer)
        with pytest.raises(services.AlreadyChosenError):
            add_typed(school, offer)

    def test_removing_takes_the_typed_course_with_it(self, school):
        choice = add_typed(school)
        assert services.remove(choice.pk, by=school.teacher, at=NOW)
        assert not CourseOffer.objects.filter(pk=choice.offer_id).exists()
        assert Entry.objects.filter(action="plans.choice.removed", subject=school.teacher).count() == 1

    def test_removing_twice_is_no_error(self, school):
        choice = add_typed(school)
        services.remove(choice.pk, by=school.teacher, at=NOW)
        assert not services.remove(choice.pk, by=school.teacher, at=NOW)

    def test_removing_a_chosen_course_leaves_it_in_the_catalogue(self, school):
        save(school, school.picks(authority=1, unit=0))
        services.remove(CourseChoice.objects.get(person=school.teacher).pk, by=school.teacher, at=NOW)
        assert CourseOffer.objects.filter(pk=school.offers[0].pk).exists()

    def test_what_two_have_agreed_on_is_not_removed_by_one(self, school):
        choice = CourseChoiceFactory(person=school.teacher, plan=school.plan, offer=school.offers[0], status="agreed")
        with pytest.raises(services.AgreedError):
            services.remove(choice.pk, by=school.teacher, at=NOW)

    def test_nobody_removes_anothers(self, school):
        choice = add_typed(school)
        assert not services.remove(choice.pk, by=school.principal, at=NOW)
        assert CourseChoice.objects.filter(pk=choice.pk).exists()

    def test_the_database_asks_for_a_purpose(self, school):
        with pytest.raises(IntegrityError), transaction.atomic():
            CourseChoiceFactory(person=school.teacher, plan=school.plan, offer=school.offers[0], tier="individual", purpose="")


class TestWhichPlan:
    def test_the_plan_is_that_of_most_of_the_working_time(self, school):
        elsewhere = SchoolUnitFactory(authority__provider=school.teacher.provider)
        AuthorityPlanFactory(authority=elsewhere.authority)
        EmploymentFactory(person=school.teacher, unit=elsewhere, extent_percent=Decimal(20))
        assert plan_of(school.teacher) == school.plan
        school.teacher.employments.filter(unit=school.unit).update(extent_percent=Decimal(10))
        assert plan_of(school.teacher).authority == elsewhere.authority

    def test_an_employment_that_ended_yesterday_has_no_plan(self, school):
        school.teacher.employments.update(ends_on=TODAY - timedelta(days=1))
        assert situation_of(school.teacher, on=TODAY) is None

    def test_another_providers_plan_is_nobodys_here(self, school):
        assert situation_of(school.stranger, on=TODAY) is None

    def test_a_draft_plan_is_not_in_force(self, school):
        school.plan.status, school.plan.decided_on = "draft", None
        school.plan.save()
        assert situation_of(school.teacher, on=TODAY) is None

    def test_a_plan_that_has_not_begun_is_not_in_force(self, school):
        assert situation_of(school.teacher, on=school.plan.starts_on - timedelta(days=1)) is None

    def test_choosing_costs_the_same_however_many_courses(self, school, django_assert_num_queries):
        with django_assert_num_queries(5):
            situation_of(school.teacher, on=TODAY)
        save(school, school.picks())
        with django_assert_num_queries(5):
            situation_of(school.teacher, on=TODAY)


def test_a_role_gives_no_plan_of_ones_own(db):
    person = PersonFactory(principal_of=SchoolUnitFactory())
    assert RoleAssignment.objects.filter(person=person).exists()
    assert situation_of(person, on=TODAY) is None
