"""manage.py load_demo: the made-up municipality, once."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone

from portal.demo.build import build
from portal.personas import may_exist


class Command(BaseCommand):
    help = "Make Sjöstad kommun with its invented people. What is there already is left as it stands."

    def handle(self, *args: Any, **options: Any) -> None:
        if not may_exist():
            raise CommandError("Demo data is refused with the settings of production.")
        built = build(at=timezone.now())
        if built.is_new:
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")  # the planner knows the rows at once, not only when PostgreSQL gets round to it
        self.stdout.write(f"Sjöstad kommun {'is made' if built.is_new else 'was there already'}: {built.people} people.")
