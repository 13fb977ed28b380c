"""Marking somebody's identity as protected, and finding people that no list shows."""

from datetime import datetime

from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from audit.models import Entry
from audit.services import record
from notices.services import tell
from organisation.identity.notices import CHANGED
from organisation.identity.services import person_with
from organisation.models import Person, Protection


class Reason(models.TextChoices):
    """Why a protection is set or lifted. From a list: an entry holds no free text, and what threatens somebody is nobody's to read."""

    DECISION = "decision", _("Personen har visat Skatteverkets beslut")
    REGISTER = "register", _("Uppgiften kommer från folkbokföringen eller personalregistret")
    MEANWHILE = "meanwhile", _("Arbetsgivaren skyddar personen i väntan på beslut")
    ENDED = "ended", _("Skyddet har upphört")
    MISTAKE = "mistake", _("Det blev fel tidigare")


class LookupReason(models.TextChoices):
    """Why an administrator looks for somebody whom no list shows."""

    PROTECTION = "protection", _("Skyddet ska ändras")
    NUMBER = "number", _("Personnumret ska läggas in eller rättas")
    ACCOUNT = "account", _("Personen behöver hjälp med sitt konto")
    DUPLICATE = "duplicate", _("Jag vill veta om personen redan finns")


SET, FOUND, SOUGHT = "organisation.protection.set", "organisation.person.found", "organisation.person.sought"


@transaction.atomic
def set_protection(person: Person, protection: str, *, reason: str, by: Person, at: datetime) -> bool:
    """Mark or unmark, at once for everybody who looks, and tell the person. False where it is so already.

    Accounts that were merged into this one follow: what they once did is shown under their own names.
    """
    held = Person.objects.select_for_update(of=("self",), no_key=True).get(pk=person.pk)
    if held.protection == protection:
        return False
    before, held.protection = held.protection, str(Protection(protection))
    details: dict[str, str | int | bool | None] = {"from": before, "to": held.protection, "reason": str(Reason(reason))}
    held.save(update_fields=["protection"])
    protect_merged(held)
    entry = record(SET, actor=by, subject=held, target=held, at=at, details=details)
    tell(CHANGED, held, about=held, at=at, url=f"{reverse('portal:account')}#skydd", occasion=str(entry.pk))
    return True


def protect_merged(held: Person) -> None:
    """Give the accounts merged into this one, and those merged into them, the same protection. Call in the transaction of the change."""
    into = [held.pk]
    while into:
        merged = Person.objects.filter(merged_into__in=into).order_by("pk")
        into = list(merged.values_list("pk", flat=True))
        merged.order_by().update(protection=held.protection)


def changes_of(person: Person) -> models.QuerySet[Entry]:
    """When the protection has been changed, by whom and why, the latest first."""
    return Entry.objects.filter(action=SET, subject=person, target_key=str(person.pk)).select_related("actor").order_by("-at", "-pk")


@transaction.atomic
def find_exactly(text: str, *, reason: str, by: Person, at: datetime) -> Person | None:
    """Whoever at the administrator's school provider has exactly this username, or has or had this number. Put on record, found or not.

    Raises crypto.KeyMissingError where the text is a number and there is no key to look for it with.
    """
    wanted = text.strip()
    by_name = Person.objects.filter(provider=by.provider_id, username__iexact=wanted).order_by("pk").first() if wanted else None
    found = by_name or person_with(wanted, provider=by.provider_id, at=at)
    details: dict[str, str | int | bool | None] = {"reason": str(LookupReason(reason))}
    if found is None:
        record(SOUGHT, actor=by, target=by.provider, at=at, details=details)
    else:
        record(FOUND, actor=by, subject=found, target=found, at=at, details={**details, "by": "username" if by_name else "number"})
    return found
