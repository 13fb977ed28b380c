"""manage.py first_administrator: from an empty installation to somebody who can sign in."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.utils import timezone

from portal import services


class Command(BaseCommand):
    help = "Make the school provider and its first administrator, and print a link that sets the password once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="the administrator's e-mail address; also the name to sign in with")
        parser.add_argument("--provider", required=True, help='the school provider, such as "Sjöstad kommun"; made if it does not exist')
        parser.add_argument("--given-name", default="")
        parser.add_argument("--family-name", default="")
        parser.add_argument("--origin", default="", help="how the printed link begins, such as https://meritplan.example.se")

    def handle(self, *args: Any, **options: Any) -> None:
        email = options["email"].strip().lower()
        try:
            validate_email(email)
        except ValidationError:
            raise CommandError(f"{options['email']!r} is not an e-mail address.") from None
        if not options["provider"].strip():
            raise CommandError("--provider is empty. Write the name of the school provider.")
        try:
            invitation = services.invite_administrator(
                email,
                provider_name=options["provider"].strip(),
                given_name=options["given_name"].strip() or email.partition("@")[0],
                family_name=options["family_name"].strip(),
                at=timezone.now(),
            )
        except services.OtherProviderError:
            raise CommandError(f"{email} belongs to another school provider. Use another address.") from None
        days = settings.PASSWORD_RESET_TIMEOUT // 86_400
        self.stdout.write(f"The link works once, within {days} days. Give it to nobody else:")
        self.stdout.write(f"{options['origin'].rstrip('/') or _origin()}{invitation.path}")


def _origin() -> str:
    """How people reach the site, as far as the settings tell."""
    if settings.CSRF_TRUSTED_ORIGINS:
        return str(settings.CSRF_TRUSTED_ORIGINS[0])
    scheme = "https" if settings.SECURE_SSL_REDIRECT else "http"
    return f"{scheme}://{next(iter(settings.ALLOWED_HOSTS), 'localhost')}"
