"""Earlier assessments, each as it was: derived again from its own facts and rules, beside what took its place and why."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.formats import decimal_comma
from inventory.models import (
    Course,
    Degree,
    LevelDecision,
    Licence,
    PracticeResearch,
    QualifyingDegree,
    Record,
    RecordStatus,
    StatedEmployment,
)
from merit import sentences
from merit.changes import LEVELS, conditions_of
from merit.contract import parse_record
from merit.models import AssessmentContent, EarlierAssessment
from merit.pages import AssessmentPage, assessment_page
from merit.position import position_of
from merit.reasons import Why, why_between
from merit.rule_sets import rule_set_named
from merit.rules import assess
from merit.rules.facts import CourseFact, DecisionFact, EmploymentFact, Evidence, Facts, LaterDegreeFact, LicenceFact, ResearchFact
from merit.rules.findings import Condition, Outcome
from merit.years_page import with_times

STATUS = {Evidence.ACCEPTED: RecordStatus.ACCEPTED, Evidence.PENDING: RecordStatus.SENT, Evidence.REJECTED: RecordStatus.REJECTED}
REASONS = {
    Why.RECORDS: gettext_lazy("Dina uppgifter ändrades."),
    Why.TIME: gettext_lazy("Ett datum passerade. Uppgifterna var desamma."),
    Why.RULES: gettext_lazy("Din huvudman började bedöma efter nya regler. Uppgifterna var desamma."),
}


@dataclass(frozen=True, slots=True)
class EarlierRow:
    """since and until: the days on which it held. why, levels_changed and conditions_changed: of what took its place."""

    pk: int
    since: date
    until: date
    rule_set: str
    why: str
    levels_changed: tuple[str, ...]
    conditions_changed: tuple[str, ...]

    @property
    def in_short(self) -> tuple[str, ...]:
        """The levels say it where one of them changed."""
        return self.levels_changed or self.conditions_changed


def earlier_row(row: EarlierAssessment, after: AssessmentContent) -> EarlierRow:
    """after: what took its place."""
    return EarlierRow(
        pk=row.pk,
        since=timezone.localdate(row.assessed_at),
        until=timezone.localdate(row.replaced_at),
        rule_set=row.rule_set,
        why=str(REASONS[why_between(row, after)]),
        levels_changed=tuple(_levels_changed(row, after)),
        conditions_changed=tuple(_conditions_changed(row, after)),
    )


def earlier_page(row: EarlierAssessment) -> AssessmentPage:
    """The page as it was told then, without advice: what to do today stands on the page of today."""
    facts, records = as_they_were(parse_record(row.facts))
    rules = rule_set_named(row.rule_set)
    answer = assess(facts, rules=rules)
    page = assessment_page(answer, position_of(answer), records)
    levels = tuple(
        replace(level, conditions=tuple(replace(condition, remedy="") for condition in level.conditions))
        for level in with_times(page.levels, facts, rules)
    )
    return replace(page, levels=levels)


def _level_word(row: AssessmentContent, level: int) -> str:
    return _("Beslutad") if getattr(row, f"decided_level_{level}") else sentences.outcome_word(getattr(row, f"level_{level}"))


def _levels_changed(before: AssessmentContent, after: AssessmentContent) -> Iterator[str]:
    """ "Nivå 1: från ”inte uppfyllt” till ”uppfyllt”" """
    for level in LEVELS:
        was, now = _level_word(before, level), _level_word(after, level)
        if was != now:
            yield _difference(_("Nivå %(level)s") % {"level": level}, was, now)


def _conditions_changed(before: AssessmentContent, after: AssessmentContent) -> Iterator[str]:
    """The conditions behind it, each once."""
    told: set[tuple[Condition, Outcome, Outcome]] = set()
    earlier, later = conditions_of(before), conditions_of(after)
    for level in LEVELS:
        for condition, outcome in later.get(level, {}).items():
            former = earlier.get(level, {}).get(condition, outcome)
            if former is not outcome and (condition, former, outcome) not in told:
                told.add((condition, former, outcome))
                words = sentences.outcome_word(former), sentences.outcome_word(outcome)
                yield _difference(sentences.condition_name(condition), *words)


def _difference(what: str, was: str, now: str) -> str:
    return _("%(what)s: från ”%(was)s” till ”%(now)s”") % {"what": what, "was": was.lower(), "now": now.lower()}


def as_they_were(facts: Facts) -> tuple[Facts, Mapping[str, Record]]:
    """The facts with a reference each, and by it a record that says what they say. None of the records is in the database."""
    records: dict[str, Record] = {}

    def known(fact: Any) -> Any:
        ref = f"{len(records)}"
        records[ref] = _record(fact)
        return fact._replace(ref=ref)

    def each(some: Sequence[Any]) -> tuple[Any, ...]:
        return tuple(known(fact) for fact in some)

    told = replace(
        facts,
        licence=known(facts.licence) if facts.licence else None,
        qualifying_degree=known(facts.qualifying_degree) if facts.qualifying_degree else None,
        employments=each(facts.employments),
        courses=each(facts.courses),
        degrees=each(facts.degrees),
        research=each(facts.research),
        decisions=each(facts.decisions),
    )
    return told, records


def _record(fact: Any) -> Record:  # noqa: PLR0911  # one for each kind of fact
    status = STATUS[fact.evidence]
    match fact:
        case LicenceFact():
            return Licence(licence_kind=fact.kind.value, issued_on=fact.issued_on, status=status)
        case EmploymentFact():
            extent = _("%(extent)s procent") % {"extent": decimal_comma(fact.extent_percent)}
            days = {"starts_on": fact.starts_on, "ends_on": fact.ends_on}
            return StatedEmployment(
                profession=fact.profession.value, unit_name=extent, extent_percent=fact.extent_percent, status=status, **days
            )
        case CourseFact():
            return Course(title=fact.title, credits=fact.hp, completed_on=fact.completed_on, status=status)
        case LaterDegreeFact():
            return Degree(title=fact.title or "", credits=fact.credits, awarded_on=fact.awarded_on, status=status)
        case ResearchFact():
            return PracticeResearch(title=fact.title, starts_on=fact.starts_on, ends_on=fact.ends_on, status=status)
        case DecisionFact():
            return LevelDecision(level=fact.level, decided_on=fact.decided_on, status=status)
        case _:
            return QualifyingDegree(title=fact.title or "", issued_on=fact.issued_on, status=status)


def with_successors(rows: Iterable[EarlierAssessment], current: AssessmentContent) -> list[tuple[EarlierAssessment, AssessmentContent]]:
    """Each with what took its place. rows: the newest first."""
    found: list[tuple[EarlierAssessment, AssessmentContent]] = []
    after: AssessmentContent = current
    for row in rows:
        found.append((row, after))
        after = row
    return found
