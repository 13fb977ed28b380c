"""Two assessments of one person beside each other, condition by condition, with what changed in words and shapes."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.formats import decimal_comma
from merit import sentences
from merit.pages import KINDS, numbers_of
from merit.rules.durations import Duration
from merit.rules.findings import Assessment, Finding, LevelResult, Measure, Outcome, Unit

ORDER = {Outcome.NOT_MET: 0, Outcome.UNDETERMINED: 1, Outcome.MET: 2}


@dataclass(frozen=True, slots=True)
class Cell:
    """An outcome at one time. amount: "22,5 av 45 hp godkända", empty where the condition has no number."""

    kind: str
    word: str
    amount: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """way: better, worse, other (a number moved), or same. kind and icon draw it; `same` is drawn without either."""

    way: str
    word: str
    kind: str = ""
    icon: str = ""


@dataclass(frozen=True, slots=True)
class ConditionComparison:
    name: str
    law: str
    today: Cell
    then: Cell
    change: Change
    explanation: str


@dataclass(frozen=True, slots=True)
class LevelComparison:
    number: int
    name: str
    today: Cell
    then: Cell
    change: Change
    conditions: tuple[ConditionComparison, ...]
    is_decided: bool
    becomes_met: bool
    stops_being_met: bool

    @property
    def changed(self) -> int:
        return sum(condition.change.way != "same" for condition in self.conditions)

    @property
    def in_short(self) -> str:
        """How much there is to see inside. Of a decided level whatever moves is of no consequence."""
        answered = sum(condition.change.way in {"better", "worse"} for condition in self.conditions)
        if answered:
            return ngettext("%(number)s villkor får ett nytt svar.", "%(number)s villkor får ett nytt svar.", answered) % {
                "number": answered
            }
        if self.is_decided:
            return ""
        return _("Bara talen ändras.") if self.changed else _("Inget villkor ändras.")

    @property
    def newly_met(self) -> int:
        return sum(condition.change.way == "better" and condition.then.kind == "met" for condition in self.conditions)


def compare(today: Assessment, then: Assessment) -> tuple[LevelComparison, ...]:
    return tuple(_level(level, then.level(level.level)) for level in today)


def _level(today: LevelResult, then: LevelResult) -> LevelComparison:
    known = {finding.condition: finding for finding in today.findings}
    return LevelComparison(
        number=today.level,
        name=sentences.level_name(today.level),
        today=_level_cell(today),
        then=_level_cell(then),
        change=_level_change(today, then),
        conditions=tuple(_condition(known[finding.condition], finding) for finding in then.findings if finding.condition in known),
        is_decided=today.decided and then.decided,
        becomes_met=not then.decided and then.outcome is Outcome.MET and today.outcome is not Outcome.MET,
        stops_being_met=not today.decided and today.outcome is Outcome.MET and then.outcome is not Outcome.MET,
    )


def _level_cell(level: LevelResult) -> Cell:
    if level.decided:
        return Cell("met", _("Beslutad"))
    return Cell(KINDS[level.outcome], sentences.outcome_word(level.outcome))


def _level_change(today: LevelResult, then: LevelResult) -> Change:
    if today.decided:
        return _same_level() if then.decided else Change("worse", _("Beslutet slutar gälla"), "no", "no")
    if then.decided:
        return Change("better", _("Blir beslutad"), "met", "plus")
    return _outcome_change(today.outcome, then.outcome) or _same_level()


def _condition(today: Finding, then: Finding) -> ConditionComparison:
    return ConditionComparison(
        name=sentences.condition_name(then.condition),
        law=f"{then.source.law}, {then.source.provision}",
        today=_cell(today),
        then=_cell(then),
        change=_outcome_change(today.outcome, then.outcome) or _number_change(today, then) or _same(),
        explanation=sentences.explain(then),
    )


def _cell(finding: Finding) -> Cell:
    return Cell(KINDS[finding.outcome], sentences.outcome_word(finding.outcome), " ".join(numbers_of(finding)).strip())


def _outcome_change(today: Outcome, then: Outcome) -> Change | None:
    if today is then:
        return None
    if ORDER[then] > ORDER[today]:
        word = _("Blir uppfyllt") if then is Outcome.MET else _("Kan bli uppfyllt")
        return Change("better", word, KINDS[then], "plus")
    word = _("Är inte längre uppfyllt") if today is Outcome.MET else _("Kan inte längre bli uppfyllt")
    return Change("worse", word, KINDS[then], "no")


def _number_change(today: Finding, then: Finding) -> Change | None:
    """The requirement first: a sum means another thing once what is asked has moved."""
    if isinstance(today.required, Decimal) and isinstance(then.required, Decimal) and today.required != then.required:
        words = {"required": _amount(then.required, then.unit)}
        text = _("Kravet sänks till %(required)s") if then.required < today.required else _("Kravet höjs till %(required)s")
        return Change("other", text % words, "now", "arrow")
    return _moved(today.sure, then.sure, then.unit) or _moved(today.possible, then.possible, then.unit)


def _moved(today: Measure | None, then: Measure | None, unit: Unit | None) -> Change | None:
    if today is None or then is None or today == then:
        return None
    if isinstance(today, Decimal) and isinstance(then, Decimal):
        form = _("%(number)s procentenheter") if unit is Unit.PERCENT else _("%(number)s hp")
        words = {"amount": form % {"number": decimal_comma(abs(then - today))}}
        return Change("other", (_("%(amount)s mer") if then > today else _("%(amount)s mindre")) % words, "now", "arrow")
    if isinstance(today, Duration) and isinstance(then, Duration):
        return Change("other", _("Längre tid") if then > today else _("Kortare tid"), "now", "arrow")
    return None


def _amount(value: Decimal, unit: Unit | None) -> str:
    form = _("%(number)s procent") if unit is Unit.PERCENT else _("%(number)s hp")
    return form % {"number": decimal_comma(value)}


def _same() -> Change:
    return Change("same", _("Oförändrat"))


def _same_level() -> Change:
    """Its conditions may have moved all the same."""
    return Change("same", _("Samma svar"))
