from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from audit.models import Entry
from plans.models import CourseOffer, PlanTier, UnitCourse, UnitPlan
from plans.typed_course import TypedCourse
from plans.units import services
from plans.units.services import NEW, Analysis
from tests.factories import NOW, TODAY, CourseChoiceFactory, CourseOfferFactory, PersonFactory, UnitPlanFactory

ANALYSIS = Analysis("Var tredje elev når inte målen.", "Lärarna behöver leda samtal.", "Betyg 2026")
TYPED = TypedCourse("Handledning", "Lunds universitet", Decimal("7.5"), "second", "leadership", "regular")


@pytest.fixture
def draft(school):
    """The unit's plan with analysis and four courses, not decided."""
    school.unit_plan.status, school.unit_plan.decided_on = "draft", None
    school.unit_plan.save()
    return school.unit_plan


def analyse(school, analysis=ANALYSIS, version=NEW):
    return services.save_analysis(school.plan, school.unit, analysis, version=version, by=school.principal, at=NOW)


def add(plan, school, course, version=None, term="2027-1"):
    stated = plan.version if version is None else version
    return services.add_course(plan.pk, course, need="Samtal", first_term=term, version=stated, by=school.principal, at=NOW)


def decide(plan, school, version=None):
    services.decide(plan.pk, version=plan.version if version is None else version, by=school.principal, on=TODAY, at=NOW)


class TestAnalysis:
    def test_the_first_analysis_makes_the_plan(self, school):
        UnitPlan.objects.all().delete()
        made = analyse(school)
        assert (made.version, made.status, made.has_analysis) == (1, "draft", True)
        assert Entry.objects.filter(action="plans.unit_plan.analysed", actor=school.principal).count() == 1

    def test_a_double_click_makes_one(self, school):
        UnitPlan.objects.all().delete()
        assert analyse(school).pk == analyse(school).pk
        assert UnitPlan.objects.count() == 1
        assert Entry.objects.filter(action="plans.unit_plan.analysed").count() == 1

    def test_a_second_tab_does_not_overwrite_newer_words(self, school, draft):
        analyse(school, version=draft.version)
        with pytest.raises(services.StalePlanError):
            analyse(school, Analysis("Annat", "Annat", "Annat"), version=draft.version)
        draft.refresh_from_db()
        assert draft.results == ANALYSIS.results

    def test_a_decided_plan_is_not_rewritten(self, school):
        with pytest.raises(services.DecidedError):
            analyse(school, Analysis("Annat", "Annat", "Annat"), version=school.unit_plan.version)

    def test_the_database_holds_one_plan_a_unit(self, school):
        with pytest.raises(IntegrityError), transaction.atomic():
            UnitPlanFactory(unit=school.unit, plan=school.plan)


class TestCourses:
    def test_no_course_without_the_analysis_it_answers(self, school, draft):
        draft.needs = "  "
        draft.save()
        with pytest.raises(services.AnalysisMissingError):
            add(draft, school, TYPED)
        assert draft.courses.count() == 4

    def test_a_typed_course_joins_the_providers_catalogue(self, school, draft):
        added = add(draft, school, TYPED)
        assert (added.offer.provider, added.offer.proposed_by, added.need) == (school.teacher.provider, None, "Samtal")
        assert CourseOffer.objects.catalogue_for(school.teacher).filter(pk=added.offer_id).exists()

    def test_a_double_click_adds_one(self, school, draft):
        before = draft.version
        first = add(draft, school, TYPED)
        assert add(draft, school, TYPED, version=before).pk == first.pk
        assert CourseOffer.objects.filter(title="Handledning").count() == 1

    def test_the_same_course_again_is_refused(self, school, draft):
        with pytest.raises(services.CourseThereError):
            add(draft, school, school.unit_offers[0])

    def test_a_course_of_the_authority_is_not_offered_twice(self, school, draft):
        with pytest.raises(services.CourseThereError):
            add(draft, school, school.offers[0])

    def test_the_size_is_the_plans(self, school, draft):
        offer = CourseOfferFactory(provider=school.teacher.provider, credits=Decimal(15))
        with pytest.raises(services.WrongSizeError) as error:
            add(draft, school, offer)
        assert "7,5" in str(error.value)
        PlanTier.objects.filter(plan=school.plan, tier="unit").update(course_credits=Decimal(15))
        assert add(draft, school, offer)

    def test_another_tabs_change_is_not_missed(self, school, draft):
        with pytest.raises(services.StalePlanError):
            add(draft, school, TYPED, version=draft.version - 1)

    def test_a_decided_plan_takes_no_more(self, school):
        with pytest.raises(services.DecidedError):
            add(school.unit_plan, school, TYPED)

    def test_a_course_that_teachers_have_sent_stays(self, school, draft):
        CourseChoiceFactory(person=school.teacher, plan=school.plan, tier="unit", offer=school.unit_offers[0], status="proposed")
        course = draft.courses.get(offer=school.unit_offers[0])
        with pytest.raises(services.CourseChosenError) as error:
            services.remove_course(draft.pk, course.pk, version=draft.version, by=school.principal, on=TODAY, at=NOW)
        assert "en lärare har valt den" in str(error.value)
        assert UnitCourse.objects.filter(pk=course.pk).exists()

    def test_another_units_choice_does_not_hold_it(self, school, draft):
        CourseChoiceFactory(person=PersonFactory(), plan=school.plan, tier="unit", offer=school.unit_offers[0], status="agreed")
        course = draft.courses.get(offer=school.unit_offers[0])
        assert services.remove_course(draft.pk, course.pk, version=draft.version, by=school.principal, on=TODAY, at=NOW)

    def test_removing_twice_is_no_error(self, school, draft):
        course = draft.courses.first()
        services.remove_course(draft.pk, course.pk, version=draft.version, by=school.principal, on=TODAY, at=NOW)
        assert not services.remove_course(draft.pk, course.pk, version=draft.version, by=school.principal, on=TODAY, at=NOW)
        assert Entry.objects.filter(action="plans.unit_plan.course_removed").count() == 1


class TestDeciding:
    def test_the_decision_has_day_and_name_and_is_on_record(self, school, draft):
        decide(draft, school)
        draft.refresh_from_db()
        assert (draft.status, draft.decided_on, draft.decided_by) == ("decided", TODAY, school.principal)
        assert Entry.objects.get(action="plans.unit_plan.decided").actor == school.principal

    def test_a_second_click_decides_once(self, school, draft):
        decide(draft, school)
        decide(draft, school)
        assert Entry.objects.filter(action="plans.unit_plan.decided").count() == 1

    def test_teachers_must_have_enough_to_choose_among(self, school, draft):
        for course in list(draft.courses.all())[1:]:
            course.delete()
        with pytest.raises(services.TooFewCoursesError) as error:
            decide(draft, school)
        assert str(error.value) == "Lärarna ska välja två kurser. Lägg till minst en kurs till innan du beslutar."
        PlanTier.objects.filter(plan=school.plan, tier="unit").update(choose=1)
        decide(draft, school)

    def test_no_decision_without_an_analysis(self, school, draft):
        draft.results = ""
        draft.save()
        with pytest.raises(services.AnalysisMissingError):
            decide(draft, school)

    def test_what_changed_meanwhile_is_not_decided_unseen(self, school, draft):
        with pytest.raises(services.StalePlanError):
            decide(draft, school, version=draft.version - 1)

    def test_opening_again_leaves_what_teachers_have_chosen(self, school):
        choice = CourseChoiceFactory(person=school.teacher, plan=school.plan, tier="unit", offer=school.unit_offers[0], status="agreed")
        services.reopen(school.unit_plan.pk, version=school.unit_plan.version, by=school.principal, at=NOW + timedelta(hours=1))
        school.unit_plan.refresh_from_db()
        choice.refresh_from_db()
        assert (school.unit_plan.status, school.unit_plan.decided_on, choice.status) == ("draft", None, "agreed")
        assert Entry.objects.filter(action="plans.unit_plan.reopened", actor=school.principal).count() == 1

    def test_only_a_decided_plan_is_opened(self, school, draft):
        with pytest.raises(services.NotDecidedError):
            services.reopen(draft.pk, version=draft.version, by=school.principal, at=NOW)
