"""Where somebody answers that day. The roles are read before the rows they open, so that the database looks places up by their ids."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Q

if TYPE_CHECKING:
    from organisation.models import Person, RoleAssignment

PRINCIPALS = ("principal", "deputy_principal")
READ_BEFORE = "_roles_by_day"  # on the person of a request: the roles that have been read


@dataclass(frozen=True)
class Mandate:
    """units and authorities are ids. everywhere: in the whole of the person's own school provider."""

    units: tuple[int, ...]
    authorities: tuple[int, ...]
    everywhere: bool

    @classmethod
    def of(cls, roles: Iterable[RoleAssignment]) -> Mandate:
        given = tuple(roles)
        return cls(
            units=tuple(sorted({role.unit_id for role in given if role.unit_id is not None})),
            authorities=tuple(sorted({role.authority_id for role in given if role.authority_id is not None})),
            everywhere=any(role.unit_id is None and role.authority_id is None for role in given),
        )

    def over_units(self) -> Q:
        """The units the roles reach: their own, those of their authorities, or all. For rows of SchoolUnit."""
        if self.everywhere:
            return Q()
        return Q(pk__in=self.units) | Q(authority__in=self.authorities) if self.authorities else Q(pk__in=self.units)

    def over_authorities(self) -> Q:
        """The authorities the roles are for. For rows of Authority."""
        return Q() if self.everywhere else Q(pk__in=self.authorities)


def roles_of(person: Any, *, on: date) -> tuple[RoleAssignment, ...]:
    """Every role of that day with its place: one query, and one alone for a person who lives for a request. Nobody signed in has none."""
    from organisation.models import RoleAssignment  # noqa: PLC0415  # models import the querysets, which import this

    read = getattr(person, READ_BEFORE, None)
    if read is None or on not in read:
        roles = tuple(RoleAssignment.objects.active(on).filter(person=person.pk).select_related("unit", "authority"))
        if read is not None:
            read[on] = roles
        return roles
    return tuple(read[on])


def lives_for_one_request(person: Person) -> None:
    """Let the person remember the roles once they are read. Whoever lives longer would go on with a role that has been ended."""
    setattr(person, READ_BEFORE, {})


def mandate(person: Any, names: Iterable[str], *, on: date) -> Mandate:
    """Where the person has one of these roles that day."""
    wanted = frozenset(names)
    return Mandate.of(role for role in roles_of(person, on=on) if role.role in wanted)
