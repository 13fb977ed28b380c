"""What happened, and the seals that show whether somebody has touched it since.

The database refuses to change or remove rows of Entry, Seal and Removal, for everybody (migration 0003). ADR 6 tells how it hangs together.
"""

import secrets
from typing import Any, ClassVar, NoReturn

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

ROLE_LENGTH = 20


def new_nonce() -> str:
    return secrets.token_hex(8)


class AppendOnly(models.Model):
    """A row that is written once. The triggers hold for SQL; this says the same to whoever writes Python."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError(f"A row of {self._meta.label} is never changed")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError(f"A row of {self._meta.label} is never deleted")


class Entry(AppendOnly):
    """One event. Target and people are named by key alone, so the entry stays as it was when they are gone.

    actor: None for what a task did. subject: whose data it is about. roles: what the actor was when it touched somebody else's data.
    request_id, job_id: the request or the task that wrote it. nonce: so that no two entries are alike and a copy shows.
    digest: keyed, over everything but the id (audit.digests).
    """

    at = models.DateTimeField(db_index=True)
    action = models.CharField(max_length=80)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.DO_NOTHING, null=True, related_name="+", db_constraint=False, db_index=False
    )
    subject = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.DO_NOTHING, null=True, related_name="+", db_constraint=False, db_index=False
    )
    target_model = models.CharField(max_length=80)
    target_key = models.CharField(max_length=64)
    details = models.JSONField(default=dict)
    roles = ArrayField(models.CharField(max_length=ROLE_LENGTH), default=list)
    request_id = models.UUIDField(null=True)
    job_id = models.UUIDField(null=True)
    nonce = models.CharField(max_length=16, default=new_nonce)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["-at", "-id"]
        indexes: ClassVar = [models.Index(fields=["target_model", "target_key"]), models.Index(fields=["subject", "-at"])]
        constraints: ClassVar = [models.CheckConstraint(condition=models.Q(digest__regex="^[0-9a-f]{64}$"), name="entry_has_a_digest")]

    def __str__(self) -> str:
        return f"{self.action} {self.target_model} {self.target_key}"


class Waiting(models.Model):
    """An entry that is not sealed yet. A trigger puts it here in the entry's own transaction, so it shows when that has committed."""

    entry_id = models.BigIntegerField(primary_key=True)

    class Meta:
        ordering = ["entry_id"]

    def __str__(self) -> str:
        return str(self.entry_id)


class Seal(AppendOnly):
    """Some entries, closed: the link of the chain. number: 1 and up without gaps. previous: the digest of the one before, "" for the first.

    spans: the ids it holds, as [[first, last], ...]. content: SHA-256 over "id:digest" of each in the order of ids. missing: ids that are
    known to have been committed and were gone. first_at, last_at: the earliest and the latest moment an entry tells of.
    digest: keyed, over all of this. key_id: which key.
    """

    number = models.PositiveBigIntegerField(primary_key=True)
    previous = models.CharField(max_length=64, blank=True)
    spans = models.JSONField()
    count = models.PositiveIntegerField()
    content = models.CharField(max_length=64)
    missing = models.JSONField(default=list)
    first_at = models.DateTimeField(null=True)
    last_at = models.DateTimeField(null=True)
    sealed_at = models.DateTimeField()
    key_id = models.CharField(max_length=8)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return f"Seal {self.number}"


class Removal(AppendOnly):
    """Entries that were deleted because their time was over: all of the seals up to and including up_to. The seals themselves stay.

    before: the limit, every entry was older. count: entries removed this time. digest: keyed, so that nobody can excuse a hole with one.
    """

    up_to = models.PositiveBigIntegerField()
    before = models.DateTimeField()
    count = models.PositiveIntegerField()
    removed_at = models.DateTimeField()
    key_id = models.CharField(max_length=8)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"Entries up to seal {self.up_to} removed"


class Verification(models.Model):
    """That the chain was looked through, and what came of it."""

    checked_at = models.DateTimeField()
    entries = models.PositiveBigIntegerField()
    seals = models.PositiveBigIntegerField()
    waiting = models.PositiveIntegerField()
    faults = models.PositiveIntegerField()

    class Meta:
        ordering = ["-checked_at", "-id"]

    def __str__(self) -> str:
        return f"{self.checked_at:%Y-%m-%d %H:%M}, {self.faults} faults"
