"""Machine clients let in, changed, given new keys, and shut out. A key's text leaves here once and is kept nowhere."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from api import keys
from api.keys import NewKey
from api.models import ClientKey, MachineClient
from audit.services import record
from organisation.models import Person


class ClientError(Exception):
    """Why something about a machine client could not be done. str() is for whoever asked; field: the form field it is about, or empty."""

    field = ""
    text: str | Promise = ""

    def __str__(self) -> str:
        return str(self.text)


class NameTakenError(ClientError):
    field = "name"
    text = _("Ni har redan en maskinklient med det namnet.")


class RevokedError(ClientError):
    text = _("Maskinklienten är spärrad. Lägg till en ny om programmet behövs igen.")


class AlreadyRenewedError(ClientError):
    text = _("Nyckeln har förnyats sedan sidan öppnades. Förnya igen bara om den nyckeln har kommit bort.")


@dataclass(frozen=True, kw_only=True)
class Said:
    """What an administrator says of a client."""

    name: str
    purpose: str
    contact: str
    calls_per_minute: int
    is_active: bool = True


@transaction.atomic
def let_in(said: Said, *, until: datetime, by: Person, at: datetime) -> tuple[MachineClient, NewKey]:
    """A new client with its first key, which works until that moment. Raises NameTakenError."""
    client = MachineClient(provider=by.provider, created_by=by, created_at=at)
    _say(client, said)
    _save(client)
    key = _issue(client, until=until, by=by, at=at)
    record("api.client.let_in", actor=by, target=client, at=at, details={"key": key.prefix, "until": until.isoformat()})
    return client, key


@transaction.atomic
def change(pk: int, said: Said, *, by: Person, at: datetime) -> MachineClient:
    """Raises NameTakenError and RevokedError. The log says which fields were changed, not what they hold: a contact is a person."""
    client = _held(pk, by)
    changed = [
        name for name in ("name", "purpose", "contact", "calls_per_minute", "is_active") if getattr(client, name) != getattr(said, name)
    ]
    if changed:
        _say(client, said)
        _save(client)
        record("api.client.changed", actor=by, target=client, at=at, details={"fields": ",".join(changed), "is_active": said.is_active})
    return client


@transaction.atomic
def renew(pk: int, *, former: str, overlap: timedelta, until: datetime, by: Person, at: datetime) -> NewKey:
    """A new key. The former ones go on working for so long, never longer than they would have.

    former: the prefix of the newest key when it was asked for, so that a page sent twice does not renew twice. Raises AlreadyRenewedError
    and RevokedError.
    """
    client = _held(pk, by)
    newest = client.keys.first()
    if newest is not None and newest.prefix != former:
        raise AlreadyRenewedError
    ends_at = at + overlap
    client.keys.filter(expires_at__gt=ends_at).update(expires_at=ends_at)
    key = _issue(client, until=until, by=by, at=at)
    details: dict[str, str | int | bool | None] = {"key": key.prefix, "until": until.isoformat(), "former_until": ends_at.isoformat()}
    record("api.key.renewed", actor=by, target=client, at=at, details=details)
    return key


@transaction.atomic
def revoke(pk: int, *, by: Person, at: datetime) -> None:
    """Shut a client out for good, with all its keys, from this moment. Doing it twice changes nothing."""
    client = MachineClient.objects.select_for_update(of=("self",)).get(pk=pk, provider=by.provider_id)
    if client.revoked_at is not None:
        return
    client.revoked_at, client.revoked_by = at, by
    client.save(update_fields=["revoked_at", "revoked_by"])
    record("api.client.revoked", actor=by, target=client, at=at)


def _held(pk: int, by: Person) -> MachineClient:
    client = MachineClient.objects.select_for_update(of=("self",)).get(pk=pk, provider=by.provider_id)
    if client.revoked_at is not None:
        raise RevokedError
    return client


def _say(client: MachineClient, said: Said) -> None:
    client.name, client.purpose, client.contact = said.name, said.purpose, said.contact
    client.calls_per_minute, client.is_active = said.calls_per_minute, said.is_active


def _save(client: MachineClient) -> None:
    try:
        with transaction.atomic():
            client.save()
    except IntegrityError as error:
        raise NameTakenError from error


def _issue(client: MachineClient, *, until: datetime, by: Person, at: datetime) -> NewKey:
    key = keys.make()
    ClientKey.objects.create(client=client, prefix=key.prefix, digest=key.digest, issued_at=at, issued_by=by, expires_at=until)
    return key
