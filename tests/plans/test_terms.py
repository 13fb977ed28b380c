from datetime import date

import pytest

from plans.choices.forms import term_choices
from plans.terms import Term


@pytest.mark.parametrize(
    ("day", "code"),
    [(date(2026, 6, 30), "2026-1"), (date(2026, 7, 1), "2026-2"), (date(2027, 1, 10), "2027-1"), (date(2026, 12, 31), "2026-2")],
)
def test_a_day_lies_in_its_term(day, code):
    assert Term.of(day).code == code


def test_codes_sort_as_terms_do():
    terms = Term(2026, 1).ahead(5)
    assert [term.code for term in terms] == sorted(term.code for term in terms) == ["2026-1", "2026-2", "2027-1", "2027-2", "2028-1"]


def test_a_course_of_the_autumn_is_done_in_the_new_year():
    assert Term.parse("2027-2").last_day == date(2028, 1, 20)
    assert Term.parse("2027-1").last_day == date(2027, 6, 15)


@pytest.mark.parametrize("code", ["2027", "2027-3", "ht 2027", "2027-"])
def test_what_is_no_term_is_refused(code):
    with pytest.raises(ValueError, match=code or "^$"):
        Term.parse(code)


def test_terms_are_written_as_people_say_them():
    assert (Term.parse("2027-2").label, Term.parse("2027-2").short) == ("ht\N{NO-BREAK SPACE}2027", "ht 27")


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (date(2028, 1, 14), "2027-2"),
        (date(2028, 1, 15), "2028-1"),
        (date(2028, 6, 30), "2028-1"),
        (date(2028, 8, 27), "2028-1"),
        (date(2028, 8, 28), "2028-2"),
        (date(2028, 12, 31), "2028-2"),
    ],
)
def test_a_term_has_begun_when_its_courses_have(day, code):
    assert Term.last_begun(day).code == code


@pytest.mark.parametrize(
    ("ends_on", "kept", "codes"),
    [
        (date(2028, 6, 30), "", ["2027-1", "2027-2", "2028-1"]),
        (date(2026, 12, 31), "", []),
        (date(2027, 6, 30), "2028-1", ["2027-1", "2028-1"]),
    ],
)
def test_no_term_is_offered_after_the_plans_last_day_but_one_chosen_before(ends_on, kept, codes):
    assert [code for code, _label in term_choices(date(2026, 11, 20), kept=kept, ends_on=ends_on)] == codes


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (date(2026, 1, 31), "2026-1"),
        (date(2026, 2, 1), "2026-2"),
        (date(2026, 8, 31), "2026-2"),
        (date(2026, 9, 1), "2027-1"),
        (date(2026, 11, 22), "2027-1"),
    ],
)
def test_a_term_that_is_well_under_way_is_no_longer_offered(day, code):
    assert Term.still_open(day).code == code
