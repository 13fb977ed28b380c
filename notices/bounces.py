"""Delivery status notifications (RFC 3464): what a mail server says later about a mail it took.

A notification counts only where it carries the Message-ID of a mail of ours, which nobody outside the mail can guess: so nobody can have
another person's address shut off by writing to us. Addresses in it are not read at all.
"""

from __future__ import annotations

import mailbox
import re
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from email import message_from_binary_file, policy
from email.message import Message
from email.parser import BytesHeaderParser
from pathlib import Path
from typing import IO
from uuid import UUID

from notices.models import Mail
from notices.outbox import Fate, bounce
from notices.sending import meaning_of

OURS = re.compile(r"<([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@[^>]*>", re.IGNORECASE)
STATUS = re.compile(r"[245]\.\d{1,3}\.\d{1,3}")
SMTP_CODE = re.compile(r"\b([45]\d\d)\b")


@dataclass(frozen=True)
class Bounce:
    """mail: whose Message-ID came back. code: "550 5.1.1" or "5.1.1"."""

    mail: UUID
    code: str
    is_dead: bool


@dataclass(frozen=True)
class Tally:
    """read: messages looked at. bounced: mails of ours that were found to have come back, now for the first time."""

    read: int
    bounced: int


def messages_in(path: Path) -> Iterator[Message]:
    """The messages of an mbox file, a Maildir folder or a file with a single message. Raises OSError."""
    if path.is_dir():
        yield from mailbox.Maildir(path, create=False)
        return
    with path.open("rb") as file:
        is_mbox = file.read(5) == b"From "
    if is_mbox:
        with closing(mailbox.mbox(path, create=False)) as box:
            yield from box
        return
    with path.open("rb") as file:
        yield message_in(file)


def message_in(file: IO[bytes]) -> Message:
    return message_from_binary_file(file, policy=policy.compat32)


def record_bounces(messages: Iterable[Message], *, at: datetime) -> Tally:
    """Mark the mails that came back. Reading the same message twice changes nothing."""
    read = bounced = 0
    for message in messages:
        read += 1
        found = bounce_in(message)
        mail = Mail.objects.filter(pk=found.mail).first() if found else None
        if found and mail is not None:
            bounced += bounce(mail, code=found.code, is_dead=found.is_dead, at=at)
    return Tally(read, bounced)


def bounce_in(message: Message) -> Bounce | None:
    """None where the message is no notification, tells of a delay or a delivery, or is about somebody else's mail."""
    if message.get_content_type() != "multipart/report":
        return None
    failed = next((fields for fields in _recipients(message) if str(fields.get("Action", "")).strip().lower() == "failed"), None)
    mail = _our_mail(message)
    if failed is None or mail is None:
        return None
    status, diagnosis = STATUS.search(str(failed.get("Status", ""))), str(failed.get("Diagnostic-Code", ""))
    smtp = SMTP_CODE.search(diagnosis)
    code = int(smtp[1]) if smtp else 550
    fate = meaning_of(code if code >= 500 else 500, status[0] if status else diagnosis)
    return Bounce(mail, " ".join(filter(None, [smtp and smtp[1], status and status[0]])) or "failed", is_dead=fate is Fate.DEAD)


def _recipients(message: Message) -> Iterator[Message]:
    """The groups of fields about one recipient each; the first group of the part is about the whole message."""
    for part in message.walk():
        if part.get_content_type() == "message/delivery-status":
            blocks = part.get_payload()
            yield from (block for block in (blocks if isinstance(blocks, list) else [])[1:] if isinstance(block, Message))


def _our_mail(message: Message) -> UUID | None:
    """The Message-ID of the mail that came back, from the copy or the headers that the notification carries."""
    for part in message.walk():
        if part.get_content_type() == "message/rfc822":
            inside = part.get_payload()
            returned = inside[0] if isinstance(inside, list) and inside else None
        elif part.get_content_type() == "text/rfc822-headers":
            payload = part.get_payload(decode=True)
            returned = BytesHeaderParser().parsebytes(payload if isinstance(payload, bytes) else b"")
        else:
            continue
        found = OURS.search(str(returned.get("Message-ID", ""))) if isinstance(returned, Message) else None
        if found:
            return UUID(found[1])
    return None
