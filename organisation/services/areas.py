"""Authorities, and areas: groups of units within an authority, or within a provider that has none."""

from datetime import datetime

from django.db import transaction

from audit.services import record
from organisation.models import Area, Authority, Person, SchoolProvider
from organisation.services.unit_errors import AreaNameTakenError, AuthorityNameTakenError
from organisation.services.unit_rows import hold_provider


@transaction.atomic
def open_area(authority: Authority, name: str, *, by: Person, at: datetime) -> Area:
    """Raises AreaNameTakenError."""
    if authority.provider_id != by.provider_id:
        raise ValueError("the authority belongs elsewhere")
    hold_provider(by.provider_id)
    _check(authority.pk, name, besides=None)
    area = Area.objects.create(authority=authority, name=name)
    record("organisation.area.opened", actor=by, target=area, at=at)
    return area


@transaction.atomic
def rename_area(pk: int, name: str, *, by: Person, at: datetime) -> Area:
    """Raises AreaNameTakenError. An area is a way to group today's units: its name has no history of its own."""
    hold_provider(by.provider_id)
    area = Area.objects.select_for_update(of=("self",)).get(pk=pk, authority__provider=by.provider_id)
    _check(area.authority_id, name, besides=pk)
    area.name = name
    area.save(update_fields=["name"])
    record("organisation.area.renamed", actor=by, target=area, at=at)
    return area


@transaction.atomic
def save_authority(authority: Authority | None, *, name: str, committee: str, by: Person, at: datetime) -> Authority:
    """Begin an authority (None) or change what one and its committee are called. Raises AuthorityNameTakenError."""
    hold_provider(by.provider_id)
    same_name = Authority.objects.filter(provider=by.provider_id, name__iexact=name)
    if any(each != authority for each in same_name):
        raise AuthorityNameTakenError
    what = "opened" if authority is None else "changed"
    if authority is None:
        authority = Authority(provider=by.provider)
    elif authority.provider_id != by.provider_id:
        raise ValueError("the authority belongs elsewhere")
    authority.name, authority.committee = name, committee
    authority.save()
    record(f"organisation.authority.{what}", actor=by, target=authority, at=at)
    return authority


@transaction.atomic
def whole_provider(provider: SchoolProvider) -> Authority:
    """The single row that stands for a provider without authorities, made when it is first asked for."""
    hold_provider(provider.pk)
    return Authority.objects.get_or_create(provider=provider, is_whole_provider=True, defaults={"name": provider.name})[0]


def _check(authority: int, name: str, *, besides: int | None) -> None:
    same_name = Area.objects.filter(authority=authority, name__iexact=name).values_list("pk", flat=True)
    if any(pk != besides for pk in same_name):
        raise AreaNameTakenError
