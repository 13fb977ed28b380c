"""Where one person stands in the inventory: everything the pages and the sending need, read with a number of queries that never grows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from django.db.models import prefetch_related_objects

from inventory.models import KINDS, Campaign, Course, InventoryAnswer, QualifyingDegree, Record, RecordStatus, StatedEmployment, Submission
from organisation.models import Person

TO_SEND = (RecordStatus.DRAFT, RecordStatus.COMPLETION_ASKED)


@dataclass(frozen=True)
class Standing:
    """campaign: the one that asks, or the last one when only something returned is left to send. last: what was sent in it last.

    is_open says whether the campaign still asks. with_merit is False for those outside the merit system.
    """

    campaign: Campaign | None
    is_open: bool
    answer: InventoryAnswer | None
    last: Submission | None
    records: Mapping[str, Sequence[Record]]
    with_merit: bool

    def of(self, *kinds: str) -> list[Record]:
        return [record for kind in kinds for record in self.records[kind]]

    @property
    def all_records(self) -> list[Record]:
        return self.of(*KINDS)

    @property
    def courses(self) -> list[Course]:
        return cast(list[Course], self.of("course"))

    @property
    def employments(self) -> list[StatedEmployment]:
        return cast(list[StatedEmployment], self.of("employment"))

    @property
    def degree_on(self) -> date | None:
        """Issue date of the qualifying degree, as far as it is known."""
        return degree_day(self.of("qualifying_degree"))

    @property
    def nothing_to_add(self) -> frozenset[str]:
        return frozenset(self.answer.nothing_to_add) if self.answer else frozenset()

    @property
    def about_is_confirmed(self) -> bool:
        return self.answer is not None and self.answer.about_confirmed_at is not None

    @property
    def returned(self) -> list[Record]:
        return [record for record in self.all_records if record.status == RecordStatus.COMPLETION_ASKED]

    @property
    def to_send(self) -> list[Record]:
        """What the next sending takes along. After the campaign's last day only what a reviewer has asked to have completed."""
        if self.is_open:
            return [record for record in self.all_records if record.status in TO_SEND]
        return self.returned

    @property
    def saved_at(self) -> datetime | None:
        """When something was last saved."""
        moments = [record.changed_at for record in self.all_records] + ([self.answer.changed_at] if self.answer else [])
        return max(moments, default=None)


def degree_day(records: Sequence[Record]) -> date | None:
    days = [record.issued_on for record in records if isinstance(record, QualifyingDegree) and record.status != RecordStatus.REJECTED]
    return min(days, default=None)


def read_standing(person: Person, *, on: date, with_merit: bool, for_sending: bool = False, brief: bool = False) -> Standing:
    """Read it all. for_sending locks the rows until the transaction ends. brief: the certificates of what is left to send alone."""
    records = {kind: _rows(model, person, lock=for_sending, brief=brief) for kind, model in KINDS.items()}
    if not for_sending:
        _name_reviewers([record for rows in records.values() for record in rows])
    campaign = Campaign.objects.asking(person, on=on).order_by("closes_on", "pk").first()
    last = Submission.objects.filter(person=person).order_by("-sent_at", "-number")
    if campaign is not None:
        last = last.filter(campaign=campaign)
    submission = last.select_related("campaign").first()
    if campaign is None and submission is not None and _any_returned(records):
        campaign = submission.campaign
    answers = InventoryAnswer.objects.filter(person=person, campaign=campaign)
    return Standing(
        campaign=campaign,
        is_open=campaign is not None and campaign.is_open(on),
        answer=(answers.select_for_update() if for_sending else answers).first() if campaign else None,
        last=submission,
        records=records,
        with_merit=with_merit,
    )


def _rows(model: type[Record], person: Person, *, lock: bool, brief: bool) -> list[Record]:
    rows: Any = model.objects.filter(person=person)
    found: list[Record] = list(rows.select_for_update() if lock else rows)
    prefetch_related_objects([record for record in found if not brief or record.status in TO_SEND], "certificates")
    return found


def _name_reviewers(records: Sequence[Record]) -> None:
    """Read at once for all kinds, and not at all by whom nothing has been reviewed: joined to each kind's rows they cost every page."""
    reviewers = Person.objects.in_bulk({record.reviewed_by_id for record in records if record.reviewed_by_id is not None})
    for record in records:
        if record.reviewed_by_id is not None:
            record.reviewed_by = reviewers[record.reviewed_by_id]


def _any_returned(records: Mapping[str, Sequence[Record]]) -> bool:
    return any(record.status == RecordStatus.COMPLETION_ASKED for rows in records.values() for record in rows)
