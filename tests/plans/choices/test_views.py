import pytest
from django.urls import reverse
from django.utils import timezone

from organisation.models import Profession
from plans.models import CourseChoice
from plans.terms import Term
from tests.factories import CourseChoiceFactory, CourseFactory, CourseOfferFactory, PersonFactory, SchoolUnitFactory, UnitCourseFactory

MY_PLAN = "/min-plan/"
CHOOSE = "/min-plan/valj/"
NEW = "/min-plan/individuell/ny/"


@pytest.fixture
def browser(client, school):
    client.force_login(school.teacher)
    return client


@pytest.fixture
def leader(client, school):
    client.force_login(school.principal)
    return client


@pytest.fixture
def term():
    """One that can be chosen today."""
    return max(Term.of(timezone.localdate()).following.code, "2027-1")


def text(response):
    return response.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def ticked(school, term, authority=4, unit=2, **more):
    offers = school.offers[:authority] + school.unit_offers[:unit]
    return {
        "seen": f"{school.plan.pk}:0:",
        "authority": [offer.pk for offer in school.offers[:authority]],
        "unit": [offer.pk for offer in school.unit_offers[:unit]],
        **{f"term_{offer.pk}": term for offer in offers},
        **more,
    }


class TestMyPlan:
    def test_without_choices_it_asks_for_them(self, browser):
        page = text(browser.get(MY_PLAN))
        assert "<h1>Välj dina kurser</h1>" in page
        assert "Förvaltningens nivå" in page

    def test_without_a_plan_in_force_it_explains(self, browser, school):
        school.plan.status = "replaced"
        school.plan.save()
        for address in (MY_PLAN, CHOOSE, NEW):
            page = text(browser.get(address))
            assert "Det finns ingen plan att välja ur än" in page
            assert "mp-empty" in page

    def test_the_heading_says_the_state(self, browser, school):
        first = CourseChoiceFactory(person=school.teacher, plan=school.plan, offer=school.offers[0], status="agreed")
        assert "<h1>Din plan är på väg</h1>" in text(browser.get(MY_PLAN))
        first.status, first.answer = "declined", "Välj en annan termin."
        first.save()
        page = text(browser.get(MY_PLAN))
        assert "<h1>Ett val behöver göras om</h1>" in page
        assert "Välj en annan termin." in page

    def test_every_choice_stands_with_tier_term_and_state(self, browser, school):
        CourseChoiceFactory(person=school.teacher, plan=school.plan, offer=school.offers[0], status="agreed", term="2027-2")
        page = text(browser.get(MY_PLAN))
        assert "Ht 2027" in page
        assert "Överenskommen" in page
        assert "1 av 4 valda" in page

    def test_what_is_agreed_cannot_be_removed_from_the_page(self, browser, school):
        choice = CourseChoiceFactory(person=school.teacher, plan=school.plan, offer=school.offers[0], status="agreed")
        assert reverse("plans:choice_remove", kwargs={"pk": choice.pk}) not in text(browser.get(MY_PLAN))

    def test_a_principal_plans_but_is_outside_the_merit_system(self, leader):
        page = text(leader.get(MY_PLAN))
        assert "Rektorer omfattas inte av meriteringssystemet" in page
        assert "Vad planen leder till" not in page

    def test_the_decided_unit_plan_is_linked_and_the_draft_is_not(self, browser, school):
        address = reverse("plans:unit_plan", kwargs={"pk": school.unit.pk})
        assert address in text(browser.get(MY_PLAN))
        school.unit_plan.status, school.unit_plan.decided_on = "draft", None
        school.unit_plan.save()
        assert address not in text(browser.get(MY_PLAN))

    def test_it_costs_the_same_however_much_is_chosen(self, browser, school, django_assert_max_num_queries):
        with django_assert_max_num_queries(20) as few:
            browser.get(MY_PLAN)
        for offer in school.offers:
            CourseChoiceFactory(person=school.teacher, plan=school.plan, offer=offer)
        with django_assert_max_num_queries(len(few.captured_queries)):
            browser.get(MY_PLAN)

    def test_the_plans_numbers_are_nowhere_else(self, browser, school):
        tier = school.plan.tiers.get(tier="authority")
        tier.choose = 3
        tier.save()
        page = text(browser.get(MY_PLAN))
        assert "0 av 3 valda" in page
        assert "välj fyra" not in page


class TestChoosing:
    def test_fewer_are_saved_and_it_is_said_that_nothing_is_sent(self, browser, school, term):
        response = browser.post(CHOOSE, ticked(school, term, authority=2, unit=1), follow=True)
        assert "De är inte skickade till rektor än" in text(response)
        assert CourseChoice.objects.filter(person=school.teacher, status="draft", term=term).count() == 3

    def test_five_of_eight_is_an_error_in_its_place_and_nothing_is_lost(self, browser, school, term):
        response = browser.post(CHOOSE, ticked(school, term, authority=5))
        page = text(response)
        assert "<title>Fel:" in page
        assert page.count("Du har valt fem kurser men ska välja fyra. Ta bort en.") == 2  # in the summary, and at the tier
        assert page.count('name="authority" value') == 8
        assert page.count(" checked") == 7
        assert not CourseChoice.objects.exists()

    def test_all_can_be_saved_and_sent_in_one_go(self, browser, school, term):
        response = browser.post(CHOOSE, ticked(school, term, send="1"), follow=True)
        assert "6 val är skickade till rektor." in text(response)
        assert CourseChoice.objects.filter(person=school.teacher, status="proposed").count() == 6

    def test_saving_and_sending_too_few_keeps_them_and_says_what_is_missing(self, browser, school, term):
        response = browser.post(CHOOSE, ticked(school, term, authority=3, send="1"), follow=True)
        assert "Inget är skickat än. Förvaltningens nivå: du har valt tre av fyra kurser." in text(response)
        assert CourseChoice.objects.filter(status="draft").count() == 5

    def test_a_second_tab_is_told_and_keeps_its_ticks(self, browser, school, term):
        browser.post(CHOOSE, ticked(school, term))
        response = browser.post(CHOOSE, ticked(school, term, authority=1))
        page = text(response)
        assert "Dina val har ändrats sedan du öppnade sidan" in page
        assert page.count(" checked") == 3
        assert CourseChoice.objects.count() == 6
        again = response.context["form"].data
        browser.post(CHOOSE, {**ticked(school, term, authority=1), "seen": again["seen"]})
        assert CourseChoice.objects.count() == 3

    def test_a_course_that_is_not_on_offer_is_an_error_at_the_tier(self, browser, school, term):
        foreign = CourseOfferFactory()
        page = text(browser.post(CHOOSE, {**ticked(school, term, authority=1), "authority": [foreign.pk]}))
        assert "erbjuds inte längre" in page
        assert not CourseChoice.objects.exists()

    def test_a_term_before_the_course_is_given_is_refused(self, browser, school):
        page = text(browser.post(CHOOSE, ticked(school, "2020-1", authority=1, unit=0)))
        assert "Kursen ges inte den terminen" in page

    def test_each_course_says_what_it_fills(self, browser):
        page = text(browser.get(CHOOSE))
        assert page.count("Räknas") + page.count("räknas inte") >= 12

    def test_an_undecided_unit_has_no_courses_to_choose_yet(self, browser, school):
        school.unit_plan.status, school.unit_plan.decided_on = "draft", None
        school.unit_plan.save()
        page = text(browser.get(CHOOSE))
        assert "Rektor har inte beslutat om enhetens kurser än" in page
        assert "Enhetskurs" not in page

    def test_another_units_courses_are_not_shown(self, browser, school):
        other = UnitCourseFactory(unit_plan__plan=school.plan, unit_plan__unit=SchoolUnitFactory(authority=school.unit.authority))
        assert other.offer.title not in text(browser.get(CHOOSE))

    def test_a_chosen_course_that_is_gone_can_be_unticked(self, browser, school, term):
        CourseChoiceFactory(person=school.teacher, plan=school.plan, offer=school.offers[0])
        school.plan.courses.filter(offer=school.offers[0]).delete()
        assert "Erbjuds inte längre" in text(browser.get(CHOOSE))

    def test_while_the_principal_changes_the_units_plan_that_is_what_is_said(self, browser, school):
        CourseChoiceFactory(person=school.teacher, plan=school.plan, tier="unit", offer=school.unit_offers[0], status="proposed")
        school.unit_plan.status, school.unit_plan.decided_on = "draft", None
        school.unit_plan.save()
        page = text(browser.get(CHOOSE))
        assert "Rektor arbetar med enhetens plan" in page
        assert "Erbjuds inte längre" not in page


class TestSending:
    def test_two_clicks_send_once(self, browser, school, term):
        browser.post(CHOOSE, ticked(school, term))
        assert "6 val är skickade" in text(browser.post("/min-plan/skicka/", follow=True))
        assert "Alla val är redan skickade." in text(browser.post("/min-plan/skicka/", follow=True))

    def test_get_sends_nothing(self, browser):
        assert browser.get("/min-plan/skicka/").status_code == 405


class TestOwnCourse:
    def data(self, term, **more):
        return {"term": term, "purpose": "deepening", "purpose_text": "Bättre samtal i klassrummet.", **more}

    def test_a_course_of_the_catalogue(self, browser, school, term):
        offer = CourseOfferFactory(provider=school.teacher.provider, first_term="2025-1")
        browser.post(NEW, self.data(term, offer=offer.pk))
        choice = CourseChoice.objects.get(person=school.teacher)
        assert (choice.tier, choice.purpose, choice.offer) == ("individual", "deepening", offer)

    def test_a_typed_course(self, browser, school, term):
        typed = {
            "title": "Sva 1",
            "institution": "Malmö universitet",
            "credits": "7,5",
            "cycle": "second",
            "merit_basis": "unsure",
            "kind": "regular",
        }
        browser.post(f"{NEW}?egen=1", self.data(term, **typed))
        assert CourseChoice.objects.get().offer.title == "Sva 1"

    @pytest.mark.parametrize(
        ("field", "value", "message"),
        [
            ("credits", "-5", "Poängen kan inte vara mindre än noll."),
            ("credits", "0", "Poängen måste vara mer än noll."),
            ("credits", "75", "Menade du 7,5?"),
            ("title", "", "Skriv kursens namn."),
            ("cycle", "", "Välj om kursen ges på grundnivå eller avancerad nivå."),
            ("purpose", "", "Välj om kursen ska bredda, fördjupa eller specialisera."),
            ("purpose_text", "", "Skriv vad kursen ska leda till."),
        ],
    )
    def test_what_is_wrong_is_said_and_the_rest_is_kept(self, browser, term, field, value, message):
        typed = {
            "title": "Sva 1",
            "institution": "Malmö universitet",
            "credits": "7,5",
            "cycle": "second",
            "merit_basis": "unsure",
            "kind": "regular",
        }
        page = text(browser.post(f"{NEW}?egen=1", {**self.data(term, **typed), field: value}))
        assert message in page
        assert 'value="Malmö universitet"' in page
        assert not CourseChoice.objects.exists()

    def test_another_providers_course_is_not_in_the_list(self, browser, term):
        foreign = CourseOfferFactory()
        assert "finns inte i utbudet längre" in text(browser.post(NEW, self.data(term, offer=foreign.pk)))
        assert foreign.title not in text(browser.get(NEW))

    def test_another_persons_typed_course_is_not_in_the_list(self, browser, school):
        other = CourseOfferFactory(provider=school.teacher.provider, proposed_by=school.principal)
        assert other.title not in text(browser.get(NEW))

    def test_a_term_before_the_course_is_given_is_refused(self, browser, school, term):
        offer = CourseOfferFactory(provider=school.teacher.provider, first_term="2099-2")
        assert "Kursen ges första gången ht 2099." in text(browser.post(NEW, self.data(term, offer=offer.pk)))

    def test_removing_asks_first(self, browser, school):
        choice = CourseChoiceFactory(person=school.teacher, plan=school.plan, offer=school.offers[0])
        address = reverse("plans:choice_remove", kwargs={"pk": choice.pk})
        assert "Ta bort kursen ur planen?" in text(browser.get(address))
        assert CourseChoice.objects.exists()
        browser.post(address)
        assert not CourseChoice.objects.exists()

    def test_what_is_agreed_is_not_removed_by_a_crafted_post(self, browser, school):
        choice = CourseChoiceFactory(person=school.teacher, plan=school.plan, offer=school.offers[0], status="agreed")
        response = browser.post(reverse("plans:choice_remove", kwargs={"pk": choice.pk}), follow=True)
        assert "Be rektor öppna den" in text(response)
        assert CourseChoice.objects.exists()


class TestAnswering:
    @pytest.fixture
    def choice(self, school):
        return CourseChoiceFactory(
            person=school.teacher,
            plan=school.plan,
            offer=school.offers[0],
            tier="individual",
            purpose="deepening",
            purpose_text="Bättre samtal.",
            status="proposed",
            proposed_at=timezone.now(),
        )

    def address(self, choice, school, name="choice_answer"):
        return reverse(f"plans:{name}", kwargs={"unit": school.unit.pk, "pk": choice.pk})

    def test_the_queue_says_who_what_when_and_why(self, leader, school, choice):
        page = text(leader.get(reverse("plans:unit_choices", kwargs={"unit": school.unit.pk})))
        for told in ("Sara Nyström", "Kurs 0", "Vt 2027", "Individuell nivå", "Fördjupning: Bättre samtal."):
            assert told in page

    def test_drafts_are_not_in_the_queue(self, leader, school, choice):
        choice.status = "draft"
        choice.save()
        page = text(leader.get(reverse("plans:unit_choices", kwargs={"unit": school.unit.pk})))
        assert "Sara Nyström" not in page
        assert "Inga val väntar på ditt svar" in page

    def test_agreeing_and_finding_it_answered(self, leader, school, choice):
        assert "är överens om" in text(leader.post(self.address(choice, school), {"answer": "agree"}, follow=True))
        assert "väntar inte på svar längre" in text(leader.post(self.address(choice, school), {"answer": "agree"}, follow=True))

    def test_declining_without_a_reason_is_an_error_in_its_place(self, leader, school, choice):
        page = text(leader.post(self.address(choice, school), {"answer": "1", "reason": " "}))
        assert "Skriv varför, så att läraren kan välja om." in page
        choice.refresh_from_db()
        assert choice.status == "proposed"

    def test_the_teacher_sees_the_reason(self, client, school, choice):
        client.force_login(school.principal)
        client.post(self.address(choice, school), {"answer": "1", "reason": "Välj en kurs med VFU."})
        client.force_login(school.teacher)
        assert "Välj en kurs med VFU." in text(client.get(MY_PLAN))

    def test_all_of_one_person_in_one_click(self, leader, school, choice):
        CourseChoiceFactory(person=school.teacher, plan=school.plan, offer=school.offers[1], status="proposed", proposed_at=timezone.now())
        address = reverse("plans:choices_agree", kwargs={"unit": school.unit.pk, "person": school.teacher.pk})
        assert "är överens om 2 kurser" in text(leader.post(address, follow=True))
        assert "Inget väntade på svar längre." in text(leader.post(address, follow=True))

    def test_opening_again_needs_a_reason(self, leader, school, choice):
        choice.status = "agreed"
        choice.save()
        address = self.address(choice, school, "choice_reopen")
        assert "Skriv varför" in text(leader.post(address, {"reason": ""}))
        leader.post(address, {"reason": "Kursen ställs in."})
        choice.refresh_from_db()
        assert (choice.status, choice.answer) == ("declined", "Kursen ställs in.")

    def test_ones_own_plan_is_not_ones_own_to_answer(self, leader, school):
        own = CourseChoiceFactory(person=school.principal, plan=school.plan, offer=school.offers[0], status="proposed")
        assert leader.post(self.address(own, school), {"answer": "agree"}).status_code == 404
        address = reverse("plans:choices_agree", kwargs={"unit": school.unit.pk, "person": school.principal.pk})
        assert leader.post(address).status_code == 404

    def test_another_unit_in_the_address_hides_the_choice(self, client, school, choice):
        other = SchoolUnitFactory(authority=school.unit.authority)
        client.force_login(PersonFactory(principal_of=other))
        address = reverse("plans:choice_answer", kwargs={"unit": other.pk, "pk": choice.pk})
        assert client.get(address).status_code == 404

    def test_the_other_provider_sees_nothing(self, client, school, choice):
        client.force_login(school.stranger)
        assert client.get(self.address(choice, school)).status_code == 404
        assert client.get(reverse("plans:unit_choices", kwargs={"unit": school.unit.pk})).status_code == 404

    def test_the_queue_costs_the_same_for_one_and_for_many(self, leader, school, choice, django_assert_max_num_queries):
        address = reverse("plans:unit_choices", kwargs={"unit": school.unit.pk})
        with django_assert_max_num_queries(12) as few:
            leader.get(address)
        for _ in range(10):
            person = PersonFactory(teaches_at=school.unit, profession=Profession.TEACHER)
            CourseChoiceFactory(person=person, plan=school.plan, offer=school.offers[0], status="proposed", proposed_at=timezone.now())
        with django_assert_max_num_queries(len(few.captured_queries)):
            leader.get(address)


def test_a_chosen_course_that_is_registered_is_shown_as_done_in_the_plan(browser, school):
    offer = school.offers[0]
    CourseChoiceFactory(person=school.teacher, plan=school.plan, offer=offer)
    assert "Du har redan" not in text(browser.get("/min-plan/"))
    CourseFactory(person=school.teacher, accepted=True, title=offer.title, institution=offer.institution)
    assert "Du har redan läst kursen, och den är godkänd i granskningen." in text(browser.get("/min-plan/"))
