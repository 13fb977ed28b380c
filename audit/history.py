"""Row history: what a row said before and after each change, kept by triggers, so that bulk changes and plain SQL are in it too.

An event table beside each tracked one (django-pghistory). Every event says which person acted and in which request or task, by id.
What is left out of an event is left out on purpose: names, addresses and numbers of people never get a second place to be kept in.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import pghistory
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.http import HttpRequest


@dataclass(frozen=True)
class Tracked:
    """owners: the columns that say whose data a row is: a person, or another tracked row whose owner it is."""

    model: type[models.Model]
    event: type[models.Model]
    owners: Sequence[str]


_tracked: dict[type[models.Model], Tracked] = {}


def track(
    *tracked_models: type[models.Model], owners: Sequence[str] = (), fields: Sequence[str] | None = None, exclude: Sequence[str] = ()
) -> None:
    """Keep the history of models. Call in the app's models package; its migration makes the tables and the triggers.

    fields: what an event holds beside the key; all that is not in exclude when none are named.
    """
    for model in tracked_models:
        _track(model, owners=owners, fields=fields, exclude=exclude)


def _track(model: type[models.Model], *, owners: Sequence[str], fields: Sequence[str] | None, exclude: Sequence[str]) -> None:
    every = [field.name for field in model._meta.concrete_fields if not field.primary_key]  # the key is pgh_obj
    kept = list(fields) if fields is not None else [name for name in every if name not in exclude]
    event = pghistory.create_event_model(
        model,
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        fields=kept,
        model_name=f"{model.__name__}Event",
        context_id_field=None,  # type: ignore[arg-type]  # None is taken, whatever its types say
        abstract=False,
        meta={"ordering": ["pgh_id"]},
    )
    _tracked[model] = Tracked(model, event, owners)


def tracked() -> list[Tracked]:
    return list(_tracked.values())


def event_of(model: type[models.Model]) -> type[models.Model]:
    """The model of the events: pgh_obj_id, pgh_label (insert, update, delete), pgh_created_at, pgh_context, and the row as it was."""
    return _tracked[model].event


@transaction.atomic
def forget_rows(model: type[models.Model], keys: Iterable[Any]) -> int:
    """Delete the history of rows that are deleted for good, and of what was part of them. Returns how many events went."""
    asked, removed = {model: set(keys)}, 0
    for each in _tracked.values():  # in the order of registration: what owns comes before what is owned
        rows = asked.setdefault(each.model, set())
        for name in each.owners:
            owner = each.event._meta.get_field(name).related_model
            if asked.get(owner):  # type: ignore[arg-type]
                rows |= set(_events(each).filter(**{f"{name}__in": asked[owner]}).order_by("pgh_obj").values_list("pgh_obj", flat=True))  # type: ignore[index]
        if rows:
            removed += _events(each).filter(pgh_obj__in=rows).delete()[0]
    return removed


def forget(*people: models.Model) -> int:
    """Delete all history of what is these people's. What they did to others' rows stays there, by id."""
    return forget_rows(type(people[0]), [person.pk for person in people]) if people else 0


@transaction.atomic
def remove_before(limit: datetime) -> int:
    """Delete events older than the limit, of everybody."""
    return sum(_events(each).filter(pgh_created_at__lt=limit).delete()[0] for each in _tracked.values())


def _events(each: Tracked) -> models.QuerySet[Any]:
    return each.event._default_manager.all()


class Actor:
    """Whoever is signed in, asked for only when something is written: the request learns it after the context began."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @property
    def key(self) -> str | None:
        user = getattr(self.request, "user", None)
        return str(user.pk) if user is not None and user.pk else None


class Encoder(DjangoJSONEncoder):
    """settings.PGHISTORY_JSON_ENCODER"""

    def default(self, o: object) -> Any:
        return o.key if isinstance(o, Actor) else super().default(o)


@contextmanager
def acting(*, request: HttpRequest | None = None, request_id: UUID | None = None, job_id: UUID | None = None) -> Iterator[None]:
    """Every row changed inside says by whom, and in which request or task."""
    said = {"request": str(request_id)} if request_id else {"job": str(job_id)}
    with pghistory.context(**said, **({"actor": Actor(request)} if request is not None else {})):
        yield
