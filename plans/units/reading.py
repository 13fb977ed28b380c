"""What the unit's overview rests on, reckoned by the database. A fixed number of queries, however many people."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import reduce
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet, Sum

from inventory.models import KINDS, Campaign, Course, Cycle, InventoryAnswer, QualifyingDegree, RecordStatus, Submission
from merit.models import StoredAssessment
from organisation.models import Employment, Person, SchoolUnit
from plans.models import AuthorityPlan, CourseChoice, Tier

ON_RECORD = (CourseChoice.Status.PROPOSED, CourseChoice.Status.AGREED)
LEVELS = (1, 2, 3, 4)


@dataclass(slots=True)
class Member:
    """One person of the unit, as the principal sees them. professions: of the employments in the unit."""

    person: Person
    professions: list[str]
    has_sent: bool
    has_begun: bool
    waiting: int = 0
    waiting_since: datetime | None = None
    returned: int = 0
    accepted: Decimal = Decimal(0)
    pending: Decimal = Decimal(0)
    chosen: int = 0
    proposed: int = 0
    proposed_since: datetime | None = None
    shared: StoredAssessment | None = None


@dataclass(frozen=True, slots=True)
class BasisSum:
    """Accepted credits of one merit basis by cycle, and how many people each sum belongs to."""

    merit_basis: str
    basic: Decimal
    advanced: Decimal
    basic_people: int
    advanced_people: int


@dataclass(frozen=True, slots=True)
class LevelSums:
    """For each level how many have each outcome and how many a decision; and how many teachers lie in each band of credits."""

    assessed: int
    outcomes: Mapping[int, Mapping[str, int]]
    decided: Mapping[int, int]
    bands: tuple[int, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class OfferCount:
    offer_id: int
    title: str
    tier: str
    count: int
    total: Decimal


def campaign_of(unit: SchoolUnit, *, on: date) -> Campaign | None:
    """The running campaign that asks the unit's staff."""
    running = Campaign.objects.running(on).filter(provider=unit.authority.provider_id, authorities=unit.authority_id)
    return running.order_by("-opens_on", "pk").first()


def work_in(unit: SchoolUnit, *, on: date) -> QuerySet[Employment]:
    return Employment.objects.active(on).filter(unit=unit)


def response(unit: SchoolUnit, campaign: Campaign | None, *, on: date) -> tuple[int, int]:
    """How many of the staff have sent, and how many they are. One query."""
    sent = Submission.objects.filter(campaign=campaign, person=OuterRef("person")) if campaign else Submission.objects.none()
    sums = work_in(unit, on=on).aggregate(staff=Count("person", distinct=True), sent=Count("person", distinct=True, filter=Q(Exists(sent))))
    return sums["sent"], sums["staff"]


def members(unit: SchoolUnit, campaign: Campaign | None, plan: AuthorityPlan | None, *, viewer: Person, on: date) -> list[Member]:
    """The staff in order of name, with what each has sent, lacks and chosen. Only for those who lead the unit. Five queries."""
    found = _people(unit, campaign, on=on)
    ids = list(found)
    _add_records(found, ids)
    for row in _course_sums(ids):
        found[row["person"]].accepted, found[row["person"]].pending = row["accepted"] or Decimal(0), row["pending"] or Decimal(0)
    if plan is not None:
        for row in _choice_sums(plan, ids):
            member = found[row["person"]]
            member.chosen, member.proposed, member.proposed_since = row["chosen"], row["proposed"], row["since"]
    shared = StoredAssessment.objects.visible_to(viewer, on=on).filter(person__in=ids).exclude(person=viewer)
    for assessment in shared.defer("facts").order_by("pk"):
        found[assessment.person_id].shared = assessment
    return list(found.values())


def _people(unit: SchoolUnit, campaign: Campaign | None, *, on: date) -> dict[UUID, Member]:
    sent = Submission.objects.filter(campaign=campaign, person=OuterRef("person"))
    begun = InventoryAnswer.objects.filter(campaign=campaign, person=OuterRef("person"))
    work = (
        work_in(unit, on=on).select_related("person").only("profession", "person__provider_id", "person__given_name", "person__family_name")
    )
    if campaign is not None:
        work = work.annotate(has_sent=Exists(sent), has_begun=Exists(begun))
    found: dict[UUID, Member] = {}
    for row in work.order_by("person__family_name", "person__given_name", "person_id", "pk"):
        known = found.get(row.person_id)
        if known is not None:
            known.professions.append(row.profession)
        else:
            flags = (getattr(row, "has_sent", False), getattr(row, "has_begun", False))
            found[row.person_id] = Member(row.person, [row.profession], *flags)
    return found


def _add_records(found: Mapping[UUID, Member], ids: list[UUID]) -> None:
    """How many records of each person wait for review and how many have been returned: every kind in one query."""
    states = (RecordStatus.SENT, RecordStatus.COMPLETION_ASKED)
    per_kind: list[QuerySet[Any, Any]] = [
        model.objects.filter(person__in=ids, status__in=states)
        .order_by()
        .values("person", "status")
        .annotate(count=Count("pk"), since=Min("sent_at"))
        .values_list("person", "status", "count", "since")
        for model in KINDS.values()
    ]
    for person, status, count, since in reduce(lambda one, other: one.union(other, all=True), per_kind).order_by():
        member = found[person]
        if status == RecordStatus.SENT:
            member.waiting += count
            member.waiting_since = min(filter(None, (member.waiting_since, since)), default=None)
        else:
            member.returned += count


def _course_sums(ids: list[UUID]) -> Iterable[dict[str, Any]]:
    """Credits of the courses each has sent: accepted, and waiting for review."""
    accepted = Q(status__in=(RecordStatus.ACCEPTED,), passed=True)
    pending = Q(status__in=(RecordStatus.SENT, RecordStatus.COMPLETION_ASKED))
    rows = Course.objects.filter(person__in=ids).order_by().values("person")
    return rows.annotate(accepted=Sum("credits", filter=accepted), pending=Sum("credits", filter=pending)).order_by("person")


def _choice_sums(plan: AuthorityPlan, ids: list[UUID]) -> Iterable[dict[str, Any]]:
    proposed = Q(status=CourseChoice.Status.PROPOSED)
    rows = CourseChoice.objects.filter(plan=plan, person__in=ids, status__in=ON_RECORD).order_by().values("person")
    return rows.annotate(
        chosen=Count("pk", filter=~Q(tier=Tier.INDIVIDUAL)),
        proposed=Count("pk", filter=proposed),
        since=Min("proposed_at", filter=proposed),
    ).order_by("person")


# ---------------------------------------------------------------- aggregates, for everybody who may see the unit


def basis_sums(unit: SchoolUnit, *, on: date) -> list[BasisSum]:
    """Accepted credits completed after the qualifying degree, by merit basis and cycle. One query."""
    staff = work_in(unit, on=on).values("person")
    degree = QualifyingDegree.objects.filter(
        person=OuterRef("person"), status=RecordStatus.ACCEPTED, issued_on__lte=OuterRef("completed_on")
    )
    counted = Course.objects.filter(
        Exists(degree), person__in=staff, status=RecordStatus.ACCEPTED, passed=True, cycle__in=(Cycle.FIRST, Cycle.SECOND)
    )
    first, second = Q(cycle=Cycle.FIRST), Q(cycle=Cycle.SECOND)
    rows = (
        counted.order_by()
        .values("merit_basis")
        .annotate(
            basic=Sum("credits", filter=first, default=Decimal(0)),
            advanced=Sum("credits", filter=second, default=Decimal(0)),
            basic_people=Count("person", distinct=True, filter=first),
            advanced_people=Count("person", distinct=True, filter=second),
        )
    )
    return [BasisSum(**row) for row in rows.order_by("merit_basis")]


def level_sums(unit: SchoolUnit, limits: tuple[Decimal, ...], *, on: date) -> LevelSums:
    """Stored outcomes of the staff, counted. limits: where each band of sure credits but the first begins. One query."""
    stored = StoredAssessment.objects.filter(person__in=work_in(unit, on=on).values("person"))
    wanted: dict[str, Count] = {"assessed": Count("pk")}
    for level in LEVELS:
        for outcome in ("met", "not_met", "undetermined"):
            wanted[f"level_{level}_{outcome}"] = Count("pk", filter=Q(**{f"level_{level}": outcome}))
        wanted[f"decided_{level}"] = Count("pk", filter=Q(**{f"decided_level_{level}": True}))
    edges = [*limits, None]
    for index in range(len(edges)):
        low, high = (limits[index - 1] if index else None), edges[index]
        band = Q(sure_credits__gte=low) if low is not None else Q()
        wanted[f"band_{index}"] = Count("pk", filter=(band & Q(sure_credits__lt=high)) if high is not None else band)
    sums = stored.aggregate(**wanted)
    return LevelSums(
        assessed=sums["assessed"],
        outcomes={level: {outcome: sums[f"level_{level}_{outcome}"] for outcome in ("met", "not_met", "undetermined")} for level in LEVELS},
        decided={level: sums[f"decided_{level}"] for level in LEVELS},
        bands=tuple(sums[f"band_{index}"] for index in range(len(edges))),
    )


def offer_counts(unit: SchoolUnit, plan: AuthorityPlan, *, on: date) -> list[OfferCount]:
    """How many of the staff have sent or agreed on each course. One query."""
    staff = work_in(unit, on=on).values("person")
    chosen = CourseChoice.objects.filter(plan=plan, status__in=ON_RECORD, person__in=staff).order_by()
    rows = chosen.values("offer", "tier", title=F("offer__title"), credits=F("offer__credits")).annotate(count=Count("pk"))
    return [
        OfferCount(row["offer"], row["title"], row["tier"], row["count"], row["credits"] * row["count"])
        for row in rows.order_by("-count", "title", "offer")
    ]
