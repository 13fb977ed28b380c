"""What people are told: the notice on the page, the mail in the outbox, and reminders that stop by themselves."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from notices.querysets import MailQuerySet, NoticeQuerySet, ReminderQuerySet


class Preference(models.Model):
    """How somebody wants to be told. off: the kinds that are shown on the page and never mailed."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="notice_preference")
    language = models.CharField(_("språk"), max_length=2, choices=settings.LANGUAGES, default="sv")
    off = ArrayField(models.CharField(max_length=60), default=list, blank=True)

    def __str__(self) -> str:
        return f"Preference {self.pk}"


class Mail(models.Model):
    """One mail in the outbox. It may gather several notices of one kind before it leaves, and its Message-ID never changes.

    batch: the lock that the worker which has it holds. begun_at: that worker has begun to hand it over, so if it dies nobody knows
    whether the mail left. code: the last answer of the mail server ("550 5.1.1"), or a word of ours; never an address.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Väntar")
        SENDING = "sending", _("Skickas")
        SENT = "sent", _("Skickat")
        FAILED = "failed", _("Gick inte att skicka")
        BOUNCED = "bounced", _("Kom tillbaka")
        DROPPED = "dropped", _("Behövdes inte")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mails")
    kind = models.CharField(max_length=60)
    language = models.CharField(max_length=2, default="sv")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField()
    next_attempt_at = models.DateTimeField()
    batch = models.BigIntegerField(null=True, blank=True)
    begun_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    address = models.EmailField(blank=True)  # where it was sent, since the person may have another one when it comes back
    code = models.CharField(max_length=40, blank=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "id"]
        indexes: ClassVar = [
            models.Index(fields=["next_attempt_at", "id"], condition=Q(state="waiting"), name="mail_waiting"),
            models.Index(fields=["batch"], condition=Q(state="sending"), name="mail_being_sent"),
            models.Index(fields=["ended_at"], condition=Q(state__in=["failed", "bounced"]), name="mail_in_trouble"),
            models.Index(fields=["person", "kind"], name="mail_of_person"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state="sending") | Q(batch__isnull=True), name="mail_batch_only_while_sending")
        ]

    def __str__(self) -> str:
        return f"Mail {self.pk} {self.state}"


class Notice(models.Model):
    """One thing one person has been told. values: numbers and days alone, so that no name, number or free text can be in it.

    key: tells this occasion from every other, so that telling twice makes one. url: a page of ours, where it is put right or read.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=60)
    about_model = models.CharField(max_length=80)
    about_key = models.CharField(max_length=64)
    key = models.CharField(max_length=64)
    values = models.JSONField(default=dict)
    url = models.CharField(max_length=300)
    told_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    mail = models.ForeignKey(Mail, on_delete=models.SET_NULL, null=True, blank=True, related_name="notices")

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-told_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "key"], name="notice_told_once"),
            models.CheckConstraint(condition=Q(url__startswith="/") & ~Q(url__startswith="//"), name="notice_leads_to_our_pages"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["person", "-told_at", "id"], name="notice_of_person"),
            models.Index(fields=["person"], condition=Q(read_at__isnull=True), name="notice_unread"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class DeadAddress(models.Model):
    """An address that mail came back from. Nothing more is sent there until somebody says that it works again."""

    address = models.EmailField(unique=True)  # in small letters
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="dead_addresses")
    code = models.CharField(max_length=40)
    found_at = models.DateTimeField()

    class Meta:
        ordering = ["-found_at", "id"]

    def __str__(self) -> str:
        return f"DeadAddress {self.pk}"


class Reminder(models.Model):
    """Something one person is told again and again until it is no longer needed. next_on: when it is looked at the next time."""

    class End(models.TextChoices):
        NOT_NEEDED = "not_needed", _("Behövs inte längre")
        LAST_DAY = "last_day", _("Sista dagen har passerat")

    kind = models.CharField(max_length=60)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reminders")
    about_model = models.CharField(max_length=80)
    about_key = models.CharField(max_length=64)
    values = models.JSONField(default=dict)
    url = models.CharField(max_length=300)
    every_days = models.PositiveSmallIntegerField()
    ordered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    ordered_at = models.DateTimeField()
    next_on = models.DateField()
    last_day = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    end = models.CharField(max_length=12, choices=End, blank=True)

    objects = ReminderQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "person", "about_model", "about_key"], condition=Q(ended_on__isnull=True), name="one_running_reminder"
            ),
            models.CheckConstraint(condition=Q(every_days__gte=1), name="reminder_waits_a_day"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, end="") | Q(ended_on__isnull=False) & ~Q(end=""), name="reminder_says_why_it_ended"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["next_on"], condition=Q(ended_on__isnull=True), name="reminder_running"),
            models.Index(fields=["about_model", "about_key", "kind"], name="reminder_about"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class ReminderSent(models.Model):
    """One time a reminder was told: its history. by: who asked for it then; nobody where it repeated by itself."""

    reminder = models.ForeignKey(Reminder, on_delete=models.CASCADE, related_name="sent")
    sent_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = [F("sent_at").desc(), "id"]

    def __str__(self) -> str:
        return f"ReminderSent {self.pk}"
