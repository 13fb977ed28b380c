from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from inventory.models import InventoryAnswer, Submission
from organisation.models import Profession
from plans.units.reading import course_sums
from tests.factories import (
    NOW,
    CampaignFactory,
    CourseChoiceFactory,
    CourseFactory,
    EmploymentFactory,
    PersonFactory,
    QualifyingDegreeFactory,
    SchoolUnitFactory,
    StoredAssessmentFactory,
)


def text(response):
    return response.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def unit_address(school):
    return reverse("plans:unit", kwargs={"pk": school.unit.pk})


@pytest.fixture
def campaign(school):
    authority = school.unit.authority
    return CampaignFactory(provider=authority.provider, authorities=[authority], opens_on=date(2020, 1, 1), closes_on=date(2099, 12, 31))


def colleagues(school, count, *, campaign=None, **assessment):
    people = [PersonFactory(teaches_at=school.unit, given_name="Kollega", family_name=f"Efternamn{n}") for n in range(count)]
    for person in people:
        if campaign is not None:
            Submission.objects.create(
                campaign=campaign, person=person, unit=school.unit, number=1, sent_at=NOW, content={}, digest="0" * 64
            )
        StoredAssessmentFactory(person=person, **assessment)
    return people


@pytest.fixture
def as_principal(client, school):
    client.force_login(school.principal)
    return lambda **query: client.get(unit_address(school), query)


@pytest.fixture
def as_strategist(client, school):
    client.force_login(PersonFactory(strategist_of=school.unit.authority))
    return lambda: client.get(unit_address(school))


class TestWhoSeesWhat:
    def test_the_principal_sees_names_and_who_oversees_does_not(self, as_principal, school, campaign):
        colleagues(school, 6, campaign=campaign)
        assert "Kollega Efternamn0" in text(as_principal())

    def test_who_oversees_sees_the_same_numbers_and_nobody(self, as_strategist, school, campaign):
        people = colleagues(school, 6, campaign=campaign, sure_credits=20)
        CourseChoiceFactory(person=people[0], plan=school.plan, offer=school.offers[0], status="proposed", proposed_at=NOW)
        page = text(as_strategist())
        assert "Kollega" not in page
        assert "Nyström" not in page
        assert "Behöver dig" not in page
        assert "6 av 8 har skickat" in page

    def test_a_reader_of_the_authority_sees_nobody_either(self, client, school, campaign):
        colleagues(school, 6, campaign=campaign)
        client.force_login(PersonFactory(reader_of=school.unit.authority))
        page = text(client.get(unit_address(school)))
        assert "Kollega" not in page
        assert "Personalen" not in page

    def test_a_reader_is_told_of_a_draft_and_no_more(self, client, school):
        client.force_login(PersonFactory(reader_of=school.unit.authority))
        plan_address = reverse("plans:unit_plan", kwargs={"pk": school.unit.pk})
        decided = text(client.get(unit_address(school)))
        assert plan_address in decided
        assert "Enhetskurs 0" in decided
        school.unit_plan.status, school.unit_plan.decided_on = "draft", None
        school.unit_plan.save()
        page = text(client.get(unit_address(school)))
        assert "Du kan läsa den när den är beslutad." in page
        for hidden in (plan_address, 'value="unit_plan"', "Enhetskurs"):
            assert hidden not in page

    def test_nothing_to_open_before_there_is_a_plan_but_for_who_writes_it(self, client, as_strategist, school):
        school.unit_plan.delete()
        plan_address = reverse("plans:unit_plan", kwargs={"pk": school.unit.pk})
        assert plan_address not in text(as_strategist())
        client.force_login(school.principal)
        assert plan_address in text(client.get(unit_address(school)))

    def test_a_teacher_of_the_unit_does_not_see_its_people(self, client, school):
        client.force_login(school.teacher)
        assert client.get(unit_address(school)).status_code == 403
        assert client.get("/enheter/").status_code == 403

    def test_the_other_provider_finds_no_such_unit(self, client, school):
        client.force_login(school.stranger)
        assert client.get(unit_address(school)).status_code == 404

    def test_a_strategist_of_another_authority_finds_no_such_unit(self, client, school):
        other = SchoolUnitFactory(authority__provider=school.teacher.provider)
        client.force_login(PersonFactory(strategist_of=other.authority))
        assert client.get(unit_address(school)).status_code == 404

    def test_a_role_that_ended_yesterday_opens_nothing(self, client, school):
        school.principal.role_assignments.update(ends_on=timezone.localdate() - timedelta(days=1))
        school.principal.employments.all().delete()
        client.force_login(school.principal)
        assert client.get(unit_address(school)).status_code == 404

    def test_an_assessment_shows_only_where_it_is_shared(self, as_principal, school):
        StoredAssessmentFactory(person=school.teacher, level_1="met", shared_at=None)
        assert "Nivå 1 uppfylld" not in text(as_principal())
        assert "Inte delad" in text(as_principal())

    def test_a_shared_assessment_shows(self, as_principal, school):
        StoredAssessmentFactory(person=school.teacher, level_1="met", decided_level_1=False, shared_at=NOW)
        page = text(as_principal())
        assert "Nivå 1 uppfylld, preliminärt" in page
        assert reverse("merit:shared", kwargs={"person": school.teacher.pk}) in page

    def test_drafts_of_choices_are_nobodys_but_the_teachers(self, as_principal, school):
        CourseChoiceFactory(person=school.teacher, plan=school.plan, offer=school.offers[0], status="draft")
        page = text(as_principal())
        assert "Kursval att ta ställning till" not in page
        assert "1 av 6" not in page

    @pytest.fixture
    def chosen(self, as_principal):
        """Of each person in the table of staff: what is told of their choices, and where it leads."""
        return lambda: {row.person.pk: (row.chosen, row.plan_url) for row in as_principal().context["staff"]}

    def test_what_waits_is_part_of_the_courses_told(self, chosen, school):
        common = {"person": school.teacher, "plan": school.plan, "proposed_at": NOW}
        for offer in school.offers[:3]:
            CourseChoiceFactory(**common, offer=offer, status="agreed")
        assert chosen()[school.teacher.pk][0] == "3 av 6"
        CourseChoiceFactory(**common, tier="unit", offer=school.unit_offers[0], status="proposed")
        assert chosen()[school.teacher.pk][0] == "4 av 6, en väntar på svar"
        CourseChoiceFactory(**common, tier="individual", purpose="deepening", status="proposed")
        assert chosen()[school.teacher.pk][0] == "4 av 6 och en individuell, två väntar på svar"

    def test_the_individual_tier_is_not_among_what_is_asked(self, chosen, school):
        school.plan.tiers.filter(tier="individual").update(choose=2)
        assert chosen()[school.teacher.pk][0] == "0 av 6"

    def test_a_principal_is_in_the_plan_only_with_choices_of_their_own(self, chosen, school):
        deputy = PersonFactory(teaches_at=school.unit, profession=Profession.DEPUTY_PRINCIPAL)
        assert chosen()[school.principal.pk] == chosen()[deputy.pk] == ("–", "")
        CourseChoiceFactory(person=deputy, plan=school.plan, offer=school.offers[0], status="agreed")
        told, address = chosen()[deputy.pk]
        assert told == "1 av 6"
        assert address

    def test_somebody_who_has_left_is_not_counted(self, as_principal, school, campaign):
        gone = colleagues(school, 1, campaign=campaign)[0]
        gone.employments.update(ends_on=timezone.localdate() - timedelta(days=1))
        assert "Kollega" not in text(as_principal())


class TestWhatNeedsThePrincipal:
    def test_records_and_choices_that_wait_and_people_who_have_not_sent(self, as_principal, school, campaign):
        CourseFactory(person=school.teacher, sent=True)
        CourseChoiceFactory(person=school.teacher, plan=school.plan, offer=school.offers[0], status="proposed", proposed_at=timezone.now())
        page = text(as_principal())
        assert "Tre saker behöver dig i dag." in page
        for told in ("Uppgift att granska", "Kursval att ta ställning till", "Person som inte har skickat"):
            assert told in page

    def test_ones_own_unsent_inventory_is_told_apart(self, as_principal, school, campaign):
        EmploymentFactory(person=school.principal, unit=school.unit)
        assert "Din egen inventering är inte medräknad." in text(as_principal())

    def test_ones_own_records_wait_for_somebody_else(self, as_principal, school):
        CourseFactory(person=school.principal, sent=True)
        assert "att granska</a>" not in text(as_principal())

    def test_the_state_of_each_inventory(self, as_principal, school, campaign):
        sent, begun, returned = colleagues(school, 3)
        Submission.objects.create(campaign=campaign, person=sent, unit=school.unit, number=1, sent_at=NOW, content={}, digest="0" * 64)
        InventoryAnswer.objects.create(campaign=campaign, person=begun, changed_at=NOW)
        CourseFactory(person=returned, returned=True)
        page = text(as_principal())
        for word in ("Skickad</span>", "Påbörjad</span>", "Behöver rättas</span>", "Inte påbörjad</span>"):
            assert word in page

    def test_a_submission_of_last_years_campaign_is_not_this_years(self, as_principal, school, campaign):
        old = CampaignFactory(
            provider=school.teacher.provider, authorities=[school.unit.authority], closes_on=date(2026, 1, 31), opens_on=date(2026, 1, 1)
        )
        Submission.objects.create(campaign=old, person=school.teacher, unit=school.unit, number=1, sent_at=NOW, content={}, digest="0" * 64)
        assert "Personer som inte har skickat" not in text(as_principal(state="sent"))
        assert "Ingen i personalen stämmer" in text(as_principal(state="sent"))

    def test_the_filter_narrows_and_nonsense_shows_everybody(self, as_principal, school, campaign):
        colleagues(school, 2, campaign=campaign)
        assert "Kollega" not in text(as_principal(state="unsent"))
        assert "Sara Nyström" in text(as_principal(state="unsent"))
        assert "Kollega" in text(as_principal(state="';--", profession="x"))

    def test_pages_of_staff(self, as_principal, school):
        colleagues(school, 30)
        assert text(as_principal()).count('data-label="Inventering"') == 10
        assert as_principal(page="4").status_code == as_principal(page="99").status_code == as_principal(page="x").status_code == 200

    def test_without_a_campaign_nobody_is_late(self, as_principal):
        page = text(as_principal())
        assert "Ingen inventering pågår." in page
        assert "inte har skickat" not in page

    def test_without_a_plan_in_force_the_page_still_stands(self, as_principal, school):
        school.plan.status = "replaced"
        school.plan.save()
        page = text(as_principal())
        assert "Ingen huvudmannaplan gäller i dag" in page


class TestNumbers:
    def test_small_groups_are_words(self, as_strategist, school, campaign):
        colleagues(school, 6, campaign=campaign, level_1="met", sure_credits=20)
        colleagues(school, 3, campaign=campaign, level_1="not_met", sure_credits=0)
        page = text(as_strategist())
        assert "färre än 5" in page
        assert '<td class="num">6</td>' not in page  # three of nine would follow from it
        assert "visas inte" in page  # and it is not said to be fewer than five

    def test_large_groups_are_numbers(self, as_strategist, school, campaign):
        colleagues(school, 6, campaign=campaign, level_1="met", sure_credits=20)
        colleagues(school, 5, campaign=campaign, level_1="not_met", sure_credits=0)
        page = text(as_strategist())
        assert '<th scope="row">Nivå 1</th><td class="num">6</td>' in page
        assert "6 <small>av 11</small>" in page

    def test_who_has_never_sent_is_not_among_the_assessed(self, as_strategist, school, campaign):
        colleagues(school, 6, level_1="met", sure_credits=20)
        assert "Inga poäng att visa än" in text(as_strategist())

    def test_the_principal_gets_the_same_numbers(self, as_principal, school, campaign):
        colleagues(school, 6, campaign=campaign, level_1="met", sure_credits=20)
        colleagues(school, 5, campaign=campaign, level_1="not_met", sure_credits=0)
        colleagues(school, 7, level_1="met", sure_credits=20)  # never sent
        page = text(as_principal())
        assert '<th scope="row">Nivå 1</th><td class="num">6</td>' in page
        assert "6 <small>av 11</small>" in page

    def test_a_course_that_few_have_chosen_hides_another_with_it(self, as_strategist, school):
        for count, offer in ((7, school.offers[0]), (6, school.offers[1]), (2, school.offers[2])):
            for person in colleagues(school, count):
                CourseChoiceFactory(person=person, plan=school.plan, offer=offer, status="agreed")
        page = text(as_strategist())
        assert page.count("färre än 5</td>") == page.count("visas inte</td>") == 1
        assert ">7</td>" in page
        assert ">6</td>" not in page

    def test_choices_of_few_are_not_told_to_who_oversees(self, as_strategist, school):
        CourseChoiceFactory(person=school.teacher, plan=school.plan, offer=school.offers[0], status="agreed")
        page = text(as_strategist())
        assert "färre än 5" in page

    def test_the_principal_sees_the_choices_of_few(self, as_principal, school):
        CourseChoiceFactory(person=school.teacher, plan=school.plan, offer=school.offers[0], status="agreed")
        assert '<td class="num">1</td>' in text(as_principal())

    def test_an_own_courses_title_is_not_told_to_who_oversees(self, as_strategist, school):
        for person in colleagues(school, 6):
            CourseChoiceFactory(
                person=person, plan=school.plan, tier="individual", purpose="deepening", status="agreed", offer__title="Eget ämne"
            )
        assert "Eget ämne" not in text(as_strategist())

    def test_only_accepted_courses_after_the_degree_count_by_basis(self, school):
        QualifyingDegreeFactory(person=school.teacher, accepted=True, issued_on=date(2020, 6, 1))
        CourseFactory(person=school.teacher, accepted=True, completed_on=date(2019, 6, 1), credits=30)
        CourseFactory(person=school.teacher, accepted=True, completed_on=date(2021, 6, 1), credits=15)
        CourseFactory(person=school.teacher, sent=True, completed_on=date(2021, 6, 1), credits=10)
        CourseFactory(person=school.teacher, completed_on=date(2021, 6, 1), credits=5)
        sums = course_sums([school.teacher.pk])
        assert sorted((row.status, row.after, int(row.total)) for row in sums) == [
            ("accepted", False, 30),
            ("accepted", True, 15),
            ("sent", True, 10),
        ]


class TestCost:
    def grow(self, school, campaign, count):
        for person in colleagues(school, count, campaign=campaign, level_1="met", shared_at=NOW):
            CourseFactory(person=person, accepted=True)
            CourseFactory(person=person, sent=True)
            QualifyingDegreeFactory(person=person, accepted=True)
            for offer in school.offers[:2]:
                CourseChoiceFactory(person=person, plan=school.plan, offer=offer, status="proposed", proposed_at=NOW)

    @pytest.fixture(params=["principal", "strategist"])
    def signed_in(self, request, client, school):
        client.force_login(school.principal if request.param == "principal" else PersonFactory(strategist_of=school.unit.authority))
        return client

    def test_forty_people_cost_as_many_queries_as_one(self, signed_in, school, campaign, django_assert_num_queries):
        self.grow(school, campaign, 1)
        signed_in.get(unit_address(school))
        with CaptureQueriesContext(connection) as one:
            signed_in.get(unit_address(school))
        assert len(one) <= 20
        self.grow(school, campaign, 39)
        with django_assert_num_queries(len(one)):
            signed_in.get(unit_address(school))

    def test_the_list_costs_the_same_for_many_units(
        self, client, school, campaign, django_assert_num_queries, django_assert_max_num_queries
    ):
        client.force_login(PersonFactory(strategist_of=school.unit.authority))
        client.get("/enheter/")
        with django_assert_max_num_queries(20) as one:
            client.get("/enheter/")
        for _ in range(10):
            PersonFactory(teaches_at=SchoolUnitFactory(authority=school.unit.authority))
        with django_assert_num_queries(len(one.captured_queries)):
            client.get("/enheter/")


class TestList:
    def test_one_unit_is_still_a_list(self, client, school, campaign):
        colleagues(school, 5, campaign=campaign)
        CourseFactory(person=school.teacher, sent=True)
        CourseChoiceFactory(person=school.teacher, plan=school.plan, offer=school.offers[0], status="proposed")
        client.force_login(school.principal)
        page = text(client.get("/enheter/"))
        assert "<h1>Din enhet</h1>" in page
        assert "7 anställda. 5 har skickat inventeringen, 71 %." in page
        assert "1 uppgift att granska, 1 kursval att svara på." in page
        assert "Planen är beslutad" in page

    def test_who_oversees_is_not_told_what_waits(self, client, school):
        CourseFactory(person=school.teacher, sent=True)
        client.force_login(PersonFactory(strategist_of=school.unit.authority))
        assert "att granska" not in text(client.get("/enheter/"))

    def test_the_share_of_a_small_unit_is_not_told(self, client, school, campaign):
        client.force_login(PersonFactory(strategist_of=school.unit.authority))
        assert "Svaren visas inte, gruppen är mindre än fem." in text(client.get("/enheter/"))

    def test_only_ones_own_providers_units(self, client, school):
        client.force_login(school.stranger)
        assert school.unit.name not in text(client.get("/enheter/"))

    def test_somebody_in_two_units_waits_in_both(self, client, school):
        other = SchoolUnitFactory(authority=school.unit.authority)
        PersonFactory(teaches_at=other, profession=Profession.TEACHER)
        school.teacher.employments.create(unit=other, profession="teacher", extent_percent=20, starts_on=date(2020, 1, 1))
        CourseFactory(person=school.teacher, sent=True)
        school.principal.role_assignments.create(role="principal", unit=other, starts_on=date(2020, 1, 1))
        client.force_login(school.principal)
        assert text(client.get("/enheter/")).count("1 uppgift att granska") == 2
