"""The unit in numbers, for those who lead it and those who oversee it alike. Small groups are words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.figures.basis import Bases, BasisCredits, with_table
from core.figures.drawing import Figure
from core.figures.histogram import Band, histogram
from core.figures.level_counts import LevelCount, count_word, level_counts
from core.figures.tier_counts import TierCount, tier_counts
from core.formats import decimal_comma, hp
from core.suppression import hidden_word, is_small, shown, shown_parts
from inventory.models import MeritBasis
from merit.rules.rulesets import RuleSet
from plans.choices.outlook import OWN
from plans.models import PlanTier, Tier
from plans.units.reading import BasisSum, LevelSums, OfferCount

FIRST_REACHED = 2  # the first band of those who have the credits of level 1


@dataclass(frozen=True, slots=True)
class CountRow:
    """A row of a table. count as text; number is for the bar, 0 where it is suppressed."""

    label: str
    count: str
    number: int
    is_suppressed: bool
    paint: str = "accent"


@dataclass(frozen=True, slots=True)
class Bands:
    """Teachers by credits: the figure, its table, and how many have reached the first level's credits."""

    figure: Figure
    rows: tuple[CountRow, ...]
    reached: str
    assessed: int
    required: str


@dataclass(frozen=True, slots=True)
class LevelRow:
    label: str
    met: str
    undetermined: str
    not_met: str
    decided: str


@dataclass(frozen=True, slots=True)
class Levels:
    figure: Figure
    rows: tuple[LevelRow, ...]


@dataclass(frozen=True, slots=True)
class TierTable:
    """One tier's courses with how many have chosen each. top is the longest bar."""

    label: str
    caption: str
    rows: tuple[CountRow, ...]
    top: int


@dataclass(frozen=True, slots=True)
class Chosen:
    figure: Figure
    tables: tuple[TierTable, ...]


def limits_of(rules: RuleSet) -> tuple[Decimal, ...]:
    """Where the bands of credits begin: above none, at level 1, half way, and at level 2. The numbers are the rule set's."""
    one, two = rules.thresholds.level_1_credits, rules.thresholds.level_2_credits
    return (Decimal("0.1"), one, (one + two) / 2, two)


def bands(sums: LevelSums, rules: RuleSet) -> Bands:
    _none, one, middle, two = limits_of(rules)
    labels = (
        _("0 hp"),
        _("under %(high)s") % {"high": decimal_comma(one)},
        _("%(low)s till under %(high)s") % {"low": decimal_comma(one), "high": decimal_comma(middle)},
        _("%(low)s till under %(high)s") % {"low": decimal_comma(middle), "high": decimal_comma(two)},
        _("%(low)s eller mer") % {"low": decimal_comma(two)},
    )
    counts, reached = _told_bands(sums.bands)
    drawn = [
        Band(label, counts[index], is_reached=index >= FIRST_REACHED, hidden=hidden_word(sums.bands[index]))
        for index, label in enumerate(labels)
    ]
    required = hp(one)
    return Bands(
        figure=histogram(
            drawn,
            figure_id="poang-efter-examen",
            title=_("Lärare efter godkända poäng"),
            reached=_("minst %(required)s, poängen för nivå 1") % {"required": required},
            below=_("under %(required)s") % {"required": required},
            unit=_("lärare"),
        ),
        rows=tuple(_count_row(label, counts[index], sums.bands[index]) for index, label in enumerate(labels)),
        reached=count_word(reached, hidden_word(sum(sums.bands[FIRST_REACHED:]))),
        assessed=sums.assessed,
        required=required,
    )


def _told_bands(counts: Sequence[int]) -> tuple[dict[int, int | None], int | None]:
    """What may be told of each band, and of those that have reached the line. The two must not give each other away."""
    below, above = dict(enumerate(counts[:FIRST_REACHED])), dict(enumerate(counts[FIRST_REACHED:], start=FIRST_REACHED))
    sides = shown_parts({"below": sum(below.values()), "above": sum(above.values())})
    if None in sides.values():
        return shown_parts(below | above), None
    return shown_parts(below) | shown_parts(above), sides["above"]


def levels(sums: LevelSums) -> Levels:
    rows, drawn = [], []
    for level, outcomes in sums.outcomes.items():
        parts = shown_parts(outcomes)
        decided = shown(sums.decided[level])
        name = _("Nivå %(level)s") % {"level": level}
        drawn.append(LevelCount(name, parts["met"], decided, hidden=hidden_word(outcomes["met"])))
        words = {outcome: count_word(count, hidden_word(outcomes[outcome])) for outcome, count in parts.items()}
        rows.append(LevelRow(name, words["met"], words["undetermined"], words["not_met"], count_word(decided)))
    caption = _("Preliminärt uppfyllda villkor, och beslut som är registrerade.")
    return Levels(level_counts(drawn, figure_id="nivaer", caption=caption), tuple(rows))


def bases(sums: Sequence[BasisSum]) -> Bases:
    """A basis is hidden where its sum, or the sum of one of its cycles, belongs to a small group."""
    drawn = [
        BasisCredits(
            str(MeritBasis(each.merit_basis).label) if each.merit_basis else _("Inte angiven"),
            each.advanced,
            each.basic,
            is_suppressed=is_small(each.advanced_people) or is_small(each.basic_people),
        )
        for each in sums
    ]
    return with_table(drawn, figure_id="grunder")


def chosen(
    counts: Sequence[OfferCount],
    tiers: Sequence[PlanTier],
    offered: Mapping[str, Sequence[tuple[int, str]]],
    *,
    open_: bool,
) -> Chosen:
    """offered: id and title of the courses on each shared tier; those that nobody has chosen are shown too.

    open_: whether the viewer may see each choice anyway, so that nothing is hidden.
    """
    drawn = []
    for tier in tiers:
        of_tier = [each for each in counts if each.tier == tier.tier]
        count, total = sum(each.count for each in of_tier), sum((each.total for each in of_tier), Decimal(0))
        hidden = not open_ and is_small(count)
        drawn.append(TierCount(OWN[tier.tier], str(tier.get_tier_display()), None if hidden else count, "" if hidden else hp(total)))
    tables = [_tier_table(tier, counts, offered.get(tier.tier, ()), open_=open_) for tier in tiers]
    return Chosen(
        figure=tier_counts(drawn, figure_id="valda-kurser", caption=_("Antal valda kurser och högskolepoäng per nivå.")),
        tables=tuple(table for table in tables if table.rows),
    )


def _tier_table(tier: PlanTier, counts: Sequence[OfferCount], offered: Sequence[tuple[int, str]], *, open_: bool) -> TierTable:
    found = {each.offer_id: each.count for each in counts if each.tier == tier.tier}
    titles = dict(offered)
    if open_:
        titles |= {each.offer_id: each.title for each in counts if each.tier == tier.tier}
    numbers = {pk: found.get(pk, 0) for pk in titles}
    told = numbers if open_ else shown_parts(numbers)
    in_order = sorted(titles, key=lambda pk: -numbers[pk])
    rows = [_count_row(titles[pk], told[pk], numbers[pk], PAINTS[tier.tier]) for pk in in_order]
    return TierTable(str(tier.get_tier_display()), _caption(tier), tuple(rows), max((row.number for row in rows), default=0) or 1)


PAINTS: Mapping[str, str] = {Tier.AUTHORITY: "t1", Tier.UNIT: "t2", Tier.INDIVIDUAL: "t3"}


def _caption(tier: PlanTier) -> str:
    if tier.choose is None:
        return _("Lärarna väljer fritt, med ett syfte.")
    return ngettext("Varje lärare väljer %(count)d kurs.", "Varje lärare väljer %(count)d kurser.", tier.choose) % {"count": tier.choose}


def _count_row(label: str, told: int | None, count: int, paint: str = "accent") -> CountRow:
    return CountRow(label, count_word(told, hidden_word(count)), told or 0, told is None, paint)
