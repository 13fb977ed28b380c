"""The second school provider of the world, as if it were the first: so that every address of the table can be asked with its ids."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.apps import apps
from django.db import connection, models

from organisation.models import Authority, Delegation, Person, SchoolProvider, SchoolUnit
from plans.models import AuthorityPlan, CourseOffer
from tests.world import World

MARK = "Bergstad"  # in every name over there, so that a leak is seen
APART = 100_000  # the ids of no two tables meet, so that an id says what it is the id of
STAND_INS = {"colleague": "foreign_reader", "deputy": "foreign_principal", "delegate_lead": "foreign_strategist"}


def tell_ids_apart() -> None:
    """Before the world is built."""
    with connection.cursor() as cursor:
        for number, model in enumerate(apps.get_models(include_auto_created=True), 1):
            if isinstance(model._meta.pk, models.AutoField) and model._meta.managed:
                table, column = model._meta.db_table, model._meta.pk.column
                cursor.execute("SELECT setval(pg_get_serial_sequence(%s, %s), %s)", [f'"{table}"', column, number * APART])


def abroad(world: World) -> World:
    """The other provider's rows by the names of ours."""
    people = {who.removeprefix("foreign_"): person for who, person in world.people.items() if who.startswith("foreign_")}
    people |= {who: world.people[other] for who, other in STAND_INS.items()}
    period = {"starts_on": date(2020, 1, 1), "ends_on": date(2099, 12, 31)}
    Delegation.objects.get_or_create(
        giver=people["principal"], receiver=people["delegate_lead"], unit=world.foreign_unit, scope=Delegation.Scope.LEAD, defaults=period
    )
    unit = world.foreign_unit
    return replace(
        world,
        provider=unit.authority.provider,
        authority=unit.authority,
        unit=unit,
        other_unit=unit,
        people=people,
        things=world.foreign_things,
    )


def mark(there: World) -> None:
    """Put the mark in every name over there."""
    provider = there.provider
    SchoolProvider.objects.filter(pk=provider.pk).update(name=f"{MARK}s kommun")
    Authority.objects.filter(provider=provider).update(name=f"{MARK}s förvaltning")
    Person.objects.filter(provider=provider).update(family_name=f"{MARK}sson")
    CourseOffer.objects.filter(provider=provider).update(title=f"{MARK}skursen")
    AuthorityPlan.objects.filter(authority__provider=provider).update(title=f"{MARK}splanen")
    for unit in SchoolUnit.objects.filter(authority__provider=provider):
        SchoolUnit.objects.filter(pk=unit.pk).update(name=f"{MARK}skolan {unit.pk}")


def rows_of(provider: SchoolProvider) -> dict[type[models.Model], set[Any]]:
    """Every row that hangs on the provider, by model: the closure over what points at it."""
    found: dict[type[models.Model], set[Any]] = {SchoolProvider: {provider.pk}}
    known = [model for model in apps.get_models() if model._meta.managed and not model._meta.proxy]
    grew = True
    while grew:
        grew = False
        for model in known:
            belongs = models.Q(pk__in=[])
            for field in model._meta.concrete_fields:
                if isinstance(field, models.ForeignKey) and field.remote_field.model in found:
                    belongs |= models.Q(**{f"{field.name}__in": found[field.remote_field.model]})
            keys = set(model._base_manager.filter(belongs).values_list("pk", flat=True))
            if keys - found.get(model, set()):
                found[model] = found.get(model, set()) | keys
                grew = True
    return found


def contents(provider: SchoolProvider) -> dict[str, list[dict[str, Any]]]:
    """All that is over there, row by row."""
    rows = rows_of(provider)
    return {
        model._meta.label: list(model._base_manager.filter(pk__in=keys).order_by("pk").values())
        for model, keys in rows.items()
        if model._meta.label_lower != "audit.entry"
    }


def state() -> dict[str, tuple[int, int]]:
    """How many rows each table has, and when one was last written. The log may tell of an attempt, and sessions come and go."""
    tables = [
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed
        and not model._meta.proxy
        and model._meta.label_lower not in {"audit.entry", "audit.waiting", "portal.opensession"}
    ]
    parts = (f"SELECT '{table}', count(*), coalesce(max(xmin::text::bigint), 0) FROM \"{table}\"" for table in tables)
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts))
        return {table: (count, last) for table, count, last in cursor.fetchall()}
