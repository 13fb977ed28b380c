"""What a long piece of work reports about itself, and a page follows."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Job(models.Model):
    """State and progress of one piece of background work. done and total are counted by the task at its own steps."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Väntar på sin tur")
        RUNNING = "running", _("Arbetar")
        FINISHED = "finished", _("Klar")
        FAILED = "failed", _("Misslyckades")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="jobs")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    message = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "id"]
        constraints: ClassVar = [models.CheckConstraint(condition=models.Q(done__lte=models.F("total")), name="job_done_within_total")]

    def __str__(self) -> str:
        return f"Job {self.pk} {self.state}"

    @property
    def is_over(self) -> bool:
        return self.state in {self.State.FINISHED, self.State.FAILED}

    @property
    def percent(self) -> int:
        return round(100 * self.done / self.total) if self.total else 0
