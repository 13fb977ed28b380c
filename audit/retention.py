"""Letting entries go when their time is over: whole seals from the oldest on, and the chain still holds."""

from datetime import datetime

from django.db import connection, transaction

from audit import digests
from audit.models import Entry, Removal, Seal
from audit.seal import take_lock

REMOVAL_SHAPE = "removal 1"
REMOVAL_FIELDS = ("up_to", "before", "count", "removed_at", "key_id")


@transaction.atomic
def remove_before(limit: datetime, *, at: datetime) -> Removal | None:
    """Delete the entries of every seal from the oldest on whose entries are all older than the limit. None when there are none.

    The seals stay: they hold digests and no data about anybody. A Removal says how far, so that verifying tells a hole made here from any
    other. A seal with a younger entry stops it there: it waits until that one is old enough too.
    """
    take_lock(wait=True)
    before = Removal.objects.order_by("-up_to").first()
    first = before.up_to if before else 0
    younger = Seal.objects.filter(number__gt=first, last_at__gte=limit).order_by("number").values_list("number", flat=True).first()
    old = Seal.objects.filter(number__gt=first)
    old = old if younger is None else old.filter(number__lt=younger)
    last = old.order_by("-number").values_list("number", flat=True).first()
    if last is None:
        return None
    removed = 0
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL meritplan.audit_retention = 'on'")
        for spans in old.order_by("number").values_list("spans", flat=True):
            for low, high in spans:
                removed += Entry.objects.filter(pk__gte=low, pk__lte=high)._raw_delete(Entry.objects.db)
        cursor.execute("SET LOCAL meritplan.audit_retention = 'off'")
    removal = Removal(up_to=last, before=limit, count=removed, removed_at=at, key_id=digests.key_id())
    removal.digest = digests.make(text_of(removal))
    removal.save(force_insert=True)
    return removal


def text_of(removal: Removal) -> bytes:
    """What a removal's digest is over."""
    return digests.canonical(REMOVAL_SHAPE, (getattr(removal, name) for name in REMOVAL_FIELDS))
