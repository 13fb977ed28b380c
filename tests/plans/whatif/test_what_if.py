"""Tänk om: the question stands in the address, the answer beside today's, errors at their field, and nothing is stored unasked."""

from datetime import date
from urllib.parse import urlencode

import pytest

from audit.models import Entry
from plans.models import CourseChoice, Scenario
from plans.models.scenario import MOST
from plans.whatif import services
from tests.factories import (
    NOW,
    CourseChoiceFactory,
    CourseFactory,
    LicenceFactory,
    PersonFactory,
    PracticeResearchFactory,
    QualifyingDegreeFactory,
    ScenarioFactory,
    StatedEmploymentFactory,
)

pytestmark = pytest.mark.django_db
PAGE, SAVE = "/meritering/tank-om/", "/meritering/tank-om/spara/"
TYPED = {"egen1_hp": "15", "egen1_niva": "second", "egen1_grund": "subject", "egen1_slag": "regular", "egen1_klar": "2027-06-01"}


@pytest.fixture
def teacher(school, client):
    person = school.teacher
    LicenceFactory(person=person, accepted=True)
    QualifyingDegreeFactory(person=person, accepted=True)
    StatedEmploymentFactory(person=person, accepted=True, starts_on=date(2017, 8, 14))
    client.force_login(person)
    return person


def ask(client, **asked):
    return client.get(f"{PAGE}?{urlencode(asked, doseq=True)}")


def text_of(response):
    return " ".join(response.content.decode().replace("\xa0", " ").split())


class TestAsking:
    def test_without_a_question_there_is_a_form_and_no_answer(self, client, teacher):
        response = client.get(PAGE)
        assert "answer" not in response.context
        assert "Kurs 0" in text_of(response)

    def test_ticked_courses_meet_level_1(self, client, teacher, school):
        pks = [school.offers[0].pk, school.offers[1].pk]
        response = ask(client, kurs=pks, **{f"termin_{pk}": "2027-1" for pk in pks})
        assert response.context["answer"].day == date(2027, 6, 15)
        assert "Då är alla villkor för nivå 1 uppfyllda." in text_of(response)
        assert "Blir uppfyllt" in text_of(response)

    def test_a_typed_course_does_too(self, client, teacher):
        assert ask(client, **TYPED).context["answer"].heading == "Då är alla villkor för nivå 1 uppfyllda."

    def test_less_work_is_said_to_lose_a_condition(self, client, teacher):
        assert ask(client, omfattning="40").context["answer"].heading == "Då är färre villkor uppfyllda än i dag."

    def test_what_is_won_does_not_hide_what_is_lost(self, client, teacher):
        heading = ask(client, **{**TYPED, "omfattning": "40"}).context["answer"].heading
        assert heading == "Då uppfylls ”Meriterande poäng”, men inte längre ”Yrkesverksam på minst halvtid”."

    def test_what_moves_is_told_in_points_and_what_gets_another_answer_is_counted(self, client, teacher):
        half = text_of(ask(client, omfattning="60"))
        assert "40 procentenheter mindre" in half
        assert "Bara talen ändras." in half
        assert "1 villkor får ett nytt svar." in text_of(ask(client, omfattning="40"))

    def test_research_that_has_lowered_level_2_is_not_asked_for_again(self, client, teacher):
        assert "forskning" in client.get(PAGE).context["form"].fields
        PracticeResearchFactory(person=teacher, accepted=True)
        assert "forskning" not in client.get(PAGE).context["form"].fields
        assert "answer" not in ask(client, forskning="2027-08-16").context

    def test_a_course_that_is_taken_is_not_there_to_tick(self, client, teacher, school):
        offer = school.offers[0]
        CourseFactory(person=teacher, accepted=True, title=offer.title.upper(), institution=offer.institution)
        assert [row.title for row in client.get(PAGE).context["rows"]][:2] == ["Kurs 1", "Kurs 2"]

    def test_what_is_in_the_plan_comes_first_with_its_term_and_can_be_ticked_at_once(self, client, teacher, school):
        CourseChoiceFactory(person=teacher, plan=school.plan, offer=school.offers[5], term="2028-1")
        response = client.get(PAGE)
        assert (response.context["rows"][0].title, response.context["rows"][0].is_planned) == ("Kurs 5", True)
        assert client.get(f"{PAGE}?{response.context['planned_query']}").context["answer"].day == date(2028, 6, 15)

    def test_what_is_in_the_plan_and_not_ticked_keeps_its_term(self, client, teacher, school):
        CourseChoiceFactory(person=teacher, plan=school.plan, offer=school.offers[5], term="2028-1")
        first, *_others = ask(client, kurs=school.offers[0].pk, **{f"termin_{school.offers[0].pk}": "2027-1"}).context["rows"]
        assert (first.title, first.term.value(), first.is_checked) == ("Kurs 5", "2028-1", False)

    def test_nothing_is_stored(self, client, teacher):
        ask(client, **TYPED)
        assert not Scenario.objects.exists()
        assert not CourseChoice.objects.exists()

    def test_a_teacher_without_a_plan_types_courses(self, client, school):
        school.plan.status = "draft"
        school.plan.save()
        client.force_login(school.teacher)
        assert "Ingen plan med kurser gäller för dig i dag." in text_of(client.get(PAGE))
        assert "answer" in ask(client, **TYPED).context

    def test_one_more_row_keeps_what_is_written_and_judges_nothing_yet(self, client, teacher):
        response = ask(client, egen1_hp="75", fler="1")
        assert list(response.context["form"].numbers) == [1, 2]
        assert 'value="75"' in text_of(response)
        assert not response.context["has_errors"]

    def test_queries_do_not_grow_with_the_courses(self, client, teacher, school, django_assert_max_num_queries):
        with django_assert_max_num_queries(40) as few:
            ask(client, kurs=[school.offers[0].pk])
        with django_assert_max_num_queries(len(few)):
            ask(client, kurs=[offer.pk for offer in school.offers])


@pytest.mark.parametrize(
    ("asked", "field", "said"),
    [
        ({"dag": "2024-01-01"}, "dag", "Dagen har redan varit."),
        ({"dag": "snart"}, "dag", "Skriv dagen som år-månad-dag"),
        ({"omfattning": "101"}, "omfattning", "Skriv högst 100."),
        ({"omfattning": "-1"}, "omfattning", "kan inte vara mindre än noll"),
        ({**TYPED, "egen1_hp": "75"}, "egen1_hp", "Menade du 7,5?"),
        ({**TYPED, "egen1_klar": ""}, "egen1_klar", "Skriv vilken dag du tror att kursen är klar."),
        ({**TYPED, "egen1_grund": "trolleri"}, "egen1_grund", "trolleri"),
        ({"egen1_namn": "Bara ett namn"}, "egen1_hp", "Skriv hur många högskolepoäng"),
        ({"kurs": "999999"}, "kurs", "erbjuds dig inte längre"),
        ({"kurs": "x"}, "kurs", "erbjuds dig inte längre"),
        ({"beslut": "2026-02-30"}, "beslut", "Den dagen finns inte."),
        ({"forskning": "0001-01-01"}, "forskning", "kan inte stämma"),
    ],
)
def test_bad_input_is_told_at_the_field_and_kept(client, teacher, asked, field, said):
    response = ask(client, **asked)
    form = response.context["form"]
    assert response.status_code == 200
    assert said in " ".join(form.errors[field])
    assert "answer" not in response.context
    value = asked.get(field)
    assert not value or field in {"kurs", "egen1_grund"} or f'value="{value}"' in text_of(response)


class TestGoingOn:
    def test_ticked_courses_are_ticked_where_one_chooses_and_stored_only_when_sent(self, client, teacher, school):
        offer = school.offers[2]
        address = ask(client, kurs=[offer.pk], **{f"termin_{offer.pk}": "2028-1"}).context["answer"].choose_url
        response = client.get(address)
        form = response.context["form"]
        assert form["authority"].value() == [str(offer.pk)]
        assert form[f"term_{offer.pk}"].value() == "2028-1"
        assert "Kurserna du prövade är ikryssade här." in text_of(response)
        assert not CourseChoice.objects.exists()

    def test_a_typed_course_is_filled_in_where_one_adds_it(self, client, teacher):
        (link,) = ask(client, **TYPED, egen1_namn="Lärande samtal").context["answer"].typed_links
        form = client.get(link.url).context["form"]
        assert (form["title"].value(), form["credits"].value(), form["cycle"].value()) == ("Lärande samtal", "15", "second")


class TestKeeping:
    def save(self, client, asked, **more):
        return client.post(SAVE, {"fraga": urlencode(asked, doseq=True), "name": "Kvartsfart", **more})

    def test_a_question_is_kept_and_reckoned_anew_when_opened(self, client, teacher):
        response = self.save(client, TYPED)
        scenario = Scenario.objects.get()
        assert (scenario.person, scenario.name) == (teacher, "Kvartsfart")
        assert response["Location"] == f"{PAGE}?{scenario.query}"
        assert client.get(response["Location"]).context["answer"].heading == "Då är alla villkor för nivå 1 uppfyllda."
        CourseFactory.create_batch(2, person=teacher, accepted=True)
        assert client.get(response["Location"]).context["answer"].heading != "Då är alla villkor för nivå 1 uppfyllda."
        assert Entry.objects.filter(action="plans.scenario.kept", subject=teacher).count() == 1

    def test_empty_fields_are_not_kept(self, client, teacher):
        self.save(client, {**TYPED, "dag": "", "omfattning": " ", "egen2_slag": "regular", "annat": "1"})
        assert Scenario.objects.get().question == {name: [value] for name, value in TYPED.items()}

    def test_a_double_click_keeps_one(self, client, teacher):
        self.save(client, TYPED)
        self.save(client, TYPED)
        assert Scenario.objects.count() == 1

    def test_another_question_by_the_same_name_is_refused_and_nothing_is_lost(self, client, teacher):
        self.save(client, TYPED)
        response = self.save(client, {"omfattning": "40"}, name="kvartsfart")
        assert "Du har redan en tanke som heter så." in text_of(response)
        assert 'value="omfattning=40"' in text_of(response)
        assert Scenario.objects.count() == 1

    def test_one_that_is_open_is_changed_or_kept_beside(self, client, teacher):
        scenario = ScenarioFactory(person=teacher, name="Kvartsfart")
        opened = {**TYPED, "tanke": str(scenario.pk)}
        self.save(client, opened, name="Halvfart")
        scenario.refresh_from_db()
        assert (scenario.name, scenario.question["egen1_hp"]) == ("Halvfart", ["15"])
        self.save(client, opened, name="En till", new="1")
        assert Scenario.objects.filter(person=teacher).count() == 2

    def test_no_more_than_there_is_room_for(self, client, teacher):
        ScenarioFactory.create_batch(MOST, person=teacher)
        assert f"Du har redan sparat {MOST} tankar" in text_of(self.save(client, TYPED))
        assert Scenario.objects.count() == MOST

    @pytest.mark.parametrize("asked", [{}, {"dag": "snart"}, {"kurs": "999999"}])
    def test_what_is_no_question_goes_back_to_the_form(self, client, teacher, asked):
        assert self.save(client, asked).status_code == 302
        assert not Scenario.objects.exists()

    def test_it_is_nobody_elses(self, client, teacher, school):
        scenario = ScenarioFactory(person=PersonFactory(teaches_at=school.unit))
        self.save(client, {**TYPED, "tanke": str(scenario.pk)})
        assert Scenario.objects.get(pk=scenario.pk).question == scenario.question
        assert client.get(f"{PAGE}{scenario.pk}/ta-bort/").status_code == 404
        assert scenario.name not in text_of(client.get(f"{PAGE}?{scenario.query}"))

    def test_it_is_removed_after_a_question(self, client, teacher):
        scenario = ScenarioFactory(person=teacher)
        assert scenario.name in text_of(client.get(f"{PAGE}{scenario.pk}/ta-bort/"))
        client.post(f"{PAGE}{scenario.pk}/ta-bort/")
        assert not Scenario.objects.exists()
        assert services.let_go(scenario.pk, by=teacher, at=NOW) is False
