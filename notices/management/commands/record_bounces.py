"""`manage.py record_bounces /var/mail/meritplan`: read what came back, so that nothing more is sent to dead addresses."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from notices.bounces import message_in, messages_in, record_bounces


class Command(BaseCommand):
    help = "Reads delivery status notifications from an mbox file, a Maildir folder or a message, or one message from standard input."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("place", help="an mbox file, a Maildir folder, a file with one message, or - for standard input")

    def handle(self, *, place: str, **options: Any) -> None:
        try:
            messages = [message_in(sys.stdin.buffer)] if place == "-" else messages_in(Path(place))
            tally = record_bounces(messages, at=timezone.now())
        except OSError as error:
            raise CommandError(f"{place} cannot be read: {error.strerror}") from error
        self.stdout.write(f"{tally.read} read, {tally.bounced} of our mails had come back.")
