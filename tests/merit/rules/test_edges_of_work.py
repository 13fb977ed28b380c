"""Licence, decisions, half time and years, each at its edge: just enough, just too little, unknown. (outcome, required, sure, possible, missing)"""

from datetime import date

from merit.rules.durations import years_later
from merit.rules.facts import Profession

from .build import (
    DAY,
    MET,
    NOT_MET,
    ON,
    PENDING,
    REJECTED,
    UNDETERMINED,
    day,
    decision,
    degree,
    employment,
    finding,
    hp,
    licence,
    numbers,
    outcome,
    person,
    posts,
    service,
    table,
)


@table(
    ("issued on the day", person(licence=licence(issued_on=ON)), MET),
    ("issued the day after", person(licence=licence(issued_on=ON + DAY)), NOT_MET),
    ("issued the day after, pending", person(licence=licence(issued_on=ON + DAY, evidence=PENDING)), NOT_MET),
    ("none", person(licence=None), NOT_MET),
    ("pending", person(licence=licence(evidence=PENDING)), UNDETERMINED),
    ("rejected", person(licence=licence(evidence=REJECTED)), NOT_MET),
    ("revoked from tomorrow", person(licence=licence(revocation_final_on=ON + DAY)), MET),
    ("revoked from today", person(licence=licence(revocation_final_on=ON)), NOT_MET),
    ("pending and revoked", person(licence=licence(revocation_final_on=ON, evidence=PENDING)), NOT_MET),
    ("pending and revoked from tomorrow", person(licence=licence(revocation_final_on=ON + DAY, evidence=PENDING)), UNDETERMINED),
)
def test_licence(facts, expected):
    assert outcome(facts, 1, "licence") == expected


@table(
    ("on the day", person(decisions=(decision(decided_on=ON),)), MET),
    ("the day after", person(decisions=(decision(decided_on=ON + DAY),)), NOT_MET),
    ("pending", person(decisions=(decision(evidence=PENDING),)), UNDETERMINED),
    ("pending and accepted", person(decisions=(decision(evidence=PENDING), decision())), MET),
    ("rejected", person(decisions=(decision(evidence=REJECTED),)), NOT_MET),
    ("another level", person(decisions=(decision(2), decision(4))), NOT_MET),
    ("none", person(), NOT_MET),
    ("lapsed", person(decisions=(decision(),), licence=licence(revocation_final_on=ON)), NOT_MET),
    ("lapsed, licence pending", person(decisions=(decision(),), licence=licence(revocation_final_on=ON, evidence=PENDING)), NOT_MET),
    ("a rejected licence lapses nothing", person(decisions=(decision(),), licence=licence(revocation_final_on=ON, evidence=REJECTED)), MET),
    ("without a licence", person(decisions=(decision(),), licence=None), MET),
)
def test_decision_on_level_1(facts, expected):
    assert [outcome(facts, level, "decision_level_1") for level in (2, 3, 4)] == [expected] * 3


HALF = {"extent_percent": hp(50)}


@table(
    ("half time", posts(employment(**HALF)), (MET, 50, 50, 50, 0)),
    ("just below", posts(employment(extent_percent=hp(49.9))), (NOT_MET, 50, 49.9, 49.9, 0.1)),
    ("two that add up", posts(employment(extent_percent=hp(25)), employment(extent_percent=hp(25))), (MET, 50, 50, 50, 0)),
    ("none", posts(), (NOT_MET, 50, 0, 0, 50)),
    ("last day today", posts(employment(**HALF, ends_on=ON)), (MET, 50, 50, 50, 0)),
    ("last day yesterday", posts(employment(**HALF, ends_on=ON - DAY)), (NOT_MET, 50, 0, 0, 50)),
    ("first day today", posts(employment(**HALF, starts_on=ON)), (MET, 50, 50, 50, 0)),
    ("first day tomorrow", posts(employment(**HALF, starts_on=ON + DAY)), (NOT_MET, 50, 0, 0, 50)),
    ("unknown school system", posts(employment(**HALF, in_school_system=None)), (UNDETERMINED, 50, 0, 50, 50)),
    ("outside the school system", posts(employment(**HALF, in_school_system=False)), (NOT_MET, 50, 0, 0, 50)),
    ("special educator", posts(employment(**HALF, profession=Profession.SPECIAL_EDUCATOR)), (UNDETERMINED, 50, 0, 50, 50)),
    ("special-needs teacher", posts(employment(**HALF, profession=Profession.SPECIAL_NEEDS_TEACHER)), (MET, 50, 50, 50, 0)),
    ("preschool teacher", posts(employment(**HALF, profession=Profession.PRESCHOOL_TEACHER)), (MET, 50, 50, 50, 0)),
    ("deputy principal", posts(employment(profession=Profession.DEPUTY_PRINCIPAL)), (NOT_MET, 50, 0, 0, 50)),
    ("other", posts(employment(profession=Profession.OTHER)), (NOT_MET, 50, 0, 0, 50)),
    ("pending", posts(employment(**HALF, evidence=PENDING)), (UNDETERMINED, 50, 0, 50, 50)),
    ("rejected", posts(employment(**HALF, evidence=REJECTED)), (NOT_MET, 50, 0, 0, 50)),
    (
        "thirty sure, ten pending",
        posts(employment(extent_percent=hp(30)), employment(extent_percent=hp(10), evidence=PENDING)),
        (NOT_MET, 50, 30, 40, 20),
    ),
    (
        "thirty sure, twenty pending",
        posts(employment(extent_percent=hp(30)), employment(extent_percent=hp(20), evidence=PENDING)),
        (UNDETERMINED, 50, 30, 50, 20),
    ),
    (
        "sixty sure, more pending",
        posts(employment(extent_percent=hp(60)), employment(extent_percent=hp(20), evidence=PENDING)),
        (MET, 50, 60, 80, 0),
    ),
    ("before the degree", person(qualifying_degree=None), (MET, 50, 100, 100, 0)),
)
def test_active_half_time(facts, expected):
    assert [numbers(finding(facts, level, "active_half_time")) for level in (1, 2, 3, 4)] == [expected] * 4


def test_a_sum_of_extents_is_never_rounded_up_to_half_time():
    third = hp("16.66666666666666666666666666666666")
    found = finding(
        posts(employment(extent_percent=third), employment(extent_percent=third), employment(extent_percent=third)), 1, "active_half_time"
    )
    assert found.outcome == NOT_MET
    assert found.sure == hp("49.99999999999999999999999999999998")


SIX = "6y 0m 0d"


@table(
    ("six years to the day", service(("2020-03-12", None)), (MET, SIX, SIX, SIX, None)),
    ("a day short", service(("2020-03-13", None)), (NOT_MET, SIX, "5y 11m 27d", "5y 11m 27d", None)),
    ("the reference date itself is no day of service", service(("2020-03-12", "2026-03-12")), (MET, SIX, SIX, SIX, None)),
    ("last day the day before", service(("2020-03-12", "2026-03-11")), (MET, SIX, SIX, SIX, None)),
    ("last day two days before", service(("2020-03-12", "2026-03-10")), (NOT_MET, SIX, "5y 11m 27d", "5y 11m 27d", None)),
    ("from the degree's own day", service(("2010-01-01", None), issued="2020-03-12"), (MET, SIX, SIX, SIX, None)),
    ("one day of work", service(("2020-03-12", "2020-03-12")), (NOT_MET, SIX, "0y 0m 1d", "0y 0m 1d", None)),
    ("all before the degree", service(("2010-01-01", "2015-06-04")), (NOT_MET, SIX, "0y 0m 0d", "0y 0m 0d", None)),
    ("last day on the degree's day", service(("2010-01-01", "2015-06-05")), (NOT_MET, SIX, "0y 0m 1d", "0y 0m 1d", None)),
    ("begins on the reference date", service(("2026-03-12", None)), (NOT_MET, SIX, "0y 0m 0d", "0y 0m 0d", None)),
    ("leap day counts as the 28th", service(("2020-02-29", None), on="2026-02-28"), (MET, SIX, SIX, SIX, None)),
    ("leap day, a day short", service(("2020-02-29", None), on="2026-02-27"), (NOT_MET, SIX, "5y 11m 29d", "5y 11m 29d", None)),
    ("end of a long month", service(("2026-01-31", None), on="2026-02-28"), (NOT_MET, SIX, "0y 1m 0d", "0y 1m 0d", None)),
    ("a gap moves the end", service(("2016-01-01", "2018-12-31"), ("2020-01-01", "2022-12-31")), (MET, SIX, SIX, SIX, None)),
    ("adjoining periods", service(("2016-01-01", "2018-12-31"), ("2019-01-01", "2021-12-31")), (MET, SIX, SIX, SIX, None)),
    ("outside the school system", service(("2020-03-12", None), in_school_system=False), (MET, SIX, SIX, SIX, None)),
    ("whatever the extent", service(("2020-03-12", None), extent_percent=hp(1)), (MET, SIX, SIX, SIX, None)),
    ("pending", service(("2020-03-12", None), evidence=PENDING), (UNDETERMINED, SIX, "0y 0m 0d", SIX, None)),
    ("rejected", service(("2020-03-12", None), evidence=REJECTED), (NOT_MET, SIX, "0y 0m 0d", "0y 0m 0d", None)),
    ("special educator", service(("2020-03-12", None), profession=Profession.SPECIAL_EDUCATOR), (UNDETERMINED, SIX, "0y 0m 0d", SIX, None)),
    ("principal", service(("2020-03-12", None), profession=Profession.PRINCIPAL), (NOT_MET, SIX, "0y 0m 0d", "0y 0m 0d", None)),
    ("no degree", person(qualifying_degree=None), (UNDETERMINED, SIX, "0y 0m 0d", None, None)),
    ("degree rejected", person(qualifying_degree=degree(evidence=REJECTED)), (UNDETERMINED, SIX, "0y 0m 0d", None, None)),
    ("degree pending", person(qualifying_degree=degree(evidence=PENDING)), (UNDETERMINED, SIX, "0y 0m 0d", "10y 7m 2d", None)),
    (
        "degree pending, too few years even so",
        person(qualifying_degree=degree(issued_on=day("2021-01-01"), evidence=PENDING)),
        (NOT_MET, SIX, "0y 0m 0d", "5y 2m 11d", None),
    ),
    ("degree on the reference date", person(qualifying_degree=degree(issued_on=ON)), (NOT_MET, SIX, "0y 0m 0d", "0y 0m 0d", None)),
    ("degree after it", person(qualifying_degree=degree(issued_on=ON + DAY)), (NOT_MET, SIX, "0y 0m 0d", "0y 0m 0d", None)),
    (
        "degree after it, pending",
        person(qualifying_degree=degree(issued_on=ON + DAY, evidence=PENDING)),
        (NOT_MET, SIX, "0y 0m 0d", "0y 0m 0d", None),
    ),
    (
        "degree after it, rejected",
        person(qualifying_degree=degree(issued_on=ON + DAY, evidence=REJECTED)),
        (UNDETERMINED, SIX, "0y 0m 0d", None, None),
    ),
    (
        "to the end of the calendar",
        service(("9999-12-30", None), issued="9999-01-01", on="9999-12-31"),
        (NOT_MET, SIX, "0y 0m 1d", "0y 0m 1d", None),
    ),
)
def test_years_of_service(facts, expected):
    assert numbers(finding(facts, 1, "years_of_service")) == expected


def test_sure_and_possible_service_have_each_their_own_union():
    sure = employment(starts_on=day("2018-01-01"), ends_on=day("2019-12-31"))
    pending = employment(starts_on=day("2017-01-01"), ends_on=day("2018-12-31"), evidence=PENDING)
    found = finding(person(employments=(sure, pending)), 1, "years_of_service")
    assert (str(found.sure), str(found.possible)) == ("2y 0m 0d", "3y 0m 0d")


def test_more_days_from_an_earlier_day_may_read_as_less():
    """One more day in January: from there the months up to the last day are longer. What is reached is not less."""
    sure = employment(starts_on=day("2015-02-01"), ends_on=day("2015-02-28"))
    waits = employment(starts_on=day("2015-01-01"), ends_on=day("2015-01-01"), evidence=PENDING)
    found = finding(person(qualifying_degree=degree(issued_on=day("2014-06-05")), employments=(sure, waits)), 1, "years_of_service")
    assert (str(found.sure), str(found.possible)) == ("0y 1m 0d", "0y 0m 29d")


def test_the_calendar_ends_with_the_year_9999():
    assert years_later(date(9993, 5, 6), 6) == date(9999, 5, 6)
    assert years_later(date(9994, 5, 6), 6) is None
