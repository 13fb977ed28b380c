"""The shortest way to a level: which courses close what is missing with the fewest högskolepoäng, and then the soonest.

Pure, over facts and courses given. The law is asked through the one engine, `merit.rules.assess`, and never read a second time here.
"""

from merit.shortest.search import Way, shortest_way
from merit.shortest.terms import Candidate, Limits, Period

__all__ = ["Candidate", "Limits", "Period", "Way", "shortest_way"]
