"""Records at random, with few enough days, sizes and names that edges and repetitions are hit often."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from merit.rules import readings as r
from merit.rules.facts import (
    CourseFact,
    CourseKind,
    Cycle,
    DecisionFact,
    DegreeFact,
    EmploymentFact,
    Evidence,
    Facts,
    LaterDegreeFact,
    LicenceFact,
    LicenceKind,
    MeritBasis,
    Profession,
    ResearchFact,
)
from merit.rules.rulesets import SFS_2025_280

ON = date(2026, 3, 12)
ISSUED = date(2014, 3, 12)
NEAR = [day + timedelta(days=shift) for day in (ISSUED, date(2016, 2, 29), date(2020, 3, 12), ON) for shift in (-1, 0, 1)]
ANY_DAY = [date(2008, 1, 1) + timedelta(days=number) for number in range(7671)]  # to the end of 2028
DAYS = [*NEAR * 640, *ANY_DAY]  # as often one of the few as any
QUALIFYING = [day for day in ANY_DAY if date(2014, 3, 10) <= day <= date(2026, 3, 14)]
COURSE_DAYS = [*QUALIFYING * 2, *DAYS]
EVIDENCE = [Evidence.ACCEPTED] * 6 + [Evidence.PENDING] * 2 + [Evidence.REJECTED]
TRUTHS = [True] * 6 + [False, None]
SIZES = [Decimal(size) for size in ("3.5", "7.5", "7.4", "15", "14.9", "22.5", "30", "45", "0.1")]
NAMES = ["Läsning", "läsning ", "Skrivning", "Ö"]
CODES = [None, "", " ", "AB1", "ab1 ", "CD2"]
EXTENTS = [Decimal(size) for size in ("0", "10", "49.9", "50", "100", "33.333333333333336")]
DEGREE_SIZES = [Decimal(size) for size in ("59.9", "60", "90", "120.5")]
MERIT_SIZES = [Decimal(size) for size in ("29.9", "30", "45", "60.2", "60.3", "0")]
reference_dates = st.sampled_from([ON, date(2025, 9, 1), date(2028, 2, 29), date(2029, 9, 1), date(2029, 9, 2)])
WIDTH = 3  # bytes for each choice, so that every choice is as likely as its neighbour


def or_none(values):
    """As often None as any of them."""
    return [*[None] * len(values), *values]


def picked(build, **choices):
    """One of each list, by one draw of bytes for all of them: a strategy for each would cost more than what is tested.

    Zeroes, which a failure is shrunk towards, are the first of each list.
    """
    names, lists = tuple(choices), tuple(tuple(values) for values in choices.values())

    def built(drawn):
        numbers = (int.from_bytes(drawn[place : place + WIDTH], "big") for place in range(0, len(drawn), WIDTH))
        return build(**{name: values[number % len(values)] for name, values, number in zip(names, lists, numbers, strict=True)})

    return st.binary(min_size=WIDTH * len(names), max_size=WIDTH * len(names)).map(built)


def in_order(build):
    """The same with the two days of the period the right way round."""

    def built(*, starts_on, ends_on, **rest):
        if ends_on is not None and ends_on < starts_on:
            starts_on, ends_on = ends_on, starts_on
        return build(starts_on=starts_on, ends_on=ends_on, **rest)

    return built


def course(size, is_legacy, **rest):
    return CourseFact(**{"legacy_points" if is_legacy else "credits": size}, **rest)


licences = picked(
    LicenceFact,
    kind=LicenceKind,
    issued_on=DAYS,
    revocation_final_on=[*[None] * len(DAYS), *DAYS],
    evidence=EVIDENCE,
    ref=["licence"],
)
qualifying_degrees = picked(
    DegreeFact,
    issued_on=[*[ISSUED] * len(DAYS), *DAYS],
    evidence=EVIDENCE,
    title=or_none(NAMES),
    institution=or_none(NAMES),
)
employments = picked(
    in_order(EmploymentFact),
    starts_on=DAYS,
    ends_on=or_none(DAYS),
    profession=[Profession.TEACHER] * 5 + [*Profession],
    in_school_system=TRUTHS,
    extent_percent=EXTENTS,
    evidence=EVIDENCE,
    ref="ab",
)
courses = picked(
    course,
    size=SIZES,
    is_legacy=[False, False, False, True],
    title=NAMES,
    code=CODES,
    institution=["Malmö universitet", "MALMÖ UNIVERSITET ", "KTH", ""],
    cycle=[Cycle.FIRST] * 2 + [Cycle.SECOND] * 4 + [Cycle.THIRD, None],
    completed_on=COURSE_DAYS,
    passed=TRUTHS,
    merit_basis=[MeritBasis.SUBJECT] * 6 + [*MeritBasis, None],
    kind=CourseKind,
    evidence=EVIDENCE,
    ref="cd",
)
later_degrees = picked(
    LaterDegreeFact,
    title=or_none(NAMES),
    cycle=[Cycle.SECOND, Cycle.THIRD],
    credits=DEGREE_SIZES,
    merit_credits=or_none(MERIT_SIZES),
    awarded_on=COURSE_DAYS,
    evidence=EVIDENCE,
    ref="ef",
)
research = picked(in_order(ResearchFact), starts_on=DAYS, ends_on=or_none(DAYS), title=NAMES, evidence=EVIDENCE)
decisions = picked(DecisionFact, level=[1, 1, 2, 3, 4], decided_on=DAYS, evidence=EVIDENCE)


def many(items, most=5):
    return st.lists(items, max_size=most).map(tuple)


facts = st.builds(
    Facts,
    reference_date=reference_dates,
    licence=st.none() | licences,
    qualifying_degree=st.none() | qualifying_degrees | qualifying_degrees,
    employments=many(employments),
    courses=many(courses, most=8),
    degrees=many(later_degrees, most=3),
    research=many(research, most=2),
    decisions=many(decisions, most=3),
)

readings = picked(r.Readings, **r.CHOICES)
rule_sets = st.just(SFS_2025_280) | readings.map(
    lambda chosen: SFS_2025_280.reread(id="Annan läsning", valid_from=date(2025, 9, 1), last_day=None, readings=chosen)
)
