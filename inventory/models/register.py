"""What is sent to Skolverket's register check and what comes back. Numbers lie here encrypted, and only for a while."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from jobs.models import Job
from organisation.models import SchoolProvider


class RegisterCheck(models.Model):
    """A list of personal numbers that an administrator has ordered. content: the encrypted file, until expires_at.

    choice: which people, as inventory.register.choosing reads it. count: how many numbers; lacking: how many of those chosen have none.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    provider = models.ForeignKey(SchoolProvider, on_delete=models.CASCADE, related_name="+")
    ordered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    ordered_at = models.DateTimeField()
    reason = models.CharField(_("skäl"), max_length=500)
    choice = models.JSONField(default=dict)
    job = models.OneToOneField(Job, on_delete=models.SET_NULL, null=True, related_name="register_check")
    content = models.BinaryField(null=True)
    count = models.PositiveIntegerField(default=0)
    lacking = models.PositiveIntegerField(default=0)
    expires_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-ordered_at", "id"]
        constraints: ClassVar = [models.CheckConstraint(condition=~models.Q(reason=""), name="register_check_has_a_reason")]

    def __str__(self) -> str:
        return f"RegisterCheck {self.pk}"


class RegisterAnswer(models.Model):
    """A file that came back. content: its cells, encrypted, until expires_at or until somebody removes it.

    columns: which column is what, as the administrator has said; words: what the texts in some columns mean. Neither has a default.
    """

    class State(models.TextChoices):
        RECEIVED = "received", _("Kolumnerna ska väljas")
        CHECKED = "checked", _("Provläst")
        TAKEN_IN = "taken_in", _("Intaget")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    provider = models.ForeignKey(SchoolProvider, on_delete=models.CASCADE, related_name="+")
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    uploaded_at = models.DateTimeField()
    name = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=State, default=State.RECEIVED)
    content = models.BinaryField(null=True)
    rows = models.PositiveIntegerField(default=0)
    width = models.PositiveSmallIntegerField(default=0)
    columns = models.JSONField(default=dict)
    words = models.JSONField(default=dict)
    job = models.OneToOneField(Job, on_delete=models.SET_NULL, null=True, related_name="register_answer")
    expires_at = models.DateTimeField()

    class Meta:
        ordering = ["-uploaded_at", "id"]

    def __str__(self) -> str:
        return f"RegisterAnswer {self.pk}"


class RegisterAnswerRow(models.Model):
    """What became, or would become, of one row. number: its place in the file, the first is 1."""

    class State(models.TextChoices):
        NEW = "new", _("Tas in")
        TAKEN = "taken", _("Intagen")
        SAME = "same", _("Redan registrerad")
        NOTHING = "nothing", _("Säger inget att ta in")
        NO_NUMBER = "no_number", _("Personnumret går inte att läsa")
        UNKNOWN = "unknown", _("Ingen här har det personnumret")
        BAD_DAY = "bad_day", _("En dag går inte att läsa eller ligger framåt i tiden")
        BAD_WORD = "bad_word", _("En text har ingen vald betydelse")
        INCOMPLETE = "incomplete", _("Uppgiften är inte hel")  # as files were read before the reasons below were told apart
        NO_KIND = "no_kind", _("Slaget av legitimation saknas")
        NO_ISSUED = "no_issued", _("Dagen då legitimationen utfärdades saknas")
        NO_LEVEL = "no_level", _("Meriteringsnivån saknas")
        NO_OUTCOME = "no_outcome", _("Det framgår inte om beslutet är beviljat eller avslag")
        NO_DAY = "no_day", _("Dagen för beslutet saknas")
        BAD_ORDER = "bad_order", _("Dagarna går inte ihop: något upphörde innan det började, eller ett avslag upphörde")
        LONG = "long", _("Ärendenumret är längre än 40 tecken")
        FORMULA = "formula", _("En cell ser ut som en formel")
        DUPLICATE = "duplicate", _("Samma sak står tidigare i filen")
        CONFLICT = "conflict", _("Stämmer inte med det som är registrerat")

    IN_ORDER = (State.NEW, State.TAKEN, State.SAME, State.NOTHING, State.DUPLICATE)

    answer = models.ForeignKey(RegisterAnswer, on_delete=models.CASCADE, related_name="read_rows")
    number = models.PositiveIntegerField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=State)

    class Meta:
        ordering = ["answer", "number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["answer", "number"], name="register_answer_row_once")]

    def __str__(self) -> str:
        return f"{self.number} {self.state}"


class ColumnMapping(models.Model):
    """Which column is what, saved under a name by a school provider that expects more files alike."""

    provider = models.ForeignKey(SchoolProvider, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(_("namn"), max_length=80)
    columns = models.JSONField(default=dict)
    words = models.JSONField(default=dict)
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ["name", "id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["provider", "name"], name="column_mapping_named_once")]

    def __str__(self) -> str:
        return self.name
