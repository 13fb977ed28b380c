"""Who called what, and how often. Each call is counted in the database; each hour becomes one entry in the log.

A call changes nothing and shows nobody's stored data, so an entry of its own for each would fill the log without telling more: who it was,
what was asked for, how often and in which hour is what one wants to know afterwards. The count is written with each call, by the database
itself, so that neither a worker that is killed nor a Redis that is emptied loses any.
"""

from datetime import datetime, timedelta

from django.db import connection, transaction

from api.models import ClientKey, ClientUse
from audit.services import record

USED = "api.client.used"
NOTED_EVERY = timedelta(minutes=1)  # how old "last used" may be
KEPT = timedelta(days=92)  # for the page about the client; the log has it for longer
COUNT = """
INSERT INTO api_clientuse (client_id, endpoint, hour, calls, faulty, limited) VALUES (%s, %s, %s, %s, %s, %s)
ON CONFLICT (client_id, endpoint, hour) DO UPDATE SET
calls = api_clientuse.calls + EXCLUDED.calls,
faulty = api_clientuse.faulty + EXCLUDED.faulty,
limited = api_clientuse.limited + EXCLUDED.limited
"""
EVERYTHING = "*"  # the limit is met before anybody looks at what was asked for


@transaction.atomic
def note_call(key: ClientKey, endpoint: str, *, is_faulty: bool, at: datetime) -> None:
    """Count a call that was let in. is_faulty: it was refused for what was sent."""
    _count(key, endpoint, at=at, calls=1, faulty=int(is_faulty))
    if key.last_used_at is None or at - key.last_used_at >= NOTED_EVERY:
        ClientKey.objects.filter(pk=key.pk).update(last_used_at=at)


def note_limit(key: ClientKey, *, at: datetime) -> None:
    """Count a minute in which the client met its limit."""
    _count(key, EVERYTHING, at=at, limited=1)


def _count(key: ClientKey, endpoint: str, *, at: datetime, calls: int = 0, faulty: int = 0, limited: int = 0) -> None:
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [key.client_id, endpoint, _hour(at), calls, faulty, limited])


def _hour(at: datetime) -> datetime:
    return at.replace(minute=0, second=0, microsecond=0)


def tell_the_log(*, at: datetime) -> int:
    """One entry for each client, endpoint and hour that is over and has none. Returns how many. May run twice, and at once."""
    told = 0
    for pk in ClientUse.objects.filter(recorded_at__isnull=True, hour__lt=_hour(at)).order_by("pk").values_list("pk", flat=True):
        told += _tell(pk, at=at)
    ClientUse.objects.filter(recorded_at__isnull=False, hour__lt=at - KEPT).delete()
    return told


@transaction.atomic
def _tell(pk: int, *, at: datetime) -> bool:
    waiting = ClientUse.objects.filter(pk=pk, recorded_at__isnull=True).select_related("client")
    use = waiting.select_for_update(of=("self",), skip_locked=True).first()
    if use is None:
        return False
    counts: dict[str, str | int | bool | None] = {"calls": use.calls, "faulty": use.faulty, "limited": use.limited}
    details = {"endpoint": use.endpoint, "hour": use.hour.isoformat(), **counts}
    record(USED, actor=None, target=use.client, at=at, details=details)
    use.recorded_at = at
    use.save(update_fields=["recorded_at"])
    return True
