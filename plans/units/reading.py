"""What the unit's overview rests on, reckoned by the database. A fixed number of queries, however many people."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple, Self
from uuid import UUID

from django.db.models import Count, Exists, F, Func, IntegerField, OuterRef, QuerySet, Sum, Value

from inventory.models import Campaign, Course, Cycle, QualifyingDegree, RecordStatus, Submission
from merit.models import StoredAssessment
from organisation.models import LEADERS, Employment, Protection, SchoolUnit
from plans.models import AuthorityPlan, CourseChoice, Tier
from plans.units.records import SUBMITTED, activity

ON_RECORD = (CourseChoice.Status.PROPOSED, CourseChoice.Status.AGREED)
LEVELS = (1, 2, 3, 4)
OUTCOMES = ("met", "undetermined", "not_met")
OUTCOME_FIELDS = tuple(f"level_{level}" for level in LEVELS)
DECIDED_FIELDS = tuple(f"decided_level_{level}" for level in LEVELS)
Limits = tuple[Decimal, ...]
"""Where each band of credits but the first begins, in hp."""


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody of the staff, with what core.names needs to show a name."""

    pk: UUID
    provider_id: int
    given_name: str
    family_name: str
    is_protected: bool


@dataclass(frozen=True, slots=True)
class SharedLevels:
    """What somebody has let the principal see: for each level the outcome, and whether it is decided."""

    outcomes: tuple[str, ...]
    decided: tuple[bool, ...]


@dataclass(slots=True)
class Member:
    """One person of the unit, as the principal sees them. professions: of the employments in the unit.

    chosen: courses sent or agreed on the tiers that all choose from; own: on the individual one. proposed: those of both that wait.
    """

    person: Colleague
    professions: list[str]
    has_sent: bool = False
    has_begun: bool = False
    waiting: int = 0
    waiting_since: datetime | None = None
    returned: int = 0
    accepted: Decimal = Decimal(0)
    pending: Decimal = Decimal(0)
    chosen: int = 0
    own: int = 0
    proposed: int = 0
    proposed_since: datetime | None = None
    shared: SharedLevels | None = None

    @property
    def is_planning(self) -> bool:
        """Whether choices are to be expected. Principals may plan too, but the plan asks it of those who teach."""
        return bool(self.chosen or self.own) or any(each not in LEADERS for each in self.professions)


@dataclass(frozen=True, slots=True)
class Staff:
    """ids: everybody employed that day. sent: those who have sent in the running campaign. senders: teachers who have ever sent."""

    ids: list[UUID]
    sent: frozenset[UUID]
    senders: list[UUID]


class CourseSum(NamedTuple):
    """Credits of one person's courses that are alike. after: completed after the qualifying degree was issued."""

    person: UUID
    status: str
    passed: bool | None
    merit_basis: str
    cycle: str
    after: bool
    total: Decimal


@dataclass(slots=True)
class BasisSum:
    """Accepted credits of one merit basis by cycle, and how many people each sum belongs to."""

    merit_basis: str
    basic: Decimal = Decimal(0)
    advanced: Decimal = Decimal(0)
    basic_people: int = 0
    advanced_people: int = 0


@dataclass(slots=True)
class LevelSums:
    """For each level how many have each outcome and how many a decision; and how many teachers lie in each band of credits."""

    assessed: int
    outcomes: dict[int, dict[str, int]]
    decided: dict[int, int]
    bands: list[int]

    @classmethod
    def of_nobody(cls, limits: Limits) -> Self:
        return cls(0, {level: dict.fromkeys(OUTCOMES, 0) for level in LEVELS}, dict.fromkeys(LEVELS, 0), [0] * (len(limits) + 1))

    def add(self, band: int, outcomes: Sequence[str], decided: Sequence[bool], count: int = 1) -> None:
        self.assessed += count
        self.bands[band] += count
        for level, outcome, is_decided in zip(LEVELS, outcomes, decided, strict=True):
            self.outcomes[level][outcome] += count
            self.decided[level] += count if is_decided else 0


@dataclass(frozen=True, slots=True)
class OfferCount:
    offer_id: int
    title: str
    tier: str
    count: int
    total: Decimal


@dataclass(frozen=True, slots=True)
class Roll:
    """The staff by name in order, and what was read with them for the aggregates."""

    members: list[Member]
    staff: Staff
    courses: list[CourseSum]
    counts: list[OfferCount]
    levels: LevelSums


def campaign_of(unit: SchoolUnit, *, on: date) -> Campaign | None:
    """The running campaign that asks the unit's staff."""
    running = Campaign.objects.running(on).filter(provider=unit.authority.provider_id, authorities=unit.authority_id)
    return running.order_by("-opens_on", "pk").first()


def work_in(unit: SchoolUnit, *, on: date) -> QuerySet[Employment]:
    return Employment.objects.active(on).filter(unit=unit)


def staff_of(unit: SchoolUnit, campaign: Campaign | None, *, on: date) -> Staff:
    """The unit's staff as ids. Two queries."""
    professions: dict[UUID, list[str]] = {}
    for person, profession in work_in(unit, on=on).order_by("person", "pk").values_list("person", "profession"):
        professions.setdefault(person, []).append(profession)
    submissions = Submission.objects.filter(person__in=professions).order_by("pk").values_list("person", "campaign")
    sent = [(person, campaign is not None and asked == campaign.pk) for person, asked in submissions]
    return _staff(professions, {person for person, _here in sent}, {person for person, here in sent if here})


def _staff(professions: Mapping[UUID, list[str]], ever: set[UUID], here: set[UUID]) -> Staff:
    senders = [person for person, held in professions.items() if person in ever and any(each not in LEADERS for each in held)]
    return Staff(list(professions), frozenset(here), senders)


def members(unit: SchoolUnit, campaign: Campaign | None, plan: AuthorityPlan | None, limits: Limits, *, on: date) -> Roll:
    """The staff by name, with what each has sent, lacks and chosen. Only for those who lead the unit. Five queries."""
    found = _people(unit, on=on)
    ids = list(found)
    ever = _add_activity(found, campaign)
    courses = course_sums(ids)
    _add_courses(found, courses)
    counts = _add_choices(found, plan) if plan is not None else []
    here = {pk for pk, member in found.items() if member.has_sent}
    staff = _staff({pk: member.professions for pk, member in found.items()}, ever, here)
    return Roll(list(found.values()), staff, courses, counts, _add_assessments(found, staff, limits))


def _people(unit: SchoolUnit, *, on: date) -> dict[UUID, Member]:
    names = ("person__provider", "person__given_name", "person__family_name", "person__protection")
    work = work_in(unit, on=on).order_by("person__family_name", "person__given_name", "person_id", "pk")
    found: dict[UUID, Member] = {}
    for pk, profession, provider, given, family, protection in work.values_list("person", "profession", *names):
        if pk not in found:
            found[pk] = Member(Colleague(pk, provider, given, family, is_protected=protection != Protection.NONE), [])
        found[pk].professions.append(profession)
    return found


def _add_activity(found: Mapping[UUID, Member], campaign: Campaign | None) -> set[UUID]:
    """What each has sent, begun, and had returned. Gives back who has ever sent."""
    ever: set[UUID] = set()
    for row in activity(found, campaign):
        member = found[row.person]
        if row.what == RecordStatus.SENT:
            member.waiting, member.waiting_since = row.count, row.since
        elif row.what == RecordStatus.COMPLETION_ASKED:
            member.returned = row.count
        elif row.what == SUBMITTED:
            ever.add(row.person)
            member.has_sent = member.has_sent or row.in_campaign
        else:
            member.has_begun = member.has_begun or row.in_campaign
    return ever


def _add_courses(found: Mapping[UUID, Member], courses: Iterable[CourseSum]) -> None:
    """Credits of the courses each has sent: accepted, and waiting for review."""
    for row in courses:
        member = found[row.person]
        if row.status != RecordStatus.ACCEPTED:
            member.pending += row.total
        elif row.passed:
            member.accepted += row.total


def _add_assessments(found: Mapping[UUID, Member], staff: Staff, limits: Limits) -> LevelSums:
    """The levels of those who have shared them; of all who have sent, the counts alone."""
    sums, senders = LevelSums.of_nobody(limits), set(staff.senders)
    rows = _assessments(found, limits).order_by("pk").values_list("person", "shared_at", "band", *OUTCOME_FIELDS, *DECIDED_FIELDS)
    for person, shared_at, band, *cells in rows:
        outcomes, decided = cells[: len(LEVELS)], cells[len(LEVELS) :]
        if shared_at is not None:
            found[person].shared = SharedLevels(tuple(outcomes), tuple(decided))
        if person in senders:
            sums.add(band, outcomes, decided)
    return sums


def _add_choices(found: Mapping[UUID, Member], plan: AuthorityPlan) -> list[OfferCount]:
    """What each has sent to the principal, and what of it waits. Gives back the same by course, the most chosen first."""
    sums: dict[tuple[str, int], OfferCount] = {}
    choices = CourseChoice.objects.filter(plan=plan, person__in=found, status__in=ON_RECORD).order_by("pk")
    fields = ("person", "tier", "status", "proposed_at", "offer", "offer__title", "offer__credits")
    for person, tier, status, since, offer, title, size in choices.values_list(*fields):
        member, known = found[person], sums.get((tier, offer))
        member.chosen += tier != Tier.INDIVIDUAL
        member.own += tier == Tier.INDIVIDUAL
        if status == CourseChoice.Status.PROPOSED:
            member.proposed += 1
            member.proposed_since = min(filter(None, (member.proposed_since, since)), default=None)
        count, total = (known.count, known.total) if known is not None else (0, Decimal(0))
        sums[tier, offer] = OfferCount(offer, title, tier, count + 1, total + size)
    return sorted(sums.values(), key=lambda each: -each.count)


# ---------------------------------------------------------------- aggregates, for everybody who may see the unit


def course_sums(ids: Sequence[UUID]) -> list[CourseSum]:
    """Credits of sent courses by person, state, merit basis and cycle, before and after the qualifying degree apart. One query."""
    degree = QualifyingDegree.objects.filter(
        person=OuterRef("person"), status=RecordStatus.ACCEPTED, issued_on__lte=OuterRef("completed_on")
    )
    shown = (RecordStatus.ACCEPTED, RecordStatus.SENT, RecordStatus.COMPLETION_ASKED)
    courses = Course.objects.filter(person__in=ids, status__in=shown).annotate(after=Exists(degree)).order_by()
    rows = courses.values_list("person", "status", "passed", "merit_basis", "cycle", "after").annotate(total=Sum("credits"))
    return [CourseSum(*row) for row in rows.order_by("merit_basis", "person")]


def basis_sums(courses: Iterable[CourseSum]) -> list[BasisSum]:
    """Accepted credits completed after the qualifying degree, by merit basis and cycle."""
    found: dict[str, BasisSum] = {}
    for row in courses:
        if row.status != RecordStatus.ACCEPTED or not (row.passed and row.after) or row.cycle not in {Cycle.FIRST, Cycle.SECOND}:
            continue
        sums = found.setdefault(row.merit_basis, BasisSum(row.merit_basis))
        if row.cycle == Cycle.SECOND:
            sums.advanced, sums.advanced_people = sums.advanced + row.total, sums.advanced_people + 1
        else:
            sums.basic, sums.basic_people = sums.basic + row.total, sums.basic_people + 1
    return list(found.values())


def level_sums(ids: Sequence[UUID], limits: Limits) -> LevelSums:
    """Stored outcomes of these teachers, counted. One query."""
    rows = _assessments(ids, limits).values_list("band", *OUTCOME_FIELDS, *DECIDED_FIELDS).annotate(count=Count("pk"))
    sums = LevelSums.of_nobody(limits)
    for band, *cells, count in rows.order_by("band", *OUTCOME_FIELDS, *DECIDED_FIELDS):
        sums.add(band, cells[: len(LEVELS)], cells[len(LEVELS) :], count)
    return sums


def _assessments(ids: Iterable[UUID], limits: Limits) -> QuerySet[StoredAssessment]:
    band = Func(F("sure_credits"), Value(list(limits)), function="width_bucket", output_field=IntegerField())
    return StoredAssessment.objects.filter(person__in=ids).annotate(band=band).order_by()


def offer_counts(ids: Sequence[UUID], plan: AuthorityPlan) -> list[OfferCount]:
    """How many of these people have sent or agreed on each course. One query."""
    chosen = CourseChoice.objects.filter(plan=plan, status__in=ON_RECORD, person__in=ids).order_by()
    rows = chosen.values_list("offer", "offer__title", "tier", "offer__credits").annotate(count=Count("pk"))
    return [
        OfferCount(offer, title, tier, count, size * count)
        for offer, title, tier, size, count in rows.order_by("-count", "offer__title", "offer")
    ]
