"""Carrying the plan out: in batches, each with its count, its files and what follows in one transaction. May be killed and run again."""

import logging
from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from typing import Any

from django.apps import apps
from django.core.files.storage import default_storage
from django.db import models, transaction
from django.db.models import ProtectedError
from django.db.models.deletion import Collector

from audit.services import record
from inventory import changes
from merit.models import StoredAssessment
from organisation.models import Employment, Person, SchoolProvider
from privacy.kind import Kind, Source
from privacy.kinds import ACCOUNT, LOG
from privacy.models import RetentionRun
from privacy.retention.due import EMPTIED, due, due_of
from privacy.retention.plan import Line, plan_of

logger = logging.getLogger(__name__)

BATCH = 200
Forgetter = Callable[[type[models.Model], list[Any]], object]
_forgetters: list[Forgetter] = []


def also_forget(forgetter: Forgetter) -> None:
    """Register, in an AppConfig.ready(), what must forget deleted rows too: it gets their model and keys inside the transaction."""
    if forgetter not in _forgetters:
        _forgetters.append(forgetter)


def carry_out(provider: SchoolProvider, *, on: date, at: datetime) -> RetentionRun:
    """Delete what the decided rules reach that day. A second run the same night goes on in the first one's count."""
    run, _created = RetentionRun.objects.get_or_create(provider=provider, on=on, defaults={"started_at": at})
    for line in plan_of(provider):
        if line.kind is not LOG and line.deletes(on):
            _carry_out(line, run, on=on, at=at)
    return _finish(run, at=at)


def _carry_out(line: Line, run: RetentionRun, *, on: date, at: datetime) -> None:
    if line.kind is ACCOUNT:
        while _empty_some(line, run, on=on, at=at):
            pass
        return
    for source in line.kind.sources:
        try:
            while _delete_some(line, source, run, on=on, at=at):
                pass
        except ProtectedError:  # something new points at the rows: keep them, tell the operators, go on with the rest
            logger.exception("privacy.retention.held kind=%s model=%s", line.kind.key, source.model)


@transaction.atomic
def _delete_some(line: Line, source: Source, run: RetentionRun, *, on: date, at: datetime) -> int:
    reached = due(source, line.rule, on=on).order_by("pk")
    rows = list(reached.select_for_update(of=("self",), skip_locked=True)[:BATCH])
    if not rows:
        return 0
    model, keys = type(rows[0]), [row.pk for row in rows]
    people = _people_of(line.kind, source, keys)
    files = source.files(rows) if source.files else []
    collector = Collector(using=reached.db, origin=reached)
    collector.collect(rows)
    collector.delete()
    _forget(model, keys)
    for person in people:
        changes.announce(person, on=on, at=at)
    _count(run, line.kind, len(rows), files)
    return len(rows)


def _people_of(kind: Kind, source: Source, keys: list[Any]) -> list[Person]:
    """Whose stored assessment says something else when the rows are gone."""
    if not kind.bears_on_assessment:
        return []
    owners = source.rows.filter(pk__in=keys).order_by().values("person")
    assessed = StoredAssessment.objects.filter(person__in=owners).order_by().values("person")
    return list(Person.objects.filter(pk__in=assessed).order_by("pk"))


@transaction.atomic
def _empty_some(line: Line, run: RetentionRun, *, on: date, at: datetime) -> int:
    reached = due_of(line, on=on)[0][1].order_by("pk")
    people = list(reached.select_for_update(of=("self",), skip_locked=True)[:BATCH])
    for person in people:
        empty(person, on=on, at=at)
    if people:
        _forget(Person, [person.pk for person in people])
        _count(run, line.kind, len(people), [])
    return len(people)


def empty(person: Person, *, on: date, at: datetime) -> None:
    """Take away everything that says who it was. The row stays, so that what others did with it still has somebody to point at."""
    Employment.objects.filter(person=person).delete()
    for model in ("account.EmailAddress",):
        apps.get_model(model)._default_manager.filter(user=person).delete()
    person.username, person.email = f"{EMPTIED}{person.pk.hex}", ""
    person.given_name, person.family_name = "Gallrat", "konto"
    person.is_active = person.is_staff = person.is_superuser = False
    person.last_login = None
    person.session_epoch += 1
    person.set_unusable_password()
    person.save()
    person.groups.clear()
    person.user_permissions.clear()
    record("privacy.account.emptied", actor=None, target=person, subject=person, at=at)


def _forget(model: type[models.Model], keys: list[Any]) -> None:
    for forgetter in _forgetters:
        forgetter(model, keys)


def _count(run: RetentionRun, kind: Kind, rows: int, files: list[str]) -> None:
    """The count stands or falls with the rows; the files go when they are gone for good."""
    locked = RetentionRun.objects.select_for_update().get(pk=run.pk)
    locked.counts[kind.key] = locked.counts.get(kind.key, 0) + rows
    locked.files += len(files)
    locked.save(update_fields=["counts", "files"])
    transaction.on_commit(partial(_delete_files, files), robust=True)


def _delete_files(names: list[str]) -> None:
    for name in names:
        default_storage.delete(name)


@transaction.atomic
def _finish(run: RetentionRun, *, at: datetime) -> RetentionRun:
    """Say once a night what was done, also where it was nothing."""
    locked = RetentionRun.objects.select_for_update().get(pk=run.pk)
    if locked.finished_at is None:
        details: dict[str, str | int | bool | None] = {**locked.counts, "files": locked.files}
        record("privacy.retention.carried_out", actor=None, target=locked, at=at, details=details)
    locked.finished_at = at
    locked.save(update_fields=["finished_at"])
    return locked
