"""What the pages about machine clients show."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from api.models import ClientKey, ClientUse, MachineClient
from api.troubles import SOON
from organisation.models import Person

LATELY = timedelta(days=30)


@dataclass(frozen=True)
class State:
    kind: str
    word: str


@dataclass(frozen=True)
class KeyRow:
    prefix: str
    issued_at: datetime
    issued_by: Person | None
    last_moment: datetime  # the last that it works
    last_used_at: datetime | None
    state: State


@dataclass(frozen=True)
class ClientRow:
    client: MachineClient
    state: State
    last_used_at: datetime | None


@dataclass(frozen=True)
class UseRow:
    endpoint: str
    calls: int
    faulty: int


@dataclass(frozen=True)
class ClientPage:
    """limited: in how many minutes lately the limit was met."""

    client: MachineClient
    state: State
    keys: tuple[KeyRow, ...]
    uses: tuple[UseRow, ...]
    limited: int


def state_of(client: MachineClient, keys: Iterable[ClientKey], *, at: datetime) -> State:
    last = max((key.expires_at for key in keys), default=at)
    if client.revoked_at is not None:
        return State("off", _("Spärrad"))
    if not client.is_active:
        return State("wait", _("Pausad"))
    if last <= at:
        return State("no", _("Nyckeln har gått ut"))
    return State("maybe", _("Nyckeln går snart ut")) if last <= at + SOON else State("met", _("Får anropa"))


def client_rows(clients: Iterable[MachineClient], *, at: datetime) -> list[ClientRow]:
    """clients: with their keys fetched."""
    return [ClientRow(each, state_of(each, each.keys.all(), at=at), _last_used(each.keys.all())) for each in clients]


def _last_used(keys: Iterable[ClientKey]) -> datetime | None:
    return max((key.last_used_at for key in keys if key.last_used_at), default=None)


def client_page(client: MachineClient, *, at: datetime) -> ClientPage:
    keys = list(client.keys.select_related("issued_by"))
    lately = ClientUse.objects.filter(client=client, hour__gte=at - LATELY)
    sums = lately.filter(calls__gt=0).order_by("endpoint").values("endpoint").annotate(all_calls=Sum("calls"), all_faulty=Sum("faulty"))
    return ClientPage(
        client=client,
        state=state_of(client, keys, at=at),
        keys=tuple(_key(key, client, at=at) for key in keys),
        uses=tuple(UseRow(endpoint_name(each["endpoint"]), each["all_calls"], each["all_faulty"]) for each in sums),
        limited=lately.aggregate(minutes=Sum("limited"))["minutes"] or 0,
    )


def endpoint_name(endpoint: str) -> str:
    return {"assessments": _("Bedömningar"), "rule_sets": _("Reglerna")}.get(endpoint, endpoint)


def _key(key: ClientKey, client: MachineClient, *, at: datetime) -> KeyRow:
    if client.revoked_at is not None:
        state = State("off", _("Spärrad"))
    elif key.expires_at <= at:
        state = State("off", _("Har gått ut"))
    else:
        state = State("maybe", _("Går snart ut")) if key.expires_at <= at + SOON else State("met", _("Gäller"))
    last = timezone.localtime(key.expires_at - timedelta(seconds=1))  # a key that ends at midnight works the whole day before
    return KeyRow(f"mp_{key.prefix}_…", key.issued_at, key.issued_by, last, key.last_used_at, state)
