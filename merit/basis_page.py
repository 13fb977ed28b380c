"""What somebody has studied after the degree, by area and cycle: the courses that surely count, each once."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from core.figures.basis import BasisCredits, credits_by_basis
from core.figures.drawing import Figure
from core.formats import thousands
from inventory.models import Course, Cycle, MeritBasis, Record
from merit.rules.findings import Assessment, Condition, Counted

WIDEST = 1  # level 1 asks for the same courses as the levels after it, and for nothing before them


@dataclass(frozen=True, slots=True)
class BasisRow:
    label: str
    advanced: str
    basic: str
    total: str


@dataclass(frozen=True, slots=True)
class BasesView:
    figure: Figure
    rows: tuple[BasisRow, ...]


def bases_view(assessment: Assessment, rows: Mapping[str, Record]) -> BasesView | None:
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
    drawn.sort(key=lambda each: -each.total)
    told = tuple(BasisRow(each.name, thousands(each.advanced), thousands(each.basic), thousands(each.total)) for each in drawn)
    return BasesView(credits_by_basis(drawn, figure_id="omraden"), told)
