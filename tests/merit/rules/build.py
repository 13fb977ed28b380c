"""Facts for the tests of the rules: a person who just meets what is asked, to be changed one thing at a time."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import count

import pytest

from merit.rules import assess
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
from merit.rules.readings import Readings
from merit.rules.rulesets import SFS_2025_280

ON = date(2026, 3, 12)
ISSUED = date(2015, 6, 5)
DAY = timedelta(days=1)
MADE = count(1)
PENDING, REJECTED = Evidence.PENDING, Evidence.REJECTED
MET, NOT_MET, UNDETERMINED = "met", "not_met", "undetermined"


def day(text):
    return date.fromisoformat(text)


def hp(number):
    return Decimal(str(number))


def licence(**changes):
    base = LicenceFact(kind=LicenceKind.TEACHER, issued_on=day("2015-06-20"), revocation_final_on=None, evidence=Evidence.ACCEPTED)
    return base._replace(**changes)


def degree(**changes):
    return DegreeFact(issued_on=ISSUED, evidence=Evidence.ACCEPTED)._replace(**changes)


def employment(**changes):
    base = EmploymentFact(
        profession=Profession.TEACHER,
        in_school_system=True,
        extent_percent=Decimal(100),
        starts_on=day("2015-08-10"),
        ends_on=None,
        evidence=Evidence.ACCEPTED,
    )
    return base._replace(**changes)


def course(size=15, **changes):
    """A passed first-cycle course. Each call another title, so that two are never the same course by accident."""
    base = CourseFact(
        title=f"Kurs {next(MADE)}",
        code=None,
        institution="Malmö universitet",
        cycle=Cycle.FIRST,
        completed_on=day("2020-01-19"),
        passed=True,
        merit_basis=MeritBasis.SUBJECT,
        kind=CourseKind.REGULAR,
        evidence=Evidence.ACCEPTED,
        credits=hp(size),
    )
    return base._replace(**changes)


def advanced(size, **changes):
    return course(size, cycle=Cycle.SECOND, **changes)


def vak(size=7.5, **changes):
    return course(size, **{"cycle": Cycle.SECOND, "kind": CourseKind.VAK, **changes})


def old_course(points, **changes):
    return course(**{"credits": None, "legacy_points": hp(points), "cycle": None, "completed_on": day("2003-06-02"), **changes})


def later_degree(**changes):
    base = LaterDegreeFact(
        cycle=Cycle.SECOND, credits=Decimal(60), merit_credits=Decimal(30), awarded_on=day("2021-06-10"), evidence=Evidence.ACCEPTED
    )
    return base._replace(**changes)


def doctorate(**changes):
    return later_degree(**{"cycle": Cycle.THIRD, "credits": Decimal(240), "merit_credits": None, **changes})


def research(**changes):
    base = ResearchFact(title="Läsa tillsammans", starts_on=day("2023-08-15"), ends_on=None, evidence=Evidence.ACCEPTED)
    return base._replace(**changes)


def decision(level=1, **changes):
    return DecisionFact(level=level, decided_on=day("2025-12-04"), evidence=Evidence.ACCEPTED)._replace(**changes)


def person(**changes):
    """Ten years as a teacher, 15 hp: level 1 met, and nothing else."""
    base = Facts(
        reference_date=ON,
        licence=licence(),
        qualifying_degree=degree(),
        employments=(employment(),),
        courses=(course(15),),
    )
    return replace(base, **changes)


def experienced(**changes):
    """As above with a decision on level 1 and 45 hp, 22.5 of them second-cycle and 7.5 of those VAK: level 2 met too."""
    return person(**{"courses": (course(22.5), advanced(15), vak()), "decisions": (decision(),), **changes})


def posts(*employments):
    return person(employments=employments)


def service(*periods, issued="2015-06-05", on="2026-03-12", **changes):
    jobs = tuple(employment(starts_on=day(first), ends_on=None if last is None else day(last), **changes) for first, last in periods)
    return person(reference_date=day(on), qualifying_degree=degree(issued_on=day(issued)), employments=jobs)


def taken(*courses, **changes):
    return person(courses=courses, **changes)


def eased(*courses, sure="2014-03-12", possible=None, on="2026-03-12", **changes):
    """Somebody with twelve years sure, or only possible, in the school system, on a day within the transition."""
    jobs = [employment(starts_on=day(sure))]
    if possible is not None:
        jobs = [employment(starts_on=day("2020-03-12")), employment(starts_on=day(possible), **{"evidence": PENDING, **changes})]
    return person(reference_date=day(on), qualifying_degree=degree(issued_on=day("2010-06-01")), employments=tuple(jobs), courses=courses)


def graduated(*degrees, **changes):
    return person(degrees=degrees, **changes)


def outcomes(facts):
    return [level.outcome.value for level in assess(facts)]


def finding(facts, level, condition, rules=None):
    return assess(facts, rules=rules).level(level).finding(condition)


def reread(**answers):
    """The ordinance with some of its open questions answered in another way."""
    return SFS_2025_280.reread(id="Annan läsning", valid_from=ON, last_day=None, readings=Readings.from_values(answers))


def outcome(facts, level, condition):
    return finding(facts, level, condition).outcome.value


def failing(facts, level):
    """The conditions of the level that are not met."""
    return [f.condition.value for f in assess(facts).level(level).findings if f.outcome != "met"]


def numbers(found):
    """Outcome, required, sure, possible, missing: numbers as float, durations as text."""
    return (
        found.outcome.value,
        *[float(n) if isinstance(n, Decimal) else None if n is None else str(n) for n in (found.required, found.sure, found.possible)],
        None if found.missing is None else float(found.missing),
    )


def table(*rows):
    """A test over (name, facts, expected) rows."""
    return pytest.mark.parametrize(("facts", "expected"), [row[1:] for row in rows], ids=[row[0] for row in rows])
