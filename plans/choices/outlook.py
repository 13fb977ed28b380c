"""What the choices lead to in the law: sentences and a figure, by the engine on today's facts with the chosen courses added."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from core.figures.drawing import Figure, listing
from core.figures.steps import Block, Line, Step, Turn, credit_steps
from core.figures.tiers import TierName
from core.formats import NBSP, decimal_comma, first_upper, hp, in_words
from merit import sentences
from merit.position import position_of
from merit.projection import PlannedCourse, Projection, project_facts
from merit.projection import Step as ProjectedStep
from merit.rules.facts import CourseKind, Cycle, Facts, MeritBasis
from merit.rules.findings import Assessment, Condition, Counted, Finding, LevelResult, Outcome
from merit.rules.rulesets import RulesOn
from plans.models import CourseChoice, CourseOffer, Tier
from plans.pace import full_time_weeks
from plans.terms import Term

OWN: Mapping[str, TierName] = {Tier.AUTHORITY: "authority", Tier.UNIT: "unit", Tier.INDIVIDUAL: "own"}
COURSES_BEAR_ON = (Condition.MERIT_CREDITS, Condition.ADVANCED_CREDITS, Condition.TEACHING_PROFICIENCY)
ANYTHING_ELSE = frozenset(Condition) - frozenset(COURSES_BEAR_ON)
COUNTS = (Counted.SURE, Counted.POSSIBLE)

REQUIRED: Mapping[Condition, Callable[[], str]] = {
    Condition.LICENCE: lambda: _("legitimation"),
    Condition.DECISION_LEVEL_1: lambda: _("ett beslut om nivå 1"),
    Condition.ACTIVE_HALF_TIME: lambda: _("arbete på minst halvtid"),
    Condition.YEARS_OF_SERVICE: lambda: _("fler år i yrket"),
    Condition.MERIT_CREDITS: lambda: _("fler högskolepoäng"),
    Condition.ADVANCED_CREDITS: lambda: _("fler poäng på avancerad nivå"),
    Condition.TEACHING_PROFICIENCY: lambda: _("VAK"),
    Condition.SECOND_CYCLE_DEGREE: lambda: pgettext("det en nivå kräver", "en examen"),
    Condition.RESEARCH_DEGREE: lambda: _("en forskarexamen"),
}


@dataclass(frozen=True, slots=True)
class LevelOutlook:
    """kind: met (a date), maybe (if what waits is accepted) or no (something is missing)."""

    level: int
    kind: str
    heading: str
    text: str
    lacking: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StepRow:
    term: str
    courses: tuple[str, ...]
    added: Decimal | None
    total: Decimal


@dataclass(frozen=True, slots=True)
class Outlook:
    """levels: the next one first, then those the plan moves. reservation: what has been counted on, in a sentence."""

    levels: tuple[LevelOutlook, ...]
    steps: tuple[StepRow, ...]
    figure: Figure
    reservation: str


def planned(offer: CourseOffer, term: Term) -> PlannedCourse:
    """The course as the engine takes it: passed on the last day of its term."""
    return PlannedCourse(
        ref=reference(offer),
        title=offer.title,
        institution=offer.institution,
        credits=offer.credits,
        cycle=Cycle(offer.cycle),
        merit_basis=MeritBasis(offer.merit_basis),
        kind=CourseKind(offer.kind),
        completed_on=term.last_day,
    )


def reference(offer: CourseOffer) -> str:
    return f"offer:{offer.pk}"


def outlook_of(facts: Facts, choices: Sequence[CourseChoice], *, rules_on: RulesOn) -> Outlook:
    """choices: with their offers, all that are in the plan whatever the principal has answered."""
    projection = project_facts(facts, [planned(choice.offer, Term.parse(choice.term)) for choice in choices], rules_on=rules_on)
    tiers = {reference(choice.offer): OWN[choice.tier] for choice in choices}
    return Outlook(_levels(projection), _rows(projection), _figure(projection, tiers), _reservation(choices))


def _reservation(choices: Sequence[CourseChoice]) -> str:
    """What is counted on that somebody may still answer otherwise."""
    open_ = sum(choice.status != CourseChoice.Status.AGREED for choice in choices)
    if not open_:
        return ""
    text = ngettext(
        "En av kurserna är inte överenskommen med rektor än.", "%(count)s av kurserna är inte överenskomna med rektor än.", open_
    )
    return text % {"count": first_upper(in_words(open_))}


def _levels(projection: Projection) -> tuple[LevelOutlook, ...]:
    """The next level, and every other undecided one that the planned courses change something for."""
    first = position_of(projection.today).next_level
    shown = [
        level.level
        for level in projection.end
        if not level.decided and (level.level == first or _is_moved(projection.today.level(level.level), level))
    ]
    return tuple(_level(number, projection) for number in sorted(shown, key=lambda number: (number != first, number)))


def _is_moved(today: LevelResult, end: LevelResult) -> bool:
    return any(
        before.condition in COURSES_BEAR_ON and (before.sure, before.possible) != (after.sure, after.possible)
        for before, after in zip(today.findings, end.findings, strict=True)
    )


def _level(number: int, projection: Projection) -> LevelOutlook:
    day = projection.met_from(number)
    if day == projection.today.reference_date:
        text = _("Alla villkor är uppfyllda i den preliminära bedömningen. Du kan söka redan nu.")
        return LevelOutlook(number, "met", _("Nivå %(level)s redan i dag") % {"level": number}, text, ())
    if day is not None:
        return LevelOutlook(number, "met", _heading_from(number, day), _then(number, projection, day), ())
    findings = projection.end.level(number).findings
    missing = [finding for finding in findings if finding.outcome is Outcome.NOT_MET]
    if not missing:
        open_ = [finding for finding in findings if finding.outcome is Outcome.UNDETERMINED]
        day = _possible_from(number, projection)
        lacking = tuple(sentences.what_to_do(finding) for finding in open_)
        return LevelOutlook(number, "maybe", _heading_perhaps(number, day), _credits_text(number, projection, day), lacking)
    day = projection.met_from(number, leaving_out=ANYTHING_ELSE)
    text = _credits_text(number, projection, day) if number == position_of(projection.today).next_level else ""
    lacking = tuple(f"{sentences.explain(finding)} {sentences.what_to_do(finding)}" for finding in missing)
    return LevelOutlook(number, "no", _heading_missing(number, missing), text, lacking)


def _possible_from(number: int, projection: Projection) -> date:
    """The first day on which nothing is surely missing."""
    days = ((projection.today.reference_date, projection.today), *((step.completed_on, step.assessment) for step in projection.steps))
    return next(day for day, assessment in days if assessment.level(number).outcome is not Outcome.NOT_MET)


def _month(day: date) -> str:
    return format_date(day, "F Y").replace(" ", NBSP)


def _heading_from(number: int, day: date) -> str:
    return _("Nivå %(level)s från %(month)s") % {"level": number, "month": _month(day)}


def _heading_perhaps(number: int, day: date) -> str:
    return _("Nivå %(level)s kan bli uppfylld %(month)s") % {"level": number, "month": _month(day)}


def _heading_missing(number: int, missing: Sequence[Finding]) -> str:
    """One missing thing is named; several are counted."""
    if len(missing) == 1:
        return _("Nivå %(level)s kräver %(what)s") % {"level": number, "what": REQUIRED[missing[0].condition]()}
    words = {"level": number, "count": in_words(len(missing))}
    return ngettext("Nivå %(level)s: %(count)s villkor återstår", "Nivå %(level)s: %(count)s villkor återstår", len(missing)) % words


def _then(number: int, projection: Projection, day: date) -> str:
    then = _("Då kan du söka nivå %(level)s.") % {"level": number}
    return f"{_credits_text(number, projection, day)} {then}".strip()


def _credits_text(number: int, projection: Projection, day: date | None) -> str:
    """What the courses add up to on the day their conditions are reached, or in the end where they never are."""
    term, assessment = _at(projection, day)
    level = assessment.level(number)
    merit, advanced = _numbers(level, Condition.MERIT_CREDITS), _numbers(level, Condition.ADVANCED_CREDITS)
    if merit is None:
        return ""
    words = {"term": term, "credits": hp(merit.possible), "required": hp(merit.required), "waiting": hp(merit.possible - merit.sure)}
    if advanced is not None:
        words |= {"advanced": hp(advanced.possible)}
    if not term:
        said = _("I dag har du %(credits)s efter examen.") % words
    elif advanced is not None:
        said = _("Efter %(term)s har du %(credits)s efter examen, varav %(advanced)s på avancerad nivå.") % words
    else:
        said = _("Efter %(term)s har du %(credits)s efter examen.") % words
    waiting = _("Av dem väntar %(waiting)s på granskning.") % words if merit.possible > merit.sure else ""
    return listing((said, waiting, _("Kravet är %(required)s.") % words))


def _at(projection: Projection, day: date | None) -> tuple[str, Assessment]:
    """The term that ends that day, and what holds then. None: the end of the plan. Today has no term."""
    steps = [step for step in projection.steps if day is None or step.completed_on <= day]
    return (_term_of(steps[-1]), steps[-1].assessment) if steps else ("", projection.today)


class _Numbers(NamedTuple):
    sure: Decimal
    possible: Decimal
    required: Decimal


def _numbers(level: LevelResult, condition: Condition) -> _Numbers | None:
    """Credits that are sure, credits with what is pending, and credits required; None where the level does not ask for them."""
    for finding in level.findings:
        if finding.condition is condition and isinstance(finding.required, Decimal):
            sure = finding.sure if isinstance(finding.sure, Decimal) else Decimal(0)
            return _Numbers(sure, finding.possible if isinstance(finding.possible, Decimal) else sure, finding.required)
    return None


def _term_of(step: ProjectedStep) -> str:
    """A course ends in its term, or, in the autumn, some weeks into the next year."""
    day = step.completed_on
    return next(term for term in Term(day.year - 1, 1).ahead(4) if term.last_day >= day).label


def _counted(step: ProjectedStep) -> dict[str, Decimal]:
    """What each of the step's courses adds to the merit credits: its size, or nothing where it does not count."""
    rows = dict(step.assessment.level(1).finding(Condition.MERIT_CREDITS).rows)
    return {course.ref: course.credits if rows.get(course.ref) in COUNTS else Decimal(0) for course in step.courses}


def _rows(projection: Projection) -> tuple[StepRow, ...]:
    total = projection.possible_credits
    rows = [StepRow(_("I dag"), (), None, total)]
    for step in projection.steps:
        added = sum(_counted(step).values(), Decimal(0))
        total += added
        rows.append(StepRow(_term_of(step), tuple(course.title for course in step.courses), added, total))
    return tuple(rows)


def _figure(projection: Projection, tiers: Mapping[str, TierName]) -> Figure:
    sure = projection.sure_credits
    steps = [
        Step(_term_of(step), tuple(Block(added, tiers[ref]) for ref, added in _counted(step).items() if added)) for step in projection.steps
    ]
    return credit_steps(
        sure,
        max(projection.possible_credits - sure, Decimal(0)),
        steps,
        lines=_lines(projection),
        turn=_turn(projection),
        figure_id="vad-planen-leder-till",
        title=_("Högskolepoäng efter examen, termin för termin"),
    )


def _lines(projection: Projection) -> list[Line]:
    """What the undecided levels ask for in credits, each sum once with the lowest level that asks for it."""
    lines: dict[Decimal, Line] = {}
    for level in projection.end:
        numbers = _numbers(level, Condition.MERIT_CREDITS)
        if numbers is not None and not level.decided and numbers.required not in lines:
            words = {"level": level.level, "credits": hp(numbers.required)}
            lines[numbers.required] = Line(numbers.required, _("krav för nivå %(level)s, %(credits)s") % words)
    return list(lines.values())


def _turn(projection: Projection) -> Turn | None:
    """The first step at which some level is reached that was not met today."""
    for index, step in enumerate(projection.steps, start=1):
        for level in step.assessment:
            if level.outcome is Outcome.MET and not level.decided and projection.today.level(level.level).outcome is not Outcome.MET:
                return Turn(index, _("Alla villkor för nivå %(level)s") % {"level": level.level})
    return None


def weeks_text(amount: Decimal) -> str:
    """ "7,5 hp är 5 veckors heltidsstudier." """
    return _("%(credits)s är %(weeks)s veckors heltidsstudier.") % {
        "credits": hp(amount),
        "weeks": decimal_comma(full_time_weeks(amount).quantize(Decimal("0.1"))),
    }
