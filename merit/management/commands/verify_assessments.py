"""manage.py verify_assessments: whether every stored assessment is what its facts and rules give."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from merit.proving import prove_all


class Command(BaseCommand):
    """Names each row that cannot be proved, by its number alone, as soon as it is found."""

    help = "Prove all stored assessments, earlier ones too. Says which cannot be proved and why, and ends with status 1 if any cannot."

    def handle(self, *args: Any, **options: Any) -> None:
        proved = failed = 0
        for verdict in prove_all():
            if verdict.fault:
                failed += 1
                self.stderr.write(f"{verdict.row}: {verdict.fault}.")
            else:
                proved += 1
        if failed:
            raise CommandError(f"{failed} of {proved + failed} stored assessments cannot be proved.", returncode=1)
        self.stdout.write(f"All {proved} stored assessments are what their facts and rules give.")
