"""The page of the shortest way: which courses, in which terms, what else is needed, and what it says where there is no way."""

from datetime import date
from decimal import Decimal

import pytest

from merit.rules import rule_set_on
from merit.rules.facts import CourseKind, Cycle, Evidence
from plans.choices.situation import situation_of
from plans.choices.way_page import way_page
from plans.models import CourseChoice, CourseOffer
from tests.factories import (
    CourseChoiceFactory,
    CourseOfferFactory,
    LicenceFactory,
    PersonFactory,
    PlanCourseFactory,
    QualifyingDegreeFactory,
    SchoolUnitFactory,
    StatedEmploymentFactory,
)
from tests.merit.rules.build import ON, course, day, decision, degree, employment, person

PAGE = "/min-plan/narmaste-vag/"
HALF = Decimal(15)


def young(**changes):
    """Six years as a teacher and not twelve within the plan."""
    return person(**{"employments": (employment(starts_on=day("2019-08-10")),), "courses": (), **changes})


def asked(school, facts, level=None, pace=HALF):
    return way_page(facts, situation_of(school.teacher, on=ON), level=level, pace=pace, rules_on=rule_set_on)


def titles(way):
    return [[row.title for row in step.courses] or step.todo for step in way.steps]


def offer_vak(school):
    vak = CourseOfferFactory(provider=school.plan.authority.provider, title="Undervisningsskicklighet", kind=CourseOffer.Kind.VAK)
    PlanCourseFactory(plan=school.plan, offer=vak, order=99)
    return vak


@pytest.mark.django_db
class TestWay:
    def test_the_next_level_is_shown_first(self, school):
        page = asked(school, young())
        assert (page.level, page.levels) == (1, (1, 2, 3, 4))
        assert page.ways[0].heading.replace("\xa0", " ") == "Minst att läsa: 15 hp"
        assert titles(page.ways[0]) == [["Kurs 0", "Kurs 1"]]

    def test_no_more_in_a_term_than_one_has_time_for(self, school):
        page = asked(school, young(), pace=Decimal("7.5"))
        assert titles(page.ways[0]) == [["Kurs 0"], ["Kurs 1"]]

    def test_what_is_chosen_already_comes_before_what_is_alike(self, school):
        CourseChoiceFactory(person=school.teacher, plan=school.plan, offer=school.offers[5], term="2027-1")
        step = asked(school, young()).ways[0].steps[0]
        assert [(row.title, row.planned) for row in step.courses] == [("Kurs 5", "Finns i din plan"), ("Kurs 0", "")]
        CourseChoice.objects.update(term="2028-2")
        step = asked(school, young()).ways[0].steps[0]
        assert [row.planned for row in step.courses] == ["Finns i din plan, ht\xa02028", ""]

    def test_it_can_be_tried_condition_by_condition(self, school, client):
        """The what-if page, asked with the same courses and the decision on level 1 between them, says what the way promises."""
        teacher = school.teacher
        LicenceFactory(person=teacher, accepted=True)
        QualifyingDegreeFactory(person=teacher, accepted=True)
        StatedEmploymentFactory(person=teacher, accepted=True, starts_on=date(2012, 8, 13))
        CourseOffer.objects.update(cycle=Cycle.SECOND)
        vak = offer_vak(school)
        client.force_login(teacher)
        way = client.get("/min-plan/narmaste-vag/?niva=2&takt=30").context["page"].ways[0]
        answer = client.get(way.try_url).context["answer"]
        assert answer.heading == "Då är alla villkor för nivå 2 uppfyllda."
        assert {row.title for step in way.steps for row in step.courses} >= {vak.title}
        assert {row.title for step in way.steps for row in step.courses} == {each.title for each in answer.supposed} - {"Beslut om nivå 1"}

    def test_what_is_taken_is_not_proposed_again(self, school):
        taken = course(7.5, title="KURS 0", institution=school.offers[0].institution)
        assert titles(asked(school, young(courses=(taken,))).ways[0]) == [["Kurs 1"]]

    def test_no_more_of_a_tier_than_may_be_chosen(self, school):
        rows = [row for step in asked(school, young(courses=()), 2, Decimal(30)).ways for row in step.steps for row in row.courses]
        assert sum(row.tier == "Förvaltningens nivå" for row in rows) <= 4

    def test_a_sooner_way_is_shown_beside_waiting(self, school):
        page = asked(school, person(courses=(course(7.5),)))
        assert [way.heading.replace("\xa0", " ") for way in page.ways] == ["Inga fler kurser behövs", "Fortare, med 7,5 hp"]

    def test_the_application_stands_between_level_1_and_vak(self, school):
        vak = offer_vak(school)
        for offer in school.offers[:3]:
            CourseOffer.objects.filter(pk=offer.pk).update(cycle=Cycle.SECOND)
        CourseOffer.objects.filter(pk=vak.pk).update(cycle=Cycle.SECOND)
        way = asked(school, young(), 2).ways[0]
        flat = [row for step in titles(way) for row in (step if isinstance(step, list) else ["ansök"])]
        assert flat.index("ansök") < flat.index(vak.title)
        assert flat.index("ansök") == 2
        assert "Kräver beslut om nivå 1" in next(r.asks for step in way.steps for r in step.courses if r.title == vak.title)

    def test_what_no_course_gives_is_told(self, school):
        page = asked(school, young(licence=None))
        assert len(page.others) == 1
        assert "legitimation" in page.others[0]

    def test_a_faster_pace_is_hinted_at(self, school):
        school.plan.ends_on = day("2027-06-30")
        school.plan.save()
        page = asked(school, young(), pace=Decimal("7.5"))
        assert page.ways == ()
        assert page.hint.replace("\xa0", " ") == "Det går om du hinner läsa 15 hp i terminen."

    def test_a_missing_course_in_teaching_proficiency_is_said(self, school):
        page = asked(school, young(courses=(course(45, cycle=Cycle.SECOND),), decisions=(decision(),)), 2)
        assert "VAK" in page.hint

    @pytest.mark.parametrize("found", [None, degree(evidence=Evidence.PENDING)])
    def test_the_degree_comes_first(self, school, found):
        page = asked(school, young(qualifying_degree=found))
        assert page.degree
        assert page.ways == ()

    def test_somebody_with_every_level_has_no_way_left(self, school):
        page = asked(school, person(decisions=tuple(decision(level) for level in (1, 2, 3, 4))))
        assert page.level is None

    def test_a_commissioned_course_is_as_good_as_another(self, school):
        CourseOffer.objects.update(kind=CourseKind.COMMISSIONED)
        assert asked(school, young()).ways


@pytest.mark.django_db
class TestPage:
    def test_it_opens_and_takes_what_is_asked(self, client, school):
        client.force_login(school.teacher)
        page = client.get(PAGE, {"niva": "2", "takt": "15"}).content.decode()
        assert "Närmaste vägen till nivå 2" in page
        assert '<option value="15" selected>' in page

    @pytest.mark.parametrize("asked", [{"niva": "9"}, {"niva": "x", "takt": "-1"}, {"takt": "1e9"}, {"niva": "1" * 500}])
    def test_an_odd_address_is_as_none(self, client, school, asked):
        client.force_login(school.teacher)
        page = client.get(PAGE, asked)
        assert page.status_code == 200
        assert "Närmaste vägen till nivå 1" in page.content.decode()

    def test_a_principal_has_no_levels(self, client, school):
        client.force_login(school.principal)
        assert "omfattas inte" in client.get(PAGE).content.decode()

    def test_without_a_plan_it_explains(self, client):
        client.force_login(PersonFactory(teaches_at=SchoolUnitFactory()))
        assert "Det finns ingen plan" in client.get(PAGE).content.decode()

    def test_my_plan_leads_there(self, client, school):
        client.force_login(school.teacher)
        assert PAGE in client.get("/min-plan/").content.decode()
