"""What a person has: records with their evidence; and the campaigns in which it is asked for and sent."""

from inventory.models.campaign import Campaign, Interest, InventoryAnswer, Submission
from inventory.models.certificate import Certificate
from inventory.models.record import KINDS, Record, RecordSource, RecordStatus, kind_of
from inventory.models.records import (
    Course,
    Cycle,
    Degree,
    Licence,
    MeritBasis,
    PracticeResearch,
    QualifyingDegree,
    StatedEmployment,
)

from inventory.models.decision import LevelDecision  # isort: skip  # last of the kinds, as on the page

from inventory.models.register import ColumnMapping, RegisterAnswer, RegisterAnswerRow, RegisterCheck  # isort: skip

from inventory.models import history as history  # isort: skip  # when all the kinds are known

__all__ = [
    "KINDS",
    "Campaign",
    "Certificate",
    "ColumnMapping",
    "Course",
    "Cycle",
    "Degree",
    "Interest",
    "InventoryAnswer",
    "LevelDecision",
    "Licence",
    "MeritBasis",
    "PracticeResearch",
    "QualifyingDegree",
    "Record",
    "RecordSource",
    "RecordStatus",
    "RegisterAnswer",
    "RegisterAnswerRow",
    "RegisterCheck",
    "StatedEmployment",
    "Submission",
    "kind_of",
]
