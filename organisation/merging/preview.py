"""What a merge or its undoing would do: done and taken back at once, so that what is shown is what will happen."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from organisation.merging import moving
from organisation.models import Person


def of_merge(*, kept: Person, merged: Person, on: date) -> moving.Moves:
    with transaction.atomic():
        moves = moving.move(kept=kept, merged=merged, on=on)
        transaction.set_rollback(True)
    return moves


def of_undo(entries: Iterable[moving.Entry], *, kept: Person, merged: Person) -> moving.Moves:
    rows = [entry for entry in entries if entry["model"] != "organisation.person"]
    with transaction.atomic():
        moves = moving.move_back(rows, kept=kept, merged=merged)
        transaction.set_rollback(True)
    return moves
