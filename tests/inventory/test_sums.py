"""What rows add up to while they are registered. Unsaved rows: nothing here needs a database."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from inventory.sums import CourseNote, sum_courses, sum_service
from tests.factories import NOW, CourseFactory, StatedEmploymentFactory

DEGREE = date(2012, 6, 8)
TODAY = date(2026, 11, 20)


def course(**changes):
    return CourseFactory.build(person=None, **changes)


def work(starts_on, ends_on=None, **changes):
    return StatedEmploymentFactory.build(person=None, starts_on=starts_on, ends_on=ends_on, **changes)


def notes_on(each, *, degree_on=DEGREE):
    return set(sum_courses([each], degree_on=degree_on).notes[each.pk])


def test_credits_are_parted_by_where_the_rows_stand():
    rows = [course(accepted=True), course(sent=True), course(credits=Decimal(15), cycle="first"), course(rejected=True)]
    sums = sum_courses(rows, degree_on=DEGREE)
    assert (sums.counted, sums.accepted, sums.waiting, sums.drafts) == (Decimal(30), Decimal("7.5"), Decimal("7.5"), Decimal(15))
    assert sums.advanced == Decimal(15)
    assert sums.number == 3


def test_the_number_and_what_is_left_out_are_all_the_courses():
    same = {"title": "Dubbel", "institution": "Lund", "completed_on": date(2025, 1, 20)}
    rows = [course(rejected=True), course(completed_on=DEGREE, passed=False), course(passed=False), course(cycle="third")]
    rows += [course(status="not_meriting", credits=Decimal(15)), course(**same), course(**same), course()]
    sums = sum_courses(rows, degree_on=DEGREE)
    assert {str(reason): (each.number, each.credits) for reason, each in sums.left_out.items()} == {
        "rejected": (1, Decimal("7.5")),
        "before_degree": (1, Decimal("7.5")),
        "not_passed": (1, Decimal("7.5")),
        "third_cycle": (1, Decimal("7.5")),
        "outside_areas": (1, Decimal(15)),
        "duplicate": (1, Decimal("7.5")),
    }
    assert sums.number + sum(each.number for each in sums.left_out.values()) == len(rows)
    assert sums.counted + sum(each.credits for each in sums.left_out.values()) == sum(each.credits for each in rows)


@pytest.mark.parametrize(("day", "counted"), [(DEGREE - timedelta(1), False), (DEGREE, False), (DEGREE + timedelta(1), True)])
def test_only_what_is_completed_after_the_day_of_the_degree_is_counted(day, counted):
    sums = sum_courses([course(completed_on=day)], degree_on=DEGREE)
    assert bool(sums.counted) == counted
    assert bool(sums.before_degree) != counted


def test_without_a_degree_no_course_is_known_to_be_older():
    assert sum_courses([course(completed_on=date(1999, 1, 1))], degree_on=None).before_degree == 0


@pytest.mark.parametrize(("days", "near"), [(-181, False), (-180, True), (180, True), (181, False)])
def test_a_course_within_180_days_of_the_degree_is_flagged(days, near):
    assert (CourseNote.NEAR_DEGREE in notes_on(course(completed_on=DEGREE + timedelta(days)))) == near


@pytest.mark.parametrize(
    ("changes", "note"),
    [
        ({"passed": False}, CourseNote.NOT_PASSED),
        ({"cycle": "third"}, CourseNote.THIRD_CYCLE),
        ({"merit_basis": "not_meriting"}, CourseNote.OUTSIDE_AREAS),
        ({"status": "not_meriting"}, CourseNote.OUTSIDE_AREAS),
    ],
)
def test_what_is_not_counted_says_why(changes, note):
    each = course(**changes)
    assert notes_on(each) == {note}
    assert sum_courses([each], degree_on=DEGREE).counted == 0


@pytest.mark.parametrize("changes", [{"passed": None}, {"cycle": ""}, {"merit_basis": "unsure"}, {"merit_basis": ""}])
def test_what_is_not_known_is_counted_so_far(changes):
    assert sum_courses([course(**changes)], degree_on=DEGREE).counted == Decimal("7.5")


def test_credits_from_before_2007_are_told_of():
    assert CourseNote.OLD_CREDITS in notes_on(course(completed_on=date(2007, 6, 30)), degree_on=None)
    assert CourseNote.OLD_CREDITS not in notes_on(course(completed_on=date(2007, 7, 1)), degree_on=None)


def test_the_same_course_twice_counts_once_and_only_the_second_is_noted():
    first = course(code="SV101", institution="Malmö högskola", created_at=NOW)
    again = course(code=" sv101 ", institution="Malmö universitet", created_at=NOW + timedelta(hours=1))
    sums = sum_courses([again, first], degree_on=DEGREE)
    assert sums.counted == Decimal("7.5")
    assert sums.notes[first.pk] == ()
    assert sums.notes[again.pk] == (CourseNote.DUPLICATE,)


def test_an_accepted_copy_is_the_one_that_counts():
    early = course(title="Läsning", created_at=NOW)
    accepted = course(title="läsning", accepted=True, created_at=NOW + timedelta(days=1))
    sums = sum_courses([early, accepted], degree_on=DEGREE)
    assert sums.accepted == Decimal("7.5")
    assert sums.notes[early.pk] == (CourseNote.DUPLICATE,)


def test_years_are_reckoned_as_the_calendar_has_them_up_to_yesterday():
    service = sum_service([work(date(2020, 11, 20))], degree_on=DEGREE, on=TODAY)
    assert (service.years, service.months, service.days) == (6, 0, 0)
    assert sum_service([work(date(2020, 11, 21))], degree_on=DEGREE, on=TODAY).years == 5


def test_overlapping_employments_count_each_day_once_and_are_told_of():
    rows = [work(date(2015, 1, 1), date(2016, 12, 31)), work(date(2016, 1, 1), date(2017, 12, 31))]
    service = sum_service(rows, degree_on=DEGREE, on=TODAY)
    assert (service.years, service.months, service.overlapping) == (3, 0, True)


def test_time_before_the_degree_and_as_principal_does_not_count():
    rows = [work(date(2010, 1, 1), DEGREE - timedelta(1)), work(date(2015, 1, 1), date(2016, 1, 1), profession="principal")]
    assert sum_service(rows, degree_on=DEGREE, on=TODAY).is_none


def test_time_as_special_educator_is_told_of_but_not_in_the_sum():
    service = sum_service([work(date(2015, 1, 1), profession="special_educator")], degree_on=DEGREE, on=TODAY)
    assert service.is_none
    assert service.possible_more


def test_an_employment_that_has_not_begun_counts_nothing():
    assert sum_service([work(TODAY + timedelta(1))], degree_on=DEGREE, on=TODAY).is_none
