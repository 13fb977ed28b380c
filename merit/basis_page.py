"""What somebody has studied after the degree, by area and cycle: the courses that surely count, each once."""

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal

from core.figures.basis import Bases, BasisCredits, with_table
from inventory.models import Course, Cycle, MeritBasis, Record
from merit.rules.findings import Assessment, Condition, Counted

WIDEST = 1  # level 1 asks for the same courses as the levels after it, and for nothing before them


def bases_view(assessment: Assessment, rows: Mapping[str, Record]) -> Bases | None:
    """None where no course counts surely yet."""
    sums: dict[str, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for ref, counted in assessment.level(WIDEST).finding(Condition.MERIT_CREDITS).rows:
        course = rows.get(ref or "")
        if counted is Counted.SURE and isinstance(course, Course):
            sums[course.merit_basis][course.cycle] += course.credits
    if not sums:
        return None
    drawn = [
        BasisCredits(str(basis.label), advanced=sums[basis][Cycle.SECOND], basic=sums[basis][Cycle.FIRST])
        for basis in MeritBasis
        if basis in sums
    ]
    return with_table(drawn, figure_id="omraden")
