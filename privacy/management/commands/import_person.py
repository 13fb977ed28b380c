from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from organisation.models import Person, SchoolProvider
from privacy.export.reading_in import ArchiveRefusedError, open_archive
from privacy.export.taking_in import TakenIn, dry_run, take_in


class Command(BaseCommand):
    help = "Take in a copy of everything about one person that another installation has made. A second run adds nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--provider", required=True, help="the school provider's name")
        parser.add_argument("--into", help="user name of an account that is there already; otherwise one is made")
        parser.add_argument("--review-again", action="store_true", help="decisions made elsewhere are to be made anew here")
        parser.add_argument("--dry-run", action="store_true", help="tell what would happen, and change nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        provider = SchoolProvider.objects.filter(name=options["provider"]).first()
        if provider is None:
            raise CommandError(f"There is no school provider named {options['provider']}")
        into = self._account(provider, options["into"])
        how: dict[str, Any] = {"into": into, "review_again": options["review_again"], "by": None, "at": timezone.now()}
        try:
            with options["file"].open("rb") as file:
                packed = open_archive(file)
                taken = dry_run(packed, provider, **how) if options["dry_run"] else take_in(packed, provider, **how)
        except OSError as error:
            raise CommandError(f"The file cannot be read: {error.strerror}") from None
        except ArchiveRefusedError as refused:
            raise CommandError("\n".join(refused.messages)) from None
        self._tell(taken, is_dry=options["dry_run"])

    def _account(self, provider: SchoolProvider, username: str | None) -> Person | None:
        if not username:
            return None
        person = Person.objects.filter(provider=provider, username=username).first()
        if person is None:
            raise CommandError("There is no such account at that school provider")
        return person

    def _tell(self, taken: TakenIn, *, is_dry: bool) -> None:
        self.stdout.write("Would be taken in:" if is_dry else f"Taken in as {taken.person.pk}:")
        for section in sorted({*taken.new, *taken.there}):
            self.stdout.write(f"  {section}: {taken.new.get(section, 0)} new, {taken.there.get(section, 0)} there already")
        for note in taken.notes:
            self.stdout.write(f"  {note}")
