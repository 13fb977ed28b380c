from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from plans.models import CourseOffer, UnitPlan
from plans.terms import Term
from plans.units import plan_views
from tests.factories import CourseChoiceFactory, CourseOfferFactory, PersonFactory


def text(response):
    return response.content.decode().replace("\N{NO-BREAK SPACE}", " ")


@pytest.fixture
def address(school):
    def made(name="unit_plan", **more):
        return reverse(f"plans:{name}", kwargs={"pk": school.unit.pk, **more})

    return made


@pytest.fixture
def draft(school):
    school.unit_plan.status, school.unit_plan.decided_on = "draft", None
    school.unit_plan.save()
    return school.unit_plan


@pytest.fixture
def leader(client, school):
    client.force_login(school.principal)
    return client


WORDS = {"results": "Resultaten.", "needs": "Behoven.", "sources": "Betyg 2026"}


class TestReading:
    def test_a_teacher_reads_the_decided_plan_and_changes_nothing(self, client, school, address):
        client.force_login(school.teacher)
        page = text(client.get(address()))
        assert "är beslutad" in page
        assert "Enhetskurs 0" in page
        assert "Var femte elev når inte målen." in page
        for word in ("Öppna för ändring", "Ta bort", "Besluta planen", "Beställ PDF"):
            assert word not in page

    def test_a_draft_is_out_of_a_teachers_sight(self, client, school, draft, address):
        client.force_login(school.teacher)
        assert client.get(address()).status_code == 404

    def test_a_reader_waits_for_the_decision(self, client, school, draft, address):
        client.force_login(PersonFactory(reader_of=school.unit.authority))
        order = {"kind": "unit_plan", "id": draft.pk}
        assert client.get(address()).status_code == 404
        assert client.post(reverse("reports:order"), order).status_code == 404
        assert school.unit.name not in text(client.get(reverse("reports:list")))
        draft.status, draft.decided_on = "decided", timezone.localdate()
        draft.save()
        assert "Enhetskurs 0" in text(client.get(address()))
        assert client.post(reverse("reports:order"), order).status_code == 302
        assert school.unit.name in text(client.get(reverse("reports:list")))

    def test_a_reader_who_leads_the_unit_reads_the_draft(self, client, school, draft, address):
        school.principal.role_assignments.create(role="reader", authority=school.unit.authority, starts_on=date(2020, 1, 1))
        client.force_login(school.principal)
        assert "är ett utkast" in text(client.get(address()))

    def test_a_strategist_of_the_provider_reads_the_draft(self, client, school, draft, address):
        person = PersonFactory(provider=school.unit.authority.provider)
        person.role_assignments.create(role="strategist", starts_on=date(2020, 1, 1))
        client.force_login(person)
        assert "är ett utkast" in text(client.get(address()))

    def test_who_oversees_reads_the_draft(self, client, school, draft, address):
        client.force_login(PersonFactory(strategist_of=school.unit.authority))
        page = text(client.get(address()))
        assert "är ett utkast" in page
        assert "Besluta planen" not in page

    def test_the_other_provider_finds_nothing(self, client, school, address):
        client.force_login(school.stranger)
        assert client.get(address()).status_code == 404
        assert client.post(address("unit_plan_decide")).status_code == 404

    @pytest.mark.parametrize("name", ["unit_analysis", "unit_course_new"])
    def test_who_oversees_does_not_write(self, client, school, address, name):
        client.force_login(PersonFactory(strategist_of=school.unit.authority))
        assert client.get(address(name)).status_code == 403

    def test_before_there_is_a_plan_the_principal_is_shown_where_to_begin(self, leader, address):
        UnitPlan.objects.all().delete()
        page = text(leader.get(address()))
        assert "har ingen plan än" in page
        assert address("unit_analysis") in page

    def test_what_is_written_is_shown_as_text(self, leader, school, address):
        school.unit_plan.results = "<script>alert(1)</script>"
        school.unit_plan.save()
        assert "<script>alert" not in text(leader.get(address()))

    def test_it_costs_the_same_however_many_courses(
        self, leader, school, address, django_assert_num_queries, django_assert_max_num_queries
    ):
        leader.get(address())
        with django_assert_max_num_queries(15) as few:
            leader.get(address())
        for _ in range(10):
            school.unit_plan.courses.create(offer=CourseOfferFactory(provider=school.teacher.provider), need="Samtal")
        with django_assert_num_queries(len(few.captured_queries)):
            leader.get(address())


class TestWriting:
    def test_from_analysis_to_decision(self, leader, school, address):
        UnitPlan.objects.all().delete()
        assert "Skriv analysen först" in text(leader.get(address("unit_course_new"), follow=True))
        leader.post(address("unit_analysis"), {**WORDS, "version": 0})
        for title in ("Samtal", "Handledning"):
            version = UnitPlan.objects.get().version
            data = {
                "title": title,
                "institution": "Lunds universitet",
                "credits": "7,5",
                "cycle": "second",
                "merit_basis": "leadership",
                "kind": "regular",
                "first_term": Term.of(timezone.localdate()).following.code,
                "need": "Behoven.",
                "version": version,
            }
            response = leader.post(f"{address('unit_course_new')}?egen=1", data, follow=True)
            assert "Kursen finns nu i enhetens plan." in text(response)
        page = text(leader.get(address()))
        assert "Besluta planen" in page
        response = leader.post(address("unit_plan_decide"), {"version": UnitPlan.objects.get().version}, follow=True)
        assert "Planen är beslutad." in text(response)
        made = UnitPlan.objects.get()
        assert (made.status, made.decided_by, made.decided_on) == ("decided", school.principal, timezone.localdate())

    def test_an_empty_analysis_is_an_error_in_its_place(self, leader, draft, address):
        page = text(leader.post(address("unit_analysis"), {"results": " ", "needs": "Behoven.", "sources": "", "version": draft.version}))
        assert "Skriv vad resultaten visar." in page
        assert "Skriv vilka underlag analysen bygger på" in page
        assert "Behoven." in page

    def test_a_second_tab_keeps_its_words_and_sees_what_is_stored(self, leader, draft, address):
        leader.post(address("unit_analysis"), {**WORDS, "version": draft.version})
        mine = {"results": "Mina ord.", "needs": "Mina behov.", "sources": "Min källa", "version": draft.version}
        response = leader.post(address("unit_analysis"), mine)
        page = text(response)
        assert "Planen har ändrats sedan du öppnade sidan" in page
        assert "Mina ord." in page
        assert "Resultaten." in page
        leader.post(address("unit_analysis"), {**mine, "version": response.context["form"].data["version"]})
        draft.refresh_from_db()
        assert draft.results == "Mina ord."

    def test_a_mistake_does_not_hide_that_the_plan_has_changed(self, leader, draft, address):
        leader.post(address("unit_analysis"), {**WORDS, "version": draft.version})
        response = leader.post(address("unit_analysis"), {**WORDS, "needs": "", "version": draft.version})
        assert str(response.context["form"].data["version"]) == str(draft.version)

    def test_too_few_courses_and_the_button_is_not_there(self, leader, draft, address):
        for course in list(draft.courses.all())[1:]:
            course.delete()
        page = text(leader.get(address()))
        assert "Lägg till minst en kurs till" in page
        assert "Besluta planen" not in page
        response = leader.post(address("unit_plan_decide"), {"version": draft.version}, follow=True)
        assert "Lärarna ska välja två kurser." in text(response)

    def test_a_course_of_the_wrong_size_is_an_error_in_its_place(self, leader, school, draft, address):
        data = {
            "title": "Stor kurs", "institution": "Lund", "credits": "15", "cycle": "second", "merit_basis": "leadership", "kind": "regular",
            "first_term": Term.of(timezone.localdate()).code, "need": "Behoven.", "version": draft.version,
        }  # fmt: skip
        page = text(leader.post(f"{address('unit_course_new')}?egen=1", data))
        assert "ska varje kurs på enhetens nivå vara på 7,5 hp" in page
        assert 'value="Stor kurs"' in page
        assert not CourseOffer.objects.filter(title="Stor kurs").exists()

    def test_a_course_without_its_need_is_refused(self, leader, school, draft, address):
        offer = CourseOfferFactory(provider=school.teacher.provider)
        page = text(leader.post(address("unit_course_new"), {"offer": offer.pk, "need": "", "version": draft.version}))
        assert "Skriv vilket behov i analysen kursen svarar mot." in page

    def test_the_list_holds_neither_the_authoritys_nor_anothers_own_courses(self, leader, school, draft, address):
        own = CourseOfferFactory(provider=school.teacher.provider, proposed_by=school.teacher)
        foreign = CourseOfferFactory()
        page = text(leader.get(address("unit_course_new")))
        for title in (own.title, foreign.title, school.offers[0].title + ","):
            assert title not in page

    def test_no_course_is_first_given_after_the_plan(self, leader, school, draft, address):
        term = max(Term.of(timezone.localdate()).following, Term.parse("2027-1"))
        school.plan.ends_on = term.last_day + timedelta(days=15)  # after the term has begun, and before the next does
        school.plan.save()
        late = CourseOfferFactory(provider=school.teacher.provider, first_term=term.following.code, title="Sen kurs")
        assert late.title not in text(leader.get(address("unit_course_new")))
        assert "Kursen finns inte i utbudet längre" in text(
            leader.post(address("unit_course_new"), {"offer": late.pk, "need": "Behoven.", "version": draft.version})
        )
        page = text(leader.get(f"{address('unit_course_new')}?egen=1"))
        assert f'value="{term.code}"' in page
        assert f'value="{term.following.code}"' not in page

    def test_with_no_term_left_in_the_plan_that_is_said(self, leader, draft, address, monkeypatch):
        monkeypatch.setattr(plan_views, "term_choices", lambda *args, **kwargs: [])
        assert "Ingen termin är kvar att välja i planen." in text(leader.get(address("unit_course_new"), follow=True))

    def test_a_chosen_course_is_not_removed(self, leader, school, draft, address):
        CourseChoiceFactory(person=school.teacher, plan=school.plan, tier="unit", offer=school.unit_offers[0], status="agreed")
        course = draft.courses.get(offer=school.unit_offers[0])
        response = leader.post(address("unit_course_remove", course=course.pk), {"version": draft.version}, follow=True)
        assert "Kursen kan inte tas bort" in text(response)
        assert draft.courses.filter(pk=course.pk).exists()

    def test_a_course_is_removed(self, leader, draft, address):
        course = draft.courses.first()
        leader.post(address("unit_course_remove", course=course.pk), {"version": draft.version})
        assert not draft.courses.filter(pk=course.pk).exists()

    def test_a_decided_plan_is_opened_before_it_is_changed(self, leader, school, address):
        for name in ("unit_analysis", "unit_course_new"):
            assert "Öppna den först" in text(leader.get(address(name), follow=True))
        leader.post(address("unit_plan_reopen"), {"version": school.unit_plan.version})
        assert leader.get(address("unit_analysis")).status_code == 200

    @pytest.mark.parametrize("version", ["", "x", "-1", "9" * 30])
    def test_an_odd_version_decides_nothing(self, leader, draft, address, version):
        response = leader.post(address("unit_plan_decide"), {"version": version}, follow=True)
        assert "Planen har ändrats sedan du öppnade sidan" in text(response)
        draft.refresh_from_db()
        assert draft.status == "draft"

    def test_get_decides_nothing(self, leader, address):
        assert leader.get(address("unit_plan_decide")).status_code == 405
