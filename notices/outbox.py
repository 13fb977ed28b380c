"""The outbox: batches that a worker holds while it sends them, and what becomes of each mail.

Delivery is at least once. A worker notes that it begins a mail before it hands it over, and what came of it after: if it is killed, the
one mail it was on may have left and is sent again, with the same Message-ID, and all the others are sent once.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Lower

from core.locks import session_lock
from notices.models import DeadAddress, Mail
from notices.querysets import MailQuerySet

BATCH = 50  # mails over one connection
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=6)
GIVEN_UP_AFTER = timedelta(days=3)
CUT_OFF = "cut off"  # the worker died with the mail in its hands


class Fate(Enum):
    SENT = auto()
    LATER = auto()  # a fault that may pass
    REFUSED = auto()  # the server will never take this mail
    DEAD = auto()  # nobody is at the address
    DROPPED = auto()  # there is no need to send it


@dataclass(frozen=True)
class Outcome:
    """What came of one mail. code: the server's answer or a word of ours. address: where it was handed over to."""

    fate: Fate
    code: str = ""
    address: str = ""


STATES = {Fate.SENT: Mail.State.SENT, Fate.REFUSED: Mail.State.BOUNCED, Fate.DEAD: Mail.State.BOUNCED, Fate.DROPPED: Mail.State.DROPPED}


@contextmanager
def claim(*, at: datetime, size: int = BATCH) -> Iterator[Sequence[Mail]]:
    """A batch that is due, the oldest first, and no other worker's. Empty where nothing is due.

    What the holder has not settled when the block ends waits again, as it was.
    """
    number = secrets.randbits(63)
    with session_lock(number) as held:
        mails = _taken(number, at, size) if held else []
        try:
            yield mails
        finally:
            if mails:
                _give_back(number, at=at)


def begin(mail: Mail, *, at: datetime) -> None:
    """Note, before the mail is handed over, that it may have been."""
    Mail.objects.filter(pk=mail.pk).update(begun_at=at)


def settle(mail: Mail, outcome: Outcome, *, at: datetime) -> None:
    """Note what came of a mail, at once and for good: what comes after may be cut off."""
    mine = Mail.objects.filter(pk=mail.pk, batch=mail.batch)
    if outcome.fate is Fate.LATER:
        given_up = at - mail.created_at >= GIVEN_UP_AFTER
        mine.update(
            state=Mail.State.FAILED if given_up else Mail.State.WAITING,
            batch=None,
            begun_at=None,
            ended_at=at if given_up else None,
            attempts=F("attempts") + 1,
            next_attempt_at=at + wait_after(mail.attempts),
            code=outcome.code[:40],
        )
        return
    if outcome.fate is Fate.DEAD:
        with transaction.atomic():
            _bury(mail, outcome.address, outcome.code, at)
            _end(mine, outcome, at)
    else:
        _end(mine, outcome, at)


def take_up(*, at: datetime) -> int:
    """Put back what workers that are gone held. Returns how many mails may already have left, and are sent again."""
    doubtful = 0
    batches = Mail.objects.filter(state=Mail.State.SENDING).order_by("batch").values_list("batch", flat=True).distinct()
    for number in batches:
        if number is None:
            continue
        with session_lock(number) as nobody_holds_it:
            if nobody_holds_it:
                doubtful += _give_back(number, at=at)
    return doubtful


def bounce(mail: Mail, *, code: str, is_dead: bool, at: datetime) -> bool:
    """A mail that was handed over came back. False if that was known. is_dead: nobody is at the address, so nothing more goes there."""
    with transaction.atomic():
        back = Mail.objects.filter(pk=mail.pk).exclude(state=Mail.State.BOUNCED)
        known = not back.update(state=Mail.State.BOUNCED, batch=None, begun_at=None, ended_at=at, code=code[:40])
        if is_dead and not known:
            _bury(mail, mail.address, code, at)
    return not known


def _taken(number: int, at: datetime, size: int) -> list[Mail]:
    with transaction.atomic():
        due = Mail.objects.due(at).order_by("next_attempt_at", "pk").select_for_update(skip_locked=True, of=("self",))
        keys = list(due.values_list("pk", flat=True)[:size])
        Mail.objects.filter(pk__in=keys).update(state=Mail.State.SENDING, batch=number)
    mails = Mail.objects.filter(pk__in=keys).select_related("person__provider").prefetch_related("notices")
    return list(mails.order_by("next_attempt_at", "pk"))


def _give_back(number: int, *, at: datetime) -> int:
    """What was not begun waits as before; what was begun counts as an attempt, since it may have left."""
    with transaction.atomic():
        held = Mail.objects.filter(batch=number, state=Mail.State.SENDING)
        begun = held.filter(begun_at__isnull=False).update(
            state=Mail.State.WAITING, batch=None, begun_at=None, attempts=F("attempts") + 1, next_attempt_at=at, code=CUT_OFF
        )
        held.update(state=Mail.State.WAITING, batch=None)
    return begun


def _end(mine: MailQuerySet, outcome: Outcome, at: datetime) -> None:
    mine.update(
        state=STATES[outcome.fate],
        batch=None,
        begun_at=None,
        ended_at=at,
        attempts=F("attempts") + int(outcome.fate is not Fate.DROPPED),
        address=outcome.address,
        code=outcome.code[:40],
    )


def wait_after(attempts: int) -> timedelta:
    """Twice as long for each attempt before: a minute, two, four, … six hours at most."""
    return min(FIRST_WAIT * (1 << min(attempts, 16)), LONGEST_WAIT)


def _bury(mail: Mail, address: str, code: str, at: datetime) -> None:
    if address:
        DeadAddress.objects.get_or_create(
            address=address.lower(), defaults={"person_id": mail.person_id, "code": code[:40], "found_at": at}
        )


def dead_among(mails: Sequence[Mail]) -> frozenset[str]:
    """The addresses of these mails' people that nothing more goes to, in small letters."""
    asked = {mail.person.email.lower() for mail in mails if mail.person.email}
    found = DeadAddress.objects.annotate(low=Lower("address")).filter(low__in=asked).order_by("pk")
    return frozenset(found.values_list("low", flat=True))
