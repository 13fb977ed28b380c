"""Years of service after the qualifying degree, measured on the calendar. How days count is `merit.rules.counting`."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from merit.rules.counting import Counting, Service, Stretch
from merit.rules.durations import Duration, distance
from merit.rules.facts import DegreeFact, EmploymentFact, Evidence
from merit.rules.findings import Condition, Counted, Doubt, DoubtfulRow, Finding, LegalSource, Outcome, Row, Unit, Value
from merit.rules.messages import Message, Phrase, Remedy
from merit.rules.qualifying import without_degree
from merit.rules.readings import Years
from merit.rules.rulesets import Teaching

WORKED = {Years.EMPLOYED: Phrase.WORKED, Years.HALF_TIME: Phrase.WORKED_HALF_TIME, Years.FULL_TIME: Phrase.WORKED_FULL_TIME}
WORK = {Years.EMPLOYED: Phrase.WORK, Years.HALF_TIME: Phrase.WORK_HALF_TIME, Years.FULL_TIME: Phrase.WORK_FULL_TIME}


class Span(NamedTuple):
    """The same service counted twice: only what is accepted and known, and with what is pending or unknown."""

    sure: Service
    possible: Service

    def reaches(self, years: int) -> Outcome:
        return Outcome.between(sure=self.sure.reaches(years), possible=self.possible.reaches(years))


class ServiceRecord(NamedTuple):
    """The employments as weighed once, for the six years and for the twelve alike."""

    stretches: tuple[Stretch, ...]
    rows: tuple[Row, ...]
    doubts: tuple[DoubtfulRow, ...]
    going_on: tuple[Decimal, ...]
    """The extents of the work that counts and goes on past the day before the reference date."""

    def anywhere(self, by: Counting) -> Span:
        return _span([s for s in self.stretches if s.sure], self.stretches, by)

    def in_school_system(self, by: Counting) -> Span:
        sure = [s for s in self.stretches if s.sure and s.in_school_system]
        return _span(sure, [s for s in self.stretches if s.in_school_system is not False], by)


def _span(sure: Sequence[Stretch], possible: Sequence[Stretch], by: Counting) -> Span:
    service = by.service_of(sure)
    return Span(service, service if len(sure) == len(possible) else by.service_of(possible))


def weigh_service(employments: Sequence[EmploymentFact], *, degree: DegreeFact | None, on: date, teaching: Teaching) -> ServiceRecord:
    """Clip each employment that can count to the days from the degree's issue date to the day before the reference date.

    degree: the qualifying degree unless rejected; without it nothing is clipped and nothing counts. Whatever the extent.
    """
    stretches: list[Stretch] = []
    rows: list[Row] = []
    doubts: list[DoubtfulRow] = []
    going_on: list[Decimal] = []
    for employment in employments:
        counted = _counted(employment, degree, on, teaching)
        rows.append(Row(employment.ref, counted))
        if degree is None or (counted is not Counted.SURE and counted is not Counted.POSSIBLE):
            continue
        if counted is Counted.POSSIBLE:
            doubts.append(DoubtfulRow(employment.ref, _doubt(employment, degree)))
        last = employment.ends_on
        first = max(employment.starts_on, degree.issued_on).toordinal()
        end = on.toordinal() if last is None or last >= on else last.toordinal() + 1
        stretches.append(Stretch(first, end, employment.extent_percent, counted is Counted.SURE, employment.in_school_system))
        if last is None or last >= on:
            going_on.append(employment.extent_percent)
    return ServiceRecord(tuple(stretches), tuple(rows), tuple(doubts), tuple(going_on))


def _counted(employment: EmploymentFact, degree: DegreeFact | None, on: date, teaching: Teaching) -> Counted:
    if employment.evidence is Evidence.REJECTED:
        return Counted.REJECTED
    known = employment.profession in teaching.sure
    if not known and employment.profession not in teaching.unknown:
        return Counted.NOT_TEACHING
    if employment.starts_on >= on:
        return Counted.NOT_STARTED
    if degree is None:
        return Counted.NO_DEGREE
    if degree.issued_on >= on or (employment.ends_on is not None and employment.ends_on < degree.issued_on):
        return Counted.BEFORE_DEGREE
    sure = known and employment.evidence is Evidence.ACCEPTED and degree.evidence is Evidence.ACCEPTED
    return Counted.SURE if sure else Counted.POSSIBLE


def _doubt(employment: EmploymentFact, degree: DegreeFact) -> Doubt:
    if degree.evidence is Evidence.PENDING:
        return Doubt.DEGREE_PENDING
    return Doubt.PENDING if employment.evidence is Evidence.PENDING else Doubt.UNKNOWN_PROFESSION


def twelve_years(record: ServiceRecord, *, years: int, by: Counting) -> Outcome:
    """Whether service in the school system alone reaches the years of the transition rule (12).

    Reckoned as the six years are, after the qualifying degree; an unknown school system counts as possible. Without a usable degree
    no service is known, and the rule does not apply. Source: SFS 2025:280, övergångsbestämmelse 2.
    """
    return record.in_school_system(by).reaches(years)


def weigh_until(
    last_day: date, employments: Sequence[EmploymentFact], *, degree: DegreeFact | None, on: date, teaching: Teaching
) -> ServiceRecord:
    """The service there will have been on the last day of the transition, if what runs on the reference date goes on until it ends.

    A post that has not begun is not counted on, and nothing is where the degree is still to come.
    Source: SFS 2025:280, övergångsbestämmelse 2, read as TwelveYears.EXPECTED.
    """
    running = [employment for employment in employments if employment.starts_on <= on]
    there = None if degree is None or degree.issued_on > on else degree
    return weigh_service(running, degree=there, on=last_day, teaching=teaching)


def years_of_service(
    record: ServiceRecord, *, degree: DegreeFact | None, on: date, years: int, by: Counting, source: LegalSource
) -> Finding:
    """Whether work as teacher or preschool teacher after the qualifying degree reaches six years, anywhere.

    Calendar years over the days that `by` counts, up to the day before the reference date. degree: None where it is missing;
    UNDETERMINED without a usable one, NOT_MET where it was issued after the reference date. Source: SFS 2025:280, 6 § 2.
    """
    required = Duration(years=years)
    unusable = without_degree(
        Condition.YEARS_OF_SERVICE, degree, on=on, required=required, zero=Duration(), unit=Unit.YEARS, rows=record.rows, source=source
    )
    if unusable is not None:
        return unusable
    span = record.anywhere(by)
    outcome = span.reaches(years)
    open_ = span.possible != span.sure
    outlook = () if outcome is Outcome.MET else _outlook(span.possible, record, on, years, by)
    return Finding(
        condition=Condition.YEARS_OF_SERVICE,
        outcome=outcome,
        source=source,
        message=Message.YEARS_ENOUGH if outcome is Outcome.MET else Message.YEARS_OPEN if open_ else Message.YEARS_SHORT,
        remedy=_remedy(outcome, record, can_continue=any(name == "reached_on" for name, _ in outlook)),
        required=required,
        sure=span.sure.duration,
        possible=span.possible.duration,
        unit=Unit.YEARS,
        values=(("worked", WORKED[by.reading]), ("work", WORK[by.reading]), *outlook),
        rows=record.rows,
        doubts=record.doubts,
    )


def _outlook(service: Service, record: ServiceRecord, on: date, years: int, by: Counting) -> tuple[tuple[str, Value], ...]:
    """How much is left at least, and, where work goes on, the first day on which the years would be reached."""
    days_left = service.days_left_to(years)
    if days_left is None or service.end is None:
        return (("remaining", Duration(years=years)),)
    remaining = distance(service.end, service.end + timedelta(days=days_left))
    to_come = by.days_to_come(days_left, service, record.going_on) if days_left else None
    if to_come is None or to_come > (date.max - on).days:
        return (("remaining", remaining),)
    return (("remaining", remaining), ("reached_on", on + timedelta(days=to_come)))


def _remedy(outcome: Outcome, record: ServiceRecord, *, can_continue: bool) -> Remedy:
    if outcome is Outcome.MET:
        return Remedy.NOTHING
    if outcome is Outcome.NOT_MET:
        return Remedy.YEARS_CONTINUE if can_continue else Remedy.YEARS_MORE
    kinds = {doubt for _, doubt in record.doubts}
    if Doubt.DEGREE_PENDING in kinds:
        return Remedy.DEGREE_REVIEW
    return Remedy.YEARS_REVIEW if Doubt.PENDING in kinds else Remedy.YEARS_PROFESSION
