"""Handing mails to the mail server: one connection a batch, and each answer read as what it means for that mail."""

from __future__ import annotations

import logging
import re
import smtplib
from collections.abc import Callable, Sequence
from datetime import datetime
from types import TracebackType
from typing import Any, Self

from django.core.mail import get_connection

from notices.kinds import ByMail, is_known, kind_of
from notices.message import message_of
from notices.models import Mail, Preference
from notices.outbox import Fate, Outcome, begin, claim, dead_among, settle, take_up

logger = logging.getLogger(__name__)

ENHANCED = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")
BATCHES = 20  # of one run, so that other work gets its turn


class LineDownError(Exception):
    """The server cannot be talked to at all, for a reason that is not the mail's. code says which."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def deliver(*, clock: Callable[[], datetime], batches: int = BATCHES, call_help: Callable[[], object] = lambda: None) -> bool:
    """Send what is due, batch by batch. True where more may wait. Safe to run in any number of workers at once.

    call_help: called once, when this worker has its first batch and another could have one too.
    """
    doubtful = take_up(at=clock())
    if doubtful:
        logger.warning("notices.mail.cut_off count=%s", doubtful)
    for number in range(batches):
        with claim(at=clock()) as mails:
            if not mails:
                return False
            if not number and Mail.objects.due(clock()).exists():
                call_help()
            if not _send(mails, clock=clock):
                return False
    return True


def meaning_of(code: int, text: str) -> Fate:
    """What an answer to the recipient means. 5.7.x is about us, not the address: our right to send may be mended, so it is tried again."""
    found = ENHANCED.search(text)
    subject = int(found[2]) if found else None
    if code < 500 or subject == 7 or code in {530, 535, 538}:
        return Fate.LATER
    if subject == 1 or (subject == 2 and found is not None and found[3] in {"0", "1"}):
        return Fate.DEAD
    if subject is not None:
        return Fate.REFUSED
    return Fate.DEAD if code in {550, 551, 553} else Fate.REFUSED


def short(code: int, text: str) -> str:
    """ "550 5.1.1": the numbers alone, since the words often quote the address."""
    found = ENHANCED.search(text)
    return f"{code} {found[0]}" if found else str(code)


class Line:
    """One connection to the mail server, opened when there is something to send and again when it was lost."""

    def __init__(self) -> None:
        self.connection: Any = get_connection()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._hang_up()

    def hand_over(self, mail: Mail) -> Outcome:
        """Raises LineDownError where it is the server and not the mail that fails."""
        address = mail.person.email
        try:
            self.connection.open()
            self.connection.send_messages([message_of(mail)])
        except smtplib.SMTPRecipientsRefused as refused:
            code, text = next(iter(refused.recipients.values()))
            said = text.decode("ascii", "replace")
            return Outcome(meaning_of(code, said), short(code, said), address)
        except smtplib.SMTPDataError as error:
            said = _text(error)
            fate = Fate.LATER if error.smtp_code < 500 else Fate.REFUSED
            return Outcome(fate, short(error.smtp_code, said), address)
        except smtplib.SMTPResponseException as error:
            self._hang_up()
            raise LineDownError(short(error.smtp_code, _text(error))) from error
        except (smtplib.SMTPException, OSError) as error:
            self._hang_up()
            raise LineDownError(type(error).__name__) from error
        return Outcome(Fate.SENT, "", address)

    def _hang_up(self) -> None:
        try:
            self.connection.close()
        except (smtplib.SMTPException, OSError):
            self.connection = get_connection()


def _text(error: smtplib.SMTPResponseException) -> str:
    said = error.smtp_error
    return said.decode("ascii", "replace") if isinstance(said, bytes) else said


def _send(mails: Sequence[Mail], *, clock: Callable[[], datetime]) -> bool:
    """Send one batch. False where the server is down: the mail that met it waits longer, the others as before."""
    outcomes = _unneeded(mails)
    for mail in mails:
        if mail.pk in outcomes:
            settle(mail, outcomes[mail.pk], at=clock())
    with Line() as line:
        for mail in mails:
            if mail.pk in outcomes:
                continue
            begin(mail, at=clock())
            try:
                outcome = line.hand_over(mail)
            except LineDownError as down:
                logger.warning("notices.mail.server_down code=%s", down.code)
                settle(mail, Outcome(Fate.LATER, down.code), at=clock())
                return False
            except Exception:  # a text that cannot be written must not stop everybody else's mail
                logger.exception("notices.mail.not_made mail=%s", mail.pk)
                outcome = Outcome(Fate.LATER, "not made")
            if outcome.fate is not Fate.SENT:
                logger.warning("notices.mail.not_sent mail=%s code=%s", mail.pk, outcome.code)
            settle(mail, outcome, at=clock())
    return True


def _unneeded(mails: Sequence[Mail]) -> dict[Any, Outcome]:
    """The mails that need not leave any more, and why."""
    dead = dead_among(mails)
    chosen = Preference.objects.filter(person__in=[mail.person_id for mail in mails]).order_by()
    off = {(each.person_id, kind) for each in chosen for kind in each.off}
    reasons = ((mail.pk, _why_not(mail, dead, off)) for mail in mails)
    return {pk: Outcome(Fate.DROPPED, why) for pk, why in reasons if why}


def _why_not(mail: Mail, dead: frozenset[str], off: set[tuple[Any, str]]) -> str:
    if not mail.person.is_active or not mail.person.email:
        return "no address"
    if mail.person.email.lower() in dead:
        return "dead address"
    if not is_known(mail.kind):
        return "unknown kind"
    if (mail.person_id, mail.kind) in off and kind_of(mail.kind).by_mail is ByMail.BY_CHOICE:
        return "turned off"
    return "" if any(notice.read_at is None for notice in mail.notices.all()) else "read"
