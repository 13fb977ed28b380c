"""The budget as tables: quantity times price, summed for each tier and year. Nothing is typed as a sum."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.formats import NBSP, thousands
from plans.authority.document import Budget, BudgetItem, BudgetSum, BudgetTier, BudgetYear, YearAmount
from plans.models import BudgetLine, Tier

KINDS = {kind: index for index, kind in enumerate(BudgetLine.Kind.values)}


def kronor(amount: Decimal) -> str:
    """ "840 000 kr", with öre only where there are any."""
    return f"{thousands(amount)}{NBSP}kr"


def quantity_text(line: BudgetLine) -> str:
    """ "60 platser": what is counted follows from the kind of cost."""
    whole = int(line.quantity) if line.quantity == int(line.quantity) else 2
    words = {
        BudgetLine.Kind.SEATS: ngettext("%(count)s plats", "%(count)s platser", whole),
        BudgetLine.Kind.SUBSTITUTES: ngettext("%(count)s vikarievecka", "%(count)s vikarieveckor", whole),
        BudgetLine.Kind.LITERATURE: ngettext("%(count)s uppsättning", "%(count)s uppsättningar", whole),
        BudgetLine.Kind.TRAVEL: ngettext("%(count)s resa", "%(count)s resor", whole),
    }
    return words[BudgetLine.Kind(line.kind)] % {"count": thousands(line.quantity)}


def budget_of(lines: Sequence[BudgetLine]) -> Budget:
    years = sorted({line.year for line in lines})
    return Budget(
        years=tuple(_year(year, [line for line in lines if line.year == year]) for year in years),
        sums=tuple(_sum(str(tier.label), [line for line in lines if line.tier == tier], years) for tier in _tiers(lines)),
        total=_sum(_("Alla nivåer"), lines, years),
    )


def _tiers(lines: Iterable[BudgetLine]) -> list[Tier]:
    used = {line.tier for line in lines}
    return [tier for tier in Tier if tier in used]


def _amount(lines: Iterable[BudgetLine]) -> str:
    return kronor(sum((line.amount for line in lines), Decimal(0)))


def _sum(name: str, lines: Sequence[BudgetLine], years: Sequence[int]) -> BudgetSum:
    return BudgetSum(
        name, tuple(YearAmount(str(year), _amount(line for line in lines if line.year == year)) for year in years), _amount(lines)
    )


def _year(year: int, lines: Sequence[BudgetLine]) -> BudgetYear:
    tiers = tuple(_tier(tier, [line for line in lines if line.tier == tier]) for tier in _tiers(lines))
    return BudgetYear(str(year), tiers, _amount(lines))


def _tier(tier: Tier, lines: Sequence[BudgetLine]) -> BudgetTier:
    items = (
        BudgetItem(
            line.get_kind_display(), quantity_text(line), kronor(line.unit_price), kronor(line.amount), line.funding, line.assumption
        )
        for line in sorted(lines, key=lambda line: (KINDS[line.kind], line.pk))
    )
    return BudgetTier(str(tier.label), tuple(items), _amount(lines))
