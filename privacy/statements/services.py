"""Saving what the open pages say, and taking reports of what somebody could not use."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from audit.services import record
from notices.services import tell_all
from organisation.models import Person, Role, RoleAssignment, SchoolProvider
from privacy.models import ProviderPrivacy, ShortcomingReport
from privacy.telling import SHORTCOMING


@transaction.atomic
def save_settings(said: ProviderPrivacy, *, by: Person, at: datetime) -> None:
    """Store what an administrator has written about their own provider."""
    SchoolProvider.objects.select_for_update(no_key=True).get(pk=said.provider_id)
    said.changed_at = at
    said.save()
    record("privacy.settings.saved", actor=by, target=said, at=at, details={"reading_months": said.reading_months})


@dataclass(frozen=True)
class Shortcoming:
    text: str
    page: str
    aid: str
    contact: str


@transaction.atomic
def report(said: Shortcoming, provider: SchoolProvider, *, by: Person | None, at: datetime) -> ShortcomingReport:
    """Keep the report and tell the administrators of that day. by: None where nobody was signed in."""
    row = ShortcomingReport.objects.create(
        provider=provider, person=by, text=said.text, page=said.page, aid=said.aid, contact=said.contact, reported_at=at
    )
    record("privacy.shortcoming.reported", actor=by, target=row, at=at)
    tell_all(SHORTCOMING, administrators_of(provider, on=timezone.localdate(at)), about=row, at=at, url=reverse("privacy:shortcomings"))
    return row


@transaction.atomic
def answer(row: ShortcomingReport, text: str, *, by: Person, at: datetime) -> None:
    """Say what was done. The first answer stands."""
    locked = ShortcomingReport.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if locked.handled_at is not None:
        return
    locked.answer, locked.handled_at, locked.handled_by = text, at, by
    locked.save(update_fields=["answer", "handled_at", "handled_by"])
    record("privacy.shortcoming.handled", actor=by, target=locked, at=at)


def administrators_of(provider: SchoolProvider, *, on: date) -> list[Person]:
    roles = RoleAssignment.objects.active(on).filter(role=Role.ADMINISTRATOR)
    return list(Person.objects.filter(Q(pk__in=roles.values("person")), provider=provider, is_active=True).order_by("pk"))
