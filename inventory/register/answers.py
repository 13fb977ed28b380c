"""An answer on its way: received, its columns named, read on trial, taken in, removed."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from audit.services import record
from inventory.models import ColumnMapping, RegisterAnswer
from inventory.register import columns as cols
from inventory.register.cells import cells_of
from inventory.register.reading import FileRefusedError, read_table
from inventory.register.taking_in import CHECK, TAKE
from jobs import services as jobs
from organisation.identity import crypto
from organisation.models import Person

KEPT = timedelta(days=30)
MOST_TEXTS = 30  # different ones in a column that must be explained


class BusyError(Exception):
    """A worker reads the answer now, or it has been taken in: nothing is changed."""


class NotCheckedError(Exception):
    """Nothing is taken in before it has been read on trial."""


def receive(upload: UploadedFile, *, by: Person, at: datetime) -> RegisterAnswer:
    """Read the file and keep its cells, encrypted. Raises FileRefusedError."""
    table = read_table(upload, name=upload.name or "", size=upload.size or 0)
    try:
        content = crypto.encrypt(json.dumps(table.rows, ensure_ascii=False, separators=(",", ":")))
    except crypto.KeyMissingError:
        raise FileRefusedError(_("Det finns ingen nyckel att kryptera filen med. Kontakta den som driftar tjänsten.")) from None
    with transaction.atomic():
        answer = RegisterAnswer.objects.create(
            provider=by.provider,
            uploaded_by=by,
            uploaded_at=at,
            name=(upload.name or "")[:200],
            content=content,
            rows=len(table.rows),
            width=table.width,
            expires_at=at + KEPT,
        )
        record("inventory.register_answer.received", actor=by, target=answer, at=at, details={"rows": answer.rows})
    return answer


def unexplained(answer: RegisterAnswer, rows: list[list[str]]) -> dict[str, list[str]]:
    """The texts that still need a meaning, by field."""
    texts = cols.texts_to_explain(rows[int(answer.columns["has_heading"]) :], answer.columns["fields"])
    known: Mapping[str, Any] = answer.words
    missing = {name: [text for text in some if text not in known.get(name, {})] for name, some in texts.items()}
    return {name: some for name, some in missing.items() if some}


@transaction.atomic
def name_columns(
    answer: RegisterAnswer, columns: Mapping[str, Any], words: Mapping[str, Any], *, save_as: str, by: Person, at: datetime
) -> RegisterAnswer:
    """Say which column is what, and what the texts mean as far as it is known; read it on trial when nothing is left to explain.

    columns: {"fields": field → place, "has_heading": bool}. save_as: a name to keep it under for the next file. Raises BusyError.
    """
    stored = _open(answer)
    stored.columns, stored.words, stored.state = dict(columns), dict(words), RegisterAnswer.State.RECEIVED
    stored.read_rows.all().delete()
    rows = cells_of(stored)
    if rows is None:
        raise BusyError
    if not unexplained(stored, rows):
        stored.job = jobs.order(CHECK.name, owner=by, at=at)
    else:
        stored.job = None
    stored.save(update_fields=["columns", "words", "state", "job"])
    if save_as:
        ColumnMapping.objects.update_or_create(
            provider=stored.provider, name=save_as, defaults={"columns": stored.columns, "words": stored.words, "saved_at": at}
        )
    record("inventory.register_answer.named", actor=by, target=stored, at=at, details={"is_saved": bool(save_as)})
    return stored


@transaction.atomic
def take_in(answer: RegisterAnswer, *, by: Person, at: datetime) -> RegisterAnswer:
    """Order that what has been read on trial is taken in. Raises BusyError and NotCheckedError."""
    stored = _open(answer)
    if stored.state != RegisterAnswer.State.CHECKED:
        raise NotCheckedError
    stored.job = jobs.order(TAKE.name, owner=by, at=at)
    stored.save(update_fields=["job"])
    record("inventory.register_answer.ordered", actor=by, target=stored, at=at)
    return stored


@transaction.atomic
def call_off(answer: RegisterAnswer, *, by: Person, at: datetime) -> None:
    """Stop the reading or the taking in at its next step. What is taken in stays, and the rest can be taken in later."""
    stored = RegisterAnswer.objects.select_for_update(of=("self",)).select_related("job").get(pk=answer.pk)
    if stored.job is not None:
        jobs.cancel(stored.job, by=by, at=at)


@transaction.atomic
def remove(answer: RegisterAnswer, *, by: Person, at: datetime) -> None:
    """Forget the file's cells now; what became of each row stays. Already gone is fine. Raises BusyError."""
    stored = RegisterAnswer.objects.select_for_update(of=("self",)).select_related("job").get(pk=answer.pk)
    if stored.content is None:
        return
    if stored.job is not None and not stored.job.is_over:
        raise BusyError
    stored.content = None
    stored.save(update_fields=["content"])
    record("inventory.register_answer.removed", actor=by, target=stored, at=at)


@transaction.atomic
def remove_mapping(mapping: ColumnMapping, *, by: Person, at: datetime) -> None:
    record("inventory.column_mapping.removed", actor=by, target=mapping, at=at)
    mapping.delete()


def empty_what_is_over(*, at: datetime) -> int:
    """Forget the cells of answers whose time is over. How many; may run twice."""
    return RegisterAnswer.objects.filter(expires_at__lte=at, content__isnull=False).update(content=None)


def _open(answer: RegisterAnswer) -> RegisterAnswer:
    """The answer as it is now, others' changes held back. Raises BusyError."""
    stored = RegisterAnswer.objects.select_for_update(of=("self",)).select_related("job", "provider").get(pk=answer.pk)
    is_worked_on = stored.job is not None and not stored.job.is_over
    if is_worked_on or stored.content is None or stored.state == RegisterAnswer.State.TAKEN_IN:
        raise BusyError
    return stored
