"""What every kind of record shares: whose it is, where it stands in the review, and the certificates that prove it."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from inventory.models.certificate import Certificate
from inventory.querysets import RecordQuerySet

if TYPE_CHECKING:
    from organisation.models import Person


class RecordStatus(models.TextChoices):
    """Mapped to evidence in merit.facts, as contracts/assessment.md says."""

    DRAFT = "draft", _("Utkast, inte skickad")
    SENT = "sent", _("Skickad, väntar på granskning")
    COMPLETION_ASKED = "completion_asked", _("Behöver rättas")
    ACCEPTED = "accepted", _("Godkänd")
    NOT_MERITING = "not_meriting", _("Godkänd, men inte meriterande")
    REJECTED = "rejected", _("Inte godkänd")


class RecordSource(models.TextChoices):
    """Who has said it, for the kinds that a register can deliver."""

    OWNER = "owner", _("Läraren själv")
    REGISTER = "register", _("Registerkontroll hos Skolverket")


class Record(models.Model):
    """Abstract. Belongs to a person, not to a campaign, so that next year's inventory starts from this year's.

    version grows at each saved change; a form carries the version it was opened with, so that a second tab cannot overwrite newer work.
    """

    Status = RecordStatus

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="%(class)s_records")
    status = models.CharField(max_length=20, choices=RecordStatus, default=RecordStatus.DRAFT)
    certificates = models.ManyToManyField(Certificate, blank=True, related_name="%(class)s_records", verbose_name=_("intyg"))
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    review_reason = models.TextField(_("motivering"), max_length=2000, blank=True)

    objects = RecordQuerySet.as_manager()

    # What each kind says of itself; KINDS below collects them.
    kind: ClassVar[str]
    slug: ClassVar[str]
    content_fields: ClassVar[tuple[str, ...]]

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{type(self).__name__} {self.pk}"

    @property
    def heading(self) -> str:
        """What a list calls the row."""
        raise NotImplementedError

    @property
    def can_be_edited(self) -> bool:
        return self.status in {RecordStatus.DRAFT, RecordStatus.COMPLETION_ASKED}

    @property
    def is_waiting(self) -> bool:
        return self.status == RecordStatus.SENT

    def belongs_to(self, person: Person) -> bool:
        return self.person_id == person.pk


KINDS: dict[str, type[Record]] = {}


def kind_of(model: type[Record]) -> type[Record]:
    """Class decorator: make a kind of record known by its name."""
    KINDS[model.kind] = model
    return model
