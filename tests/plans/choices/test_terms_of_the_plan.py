"""Which terms the teacher can choose among, and what is said where several courses share one."""

from datetime import date

import pytest
from django.utils import timezone

from core.formats import first_upper
from plans.choices import views
from plans.choices.forms import ChooseForm
from plans.choices.pages import choose_groups
from plans.choices.situation import situation_of
from plans.models import CourseChoice
from plans.terms import SPRING, Term
from tests.factories import TODAY, CourseChoiceFactory, CourseOfferFactory

MY_PLAN = "/min-plan/"
CHOOSE = "/min-plan/valj/"
NEW = "/min-plan/individuell/ny/"


@pytest.fixture
def browser(client, school):
    client.force_login(school.teacher)
    return client


@pytest.fixture
def term():
    """One that can be chosen today."""
    return max(Term.of(timezone.localdate()).following, Term.parse("2027-1"))


def text(response):
    return response.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def end(school, day):
    school.plan.ends_on = day
    school.plan.save()


class TestSeveralInATerm:
    def choose(self, school, *terms):
        for offer, term in zip(school.offers, terms, strict=False):
            CourseChoiceFactory(person=school.teacher, plan=school.plan, offer=offer, term=term)

    def test_they_are_a_warning_and_no_error(self, browser, school, term):
        self.choose(school, term.code, term.code, term.following.code)
        page = text(browser.get(MY_PLAN))
        label = first_upper(term.label).replace("\N{NO-BREAK SPACE}", " ")
        assert f"{label} har du två kurser: ”Kurs 0” och ”Kurs 1”. 15 hp är 10 veckors heltidsstudier." in page
        assert page.count("har du två kurser") == page.count("alert-warning") == 1
        assert "alert-danger" not in page

    def test_one_course_a_term_is_no_warning(self, browser, school, term):
        self.choose(school, *(each.code for each in term.ahead(3)))
        assert "samma termin" not in text(browser.get(MY_PLAN))

    def test_a_term_that_is_over_is_no_warning(self, browser, school):
        self.choose(school, "2026-1", "2026-1")
        assert "samma termin" not in text(browser.get(MY_PLAN))


class TestAfterThePlan:
    def test_a_later_term_is_neither_offered_nor_taken(self, browser, school, term):
        end(school, date(term.year, 6, 30) if term.half == SPRING else date(term.year, 12, 31))
        page = text(browser.get(CHOOSE))
        assert f'value="{term.code}"' in page
        assert f'value="{term.following.code}"' not in page
        offer = school.offers[0].pk
        later = {"seen": f"{school.plan.pk}:0:", "authority": [offer], f"term_{offer}": term.following.code}
        assert "Kursen ges inte den terminen. Välj en termin i listan." in text(browser.post(CHOOSE, later))
        assert not CourseChoice.objects.exists()

    def test_a_course_without_a_term_left_is_shown_and_cannot_be_ticked(self, school):
        late = school.offers[0]
        late.first_term = "2028-2"
        late.save()
        end(school, date(2028, 6, 30))
        form = ChooseForm(situation=situation_of(school.teacher, on=TODAY), on=TODAY)
        rows = {row.title: row for row in choose_groups(form, {})[0].rows}
        assert (rows[late.title].is_locked, rows[late.title].word) == (True, "Ingen termin kvar i planen")
        assert not rows["Kurs 1"].is_locked
        assert str(late.pk) not in dict(form.fields["authority"].choices)

    def test_a_course_first_given_then_is_not_in_the_catalogue(self, browser, school):
        year = timezone.localdate().year
        end(school, date(year + 1, 12, 31))
        late = CourseOfferFactory(provider=school.teacher.provider, first_term=f"{year + 2}-1")
        assert late.title not in text(browser.get(NEW))

    def test_without_a_term_left_that_is_what_is_said(self, browser, monkeypatch):
        monkeypatch.setattr(views, "term_choices", lambda *args, **kwargs: [])
        assert "Ingen termin är kvar att välja i planen." in text(browser.get(NEW, follow=True))
