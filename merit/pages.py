"""What the assessment page shows: levels and conditions in words and shapes, with the rows behind each number."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.formats import decimal_comma, hp, iso
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
from inventory.pages.decisions import history
from inventory.pages.phrases import period
from merit import sentences
from merit.course_use import CourseUse, course_uses, uses_text
from merit.law_text import Passage, passages
from merit.position import Position
from merit.remedy_links import Reader, RemedyLink, links_of
from merit.rules.durations import Duration
from merit.rules.findings import Assessment, Condition, Counted, Doubt, Finding, LevelResult, Outcome, Unit
from merit.rules.messages import Remedy

KINDS = {Outcome.MET: "met", Outcome.NOT_MET: "no", Outcome.UNDETERMINED: "maybe"}
URGENCY = {Outcome.NOT_MET: 0, Outcome.UNDETERMINED: 1, Outcome.MET: 2}
REVIEWED_LATER = frozenset({Doubt.PENDING, Doubt.DEGREE_PENDING})


@dataclass(frozen=True, slots=True)
class RowView:
    """A record behind a number, and how it counted. amount: what it adds, as text, empty where it adds none or where `years_page` tells."""

    heading: str
    url: str
    when: str
    how: str
    amount: str
    counts: bool
    ref: str


@dataclass(frozen=True, slots=True)
class MeasureView:
    """Numbers of one scale, for the bar."""

    sure: Decimal
    possible: Decimal
    required: Decimal
    unit: str
    label: str


@dataclass(frozen=True, slots=True)
class ConditionView:
    id: str
    name: str
    kind: str
    icon: str
    word: str
    law: str
    passages: tuple[Passage, ...]  # the law's own words, where they are held
    amount: str  # the sure number, large; empty where the condition has none
    against: str  # "av 45 hp godkända, 7,5 hp väntar"
    measure: MeasureView | None
    explanation: str
    remedy: str
    rows: tuple[RowView, ...]
    is_quiet: bool
    links: tuple[RemedyLink, ...] = ()  # where the remedy is done, for the owner alone

    @property
    def is_years(self) -> bool:
        return self.id == Condition.YEARS_OF_SERVICE


@dataclass(frozen=True, slots=True)
class LevelView:
    """state: decided, now or ahead, as in the figure."""

    number: int
    name: str
    state: str
    kind: str  # colour of the status: red only where the person can act now, slate further ahead
    icon: str  # its shape
    word: str
    summary: str
    line: str  # one short fact, for the figure
    lacking: tuple[str, ...]
    grounds: str
    conditions: tuple[ConditionView, ...]
    is_open: bool
    history: tuple[str, ...] = ()  # Skolverket's decisions on the level, the oldest first


@dataclass(frozen=True, slots=True)
class AssessmentPage:
    heading: str
    lead: str
    levels: tuple[LevelView, ...]
    reference_date: date
    rule_set: str
    position: Position
    courses: tuple[CourseUse, ...]
    courses_text: str


def assessment_page(
    assessment: Assessment, position: Position, rows: Mapping[str, Record], *, is_own: bool = True, reader: Reader | None = None
) -> AssessmentPage:
    """rows: the person's records by the facts' ref. is_own: a decision that is not sent yet is told of to its owner alone.

    reader: the owner, where the page is to link each remedy to where it is done.
    """
    on = assessment.reference_date
    known = (row for row in rows.values() if isinstance(row, LevelDecision) and row.decided_on <= on)
    decisions = [row for row in known if is_own or row.status != RecordStatus.DRAFT]
    revoked_on = _revoked_on(rows, on=on)
    standing = {ref: row for ref, row in rows.items() if not isinstance(row, LevelDecision) or row.applies_on(on)}
    levels = tuple(
        replace(_level(level, position, standing, reader), history=tuple(history(decisions, level.level, revoked_on=revoked_on)))
        for level in assessment
    )
    courses = course_uses(assessment, rows)
    return AssessmentPage(
        heading=_heading(assessment, position),
        lead=_("Bedömningen är preliminär. Skolverket beslutar efter din ansökan."),
        levels=levels,
        reference_date=assessment.reference_date,
        rule_set=assessment.rule_set,
        position=position,
        courses=courses,
        courses_text=uses_text(courses),
    )


def _heading(assessment: Assessment, position: Position) -> str:
    if position.next_level is None:
        return _("Du har nivå %(level)s.") % {"level": position.highest}
    outcome = assessment.level(position.next_level).outcome
    state = {
        Outcome.MET: _("Du kan söka nivå %(level)s."),
        Outcome.UNDETERMINED: _("Nivå %(level)s går inte att avgöra än."),
        Outcome.NOT_MET: _("Nästa steg är nivå %(level)s."),
    }[outcome] % {"level": position.next_level}
    if position.highest is None:
        return state
    return _("Du har nivå %(level)s.") % {"level": position.highest} + " " + state


def _level(level: LevelResult, position: Position, rows: Mapping[str, Record], reader: Reader | None) -> LevelView:
    state = "decided" if level.decided else "now" if level.level == position.next_level else "ahead"
    urgent_first = sorted(level.findings, key=lambda finding: URGENCY[finding.outcome])
    conditions = tuple(
        replace(_condition(finding, state, rows), links=() if reader is None else links_of(finding, level.level, reader))
        for finding in urgent_first
    )
    return LevelView(
        number=level.level,
        name=sentences.level_name(level.level),
        state=state,
        kind="met" if level.decided else KINDS[level.outcome] if state == "now" or level.outcome is Outcome.MET else "quiet",
        icon="met" if level.decided else KINDS[level.outcome],
        word=_("Beslutad") if level.decided else sentences.outcome_word(level.outcome),
        summary=_summary(level, rows),
        line=_line(level, rows),
        lacking=_lacking(level),
        grounds=GROUNDS[level.level]() if level.level in GROUNDS else "",
        conditions=conditions,
        is_open=state == "now",
    )


GROUNDS = {
    1: lambda: _("Legitimation, sex års arbete och meriterande utbildning"),
    2: lambda: _("Beslut om nivå 1"),
    3: lambda: _("Kraven för nivå 2"),
    4: lambda: _("Beslut om nivå 1"),
}


def _summary(level: LevelResult, rows: Mapping[str, Record]) -> str:
    if level.decided:
        return _("Beslutad av Skolverket %(day)s") % {"day": iso(_decided_on(level, rows))}
    counts = {outcome: sum(finding.outcome is outcome for finding in level.findings) for outcome in Outcome}
    present = [outcome for outcome in (Outcome.MET, Outcome.UNDETERMINED, Outcome.NOT_MET) if counts[outcome]]
    return ", ".join(_counted(outcome, counts[outcome], is_first=place == 0) for place, outcome in enumerate(present))


def _counted(outcome: Outcome, number: int, *, is_first: bool) -> str:
    """ "3 villkor är uppfyllda"; only the first in a row of them says what is counted."""
    form = {
        (Outcome.MET, True): ngettext("%(n)d villkor är uppfyllt", "%(n)d villkor är uppfyllda", number),
        (Outcome.UNDETERMINED, True): ngettext("%(n)d villkor går inte att avgöra än", "%(n)d villkor går inte att avgöra än", number),
        (Outcome.UNDETERMINED, False): ngettext("%(n)d går inte att avgöra än", "%(n)d går inte att avgöra än", number),
        (Outcome.NOT_MET, True): ngettext("%(n)d villkor är inte uppfyllt", "%(n)d villkor är inte uppfyllda", number),
        (Outcome.NOT_MET, False): ngettext("%(n)d är inte uppfyllt", "%(n)d är inte uppfyllda", number),
    }
    return form[outcome, is_first] % {"n": number}


def _revoked_on(rows: Mapping[str, Record], *, on: date) -> date | None:
    """The day a revoked licence ended every decision, if that day has come."""
    standing = (row for row in rows.values() if isinstance(row, Licence) and row.status != RecordStatus.REJECTED)
    days = (row.revocation_final_on for row in standing)
    return min((day for day in days if day is not None and day <= on), default=None)


def _decided_on(level: LevelResult, rows: Mapping[str, Record]) -> date | None:
    days = (
        row.decided_on
        for row in rows.values()
        if isinstance(row, LevelDecision) and row.level == level.level and row.status == RecordStatus.ACCEPTED
    )
    return max(days, default=None)


def _line(level: LevelResult, rows: Mapping[str, Record]) -> str:
    if level.decided:
        return iso(_decided_on(level, rows))
    for outcome in (Outcome.NOT_MET, Outcome.UNDETERMINED):
        for condition in TELLING:
            for finding in level.findings:
                if finding.outcome is outcome and finding.condition is condition:
                    return _short_fact(finding)
    return _("alla villkor är uppfyllda")


# Which condition says most about a level in three words, before the others.
TELLING = (
    Condition.RESEARCH_DEGREE,
    Condition.SECOND_CYCLE_DEGREE,
    Condition.MERIT_CREDITS,
    Condition.TEACHING_PROFICIENCY,
    Condition.ADVANCED_CREDITS,
    Condition.YEARS_OF_SERVICE,
    Condition.DECISION_LEVEL_1,
    Condition.LICENCE,
    Condition.ACTIVE_HALF_TIME,
)


def _short_fact(finding: Finding) -> str:
    if finding.condition is Condition.MERIT_CREDITS and isinstance(finding.sure, Decimal) and isinstance(finding.required, Decimal):
        return _("%(sure)s av %(required)s hp") % {"sure": decimal_comma(finding.sure), "required": decimal_comma(finding.required)}
    return {
        Condition.RESEARCH_DEGREE: _("kräver forskarexamen"),
        Condition.SECOND_CYCLE_DEGREE: _("kräver examen, 60 hp"),
        Condition.MERIT_CREDITS: _("kräver meriterande poäng"),
        Condition.TEACHING_PROFICIENCY: _("kräver kursen VAK"),
        Condition.ADVANCED_CREDITS: _("kräver avancerad nivå"),
        Condition.YEARS_OF_SERVICE: _("kräver sex års arbete"),
        Condition.DECISION_LEVEL_1: _("kräver beslut om nivå 1"),
        Condition.LICENCE: _("kräver legitimation"),
        Condition.ACTIVE_HALF_TIME: _("kräver minst halvtid"),
    }[finding.condition]


def _lacking(level: LevelResult) -> tuple[str, ...]:
    """The conditions not met, named, with what each is short of. Empty where nothing is lacking."""
    if level.decided:
        return ()
    short = [_short(finding) for finding in level.findings if finding.outcome is Outcome.NOT_MET]
    waiting = sum(finding.outcome is Outcome.UNDETERMINED for finding in level.findings)
    if waiting:
        short.append(ngettext("%(n)d villkor väntar på underlag", "%(n)d villkor väntar på underlag", waiting) % {"n": waiting})
    return tuple(short)


def lower_first(text: str) -> str:
    """A name in the middle of a sentence; an abbreviation such as VAK keeps its capitals."""
    return text if text[:2].isupper() else text[:1].lower() + text[1:]


def _short(finding: Finding) -> str:
    name = sentences.condition_name(finding.condition)
    if finding.unit is Unit.HP and finding.missing:
        return _("%(name)s: %(credits)s") % {"name": name, "credits": hp(finding.missing)}
    return name


def _condition(finding: Finding, state: str, rows: Mapping[str, Record]) -> ConditionView:
    amount, against = numbers_of(finding)
    return ConditionView(
        id=finding.condition.value,
        name=sentences.condition_name(finding.condition),
        kind=KINDS[finding.outcome] if state == "now" or finding.outcome is Outcome.MET else "quiet",
        icon=KINDS[finding.outcome],
        word=sentences.outcome_word(finding.outcome),
        law=f"{finding.source.law}, {finding.source.provision}",
        passages=passages(finding.source),
        amount=amount,
        against=against,
        measure=measure_of(finding, f"{amount} {against}"),
        explanation=sentences.explain(finding),
        remedy="" if finding.remedy is Remedy.NOTHING else sentences.what_to_do(finding),
        rows=tuple(_row(ref, counted, finding, rows) for ref, counted in finding.rows if ref in rows),
        is_quiet=finding.outcome is Outcome.MET,
    )


def numbers_of(finding: Finding) -> tuple[str, str]:
    """The sure number, and what it stands against; both empty where the condition has no number."""
    if isinstance(finding.sure, Decimal) and isinstance(finding.required, Decimal):
        open_ = finding.possible - finding.sure if isinstance(finding.possible, Decimal) else Decimal(0)
        words = {"required": decimal_comma(finding.required), "open": decimal_comma(open_)}
        return decimal_comma(finding.sure), _against(finding, is_open=bool(open_)) % words
    if isinstance(finding.sure, Duration) and isinstance(finding.required, Duration):
        return sentences.duration(finding.sure), _("av %(required)s") % {"required": sentences.duration(finding.required)}
    return "", ""


def _against(finding: Finding, *, is_open: bool) -> str:
    """What is open waits for a reviewer, unless no row does: then something about it is not known."""
    is_hp = finding.unit is not Unit.PERCENT
    if not is_open:
        return _("av %(required)s hp godkända") if is_hp else _("av %(required)s procent")
    if REVIEWED_LATER.isdisjoint(doubt for _ref, doubt in finding.doubts):
        return _("av %(required)s hp godkända, %(open)s hp oklara") if is_hp else _("av %(required)s procent, %(open)s procent oklart")
    return _("av %(required)s hp godkända, %(open)s hp väntar") if is_hp else _("av %(required)s procent, %(open)s procent väntar")


def measure_of(finding: Finding, label: str) -> MeasureView | None:
    """The numbers on one scale, for the bar; None where the condition has no number."""
    if finding.required is None or finding.sure is None:
        return None
    sure, required = _scale(finding.sure), _scale(finding.required)
    possible = sure if finding.possible is None else max(sure, _scale(finding.possible))  # years may begin on different days, and read less
    return MeasureView(sure, possible, required, finding.unit.value if finding.unit else "", label)


def _scale(value: Decimal | Duration) -> Decimal:
    """A number for drawing: years and their parts as months."""
    if isinstance(value, Duration):
        return Decimal(value.years * 12 + value.months) + Decimal(value.days) / 31
    return value


def _row(ref: str | None, counted: Counted, finding: Finding, rows: Mapping[str, Record]) -> RowView:
    row = rows[ref or ""]
    counts = counted in {Counted.SURE, Counted.POSSIBLE}
    doubt = next((doubt for doubtful, doubt in finding.doubts if doubtful == ref), None)
    return RowView(
        heading=row.heading,
        url=reverse("inventory:record_edit", kwargs={"slug": row.slug, "pk": row.pk}) if row.can_be_edited else "",
        when=_when(row),
        how=sentences.row_word(counted if doubt is None else doubt),
        amount=_amount(row) if counts and finding.unit is not Unit.YEARS else "",
        counts=counts,
        ref=ref or "",
    )


def _when(row: Record) -> str:
    match row:
        case StatedEmployment() | PracticeResearch():
            return period(row.starts_on, row.ends_on)
        case Course():
            return iso(row.completed_on)
        case Degree():
            return iso(row.awarded_on)
        case LevelDecision():
            return iso(row.decided_on)
        case Licence() | QualifyingDegree():
            return iso(row.issued_on)
        case _:
            raise TypeError(row)


def _amount(row: Record) -> str:
    match row:
        case Course() | Degree():
            return hp(row.credits)
        case StatedEmployment():
            return _("%(extent)s procent") % {"extent": decimal_comma(row.extent_percent)}
        case _:
            return ""
