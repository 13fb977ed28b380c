"""record(): the only way to write an audit entry."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import connection, models

from audit.models import Entry

if TYPE_CHECKING:
    from organisation.models import Person


def record(
    action: str,
    *,
    actor: Person | None,
    target: models.Model,
    at: datetime,
    subject: Person | None = None,
    details: dict[str, str | int | bool | None] | None = None,
) -> Entry:
    """Write one entry in the caller's transaction.

    action: "<app>.<thing>.<what happened>". subject: whose data it is about, so that they can be shown it. details: ids and
    codes, never names or free text. Raises RuntimeError outside a transaction, since an entry must stand or fall with its change.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("audit.record must run in the transaction of the change it tells of")
    return Entry.objects.create(
        action=action,
        actor=actor,
        subject=subject,
        target_model=target._meta.label_lower,
        target_key=str(target.pk),
        at=at,
        details=details or {},
    )
