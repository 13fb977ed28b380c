"""Figures from data nobody hopes for: nothing, one, thirty, long names, far years. Each is drawn in every language and medium."""

from datetime import date, timedelta
from decimal import Decimal

from core.figures.basis import BasisCredits, credits_by_basis
from core.figures.histogram import Band, histogram
from core.figures.level_counts import LevelCount, level_counts
from core.figures.levels import Level, level_graph
from core.figures.steps import Block, Line, Step, Turn, credit_steps
from core.figures.tier_counts import TierCount, tier_counts
from core.figures.tiers import Stone, Tier, three_tiers
from core.figures.timeline import Milestone, Span, timeline

LONG = "Specialpedagogiska perspektiv på läs- och skrivsvårigheter i matematikundervisningens betygsbedömning"
HP = Decimal("7.5")
DAY = date(2026, 3, 12)


def levels(states=("decided", "current", "ahead", "ahead"), outcome="no", line="22,5 av 37,5 hp, VAK saknas"):
    return level_graph([Level(n, state, outcome, "Inte uppfyllt", line) for n, state in enumerate(states, start=1)], figure_id="a")


def tiers(*counts, name="Läs- och skrivutveckling", state="agreed"):
    names = ("Förvaltningens nivå", "Enhetens nivå", "Individuell nivå")
    return three_tiers(
        [
            Tier(tier, title, tuple(Stone(name, "ht 2026", state) for _ in range(count)), ("Rektor beslutar kurserna", "Du väljer"), "1 462,5 hp", "12 av 30 valda")
            for tier, title, count in zip(("authority", "unit", "own"), names, counts, strict=True)
        ],
        figure_id="a",
    )  # fmt: skip


def chosen(*counts, name="Förvaltningens"):
    return tier_counts(
        [TierCount(t, name, n, "2 250 hp") for t, n in zip(("authority", "unit", "own"), counts, strict=True)], figure_id="a"
    )


def steps(count, sure="22.5", pending="7.5", *, tier="authority", lines=("37.5",), turn=None):
    ahead = [Step(f"{'hv'[n % 2]}t {2026 + n // 2}", (Block(HP, tier),)) for n in range(count)]
    return credit_steps(
        Decimal(sure), Decimal(pending), ahead, lines=[Line(Decimal(each), f"krav {each} hp") for each in lines], turn=turn, figure_id="a"
    )


def bands(*counts, label="7,5 till under 15"):
    return histogram(
        [Band(label, count, is_reached=bool(n % 2)) for n, count in enumerate(counts)], figure_id="a", reached="över", below="under"
    )


def counts(*rows, name="Nivå 1"):
    return level_counts([LevelCount(name, *row) for row in rows], figure_id="a")


def basis(*rows, name="Förskolepedagogik"):
    return credits_by_basis([BasisCredits(name, Decimal(a), Decimal(b)) for a, b in rows], figure_id="a")


def plan(days, name="Kartläggning av kurser", today=DAY, span=40, milestones=True):
    starts = [DAY + timedelta(days=offset) for offset in days]
    spans = [Span(name, start, start + timedelta(days=span), ("done", "now", "planned")[n % 3]) for n, start in enumerate(starts)]
    marks = [Milestone(name, start, is_done=bool(n % 2), is_whole_month=n % 3 == 0) for n, start in enumerate(starts)] if milestones else []
    return timeline(spans, marks, today=today, figure_id="a")


EXTREMES = {
    "levels on the way": levels(),
    "levels before anything": levels(("current", "ahead", "ahead", "ahead"), "maybe"),
    "levels all decided": levels(("decided",) * 4, "met"),
    "levels on both branches": levels(("decided", "current", "ahead", "current"), "off"),
    "levels with long facts": levels(line=LONG),
    "levels without facts": levels(line=""),
    "tiers empty": tiers(0, 0, 0),
    "tiers with one": tiers(1, 0, 0),
    "tiers as in the plan": tiers(4, 2, 1),
    "tiers with five": tiers(5, 6, 3),
    "tiers with all eight": tiers(8, 2, 1, state=""),
    "tiers with thirty": tiers(30, 12, 7),
    "tiers with long names": tiers(6, 4, 2, name=LONG),
    "tiers with one long word": tiers(6, 4, 2, name="Matematikundervisningsbetygsbedömning"),
    "tiers with empty places": tiers(4, 2, 2, name="Plats kvar", state="open"),
    "tiers with long empty places": tiers(4, 2, 2, name=LONG, state="open"),
    "chosen nothing": chosen(0, 0, 0),
    "chosen as hoped": chosen(300, 128, 58),
    "chosen the other way": chosen(3, 1280, 58000),
    "chosen suppressed": chosen(None, None, None),
    "chosen one": chosen(1, 0, None),
    "chosen long names": chosen(300, 12, 1, name=LONG),
    "no tiers": tier_counts([], figure_id="a"),
    "steps none": steps(0),
    "steps from nothing": steps(3, "0", "0"),
    "steps one": steps(1, turn=Turn(1, "VAK klar: alla villkor för nivå 2")),
    "steps seven": steps(7, tier="own", turn=Turn(7, LONG)),
    "steps thirty": steps(30, turn=Turn(15, "Nivå 2")),
    "steps without lines": steps(4, lines=()),
    "steps far under the line": steps(2, "1", "0", lines=("37.5", "45", "300")),
    "bands none": bands(),
    "bands of zeros": bands(0, 0, 0),
    "bands one": bands(7),
    "bands suppressed": bands(None, None, 12, None),
    "bands thirty": bands(*range(30)),
    "bands large": bands(12000, 3, 0, 1),
    "bands long labels": bands(3, 4, 5, 6, 7, label=LONG),
    "counts none": counts(),
    "counts of zeros": counts((0, 0), (0, 0)),
    "counts suppressed": counts((None, None), (None, 3), (41, None)),
    "counts thirty": counts(*[(n * 100, n) for n in range(30)]),
    "counts long names": counts((9, 5), name=LONG),
    "basis none": basis(),
    "basis of zeros": basis((0, 0)),
    "basis large": basis((12000, "7.5"), ("0.5", 0)),
    "basis thirty": basis(*[(n, 30 - n) for n in range(30)]),
    "basis long names": basis((10, 20), name=LONG),
    "plan empty": timeline([], [], today=DAY, figure_id="a"),
    "plan one day": plan([0], span=0),
    "plan a year": plan([-220, -200, -190, -120, -40, 0, 60]),
    "plan close together": plan([0, 1, 2, 3, 4, 5, 6, 7]),
    "plan thirty": plan(range(0, 300, 10)),
    "plan three years": plan([-500, -100, 0, 400, 600]),
    "plan twenty years": plan([-3000, 0, 4000]),
    "plan a century": plan([-20000, 0, 15000]),
    "plan long names": plan([-200, -100, 0, 100], name=LONG),
    "plan with today outside": plan([0, 40], today=date(2040, 1, 1)),
    "plan with today last": plan([-30, -60], today=DAY + timedelta(days=10)),
}  # fmt: skip
