"""manage.py verify_audit: whether what happened still stands as it was written."""

import re
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from audit import seal, witness
from audit.models import Seal
from audit.verify import SEALS_WITNESSED, keep, verify

SHOWN = 20


class Command(BaseCommand):
    help = "Verify every audit entry and seal. Says what is wrong in plain sentences, and ends with status 1 if anything is."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--anchor", metavar="NUMBER:DIGEST", help="the last seal as an earlier run printed it, kept where nobody else writes"
        )
        parser.add_argument(
            "--after-restore",
            action="store_true",
            help="the database was restored to an earlier moment on purpose: forget what was remembered outside it of what came later",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        anchor = _anchor(options["anchor"]) if options["anchor"] else None
        if options["after_restore"]:
            newest = Seal.objects.count()
            witness.forget(seal.gone(seal.holes()), range(newest + 1, newest + SEALS_WITNESSED))
        report = verify(anchor=anchor)
        keep(report, at=timezone.now())
        for sentence in report.faults[:SHOWN]:
            self.stderr.write(sentence)
        if len(report.faults) > SHOWN:
            self.stderr.write(f"… and {len(report.faults) - SHOWN} more.")
        counted = f"{report.entries} entries, {report.waiting} of them not sealed yet, and {report.seals} seals"
        if report.removed_up_to:
            counted += f" (entries up to seal {report.removed_up_to} were removed in their time)"
        if report.faults:
            raise CommandError(f"What happened has been tampered with: {len(report.faults)} faults in {counted}.", returncode=1)
        self.stdout.write(f"All is as it was written: {counted}.")
        if report.latest:
            self.stdout.write(f"The last seal, for --anchor: {report.latest}")


def _anchor(text: str) -> tuple[int, str]:
    found = re.fullmatch(r"(\d{1,18}):([0-9a-f]{64})", text.strip())
    if found is None:
        raise CommandError("--anchor is written NUMBER:DIGEST, as an earlier run printed it.")
    return int(found[1]), found[2]
