"""Accounts: made and ended by an administrator, with a link that lets the person choose a password once."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain, count
from unicodedata import combining, normalize

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from audit.services import record
from notices.services import tell
from organisation.models import Person
from organisation.services import people_errors as errors
from organisation.services.employments import Terms, add_employment, end_all_employments
from organisation.services.roles import check_administrators, end_all_roles
from organisation.services.unit_rows import hold_provider
from organisation.telling import DETAILS, NEW_LINK


@dataclass(frozen=True)
class Invitation:
    """What the one-time link carries. It works until a password has been chosen, or until it is too old."""

    person: Person
    uidb64: str
    token: str

    @classmethod
    def to(cls, person: Person) -> "Invitation":
        return cls(person, urlsafe_base64_encode(force_bytes(person.pk)), default_token_generator.make_token(person))


@transaction.atomic
def create_person(*, given_name: str, family_name: str, email: str, by: Person, at: datetime) -> Person:
    """An account at the administrator's own school provider, without password. Raises EmailTakenError."""
    hold_provider(by.provider_id)
    email = email.strip().lower()
    _check_email(email, by=by)
    person = Person(provider_id=by.provider_id, username=_free_username(email, given_name, family_name), email=email)
    person.given_name, person.family_name = composed(given_name), composed(family_name)
    person.set_unusable_password()
    person.save()
    record("organisation.person.created", actor=by, target=person, subject=person, at=at)
    return person


@transaction.atomic
def admit(
    *, given_name: str, family_name: str, email: str, terms: Terms | None, starts_on: date | None, by: Person, at: datetime
) -> Person:
    """An account with its first employment, or none of them. Raises what create_person and add_employment raise."""
    person = create_person(given_name=given_name, family_name=family_name, email=email, by=by, at=at)
    if terms is not None and starts_on is not None:
        add_employment(person, terms, starts_on=starts_on, by=by, at=at)
    return person


@transaction.atomic
def change_details(person: Person, *, given_name: str, family_name: str, email: str, by: Person, at: datetime) -> bool:
    """Name and e-mail address. The username stays. False if nothing differs. Raises EmailTakenError."""
    hold_provider(person.provider_id)
    held = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    wanted = {"given_name": composed(given_name), "family_name": composed(family_name), "email": email.strip().lower()}
    changed = [name for name, value in wanted.items() if getattr(held, name) != value]
    if not changed:
        return False
    if "email" in changed:
        _check_email(wanted["email"], by=by, besides=held)
    for name in changed:
        setattr(held, name, wanted[name])
    held.save(update_fields=changed)
    record("organisation.person.changed", actor=by, target=held, subject=held, at=at, details={"fields": ",".join(changed)})
    if held.pk != by.pk:
        tell(DETAILS, held, about=held, at=at, url=reverse("portal:account"))
    return True


@transaction.atomic
def invite(person: Person, *, by: Person, at: datetime) -> Invitation:
    """A link that lets the person choose a password once: the first, or a new one for who has forgotten theirs. Raises ClosedAccountError.

    With a new one the administrator could become that person. So it says another thing in the person's log, and they are told at once.
    """
    held = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if not held.is_active:
        raise errors.ClosedAccountError
    if held.pk == by.pk:
        raise errors.OwnLinkError
    if held.has_usable_password():
        record("organisation.person.link_renewed", actor=by, target=held, subject=held, at=at)
        tell(NEW_LINK, held, about=held, at=at, url=reverse("portal:account"))
    else:
        record("organisation.person.invited", actor=by, target=held, subject=held, at=at)
    return Invitation.to(held)


@transaction.atomic
def end_account(person: Person, *, by: Person, at: datetime) -> None:
    """The person can sign in no more, from this moment. Employments and roles have today as their last day; what was to come is taken back.

    Raises OwnAccountError, LastAdministratorError.
    """
    if person.pk == by.pk:
        raise errors.OwnAccountError
    hold_provider(person.provider_id)
    held = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if not held.is_active:
        return
    today = timezone.localdate(at)
    check_administrators(held, after=today, on=today)
    held.is_active, held.session_epoch = False, held.session_epoch + 1
    held.save(update_fields=["is_active", "session_epoch"])  # first: whoever can sign in no more is not told what ends with that
    end_all_roles(held, last_day=today, by=by, at=at)
    end_all_employments(held, last_day=today, by=by, at=at)
    record("organisation.person.ended", actor=by, target=held, subject=held, at=at)


@transaction.atomic
def open_account(person: Person, *, by: Person, at: datetime) -> None:
    """Let somebody back in. Employments and roles are given anew."""
    held = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if held.is_active or held.merged_into_id is not None:
        return
    held.is_active = True
    held.save(update_fields=["is_active"])
    record("organisation.person.opened", actor=by, target=held, subject=held, at=at)


def link_days() -> int:
    """How many days a one-time link works."""
    return int(settings.PASSWORD_RESET_TIMEOUT // 86_400)


def composed(text: str) -> str:
    """One space between words and letters in one piece, so that equal names are equal."""
    return normalize("NFC", " ".join(text.split()))


def _check_email(email: str, *, by: Person, besides: Person | None = None) -> None:
    """One account for an address within a provider. Another provider's people are another matter: they sign in by username."""
    others = Person.objects.filter(provider=by.provider_id, email__iexact=email, merged_into=None)
    for other in others.order_by("pk") if email else ():
        if other != besides:
            raise errors.EmailTakenError


def _free_username(email: str, given_name: str, family_name: str) -> str:
    """The address where it is free in the whole installation, otherwise förnamn.efternamn with a number where it takes one."""
    letters = normalize("NFD", f"{given_name}.{family_name}".lower().replace(" ", "-"))
    bare = "".join(char for char in letters if not combining(char)).encode("ascii", "ignore").decode().strip(".-")[:100] or "person"
    wanted = chain([email] if email else [], [bare], (f"{bare}{number}" for number in count(2)))
    return next(name for name in wanted if not Person.objects.filter(username__iexact=name).exists())
