"""What the ordinance leaves open, in plain Swedish: the same as docs/rules says to developers, for those whom the readings concern."""

from merit.rule_sets.texts.answers import QUESTIONS, Answer, Question
from merit.rule_sets.texts.education import EDUCATION
from merit.rule_sets.texts.reading import Reading
from merit.rule_sets.texts.work import WORK

READINGS: dict[str, Reading] = {reading.page: reading for reading in (*WORK, *EDUCATION)}
"""By the page of docs/rules that `Interpretation.page` names."""

__all__ = ["QUESTIONS", "READINGS", "Answer", "Question", "Reading"]
