"""Append-only entries: who did or read what, when. Written by audit.services.record alone."""

from typing import Any, ClassVar, NoReturn

from django.conf import settings
from django.db import models


class Entry(models.Model):
    """One event. The target is named by model and key, so the entry outlives what it is about."""

    at = models.DateTimeField(db_index=True)
    action = models.CharField(max_length=80)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    subject = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    target_model = models.CharField(max_length=80)
    target_key = models.CharField(max_length=64)
    details = models.JSONField(default=dict)

    class Meta:
        ordering = ["-at", "-id"]
        indexes: ClassVar = [models.Index(fields=["target_model", "target_key"]), models.Index(fields=["subject", "-at"])]

    def __str__(self) -> str:
        return f"{self.action} {self.target_model} {self.target_key}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("An audit entry is never changed")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("An audit entry is never deleted")
