"""Sending: every draft and every completed row becomes sent, and one frozen copy says exactly what."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, Max

from audit.services import record as audit
from inventory import changes
from inventory.content import digest_of, plain, values_of
from inventory.models import KINDS, Campaign, Certificate, InventoryAnswer, Record, RecordStatus, Submission
from inventory.services import answers
from inventory.standing import Standing, read_standing
from inventory.tasklist import Missing, nothing_new, task_list
from inventory.telling import tell_received, tell_to_review
from organisation.models import Employment, Person

SHAPE = 2  # of the content below; a receipt of an older shape must still be readable


class IncompleteError(Exception):
    """Something is missing before it can be sent."""

    def __init__(self, missing: tuple[Missing, ...]) -> None:
        super().__init__(f"{len(missing)} missing")
        self.missing = missing


class NothingToSendError(Exception):
    """No campaign asks, and nothing has been returned to be completed."""


@dataclass(frozen=True)
class Sent:
    """is_new is False where the same had been sent already: after a double click, or from a second tab."""

    submission: Submission
    is_new: bool


@transaction.atomic
def send(person: Person, campaign: Campaign, *, with_merit: bool, on: date, at: datetime) -> Sent:
    """Send all drafts and all that was returned and corrected. Raises IncompleteError and NothingToSendError.

    Two at once wait for each other; the second finds nothing new and gets the first one's submission.
    """
    answers.open_answer(campaign, person, at=at)
    standing = read_standing(person, on=on, with_merit=with_merit, for_sending=True)
    if standing.campaign != campaign:
        raise NothingToSendError
    if standing.last is not None and nothing_new(standing):
        return Sent(standing.last, is_new=False)
    if missing := task_list(standing).missing:
        raise IncompleteError(missing)
    if not standing.is_open and not standing.to_send:
        raise NothingToSendError
    to_review = bool(standing.to_send)
    _mark_sent(standing.to_send, at=at)
    submission = _freeze(standing, campaign, person, on=on, at=at)
    details: dict[str, str | int | bool | None] = {"number": submission.number, "digest": submission.digest}
    audit("inventory.submission.sent", actor=person, subject=person, target=submission, at=at, details=details)
    tell_received(submission, at=at)
    if to_review:
        tell_to_review(person, on=on, at=at)
    changes.announce(person, on=on, at=at)
    return Sent(submission, is_new=True)


def _mark_sent(records: list[Record], *, at: datetime) -> None:
    by_kind: dict[str, list[UUID]] = defaultdict(list)
    for record in records:
        by_kind[record.kind].append(record.pk)
        record.status, record.sent_at = RecordStatus.SENT, at
    for kind, ids in by_kind.items():
        KINDS[kind].objects.filter(pk__in=ids).update(status=RecordStatus.SENT, sent_at=at, version=F("version") + 1)


def _freeze(standing: Standing, campaign: Campaign, person: Person, *, on: date, at: datetime) -> Submission:
    work = list(_employments(person, campaign, on=on))
    content = content_of(standing, campaign, work)
    earlier = Submission.objects.filter(campaign=campaign, person=person).aggregate(number=Max("number"))["number"] or 0
    return Submission.objects.create(
        campaign=campaign,
        person=person,
        unit=work[0].unit if work else None,
        number=earlier + 1,
        sent_at=at,
        content=content,
        digest=digest_of(content),
    )


def _employments(person: Person, campaign: Campaign, *, on: date) -> Any:
    """The person's work that day in the campaign's authorities, the largest first: its unit is the submission's unit."""
    active = Employment.objects.active(on).filter(person=person, unit__authority__in=campaign.authorities.values("pk"))
    return active.select_related("unit").order_by("-extent_percent", "starts_on", "pk")


def content_of(standing: Standing, campaign: Campaign, work: list[Employment]) -> dict[str, Any]:
    """Everything the person says and has sent, in plain values. No name: the submission points at its person."""
    answer = standing.answer
    return {
        "shape": SHAPE,
        "campaign": {"name": campaign.name, "opens_on": plain(campaign.opens_on), "closes_on": plain(campaign.closes_on)},
        "about": {
            "interest": answer.interest if answer else "",
            "with_merit": standing.with_merit,
            "employments": [{"unit": row.unit.name, "profession": row.profession, "extent": plain(row.extent_percent)} for row in work],
        },
        "nothing_to_add": _said_none(answer),
        "records": {kind: [_frozen(row) for row in standing.of(kind) if row.status != RecordStatus.DRAFT] for kind in KINDS},
    }


def _said_none(answer: InventoryAnswer | None) -> list[str]:
    return sorted(answer.nothing_to_add) if answer else []


def _frozen(record: Record) -> dict[str, Any]:
    return {
        "id": str(record.pk),
        "status": record.status,
        "values": values_of(record),
        "certificates": [_frozen_certificate(each) for each in record.certificates.all()],
    }


def _frozen_certificate(certificate: Certificate) -> dict[str, Any]:
    """Also how it could be checked with its issuer when it was sent: the code may be put right, or run out, afterwards."""
    return {
        "id": str(certificate.pk),
        "name": certificate.original_name,
        "sha256": certificate.sha256,
        "size": certificate.size,
        "control": {
            "code": certificate.control_code,
            "url": certificate.control_url,
            "until": plain(certificate.control_until),
        }
        if certificate.control_code
        else None,
    }
