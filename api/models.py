"""The programs that may call the API of a school provider, their keys, and how much they have called."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from organisation.models import Person, SchoolProvider

PREFIX_LENGTH = 8


class MachineClient(models.Model):
    """One program of one school provider. Once revoked it is never opened again: whoever needs one anew gets a new one."""

    provider = models.ForeignKey(SchoolProvider, on_delete=models.CASCADE, related_name="machine_clients")
    name = models.CharField(_("namn"), max_length=80)
    purpose = models.CharField(_("ändamål"), max_length=300)
    contact = models.CharField(_("kontakt"), max_length=200)
    calls_per_minute = models.PositiveIntegerField(_("anrop i minuten"))
    is_active = models.BooleanField(_("får anropa"), default=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["name", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                "provider", Lower("name"), condition=models.Q(revoked_at__isnull=True), name="api_one_client_of_a_name_at_a_time"
            ),
            models.CheckConstraint(condition=models.Q(calls_per_minute__gte=1), name="api_client_may_call_at_least_once"),
        ]

    def __str__(self) -> str:
        return self.name


class ClientKey(models.Model):
    """One key of a client. Of the key itself only a keyed digest is kept; `prefix` is its visible beginning, to tell keys apart by.

    A client has several while a renewed one replaces the former.
    """

    client = models.ForeignKey(MachineClient, on_delete=models.CASCADE, related_name="keys")
    prefix = models.CharField(max_length=PREFIX_LENGTH, unique=True)
    digest = models.CharField(max_length=64)
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    expires_at = models.DateTimeField()  # works until this moment
    last_used_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-issued_at", "-pk"]

    def __str__(self) -> str:
        return self.prefix


class ClientUse(models.Model):
    """What one client called in one hour (UTC), by endpoint. Told to the audit log when the hour is over.

    calls: answered, whatever the answer. faulty: those of them refused for what was sent. limited: minutes in which the limit was met.
    """

    client = models.ForeignKey(MachineClient, on_delete=models.CASCADE, related_name="uses")
    endpoint = models.CharField(max_length=40)
    hour = models.DateTimeField()
    calls = models.PositiveIntegerField(default=0)
    faulty = models.PositiveIntegerField(default=0)
    limited = models.PositiveIntegerField(default=0)
    recorded_at = models.DateTimeField(null=True)  # when the log was told

    class Meta:
        ordering = ["-hour", "endpoint", "pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["client", "endpoint", "hour"], name="api_use_once_an_hour")]
        indexes: ClassVar = [models.Index(fields=["hour"], condition=models.Q(recorded_at__isnull=True), name="api_use_not_yet_recorded")]

    def __str__(self) -> str:
        return f"{self.client_id} {self.endpoint} {self.hour.isoformat()}"
