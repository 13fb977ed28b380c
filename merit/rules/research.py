"""Practice-based research: it lowers the credits of level 2 once, and nothing else."""

from collections.abc import Sequence
from datetime import date

from merit.rules.facts import Evidence, ResearchFact
from merit.rules.findings import Outcome


def practice_research(research: Sequence[ResearchFact], *, on: date) -> Outcome:
    """Whether the person has taken part in practice-based research that had begun by the reference date.

    One accepted participation is MET, only pending ones UNDETERMINED. It may be older than the qualifying degree, and it counts once.
    Source: SFS 2025:280, 7 § second paragraph.
    """
    begun = [item.evidence for item in research if item.starts_on <= on]
    return Outcome.between(sure=Evidence.ACCEPTED in begun, possible=Evidence.PENDING in begun)
