"""Which records, certificates and submissions. A teacher's own always; others' only once sent, and only where one may judge them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Self, TypeVar

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from inventory.models import Campaign, Certificate, Record, Submission
    from organisation.models import Person


def unsent(record: str = "") -> Q:
    """What only its owner may see: drafts, and returned rows with corrections not sent yet. record: the lookup to the row, "course__"."""
    corrected = Q(**{f"{record}status": "completion_asked", f"{record}changed_at__gt": models.F(f"{record}reviewed_at")})
    return Q(**{f"{record}status": "draft"}) | corrected


_R_co = TypeVar("_R_co", bound="Record", covariant=True)


class RecordQuerySet(models.QuerySet[_R_co]):
    def visible_to(self, viewer: Person, *, on: date) -> Self:
        """Own records; and what has been sent by people the viewer may review. A draft is its owner's alone."""
        return self.filter(Q(person=viewer) | self._reviewable(viewer, on))

    def reviewable_by(self, viewer: Person, *, on: date) -> Self:
        """Sent records of others, never one's own."""
        return self.filter(self._reviewable(viewer, on))

    def sent(self) -> Self:
        """What more people than its owner may know of."""
        return self.filter(~unsent())

    def waiting(self) -> Self:
        return self.filter(status="sent")

    def _reviewable(self, viewer: Person, on: date) -> Q:
        from organisation.models import Person as PersonModel

        people = PersonModel.objects.reviewable_by(viewer, on=on)
        return Q(person__in=people.values("pk")) & ~unsent()


class CertificateQuerySet(models.QuerySet["Certificate"]):
    def visible_to(self, viewer: Person, *, on: date) -> Self:
        """Own certificates; and those that prove some sent record the viewer may review."""
        from inventory.models import KINDS
        from organisation.models import Person as PersonModel

        proves_something_sent = Q()
        for model in KINDS.values():
            proofs = model.certificates.through._default_manager.filter(certificate=models.OuterRef("pk"))
            proves_something_sent |= Q(models.Exists(proofs.exclude(unsent(f"{model._meta.model_name}__"))))
        reviewable = PersonModel.objects.reviewable_by(viewer, on=on)
        return self.filter(Q(person=viewer) | (Q(person__in=reviewable.values("pk")) & proves_something_sent))


class CampaignQuerySet(models.QuerySet["Campaign"]):
    def running(self, on: date) -> Self:
        return self.filter(opens_on__lte=on, closes_on__gte=on)

    def asking(self, person: Person, *, on: date) -> Self:
        """Running campaigns that expect this person, by the authority of an employment that day."""
        return self.running(on).expecting(person, on=on)

    def coming_for(self, person: Person, *, on: date) -> Self:
        """Campaigns that will ask this person but have not opened yet."""
        return self.filter(opens_on__gt=on).expecting(person, on=on)

    def expecting(self, person: Person, *, on: date) -> Self:
        from organisation.models import Employment

        work = Employment.objects.active(on).filter(person=person)
        return self.filter(provider=person.provider_id, authorities__in=work.values("unit__authority")).distinct()


class SubmissionQuerySet(models.QuerySet["Submission"]):
    def visible_to(self, viewer: Person, *, on: date) -> Self:
        """A receipt is the sender's own; what was sent is read by reviewers through the records themselves."""
        return self.filter(person=viewer)
