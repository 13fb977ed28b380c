"""A what-if that somebody has kept: the question alone. The answer is reckoned anew each time it is opened."""

import uuid
from datetime import date
from typing import ClassVar
from urllib.parse import urlencode

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.formats import local_day

MOST = 20  # a person keeps no more: enough to compare, few enough to find


class Scenario(models.Model):
    """question: what is asked in the address of the page, by field. Nobody but the person sees it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="scenarios")
    name = models.CharField(_("namn"), max_length=80)
    question = models.JSONField()
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["-changed_at", "id"]
        verbose_name = _("tanke")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(name=""), name="scenario_has_a_name", violation_error_message=_("Skriv ett namn på tanken.")
            )
        ]

    def __str__(self) -> str:
        return f"Scenario {self.pk}"

    @property
    def changed_on(self) -> date:
        """The day it was changed, in Swedish time."""
        return local_day(self.changed_at)

    @property
    def query(self) -> str:
        """The address's question that opens it."""
        return urlencode([*((name, value) for name, values in sorted(self.question.items()) for value in values), ("tanke", str(self.pk))])
