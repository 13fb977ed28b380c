"""Which rows are a person's own, read off the models, so that a model added tomorrow is merged too.

A row is somebody's own when it would go with them (CASCADE or PROTECT). Where the reference would only be emptied it says who acted, and
that is history: it stays with the account that acted, which is still there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.db import models

from organisation.models import Person

# Rows of their own, and yet not to be moved: what was done, what was sent where, and what the sign-in library keeps.
STAYS = frozenset(
    {
        "organisation.person",
        "organisation.personmerge",
        "organisation.notthesameperson",
        "notices.mail",
        "notices.deadaddress",
        "notices.remindersent",
    }
)
APPS_THAT_STAY = frozenset({"audit", "account", "auth", "pghistory", "sessions"})
_stays_too: set[str] = set()


def let_stay(*labels: str) -> None:
    """Say that the rows of these models ("app.model") stay with the account they are about. In an AppConfig.ready()."""
    _stays_too.update(labels)


@dataclass(frozen=True)
class Own:
    """A reference that says whose a row is."""

    model: type[models.Model]
    field: str

    @property
    def label(self) -> str:
        return self.model._meta.label_lower

    def of(self, person: Person) -> models.QuerySet[Any]:
        return self.model._base_manager.filter(**{self.field: person}).order_by("pk")

    def links_to(self, other: type[models.Model]) -> Iterator[models.ManyToManyField[Any, Any]]:
        """The many-to-many fields from these rows to other rows that are somebody's own."""
        yield from (each for each in self.model._meta.many_to_many if each.remote_field.model is other)


@cache
def own() -> tuple[Own, ...]:
    """Every such reference. Rows that point at other own rows (a record at its certificates) come before what they point at."""
    found = [Own(model, field.name) for model in apps.get_models() for field in model._meta.concrete_fields if _is_own(model, field)]
    models_found = {each.model for each in found}
    return tuple(sorted(found, key=lambda each: (not _points_at(each.model, models_found), each.label, each.field)))


def _is_own(model: type[models.Model], field: Any) -> bool:
    if not isinstance(field, models.ForeignKey) or field.remote_field.model is not Person:
        return False
    if model._meta.label_lower in STAYS | _stays_too or model._meta.app_label in APPS_THAT_STAY or model._meta.proxy:
        return False
    return model._meta.managed and field.remote_field.on_delete in {models.CASCADE, models.PROTECT, models.RESTRICT}


def _points_at(model: type[models.Model], others: set[type[models.Model]]) -> bool:
    return any(field.remote_field.model in others for field in model._meta.many_to_many)
