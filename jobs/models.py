"""What a long piece of work reports about itself, and a page follows."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Job(models.Model):
    """State and progress of one piece of background work. done and total are counted by the task at its own steps.

    kind: which work it is, as registered in jobs.kinds. starts: how many times it was begun, more than once where a worker was killed or
    the disk was away. message: what is being done, and when it is over what came of it. result_url: where what was made is; it stays.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Väntar på sin tur")
        RUNNING = "running", _("Arbetar")
        FINISHED = "finished", _("Klar")
        FAILED = "failed", _("Misslyckades")
        CANCELLED = "cancelled", _("Avbruten")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=60)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="jobs")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    starts = models.PositiveSmallIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    message = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    cancel_requested_at = models.DateTimeField(null=True, blank=True)
    result_url = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-created_at", "id"]
        indexes: ClassVar = [
            models.Index(fields=["created_at"], condition=models.Q(finished_at__isnull=True), name="job_unfinished"),
            models.Index(fields=["finished_at"], condition=models.Q(state="failed"), name="job_failed"),
        ]
        constraints: ClassVar = [models.CheckConstraint(condition=models.Q(done__lte=models.F("total")), name="job_done_within_total")]

    def __str__(self) -> str:
        return f"Job {self.pk} {self.state}"

    @property
    def is_over(self) -> bool:
        return self.state in {self.State.FINISHED, self.State.FAILED, self.State.CANCELLED}

    @property
    def is_being_cancelled(self) -> bool:
        return self.cancel_requested_at is not None and not self.is_over

    @property
    def percent(self) -> int:
        return round(100 * self.done / self.total) if self.total else 0
