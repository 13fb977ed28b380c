"""What people have done with their inventory, over all kinds of record at once: statements written once, from the kinds there are."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.db import connection

from inventory.models import KINDS, Campaign, InventoryAnswer, RecordStatus, Submission

SUBMITTED, ANSWERED = "submitted", "answered"


@dataclass(frozen=True, slots=True)
class Activity:
    """How much of one kind somebody has: records sent or returned, submissions, answers begun. since: the oldest record's sending.

    what: a status of records, SUBMITTED or ANSWERED. in_campaign: of the campaign asked about; always so for records.
    """

    person: UUID
    what: str
    in_campaign: bool
    count: int
    since: datetime | None


def activity(people: Iterable[UUID], campaign: Campaign | None) -> list[Activity]:
    """Sent and returned records, submissions and begun answers of these people. Only for whoever may review them. One query."""
    values: dict[str, Any] = {
        "people": list(people),
        "states": [RecordStatus.SENT.value, RecordStatus.COMPLETION_ASKED.value],
        "campaign": campaign.pk if campaign is not None else 0,
    }
    with connection.cursor() as cursor:
        cursor.execute(_statement(), values)
        return [Activity(*row) for row in cursor.fetchall()]


@cache
def _statement() -> str:
    """The names are those of our own tables; what differs from time to time are parameters."""
    tables = [connection.ops.quote_name(model._meta.db_table) for model in KINDS.values()]
    records = [
        f"SELECT person_id, status, true, sent_at FROM {table} WHERE person_id = ANY(%(people)s) AND status = ANY(%(states)s)"  # noqa: S608
        for table in tables
    ]
    others = [
        f"SELECT person_id, '{what}', campaign_id = %(campaign)s, NULL FROM {connection.ops.quote_name(model._meta.db_table)}"  # noqa: S608
        " WHERE person_id = ANY(%(people)s)"
        for what, model in ((SUBMITTED, Submission), (ANSWERED, InventoryAnswer))
    ]
    rows = " UNION ALL ".join([*records, *others])
    return f"SELECT person_id, what, here, count(*), min(at) FROM ({rows}) AS found (person_id, what, here, at) GROUP BY 1, 2, 3"  # noqa: S608
