"""What can go wrong while nobody looks: each app registers its own, administrators read them on one page and each morning."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from notices.kinds import counted
from notices.models import DeadAddress, Mail


@dataclass(frozen=True)
class Trouble:
    """key: a name that stays. count(provider, since, at): how many, in one provider; 0 is no trouble. line(count): one sentence.

    advice(): what can be done. url(): where, or empty.
    """

    key: str
    count: Callable[[int, datetime, datetime], int]
    line: Callable[[int], str]
    advice: Callable[[], str]
    url: Callable[[], str] = lambda: ""


@dataclass(frozen=True)
class Found:
    key: str
    count: int
    line: str
    advice: str
    url: str


LATE = timedelta(hours=2)  # for a mail that is not gathering others
_troubles: dict[str, Trouble] = {}


def register(*troubles: Trouble) -> None:
    for trouble in troubles:
        _troubles[trouble.key] = trouble


def counts(provider: int, *, since: datetime, at: datetime) -> dict[str, int]:
    """What is wrong for one provider: key → how many. since: from when what has passed, such as a failed mail, is told."""
    found = {key: trouble.count(provider, since, at) for key, trouble in _troubles.items()}
    return {key: count for key, count in found.items() if count}


def told(found: dict[str, int]) -> list[Found]:
    """In words of the active language, in the order of registration. A key that no app registers any more is left out."""
    return [Found(key, found[key], each.line(found[key]), each.advice(), each.url()) for key, each in _troubles.items() if found.get(key)]


def _failed(provider: int, since: datetime, at: datetime) -> int:
    gone = Q(state=Mail.State.FAILED, ended_at__gt=since) | Q(state=Mail.State.BOUNCED, ended_at__gt=since)
    return Mail.objects.filter(gone, person__provider=provider).count()


def _dead(provider: int, since: datetime, at: datetime) -> int:
    return DeadAddress.objects.filter(person__provider=provider).count()


def _stuck(provider: int, since: datetime, at: datetime) -> int:
    """Due long ago, or tried in vain for long. What gathers others of its kind is not late."""
    waiting = Mail.objects.filter(state=Mail.State.WAITING, created_at__lt=at - LATE, person__provider=provider)
    return waiting.filter(Q(attempts__gt=0) | Q(next_attempt_at__lt=at - LATE)).count()


register(
    Trouble(
        key="mail_waiting",
        count=_stuck,
        line=lambda count: (
            ngettext("Ett mejl har väntat i mer än två timmar.", "%(count)s mejl har väntat i mer än två timmar.", count) % counted(count)
        ),
        advice=lambda: _("De skickas när det går. Driften behöver se om e-postservern svarar och om bakgrundsarbetet är igång."),
    ),
    Trouble(
        key="mail_failed",
        count=_failed,
        line=lambda count: ngettext("Ett mejl kom inte fram.", "%(count)s mejl kom inte fram.", count) % counted(count),
        advice=lambda: _("Besked finns kvar på personens sida. Kommer många tillbaka bör driften titta på e-postservern."),
    ),
    Trouble(
        key="dead_addresses",
        count=_dead,
        line=lambda count: ngettext("En e-postadress fungerar inte.", "%(count)s e-postadresser fungerar inte.", count) % counted(count),
        advice=lambda: _("Inga fler mejl skickas dit. Rätta adressen på personen, eller försök igen."),
        url=lambda: f"{reverse('notices:troubles')}#adresser",
    ),
)
