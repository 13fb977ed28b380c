"""How many courses are chosen on each tier. Counts alone: the huvudmannaplan holds no personal data."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Sum

from core.suppression import is_small
from plans.models import AuthorityPlan, CourseChoice, Tier

COUNTED = (CourseChoice.Status.PROPOSED, CourseChoice.Status.AGREED)


@dataclass(frozen=True)
class Chosen:
    """What has been sent to principals or agreed with them on one tier."""

    tier: str
    people: int = 0
    choices: int = 0
    credits: Decimal = Decimal(0)

    @property
    def is_suppressed(self) -> bool:
        return is_small(self.people)


def chosen_per_tier(plan: AuthorityPlan) -> list[Chosen]:
    """One for each tier from the ground up, also those where nothing is chosen. One query."""
    rows = (
        CourseChoice.objects.filter(plan=plan, status__in=COUNTED)
        .order_by("tier")
        .values("tier")
        .annotate(people=Count("person", distinct=True), choices=Count("pk"), credits=Sum("offer__credits"))
    )
    found = {row["tier"]: Chosen(row["tier"], row["people"], row["choices"], row["credits"]) for row in rows}
    return [found.get(tier, Chosen(tier)) for tier in Tier.values]
