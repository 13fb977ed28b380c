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
days = st.sampled_from(NEAR) | st.dates(date(2008, 1, 1), date(2028, 12, 31))
reference_dates = st.sampled_from([ON, date(2025, 9, 1), date(2028, 2, 29), date(2029, 9, 1), date(2029, 9, 2)])
evidence = st.sampled_from([Evidence.ACCEPTED] * 6 + [Evidence.PENDING] * 2 + [Evidence.REJECTED])
truths = st.sampled_from([True] * 6 + [False, None])
sizes = st.sampled_from(["3.5", "7.5", "7.4", "15", "14.9", "22.5", "30", "45", "0.1"]).map(Decimal)
names = st.sampled_from(["Läsning", "läsning ", "Skrivning", "Ö"])
codes = st.sampled_from([None, "", " ", "AB1", "ab1 ", "CD2"])


@st.composite
def periods(draw):
    starts_on, ends_on = draw(days), draw(st.none() | days)
    if ends_on is not None and ends_on < starts_on:
        starts_on, ends_on = ends_on, starts_on
    return {"starts_on": starts_on, "ends_on": ends_on}


licences = st.builds(
    LicenceFact,
    kind=st.sampled_from(LicenceKind),
    issued_on=days,
    revocation_final_on=st.none() | st.none() | days,
    evidence=evidence,
    ref=st.just("licence"),
)
qualifying_degrees = st.builds(
    DegreeFact,
    issued_on=st.just(ISSUED) | st.just(ISSUED) | days,
    evidence=evidence,
    title=st.none() | names,
    institution=st.none() | names,
)
employments = st.builds(
    lambda period, **rest: EmploymentFact(**period, **rest),
    period=periods(),
    profession=st.sampled_from([Profession.TEACHER] * 5 + [*Profession]),
    in_school_system=truths,
    extent_percent=st.sampled_from(["0", "10", "49.9", "50", "100", "33.333333333333336"]).map(Decimal),
    evidence=evidence,
    ref=st.sampled_from("ab"),
)
courses = st.builds(
    lambda size, legacy, **rest: CourseFact(**{"legacy_points" if legacy else "credits": size}, **rest),
    size=sizes,
    legacy=st.sampled_from([False, False, False, True]),
    title=names,
    code=codes,
    institution=st.sampled_from(["Malmö universitet", "MALMÖ UNIVERSITET ", "KTH", ""]),
    cycle=st.sampled_from([Cycle.FIRST] * 2 + [Cycle.SECOND] * 4 + [Cycle.THIRD, None]),
    completed_on=st.dates(date(2014, 3, 10), date(2026, 3, 14)) | days,
    passed=truths,
    merit_basis=st.sampled_from([MeritBasis.SUBJECT] * 6 + [*MeritBasis, None]),
    kind=st.sampled_from(CourseKind),
    evidence=evidence,
    ref=st.sampled_from("cd"),
)
later_degrees = st.builds(
    LaterDegreeFact,
    title=st.none() | names,
    cycle=st.sampled_from([Cycle.SECOND, Cycle.THIRD]),
    credits=st.sampled_from(["59.9", "60", "90", "120.5"]).map(Decimal),
    merit_credits=st.none() | st.sampled_from(["29.9", "30", "45", "60.2", "60.3", "0"]).map(Decimal),
    awarded_on=st.dates(date(2014, 3, 10), date(2026, 3, 14)) | days,
    evidence=evidence,
    ref=st.sampled_from("ef"),
)
research = st.builds(lambda period, **rest: ResearchFact(**period, **rest), period=periods(), title=names, evidence=evidence)
decisions = st.builds(DecisionFact, level=st.sampled_from([1, 1, 2, 3, 4]), decided_on=days, evidence=evidence)


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

readings = st.builds(r.Readings, **{name: st.sampled_from(choice) for name, choice in r.CHOICES.items()})
rule_sets = st.just(SFS_2025_280) | readings.map(
    lambda chosen: SFS_2025_280.reread(id="Annan läsning", valid_from=date(2025, 9, 1), last_day=None, readings=chosen)
)
