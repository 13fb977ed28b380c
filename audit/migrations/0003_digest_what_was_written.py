"""Entries from before the seals get a digest, and wait to be sealed like any other."""

import secrets

from django.db import migrations

from audit import digests

FIELDS = ("at", "action", "actor_id", "subject_id", "target_model", "target_key", "details", "roles", "request_id", "job_id", "nonce")
AT_ONCE = 2_000


def digest(apps, schema_editor):
    entries, waiting = apps.get_model("audit", "Entry").objects, apps.get_model("audit", "Waiting").objects
    while batch := list(entries.filter(digest="").order_by("pk")[:AT_ONCE]):
        for entry in batch:
            entry.nonce = secrets.token_hex(8)
            entry.digest = digests.make(digests.canonical("entry 1", (getattr(entry, name) for name in FIELDS)))
        entries.bulk_update(batch, ["digest", "nonce"])
        waiting.bulk_create([waiting.model(entry_id=entry.pk) for entry in batch])


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_seals")]

    operations = [migrations.RunPython(digest, migrations.RunPython.noop)]
