"""What is coming allows one standing decision a level: of several alike the best judged stays, the rest are set aside and say why."""

from itertools import groupby
from typing import Any

from django.db import migrations

BEST_FIRST = ("accepted", "sent", "completion_asked", "draft", "not_meriting", "rejected")
WHY = "Samma beslut var registrerat flera gånger."


def set_aside(apps: Any, schema_editor: Any) -> None:
    """Decisions are few, and several for one level and person are mistakes: read them all, in the order of people."""
    decisions = apps.get_model("inventory", "LevelDecision")
    rows = decisions.objects.exclude(status="rejected").order_by("person_id", "level", "decided_on", "pk")
    for _whose, some in groupby(rows.iterator(chunk_size=2000), key=lambda row: (row.person_id, row.level)):
        _first, *others = sorted(some, key=lambda row: BEST_FIRST.index(row.status))
        for row in others:
            row.status, row.review_reason = "rejected", WHY
            row.version += 1
            row.save(update_fields=["status", "review_reason", "version"])


class Migration(migrations.Migration):
    dependencies = [("inventory", "0002_row_history")]

    operations = [migrations.RunPython(set_aside, migrations.RunPython.noop)]
