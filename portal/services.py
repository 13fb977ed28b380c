"""Changes to accounts: each one verb, one transaction, one audit entry."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.tokens import default_token_generator
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from audit.services import record
from organisation.models import Person, Role, RoleAssignment, SchoolProvider


class OtherProviderError(Exception):
    """The e-mail address belongs to somebody at another school provider."""


@dataclass(frozen=True)
class Invitation:
    """path: where the one-time link leads, without the host."""

    person: Person
    path: str


@transaction.atomic
def change_password(person: Person, password: str, *, at: datetime) -> None:
    """Set a password the person has chosen, already validated by the form."""
    Person.objects.select_for_update().get(pk=person.pk)
    person.set_password(password)
    person.save(update_fields=["password"])
    record("portal.password.changed", actor=person, target=person, subject=person, at=at)


@transaction.atomic
def invite_administrator(email: str, *, provider_name: str, given_name: str, family_name: str, at: datetime) -> Invitation:
    """Make the provider, the person and the role where they are missing, and a link that sets a password once.

    May run again: whoever is there is kept, with name and password, and gets a new link. Raises OtherProviderError.
    """
    provider, _ = SchoolProvider.objects.get_or_create(name=provider_name, defaults={"kind": SchoolProvider.Kind.MUNICIPALITY})
    person = Person.objects.select_for_update().filter(username=email).first()
    if person is None:
        person = Person(username=email, email=email, provider=provider, given_name=given_name, family_name=family_name)
        person.set_unusable_password()
        person.save()
        record("portal.person.created", actor=None, target=person, subject=person, at=at)
    elif person.provider_id != provider.pk:
        raise OtherProviderError
    _make_administrator(person, at=at)
    record("portal.person.invited", actor=None, target=person, subject=person, at=at)
    key = {"uidb64": urlsafe_base64_encode(force_bytes(person.pk)), "token": default_token_generator.make_token(person)}
    return Invitation(person, reverse("portal:welcome", kwargs=key))


def _make_administrator(person: Person, *, at: datetime) -> None:
    today = timezone.localdate(at)
    if RoleAssignment.objects.active(today).filter(person=person, role=Role.ADMINISTRATOR).exists():
        return
    role = RoleAssignment.objects.create(person=person, role=Role.ADMINISTRATOR, starts_on=today)
    record("organisation.role.given", actor=None, target=role, subject=person, at=at, details={"role": Role.ADMINISTRATOR})
