from datetime import datetime

from django.db import transaction
from django.urls import reverse

from audit.services import record
from inventory.models import Certificate
from notices.services import tell
from organisation.models import Person
from privacy.models import INSIGHT_LASTS, Insight
from privacy.telling import OPENED


@transaction.atomic
def open_record(person: Person, *, by: Person, reason: str, at: datetime) -> Insight:
    """Give half an hour's sight of the person's data, put it on record and tell the person. An open one is given back as it is."""
    Person.objects.select_for_update(of=("self",), no_key=True).get(pk=by.pk)
    already = Insight.objects.open_to(by, at=at).filter(person=person).first()
    if already is not None:
        return already
    insight = Insight.objects.create(person=person, opened_by=by, reason=reason, opened_at=at, closes_at=at + INSIGHT_LASTS)
    record("privacy.insight.given", actor=by, subject=person, target=insight, at=at)
    tell(OPENED, person, about=insight, at=at, url=reverse("privacy:my_data"))
    return insight


@transaction.atomic
def record_opening(insight: Insight, *, certificate: Certificate | None = None, at: datetime) -> None:
    """Each page and each file that is opened leaves an entry of its own."""
    target = certificate or insight
    record("privacy.record.opened", actor=insight.opened_by, subject=insight.person, target=target, at=at)


@transaction.atomic
def close(insight: Insight, *, at: datetime) -> None:
    """The administrator is done before the time is out."""
    locked = Insight.objects.select_for_update(of=("self",)).get(pk=insight.pk)
    if locked.closes_at > at:
        locked.closes_at = at
        locked.save(update_fields=["closes_at"])
