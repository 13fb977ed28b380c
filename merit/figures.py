"""The level graph of one assessment."""

from django.utils.translation import gettext as _

from core.figures.drawing import Figure
from core.figures.levels import Level, level_graph
from merit.pages import AssessmentPage, LevelView

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
