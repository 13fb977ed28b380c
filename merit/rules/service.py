"""Years of service after the qualifying degree: a union of days, measured on the calendar."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from merit.rules.durations import Duration, distance, reaches, years_later
from merit.rules.facts import DegreeFact, EmploymentFact, Evidence
from merit.rules.findings import Condition, Counted, Doubt, DoubtfulRow, Finding, LegalSource, Outcome, Row, Unit, Value
from merit.rules.messages import Message, Remedy
from merit.rules.qualifying import without_degree
from merit.rules.rulesets import Teaching


class Service(NamedTuple):
    """A union of working days: its first day `start`, and `end`, which is that day plus the number of days. Both None without any."""

    start: date | None = None
    end: date | None = None

    @property
    def duration(self) -> Duration:
        return Duration() if self.start is None or self.end is None else distance(self.start, self.end)

    def reaches(self, years: int) -> bool:
        """Whether the first day plus the days is not earlier than the first day plus that many years."""
        return self.start is not None and self.end is not None and reaches(self.start, self.end, years)

    def days_left_to(self, years: int) -> int | None:
        """How many more days it takes; None without a first day, or beyond the calendar."""
        goal = None if self.start is None else years_later(self.start, years)
        return None if goal is None or self.end is None else max(0, (goal - self.end).days)


class Span(NamedTuple):
    """The same service counted twice: only what is accepted and known, and with what is pending or unknown."""

    sure: Service
    possible: Service

    def reaches(self, years: int) -> Outcome:
        return Outcome.between(sure=self.sure.reaches(years), possible=self.possible.reaches(years))


class Stretch(NamedTuple):
    """One employment clipped to the days that can count, `first` to the day before `end`, both as ordinals."""

    first: int
    end: int
    sure: bool
    in_school_system: bool | None


class ServiceRecord(NamedTuple):
    """The employments as weighed once, for the six years and for the twelve alike."""

    stretches: tuple[Stretch, ...]
    rows: tuple[Row, ...]
    doubts: tuple[DoubtfulRow, ...]
    works_on: bool
    """Whether work that counts goes on past the day before the reference date."""

    def anywhere(self) -> Span:
        return _span([s for s in self.stretches if s.sure], self.stretches)

    def in_school_system(self) -> Span:
        sure = [s for s in self.stretches if s.sure and s.in_school_system]
        return _span(sure, [s for s in self.stretches if s.in_school_system is not False])


def weigh_service(employments: Sequence[EmploymentFact], *, degree: DegreeFact | None, on: date, teaching: Teaching) -> ServiceRecord:
    """Clip each employment that can count to the days from the degree's issue date to the day before the reference date.

    degree: the qualifying degree unless rejected; without it nothing is clipped and nothing counts. Whatever the extent.
    """
    stretches: list[Stretch] = []
    rows: list[Row] = []
    doubts: list[DoubtfulRow] = []
    works_on = False
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
        stretches.append(Stretch(first, end, counted is Counted.SURE, employment.in_school_system))
        works_on = works_on or last is None or last >= on
    return ServiceRecord(tuple(stretches), tuple(rows), tuple(doubts), works_on)


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


def _span(sure: Sequence[Stretch], possible: Sequence[Stretch]) -> Span:
    service = _union(sure)
    return Span(service, service if len(sure) == len(possible) else _union(possible))


def _union(stretches: Sequence[Stretch]) -> Service:
    """The days that at least one stretch covers, each once."""
    if not stretches:
        return Service()
    periods = sorted([(stretch.first, stretch.end) for stretch in stretches])
    start = reached = periods[0][0]
    days = 0
    for first, end in periods:
        if end > reached:
            days += end - (first if first > reached else reached)
            reached = end
    return Service(date.fromordinal(start), date.fromordinal(start + days))


def twelve_years(record: ServiceRecord, *, years: int) -> Outcome:
    """Whether service in the school system alone reaches the years of the transition rule (12).

    Reckoned as the six years are, after the qualifying degree; an unknown school system counts as possible. Without a usable degree
    no service is known, and the rule does not apply. Source: SFS 2025:280, övergångsbestämmelse 2.
    """
    return record.in_school_system().reaches(years)


def years_of_service(record: ServiceRecord, *, degree: DegreeFact | None, on: date, years: int, source: LegalSource) -> Finding:
    """Whether work as teacher or preschool teacher after the qualifying degree reaches six years, anywhere and whatever its extent.

    Calendar years over the union of days, up to the day before the reference date. degree: None where it is missing; UNDETERMINED
    without a usable one, NOT_MET where it was issued after the reference date. Source: SFS 2025:280, 6 § 2.
    """
    required = Duration(years=years)
    unusable = without_degree(
        Condition.YEARS_OF_SERVICE, degree, on=on, required=required, zero=Duration(), unit=Unit.YEARS, rows=record.rows, source=source
    )
    if unusable is not None:
        return unusable
    span = record.anywhere()
    outcome = span.reaches(years)
    open_ = span.possible != span.sure
    outlook = () if outcome is Outcome.MET else _outlook(span.possible, record, on, years)
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
        values=outlook,
        rows=record.rows,
        doubts=record.doubts,
    )


def _outlook(service: Service, record: ServiceRecord, on: date, years: int) -> tuple[tuple[str, Value], ...]:
    """How much is left at least, and, where work goes on, the first day on which the years would be reached."""
    days_left = service.days_left_to(years)
    if days_left is None or service.end is None:
        return (("remaining", Duration(years=years)),)
    remaining = distance(service.end, service.end + timedelta(days=days_left))
    if not days_left or not record.works_on or days_left > (date.max - on).days:
        return (("remaining", remaining),)
    return (("remaining", remaining), ("reached_on", on + timedelta(days=days_left)))


def _remedy(outcome: Outcome, record: ServiceRecord, *, can_continue: bool) -> Remedy:
    if outcome is Outcome.MET:
        return Remedy.NOTHING
    if outcome is Outcome.NOT_MET:
        return Remedy.YEARS_CONTINUE if can_continue else Remedy.YEARS_MORE
    kinds = {doubt for _, doubt in record.doubts}
    if Doubt.DEGREE_PENDING in kinds:
        return Remedy.DEGREE_REVIEW
    return Remedy.YEARS_REVIEW if Doubt.PENDING in kinds else Remedy.YEARS_PROFESSION
