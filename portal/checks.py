"""What must never be: made-up people, or signing in as one of them, beside real people in production."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connection

from organisation.models import Person
from portal.personas import DOMAIN, may_exist


@register(Tags.security)
def no_demo_sign_in_in_production(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    if not settings.DEMO or may_exist():
        return []
    return [Error("Demo sign-in is on with the settings of production.", hint="Set DEMO=off, or MERITPLAN_MODE=demo.", id="portal.E001")]


@register(Tags.database)
def no_demo_people_in_production(app_configs: Any, *, databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Asked by `migrate` and by `check --database default`."""
    if may_exist() or not databases or Person._meta.db_table not in connection.introspection.table_names():
        return []
    if not Person.objects.filter(email__endswith=f"@{DOMAIN}").exists():
        return []
    return [
        Error(
            "The database holds the demo's made-up people, and the settings are those of production.",
            hint="Use a database of its own for production.",
            id="portal.E002",
        )
    ]
