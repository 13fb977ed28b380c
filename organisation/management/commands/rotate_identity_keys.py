"""manage.py rotate_identity_keys: every personal number under the first of IDENTITY_KEYS. May be run again at any time."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from organisation.identity import crypto, services


class Command(BaseCommand):
    help = "Encrypt every personal number with the first of IDENTITY_KEYS. Until it has been run the older keys must stay after it."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            found = services.rotate()
        except crypto.KeyMissingError:
            raise CommandError("IDENTITY_KEYS and IDENTITY_DIGEST_KEY are both needed. Nothing was changed.") from None
        self.stdout.write(f"{found.looked_at} numbers, {found.changed} encrypted anew with the key {crypto.first_key()}.")
        problems = [f"{count} need the key {name}, which IDENTITY_KEYS lacks" for name, count in sorted(found.missing.items())]
        if found.damaged:
            problems.append(f"damaged rows of PersonIdentifier: {_keys(found.damaged)}")
        if found.clashing:
            problems.append(f"numbers that another row has too, of PersonIdentifier: {_keys(found.clashing)}")
        if problems:
            raise CommandError(f"Left as they are: {'; '.join(problems)}.")


def _keys(keys: list[int]) -> str:
    return ", ".join(map(str, keys))
