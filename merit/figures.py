"""The level graph: of one assessment, and of the law itself."""

from django.utils.translation import gettext as _

from core.figures.drawing import Figure
from core.figures.levels import Level, level_graph
from core.formats import hp, in_words
from merit.pages import AssessmentPage, LevelView
from merit.rules.rulesets import RuleSet

STATES = {"decided": "decided", "now": "current", "ahead": "ahead"}


def level_figure(page: AssessmentPage) -> Figure:
    return level_graph(
        [_drawn(level) for level in page.levels],
        figure_id="nivaer",
        caption=_("Alla nivåer bygger på beslut om nivå 1. Sedan kan man gå mot nivå 2 och 3, eller direkt mot nivå 4."),
        at=page.position.next_level or page.position.highest,
    )


def _drawn(level: LevelView) -> Level:
    return Level(
        number=level.number,
        state=STATES[level.state],  # type: ignore[arg-type]  # the three states of both
        outcome=level.icon,  # type: ignore[arg-type]
        word=level.word,
        line=level.line,
    )


def law_figure(rules: RuleSet, *, caption: str) -> Figure:
    """What each level asks for, with the numbers of the rule set."""
    numbers = rules.thresholds
    years = _("och %(years)s år som lärare") % {"years": in_words(numbers.years)}
    course = _("%(credits)s och VAK") % {"credits": hp(numbers.level_2_credits)}
    advanced = _("%(credits)s på avancerad nivå") % {"credits": hp(numbers.advanced_credits)}
    degree = _("minst %(credits)s på avancerad nivå") % {"credits": hp(numbers.degree_credits)}
    proficiency = _("och VAK, %(credits)s") % {"credits": hp(numbers.proficiency_credits)}
    levels = (
        Level(1, "ahead", "none", hp(numbers.level_1_credits), years),
        Level(2, "ahead", "none", course, advanced),
        Level(3, "ahead", "none", _("Examen"), degree),
        Level(4, "ahead", "none", _("Forskarexamen"), proficiency),
    )
    return level_graph(levels, figure_id="figur-meriteringsnivaer", caption=caption)
